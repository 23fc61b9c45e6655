/** What floats above the views: the palette, the list of keys, and the side panel of narrow windows. */
import { create } from "zustand";
import { isStringArray, readLocal, writeLocal } from "./local.ts";

interface Overlay {
  readonly open: "palette" | "keys" | null;
  readonly text: string;
  /** Only assets in the results. */
  readonly isAssetsOnly: boolean;
  readonly isSideOpen: boolean;
  readonly isSideHidden: boolean;
  /** Keys of assets visited, newest first. */
  readonly visited: readonly string[];
}

export const useOverlay = create<Overlay>()(() => ({
  open: null, text: "", isAssetsOnly: false, isSideOpen: false, isSideHidden: false, visited: [],
}));

const maxVisited = 12;

export function openPalette(text: string, only?: "assets" | "keys"): void {
  useOverlay.setState({ open: only === "keys" ? "keys" : "palette", text, isAssetsOnly: only === "assets", isSideOpen: false });
}

export function closeOverlay(): void {
  useOverlay.setState({ open: null, isSideOpen: false });
}

export function setPaletteText(text: string): void {
  useOverlay.setState({ text });
}

/** Narrow windows: over the page; wide ones: away from its side. */
export function togglePanel(): void {
  const { isSideOpen, isSideHidden } = useOverlay.getState();
  if (window.matchMedia("(max-width: 960px)").matches) useOverlay.setState({ isSideOpen: !isSideOpen });
  else useOverlay.setState({ isSideHidden: !isSideHidden });
}

/** Remembers what a person looked at, for an empty palette. `folder` keeps projects apart. */
export function rememberVisit(folder: string, key: string): void {
  const before = readLocal(`visited.${folder}`, [], isStringArray);
  const visited = [key, ...before.filter((one) => one !== key)].slice(0, maxVisited);
  writeLocal(`visited.${folder}`, visited);
  useOverlay.setState({ visited });
}

export function loadVisited(folder: string): void {
  useOverlay.setState({ visited: readLocal(`visited.${folder}`, [], isStringArray) });
}

/** What commands mean: the asset of the page, of the panel at the right, of the current line or node; and the column and the place in a file, where one is more exact. */
import { create } from "zustand";
import type { SourceSpan } from "../../shared/source-span.ts";
import { useNavigation } from "./navigation.ts";

interface Selection {
  readonly key: string | null;
  /** The current line of the list of columns or of an impact. */
  readonly line: { readonly key: string; readonly column: string | null } | null;
  /** The place that "Open in editor" means in place of the asset's definition: the SQL of an edge. */
  readonly place: SourceSpan | null;
}

export const useSelection = create<Selection>()(() => ({ key: null, line: null, place: null }));

export function select(key: string | null): void {
  useSelection.setState({ key });
}

export function selectLine(line: Selection["line"]): void {
  useSelection.setState({ line });
}

export function selectPlace(place: SourceSpan | null): void {
  useSelection.setState({ place });
}

/** Only while nothing lies over the view that it belongs to. */
export function currentPlace(): SourceSpan | null {
  const { route } = useNavigation.getState();
  return route.view === "column" && route.peek === undefined ? useSelection.getState().place : null;
}

/** The column that commands mean. */
export function currentColumn(): string | null {
  const { route } = useNavigation.getState();
  if (route.peek !== undefined) return null;
  const { line } = useSelection.getState();
  if (line && (route.view === "columns" || route.view === "impact")) return line.column;
  return route.view === "column" || route.view === "impact" || route.view === "asset" ? (route.column ?? null) : null;
}

export function currentKey(): string | null {
  const { route } = useNavigation.getState();
  if (route.peek !== undefined) return route.peek;
  if (route.view === "column") return route.key;
  if (route.view === "impact") return useSelection.getState().line?.key ?? route.key;
  if (route.view === "columns") return useSelection.getState().line?.key ?? null;
  if (route.view === "asset") return route.tab === "lineage" ? (useSelection.getState().key ?? route.key) : route.key;
  return route.view === "catalog" || route.view === "lineage" ? useSelection.getState().key : null;
}

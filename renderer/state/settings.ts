/** The person's settings, kept by the core; the theme is put on the document here. */
import { create } from "zustand";
import type { Params, Settings } from "../../shared/api.ts";
import { request } from "../api/client.ts";
import { failed } from "./toasts.ts";

interface SettingsStore {
  readonly settings: Settings;
  readonly isDark: boolean;
}

const untold: Settings = { editor: null, editorCommand: null, theme: "system", singleKeys: true, keys: {} };
const systemDark = window.matchMedia("(prefers-color-scheme: dark)");

export const useSettings = create<SettingsStore>()(() => ({ settings: untold, isDark: systemDark.matches }));

export function applySettings(settings: Settings): void {
  const isDark = settings.theme === "dark" || (settings.theme === "system" && systemDark.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  useSettings.setState({ settings, isDark });
}

export async function startSettings(): Promise<void> {
  applySettings(useSettings.getState().settings);
  systemDark.addEventListener("change", () => applySettings(useSettings.getState().settings));
  try {
    applySettings(await request("settings.get", {}));
  } catch (error) {
    failed("The settings could not be read; the defaults hold", error);
  }
}

/** Shown at once; taken back where the core cannot keep it. */
export async function changeSettings(change: Params<"settings.set">): Promise<void> {
  const before = useSettings.getState().settings;
  const { editor = before.editor, editorCommand = before.editorCommand, theme = before.theme, singleKeys = before.singleKeys, keys = before.keys } = change;
  applySettings({ editor, editorCommand, theme, singleKeys, keys });
  try {
    applySettings(await request("settings.set", change));
  } catch (error) {
    applySettings(before);
    failed("The setting could not be kept", error);
  }
}

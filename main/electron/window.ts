/** The one window: sandboxed, isolated, shown when painted, back where it was. */
import path from "node:path";
import { BrowserWindow, app, nativeTheme } from "electron";
import type { Settings } from "../../shared/api.ts";
import { pageAddress } from "./app-protocol.ts";
import { readWindowState, writeWindowState } from "./window-state.ts";

/** The page's own background (renderer/styles/tokens.css), seen until it has painted. */
const background = { light: "#ffffff", dark: "#101116" };
const maxReloadsAMinute = 3;

let theme: Settings["theme"] = "system";

/** Resolves to the window when its page is there. */
export function openWindow(distFolder: string): BrowserWindow {
  const state = readWindowState();
  setTheme(state.theme);
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    ...state.bounds,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: app.name,
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload: path.join(distFolder, "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (state.isMaximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.on("close", () => writeWindowState({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized(), theme }));
  reloadAfterCrash(window);
  void window.loadURL(pageAddress);
  return window;
}

/** Follows the user's setting; the page follows the system that it is told. */
export function setTheme(next: Settings["theme"]): void {
  theme = next;
  nativeTheme.themeSource = next;
}

/** A page that keeps dying is left dead rather than spinning. */
function reloadAfterCrash(window: BrowserWindow): void {
  let reloads: number[] = [];
  window.webContents.on("render-process-gone", (_event, details) => {
    if (details.reason === "clean-exit") return;
    console.error(`assetscope: the page's process ended (${details.reason})`);
    reloads = [...reloads.filter((at) => at > Date.now() - 60_000), Date.now()];
    if (reloads.length <= maxReloadsAMinute) window.webContents.reload();
  });
}

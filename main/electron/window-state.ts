/** Where the window was and how it looked, so that it comes back there and never flashes in the wrong colour. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { app, screen } from "electron";
import type { Rectangle } from "electron";
import { z } from "zod";

const schema = z.object({
  bounds: z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(400), height: z.number().int().min(300) }).nullable().catch(null),
  isMaximized: z.boolean().catch(false),
  theme: z.enum(["system", "light", "dark"]).catch("system"),
});
export type WindowState = z.infer<typeof schema>;

/** Defaults for what is missing, damaged, or on a screen that is no longer there. */
export function readWindowState(): WindowState {
  const state = schema.catch({ bounds: null, isMaximized: false, theme: "system" }).parse(readJson());
  return state.bounds !== null && isOnScreen(state.bounds) ? state : { ...state, bounds: null };
}

/** Best effort: a full disk must not keep a window from closing. */
export function writeWindowState(state: WindowState): void {
  try {
    mkdirSync(path.dirname(stateFile()), { recursive: true });
    writeFileSync(`${stateFile()}.new`, JSON.stringify(state));
    renameSync(`${stateFile()}.new`, stateFile());
  } catch (error) {
    console.error("assetscope: the window's place could not be kept:", error);
  }
}

function stateFile(): string {
  return path.join(app.getPath("userData"), "window.json");
}

function readJson(): unknown {
  try {
    return JSON.parse(readFileSync(stateFile(), "utf8"));
  } catch {
    return null;
  }
}

/** Enough of the title bar to take hold of. */
function isOnScreen(bounds: Rectangle): boolean {
  return screen.getAllDisplays().some(({ workArea }) => bounds.x + 100 < workArea.x + workArea.width && bounds.x + bounds.width - 100 > workArea.x && bounds.y >= workArea.y && bounds.y + 40 < workArea.y + workArea.height);
}

/** The folder that a start names, if any: `assetscope FOLDER`, `electron . FOLDER`, or an icon that it was dropped on. */
import path from "node:path";
import { app } from "electron";

/** Absolute. Switches are Electron's or Chromium's; unpackaged, the first word is the program's own folder. */
export function folderArgument(argv: readonly string[], workingDirectory: string): string | null {
  const words = argv.slice(1).filter((word) => !word.startsWith("-"));
  const folder = words[app.isPackaged ? 0 : 1];
  return folder === undefined ? null : path.resolve(workingDirectory, folder);
}

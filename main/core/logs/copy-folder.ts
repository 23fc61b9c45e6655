/** A folder of our own for copies of databases, for the life of one reader. Removes those that a killed program left behind. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const prefix = "log-copies-";
const leftBehindMs = 24 * 3600 * 1000;

export function makeCopyFolder(cacheFolder: string): string {
  mkdirSync(cacheFolder, { recursive: true, mode: 0o700 });
  removeLeftBehind(cacheFolder);
  return mkdtempSync(join(cacheFolder, prefix));
}

export function removeCopyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function removeLeftBehind(cacheFolder: string): void {
  for (const name of readdirSync(cacheFolder)) {
    if (!name.startsWith(prefix)) continue;
    const folder = join(cacheFolder, name);
    try {
      if (Date.now() - statSync(folder).mtimeMs > leftBehindMs) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another instance may be removing it too.
    }
  }
}

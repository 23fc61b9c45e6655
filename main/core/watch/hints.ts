/**
 * Folders -> the system's word that something in them changed. One watch a folder (inotify), or one a root where the system watches trees
 * (macOS, Windows): never one a file. Hints get lost, double and come late; whoever listens compares.
 */
import { watch } from "node:fs";
import type { FSWatcher } from "node:fs";
import { dirname, join } from "node:path";

/** Errors that mean: no more watches for this user. */
export type HintFailure = "watches" | "instances" | "unsupported";

export interface Hints {
  /** Begins with a folder; again for one that took another's place. */
  add(folder: string): void;
  remove(folder: string): void;
  clear(): void;
}

const watchesTrees = process.platform === "darwin" || process.platform === "win32";

/**
 * @param onHint the folder in which something happened, with the name if the system told it.
 * @param onFailure once: hints cannot be had; all watches are closed by then.
 */
export function createHints(isRoot: (folder: string) => boolean, onHint: (folder: string, name: string | null) => void, onFailure: (failure: HintFailure) => void): Hints {
  const watchers = new Map<string, FSWatcher>();
  let hasFailed = false;

  const close = (folder: string): void => {
    const watcher = watchers.get(folder);
    watchers.delete(folder);
    watcher?.close();
  };
  const fail = (error: unknown): void => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    // A folder that is gone by now, or may not be read: the comparison will tell.
    if (hasFailed || ["ENOENT", "ENOTDIR", "EACCES", "EPERM"].includes(code)) return;
    hasFailed = true;
    for (const folder of watchers.keys()) close(folder);
    onFailure(code === "ENOSPC" ? "watches" : code === "EMFILE" || code === "ENFILE" ? "instances" : "unsupported");
  };

  return {
    add(folder) {
      if (hasFailed || (watchesTrees && !isRoot(folder))) return;
      close(folder);
      try {
        const watcher = watch(folder, { persistent: false, recursive: watchesTrees });
        watchers.set(folder, watcher);
        watcher.on("change", (_type, name) => {
          const path = typeof name === "string" ? name : null;
          onHint(watchesTrees && path !== null ? dirname(join(folder, path)) : folder, path);
        });
        watcher.on("error", (error) => {
          close(folder);
          fail(error);
          onHint(folder, null);
        });
      } catch (error) {
        fail(error);
      }
    },
    remove: close,
    clear() {
      for (const folder of watchers.keys()) close(folder);
    },
  };
}

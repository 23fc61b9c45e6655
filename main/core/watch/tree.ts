/**
 * Folders as they were when last looked at -> what differs now. Compares by stat, folder by folder, as generators that can pause
 * anywhere (slices.ts). Leaves out what a walk leaves out; visits a folder once however links lead to it.
 */
import { statSync } from "node:fs";
import type { BigIntStats } from "node:fs";
import { basename, join } from "node:path";
import { listFolder } from "../files/list-folder.ts";
import { compareState, stateOf } from "./file-state.ts";
import type { FileState } from "./file-state.ts";
import type { Change } from "./pending-changes.ts";

interface FolderState {
  readonly identity: string;
  readonly files: Map<string, FileState>;
  folders: ReadonlySet<string>;
}

export interface Tree {
  readonly fileCount: number;
  readonly folderCount: number;
  /** Set once the cap was met: further files are not followed. */
  readonly isFull: boolean;
  has(folder: string): boolean;
  /** Paths of all folders that are followed. */
  folders(): Iterable<string>;
  /** Compares a folder's own files; goes on below only into folders that are new, or all with `deep`. */
  compare(folder: string, deep: boolean, tell: (absolutePath: string, change: Change) => void): Generator<void, void>;
  /** Compares single files that lie outside of all roots. */
  compareSingles(paths: readonly string[], tell: (absolutePath: string, change: Change) => void): Generator<void, void>;
  /** Forgets a folder and everything below it. */
  forget(folder: string, tell?: (absolutePath: string, change: Change) => void): void;
}

export interface TreeOptions {
  readonly bound: string;
  readonly maxFiles: number;
  /** Called for each folder before its names are read, so that nothing falls between; again when another folder took its place. */
  readonly onFolder: (folder: string) => void;
  readonly onForgotten: (folder: string) => void;
}

/** Folders followed at most: each takes a watch of the system. */
const maxFolders = 50_000;
/** Files compared between two chances to pause. */
const filesAtOnce = 50;

export function createTree({ bound, maxFiles, onFolder, onForgotten }: TreeOptions): Tree {
  const folders = new Map<string, FolderState>();
  /** Identity -> path: a link to a folder that is known is not entered. */
  const paths = new Map<string, string>();
  const singles = new Map<string, FileState>();
  let fileCount = 0;
  let isFull = false;

  function forget(folder: string, tell?: (path: string, change: Change) => void): void {
    const state = folders.get(folder);
    if (!state) return;
    folders.delete(folder);
    if (paths.get(state.identity) === folder) paths.delete(state.identity);
    onForgotten(folder);
    fileCount -= state.files.size;
    for (const name of state.files.keys()) tell?.(join(folder, name), "removed");
    for (const name of state.folders) forget(join(folder, name), tell);
  }

  function* compareOne(folder: string, tell: (path: string, change: Change) => void): Generator<void, readonly string[]> {
    const stats = statOf(folder);
    if (!stats?.isDirectory()) {
      forget(folder, tell);
      return [];
    }
    const identity = `${stats.dev}:${stats.ino}`;
    const known = folders.get(folder);
    const elsewhere = paths.get(identity);
    if (elsewhere !== undefined && elsewhere !== folder && stats.ino !== 0n && statOf(elsewhere)?.ino === stats.ino) return [];
    if (!known && folders.size >= maxFolders) {
      isFull = true;
      return [];
    }
    const isOther = known !== undefined && known.identity !== identity;
    if (!known || isOther) onFolder(folder);
    paths.set(identity, folder);
    const state: FolderState = { identity, files: known?.files ?? new Map<string, FileState>(), folders: known?.folders ?? new Set<string>() };
    folders.set(folder, state);
    yield;

    const listing = listFolder(folder, basename(folder), bound, false);
    const files = "skipSelf" in listing ? [] : listing.files;
    const children = "skipSelf" in listing ? [] : listing.folders;
    const present = new Set(files);
    for (const name of state.files.keys()) {
      if (present.has(name)) continue;
      state.files.delete(name);
      fileCount--;
      tell(join(folder, name), "removed");
    }
    for (const [index, name] of files.entries()) {
      if (index % filesAtOnce === filesAtOnce - 1) yield;
      compareFile(state, folder, name, tell);
    }
    const before = state.folders;
    state.folders = new Set(children);
    for (const name of before) if (!state.folders.has(name)) forget(join(folder, name), tell);
    // Below a folder that took another's place nothing is what it was.
    return isOther ? children : children.filter((name) => isUnknown(join(folder, name)));
  }

  /** New, or another folder than the one that went by this name. */
  function isUnknown(path: string): boolean {
    const known = folders.get(path);
    if (!known) return true;
    const stats = statOf(path);
    return stats === undefined || `${stats.dev}:${stats.ino}` !== known.identity;
  }

  function compareFile(state: FolderState, folder: string, name: string, tell: (path: string, change: Change) => void): void {
    const path = join(folder, name);
    const stats = statOf(path);
    const before = state.files.get(name);
    if (!stats?.isFile()) {
      if (before && state.files.delete(name)) {
        fileCount--;
        tell(path, "removed");
      }
      return;
    }
    const nowNs = BigInt(Date.now()) * 1_000_000n;
    if (before) {
      const { isChanged, state: after } = compareState(before, path, bound, stats, nowNs);
      state.files.set(name, after);
      if (isChanged) tell(path, "changed");
      return;
    }
    if (fileCount >= maxFiles) {
      isFull = true;
      return;
    }
    state.files.set(name, stateOf(path, bound, stats, nowNs));
    fileCount++;
    tell(path, "added");
  }

  return {
    get fileCount() {
      return fileCount;
    },
    get folderCount() {
      return folders.size;
    },
    get isFull() {
      return isFull;
    },
    has: (folder) => folders.has(folder),
    folders: () => folders.keys(),
    forget,
    *compare(start, deep, tell) {
      const pending = [start];
      while (pending.length > 0) {
        const folder = pending.pop()!;
        const fresh = yield* compareOne(folder, tell);
        yield;
        for (const name of deep ? (folders.get(folder)?.folders ?? []) : fresh) pending.push(join(folder, name));
      }
    },
    *compareSingles(wanted, tell) {
      for (const path of singles.keys()) if (!wanted.includes(path)) singles.delete(path);
      const nowNs = BigInt(Date.now()) * 1_000_000n;
      for (const path of wanted) {
        yield;
        const stats = statOf(path);
        const before = singles.get(path);
        if (!stats?.isFile()) {
          if (singles.delete(path)) tell(path, "removed");
          continue;
        }
        const compared = before ? compareState(before, path, bound, stats, nowNs) : null;
        singles.set(path, compared?.state ?? stateOf(path, bound, stats, nowNs));
        if (compared === null || compared.isChanged) tell(path, compared === null ? "added" : "changed");
      }
    },
  };
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false, bigint: true });
  } catch {
    return undefined;
  }
}

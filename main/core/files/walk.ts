/**
 * A folder -> the files and folders below it that belong to the project. Leaves out caches, environments and storages (ignored.ts),
 * visits each folder once however links lead to it, and stops at a number of files, saying so.
 */
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Find } from "../../../shared/model.ts";
import { toProjectPath } from "./bound.ts";
import { listFolder } from "./list-folder.ts";

export interface WalkOptions {
  /** Folder to start at; default the opened folder. */
  readonly from?: string;
  /** Levels of folders below `from`; default 40. */
  readonly maxDepth?: number;
  /** Default 200,000. */
  readonly maxFiles?: number;
  /** Milliseconds after which it stops, saying so; default none. */
  readonly maxMs?: number;
  /** Ask of each folder's path whether to go on below it. */
  readonly enter?: (folder: string) => boolean;
}

/** Paths as ProjectFiles takes them, folders before what is in them, names sorted by code unit. */
export interface WalkResult {
  readonly files: readonly string[];
  /** Begins with `from` itself. */
  readonly folders: readonly string[];
  /** What was left out and why, for people (status "skipped"), at most 200. */
  readonly finds: readonly Find[];
  readonly isComplete: boolean;
}

export const maxWalkedFiles = 200_000;
const maxFinds = 200;

/** @param start absolute path of `from`, links resolved and within `bound`. */
export function walkFolder(folder: string, bound: string, start: string, options: WalkOptions): WalkResult {
  const maxDepth = options.maxDepth ?? 40;
  const maxFiles = options.maxFiles ?? maxWalkedFiles;
  const end = performance.now() + (options.maxMs ?? Number.POSITIVE_INFINITY);
  const files: string[] = [];
  const folders: string[] = [];
  const finds: Find[] = [];
  const seen = new Set<string>();
  let isComplete = true;
  const skip = (title: string, detail: string): void => {
    if (finds.length < maxFinds) finds.push({ what: "skipped", status: "skipped", title, detail });
  };

  // A stack, not recursion: folders nest deeper than calls may. Pushed in reverse, so that names come sorted.
  const pending: { path: string; depth: number }[] = [{ path: start, depth: 0 }];
  while (pending.length > 0) {
    const { path, depth } = pending.pop()!;
    const name = toProjectPath(folder, path);
    if (depth > 0 && options.enter && !options.enter(name)) continue;
    if (performance.now() > end) {
      isComplete = false;
      finds.unshift({ what: "skipped", status: "skipped", title: "Too much to look through", detail: `Looking stopped in ${name} after ${(options.maxMs ?? 0) / 1_000} s and ${files.length.toLocaleString("en")} files: open a folder further down` });
      break;
    }
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    if (!stats) continue;
    const identity = `${stats.dev}:${stats.ino}`;
    // Windows has folders without a number of their own (network drives): only links can then lead in a circle, and depth stops them.
    if (stats.ino !== 0n && seen.has(identity)) {
      skip(name, "a link to a folder that was read under another name");
      continue;
    }
    seen.add(identity);
    const listing = listFolder(path, basename(path), bound, depth === 0);
    if ("skipSelf" in listing) {
      skip(name, listing.skipSelf);
      continue;
    }
    folders.push(name);
    const prefix = name === "." ? "" : `${name}/`;
    for (const left of listing.skipped) skip(prefix + left.name, left.reason);
    for (const file of listing.files) {
      if (files.length >= maxFiles) {
        isComplete = false;
        break;
      }
      files.push(prefix + file);
    }
    if (!isComplete) {
      finds.unshift({ what: "skipped", status: "skipped", title: `More than ${maxFiles.toLocaleString("en")} files`, detail: `Reading stopped in ${name}: open a folder further down, or move data files out of the project` });
      break;
    }
    if (depth >= maxDepth && listing.folders.length > 0) {
      skip(name, `folders deeper than ${maxDepth} levels are not read`);
      continue;
    }
    for (const child of [...listing.folders].reverse()) pending.push({ path: join(path, child), depth: depth + 1 });
  }
  return { files, folders, finds, isComplete };
}

/**
 * A folder -> the files and folders below it that belong to the project. Leaves out caches, environments and storages (ignored.ts),
 * visits each folder once however links lead to it, and stops at a number of files, saying so.
 */
import type { Find } from "../../../shared/model.ts";

export interface WalkOptions {
  /** Folder to start at; default the opened folder. */
  readonly from?: string;
  /** Levels of folders below `from`; default 40. */
  readonly maxDepth?: number;
  /** Default 200,000. */
  readonly maxFiles?: number;
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

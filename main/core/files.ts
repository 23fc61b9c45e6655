/**
 * A folder on disk -> text, bytes and names, for every stage that reads the opened project. The only reader of project files.
 * Reads; never writes, never runs anything (git neither), never leaves the bound: the repository that the folder lies in. Nothing here
 * throws for what a project holds: a file that cannot be read is a `{problem}`, one that is not there is null.
 */
import type { ModuleFiles } from "./python/evaluate.ts";
import type { FileSignature } from "./files/signature.ts";
import type { WalkOptions, WalkResult } from "./files/walk.ts";

export type ReadResult<T> = (T & { readonly hash: string }) | { readonly problem: string } | null;

export interface ReadOptions {
  /** Larger files are not read; default 5 MB (`maxSourceBytes`). */
  readonly maxBytes?: number;
}

/** Paths are relative to the opened folder, with `/`; `../x` is beside it, within `bound`. An absolute path within the bound does too. */
export interface ProjectFiles extends ModuleFiles {
  /** The opened folder: absolute, links resolved. */
  readonly folder: string;
  /** Outermost folder that is read: absolute, links resolved. */
  readonly bound: string;
  /** Decoded (BOM, coding line of Python files, UTF-16), with `\n` as the only line end. `hash` is SHA-256 of the bytes, in hex. */
  readText(file: string, options?: ReadOptions): ReadResult<{ readonly text: string }>;
  readBytes(file: string, options?: ReadOptions): ReadResult<{ readonly bytes: Uint8Array }>;
  /** Size, times and identity of a regular file or folder; null when there is none within the bound. */
  stat(path: string): FileSignature | null;
  /** Absolute path with links resolved; null where nothing is, or where it leads out of the bound. */
  resolve(path: string): string | null;
  /** The form that the index and the screen use for an absolute path; null outside of the bound. */
  toRelative(absolutePath: string): string | null;
  /** Files and folders below a folder, without caches, environments and the like. */
  walk(options?: WalkOptions): WalkResult;
}

/**
 * @param folder absolute or relative to the process; need not exist (everything is then missing).
 * @param options.bound outermost folder to read, in place of the repository's root.
 */
export declare function openProjectFiles(folder: string, options?: { readonly bound?: string; readonly home?: string }): ProjectFiles;

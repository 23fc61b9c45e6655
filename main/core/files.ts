/**
 * A folder on disk -> text, bytes and names, for every stage that reads the opened project. The only reader of project files.
 * Reads; never writes, never runs anything (git neither), never leaves the bound: the repository that the folder lies in. Nothing here
 * throws for what a project holds: a file that cannot be read is a `{problem}`, one that is not there is null.
 */
import { readdirSync, statSync } from "node:fs";
import type { BigIntStats } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { findBound, isWithin, realPathOf, toAbsolute, toProjectPath } from "./files/bound.ts";
import { decodeText } from "./files/decode.ts";
import { readRegularFile } from "./files/read-file.ts";
import { contentHash, signatureOf } from "./files/signature.ts";
import type { FileSignature } from "./files/signature.ts";
import { walkFolder } from "./files/walk.ts";
import type { WalkOptions, WalkResult } from "./files/walk.ts";
import type { ModuleFiles } from "./python/evaluate.ts";

/** Largest source file that is read unless a caller says otherwise. */
export const maxSourceBytes = 5_000_000;
/** Most names that one folder lists. */
const maxNames = 100_000;

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
 * @param options.home the user's home, which is never a bound by itself.
 */
export function openProjectFiles(folder: string, options: { readonly bound?: string; readonly home?: string } = {}): ProjectFiles {
  const root = realPathOf(resolve(folder)) ?? resolve(folder);
  const bound = options.bound === undefined ? findBound(root, options.home ?? homedir()) : (realPathOf(resolve(options.bound)) ?? resolve(options.bound));

  const find = (path: string): string | null => {
    const absolute = toAbsolute(root, path);
    const real = absolute === null ? null : realPathOf(absolute);
    return real !== null && isWithin(bound, real) ? real : null;
  };
  const kindOf = (path: string): "file" | "folder" | null => {
    // Most look-ups are imports that miss: ask for the name alone before links are resolved.
    const absolute = toAbsolute(root, path);
    if (absolute === null) return null;
    const stats = statOrNull(absolute);
    if (!stats || (!stats.isFile() && !stats.isDirectory()) || find(path) === null) return null;
    return stats.isFile() ? "file" : "folder";
  };
  const readBytes: ProjectFiles["readBytes"] = (file, { maxBytes = maxSourceBytes } = {}) => {
    const absolute = toAbsolute(root, file);
    const result = absolute === null ? null : readRegularFile(absolute, bound, maxBytes);
    return result !== null && "bytes" in result ? { bytes: result.bytes, hash: contentHash(result.bytes) } : result;
  };

  return {
    folder: root,
    bound,
    readBytes,
    readText(file, readOptions) {
      const result = readBytes(file, readOptions);
      return result !== null && "bytes" in result ? { text: decodeText(result.bytes, /\.pyi?$/.test(file)), hash: result.hash } : result;
    },
    isFile: (file) => kindOf(file) === "file",
    isFolder: (path) => kindOf(path) === "folder",
    list(path) {
      const real = find(path);
      if (real === null) return [];
      try {
        return readdirSync(real).slice(0, maxNames).sort();
      } catch {
        return [];
      }
    },
    stat(path) {
      const real = find(path);
      const stats = real === null ? null : statOrNull(real);
      return stats !== null && (stats.isFile() || stats.isDirectory()) ? signatureOf(stats) : null;
    },
    resolve: find,
    toRelative(absolutePath) {
      const path = resolve(absolutePath);
      if (isWithin(bound, path)) return toProjectPath(root, path);
      const real = realPathOf(path);
      return real !== null && isWithin(bound, real) ? toProjectPath(root, real) : null;
    },
    walk(walkOptions = {}) {
      const start = find(walkOptions.from ?? ".");
      return start === null ? { files: [], folders: [], finds: [], isComplete: true } : walkFolder(root, bound, start, walkOptions);
    },
  };
}

function statOrNull(path: string): BigIntStats | null {
  try {
    return statSync(path, { throwIfNoEntry: false, bigint: true }) ?? null;
  } catch {
    return null; // ENOTDIR, ELOOP, EACCES: nothing that could be read
  }
}

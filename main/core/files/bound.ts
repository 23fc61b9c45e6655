/**
 * The opened folder -> the outermost folder that may be read for it, and paths -> their place within it.
 * Compares real paths (links resolved), never texts. The `.git` that marks a repository is looked at by name alone.
 */
import { lstatSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, parse, relative, resolve, sep } from "node:path";

/** Longest path that is looked at, in characters. */
const maxPathLength = 4_096;

/** Real path, or null when nothing is there (or it may not be looked at). */
export function realPathOf(path: string): string | null {
  if (path.length > maxPathLength || path.includes("\0")) return null;
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}

export function isWithin(folder: string, path: string): boolean {
  if (path === folder) return true;
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** What lies in a repository's root alone, and in an archive of it, which has no `.git`. */
const rootMarks = [".github", ".gitlab-ci.yml", ".circleci", "azure-pipelines.yml", ".gitattributes", ".gitmodules"];

/**
 * The nearest folder upward with a `.git`; without one, the nearest with another mark of a repository's root; else the folder itself.
 * Never the user's home or above it (a home kept under git would open every file of the user), unless the opened folder is not below
 * the home at all or is the home itself.
 */
export function findBound(folder: string, home: string): string {
  const realHome = realPathOf(home);
  let unpacked: string | null = null;
  for (let at = folder; ; at = dirname(at)) {
    if (at !== folder && realHome !== null && isWithin(at, realHome)) break;
    if (exists(join(at, ".git"))) return at;
    if (unpacked === null && rootMarks.some((mark) => exists(join(at, mark)))) unpacked = at;
    if (at === parse(at).root) break;
  }
  return unpacked ?? folder;
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Joins a path of the project (with `/`) to the folder; null for what no file of a project is called. */
export function toAbsolute(folder: string, path: string): string | null {
  if (path.length > maxPathLength || path.includes("\0")) return null;
  // Even to look at a network path tells the other machine who looks: only the one that the folder itself lies on.
  if (sep === "\\" && /^[\\/]{2}/.test(path) && !resolve(path).startsWith(parse(folder).root)) return null;
  if (isAbsolute(path)) return resolve(path);
  // A drive-relative `C:x` would leave the folder on Windows.
  if (sep === "\\" && /^[a-z]:/i.test(path)) return null;
  return resolve(folder, path);
}

/** `a/b.py`, `../x/c.py`, "." for the folder itself. */
export function toProjectPath(folder: string, absolutePath: string): string {
  const path = relative(folder, absolutePath);
  return path === "" ? "." : sep === "\\" ? path.replaceAll("\\", "/") : path;
}

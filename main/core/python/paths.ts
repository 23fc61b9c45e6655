/**
 * Paths of the project as Python sees them in `__file__`: absolute, below a root that stands for the opened folder. Texts made from
 * them show that root, so that nobody takes them for a path of the machine.
 */
import type { Value } from "./values.ts";

/** What `Path(__file__)` starts with. */
export const PROJECT_ROOT = "<project>";

/** The file or folder (relative to the opened folder) that a `str` or `pathlib.Path` means; null when it is none of the project. */
export function projectPathOf(value: Value): string | null {
  if (value.type === "str") return projectPathOfText(value.value);
  if (value.type === "native" && value.className === "pathlib.Path" && isPathData(value.data)) return projectPathOfText(value.data.path);
  return null;
}

/** "<project>/a/../b" -> "b"; "" is the opened folder. Null for other paths. */
export function projectPathOfText(text: string): string | null {
  if (text !== PROJECT_ROOT && !text.startsWith(`${PROJECT_ROOT}/`)) return null;
  return normalizePath(text.slice(PROJECT_ROOT.length + 1));
}

export interface PathData { readonly path: string }

export function isPathData(data: unknown): data is PathData {
  return typeof data === "object" && data !== null && typeof (data as { path?: unknown }).path === "string";
}

/** Drops `.` and resolves `..`; keeps those that lead out at the start. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

export function isAbsolutePath(path: string): boolean {
  return path.startsWith("/") || path === PROJECT_ROOT || path.startsWith(`${PROJECT_ROOT}/`);
}

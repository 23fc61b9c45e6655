/** From a path in Python to a file of the project: below `<project>`, or relative to where the project may be started. */
import type { Runtime } from "../interpreter/runtime.ts";
import { isAbsolutePath, normalizePath, projectPathOfText } from "../paths.ts";

/**
 * Path relative to the opened folder; null for what is not in the project. A relative path is looked for in the opened folder and in
 * the source roots and their parents, because Dagster may be started in any of them; it counts only where something of that name is.
 */
export function locate(rt: Runtime, text: string): string | null {
  const direct = projectPathOfText(text);
  if (direct !== null) return direct;
  if (isAbsolutePath(text) || text.startsWith("~")) return null;
  const folders = ["", ...rt.sourceRoots, ...rt.sourceRoots.map((root) => root.replace(/\/?[^/]*$/, ""))];
  for (const folder of new Set(folders)) {
    const path = normalizePath(folder ? `${folder}/${text}` : text);
    if (rt.files.isFile(path) || rt.files.isFolder(path)) return path;
  }
  rt.noteMissing(normalizePath(text));
  return null;
}

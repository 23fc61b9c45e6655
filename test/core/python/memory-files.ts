/** Files of a project held in memory: what `ModuleFiles` gives without a disk. */
import { createHash } from "node:crypto";
import type { ModuleFiles } from "../../../main/core/python/evaluate.ts";

export function memoryFiles(files: ReadonlyMap<string, string>): ModuleFiles {
  const folders = new Map<string, Set<string>>();
  for (const file of files.keys()) {
    const parts = file.split("/");
    for (let depth = 0; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join("/");
      const names = folders.get(folder) ?? new Set();
      names.add(parts[depth] ?? "");
      folders.set(folder, names);
    }
  }
  return {
    readText: (file) => {
      const text = files.get(file);
      return text === undefined ? null : { text, hash: createHash("sha1").update(text).digest("hex") };
    },
    isFile: (file) => files.has(file),
    isFolder: (folder) => folders.has(folder),
    list: (folder) => [...(folders.get(folder) ?? [])].toSorted(),
  };
}

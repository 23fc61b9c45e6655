/**
 * A code location's working directory and project folder -> the folders its imports are looked up in, in Python's order: the working
 * directory (Dagster puts it first on sys.path), what installing the project adds, then its path dependencies.
 * What is installed from a registry is not part of it: nothing of a virtual environment is read.
 */
import { addFind, joinPath } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { readPackaging } from "./packaging.ts";
import { readPathDependencies } from "./path-dependencies.ts";


/** @param projectFolder where the packaging settings are; usually the code location's root. */
export function findSourceRoots(findings: Findings, projectFolder: string, workingDirectory: string): readonly string[] {
  const roots = new Map<string, string>();
  const add = (root: string, why: string): void => {
    const real = findings.files.resolve(root);
    const path = real === null ? null : findings.files.toRelative(real);
    if (path === null) addFind(findings, "source_root", "missing", `Source root ${root}`, `No such folder in the repository (${why})`);
    else if (!roots.has(path)) roots.set(path, why);
  };
  add(workingDirectory, "working directory");
  const own = readPackaging(findings, projectFolder);
  for (const root of own.roots) add(root, `${own.declaredBy} of ${projectFolder === "." ? "the folder" : projectFolder}`);
  for (const dependency of readPathDependencies(findings, projectFolder)) {
    const packaging = readPackaging(findings, dependency.folder);
    for (const root of packaging.roots) add(root, `${packaging.declaredBy} of ${dependency.folder}, ${dependency.declaredBy}`);
  }
  for (const [root, why] of roots) addFind(findings, "source_root", "found", root, why);
  return [...roots.keys()];
}

/** Where a module lies below source roots: a file, or a folder for a namespace package; null when it is nowhere. */
export function findModule(findings: Findings, sourceRoots: readonly string[], module: string): string | null {
  const path = module.replaceAll(".", "/");
  let namespace: string | null = null;
  for (const root of sourceRoots) {
    const at = joinPath(root, path);
    for (const file of [`${at}/__init__.py`, `${at}.py`]) if (findings.files.isFile(file)) return file;
    if (namespace === null && findings.files.isFolder(at)) namespace = at;
  }
  return namespace;
}

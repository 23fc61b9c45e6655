/**
 * A folder that declares no code location -> the ones that people would name: `src/<pkg>/definitions.py`, `<pkg>/definitions.py`, a bare
 * `definitions.py` or `repository.py`, a package whose `__init__.py` holds the definitions; when asked, any file that makes a
 * `Definitions`. Looks at names and text; what the file means is for dagster/ to say.
 */
import type { CodeLocation } from "../../../shared/model.ts";
import { createCodeLocation } from "./code-location.ts";
import { addFind, folderOf, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";

/** In order: the first that is there is taken. */
const fileNames = ["definitions.py", "repository.py", "repo.py", "workspace.py"];
const notPackages = /^(?:tests?|testing|docs?|examples?|scripts?|templates?|\..*|.*[^\w].*)$/;
/** How a module makes what Dagster loads, outside of comments at a line's start. */
const makesDefinitions = /^[^#\n]*(?:\bDefinitions\s*\(|@(?:\w+\.)?(?:repository|definitions)\b|\bDefinitions\.merge\s*\(|\bload_defs\s*\(|\bload_from_defs_folder\s*\()/m;
const namesDagster = /\bdagster\b/;

/** How long files are read for want of anything better. */
const maxReadMs = 2_000;

/** Whether a file's text is likely to hold definitions. */
export function makesDefinitionsOf(findings: Findings, file: string): boolean {
  const read = findings.files.readText(file);
  return read !== null && "text" in read && namesDagster.test(read.text) && makesDefinitions.test(read.text);
}

/** @param saysMiss whether to list what was looked for when nothing is there. */
export function findConventionalLocations(findings: Findings, folder: string, saysMiss: boolean): readonly CodeLocation[] {
  const { files } = findings;
  const looked: string[] = [];
  const isEntry = (file: string, mustMake: boolean): boolean => {
    looked.push(file);
    if (!files.isFile(file)) return false;
    const read = files.readText(file);
    return read !== null && "text" in read && (mustMake ? makesDefinitionsOf(findings, file) : namesDagster.test(read.text));
  };
  const found: string[] = [];
  for (const base of [joinPath(folder, "src"), folder]) {
    for (const name of files.list(base)) {
      if (notPackages.test(name) || name === "src") continue;
      const at = joinPath(base, name);
      if (!files.isFile(`${at}/__init__.py`) && !files.isFile(`${at}/definitions.py`)) continue;
      const entry = fileNames.map((file) => `${at}/${file}`).find((file) => isEntry(file, !file.endsWith("/definitions.py"))) ?? (isEntry(`${at}/__init__.py`, true) ? `${at}/__init__.py` : undefined);
      if (entry !== undefined) found.push(entry);
    }
    if (found.length > 0) break;
  }
  for (const base of found.length > 0 ? [] : [folder, joinPath(folder, "src")]) {
    const entry = fileNames.map((file) => joinPath(base, file)).find((file) => isEntry(file, !file.endsWith("definitions.py")));
    if (entry !== undefined) {
      found.push(entry);
      break;
    }
  }
  if (found.length === 0 && saysMiss) {
    const shown = [...new Set(looked)].filter((file) => nameOf(file) === "definitions.py").slice(0, 5);
    addFind(findings, "code_location", "missing", `Definitions in ${folder}`, `Looked for ${shown.join(", ") || joinPath(folder, "definitions.py")}, repository.py beside them`);
  }
  return found.map((file) => locationOfFile(findings, file, folder, "found by its name"));
}

/**
 * Files among `candidates` that make a Definitions object, for folders where nothing else tells: at most 50, of 5,000 that are read.
 * @param namespaces folders known to be packages in spite of having no `__init__.py`.
 */
export function findLocationsByText(findings: Findings, candidates: readonly string[], root: string, namespaces: ReadonlySet<string>): readonly CodeLocation[] {
  const sources = candidates.filter((file) => file.endsWith(".py") && !/(?:^|\/)(?:tests?|docs?|templates?)\/|(?:^|\/)(?:test_[^/]*|conftest|setup)\.py$|_test\.py$|\{\{/.test(file));
  const end = performance.now() + maxReadMs;
  const found: string[] = [];
  for (const [index, file] of sources.slice(0, 5_000).entries()) {
    if (makesDefinitionsOf(findings, file)) found.push(file);
    if (performance.now() < end) continue;
    addFind(findings, "skipped", "skipped", "Python files that make a Definitions object", `Looking stopped at ${file}, after ${index + 1} of ${sources.length} files: open a folder further down, or name the entry point with -m or -f`);
    break;
  }
  return found.slice(0, 50).map((file) => locationOfFile(findings, file, root, "found by its text: it makes a Definitions object", namespaces));
}

/**
 * A file in a package is entered as the module that Python would call it (relative imports then work), from the folder above the topmost
 * package; another as `-f FILE`.
 */
function locationOfFile(findings: Findings, file: string, root: string, declaredBy: string, namespaces: ReadonlySet<string> = new Set()): CodeLocation {
  const folder = folderOf(file);
  let top = folder;
  const parts = nameOf(file) === "__init__.py" ? [] : [nameOf(file).replace(/\.py$/, "")];
  while ((namespaces.has(top) || findings.files.isFile(joinPath(top, "__init__.py"))) && parts.length < 20) {
    const name = partName(findings, top);
    if (name === null) break;
    parts.unshift(name);
    top = joinPath(top, "..");
  }
  // `src/<pkg>/definitions.py` without an __init__.py is still the package that its folder names.
  if (top === folder && top !== root && parts.length === 1 && top !== joinPath(root, "src") && folderOf(top) !== top) {
    parts.unshift(nameOf(top));
    top = folderOf(top);
  }
  const common = { root, declaredIn: { file, line: 1 }, declaredBy };
  if (nameOf(file) !== "__init__.py" && importsItsNeighbours(findings, file, parts.length > 1 ? top : root)) return createCodeLocation(findings, { ...common, file, workingDirectory: folder });
  if (parts.length > 1 || nameOf(file) === "__init__.py") return createCodeLocation(findings, { ...common, module: parts.join("."), workingDirectory: top });
  return createCodeLocation(findings, { ...common, file, workingDirectory: folder === joinPath(root, "src") ? folder : root });
}

/** A file that names what lies beside it as if that were on the path: it is run in its own folder, not as a part of a package. */
function importsItsNeighbours(findings: Findings, file: string, top: string): boolean {
  const { files } = findings;
  const read = files.readText(file);
  if (read === null || !("text" in read) || /^\s*from\s+\./m.test(read.text)) return false;
  const isBeside = (folder: string, name: string): boolean => files.isFile(joinPath(folder, `${name}.py`)) || files.list(joinPath(folder, name)).some((one) => one.endsWith(".py"));
  const names = [...read.text.matchAll(/^(?:from|import)\s+([A-Za-z_]\w*)/gm)].map((match) => match[1]!);
  return names.some((name) => isBeside(folderOf(file), name) && !isBeside(top, name));
}

/** What a folder is called, for "." and `..` too. */
function partName(findings: Findings, folder: string): string | null {
  const last = nameOf(folder);
  if (last !== "." && last !== "..") return last;
  const real = findings.files.resolve(folder);
  return real === null ? null : nameOf(real.replaceAll("\\", "/"));
}

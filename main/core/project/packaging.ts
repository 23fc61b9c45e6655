/**
 * A Python project's folder -> the folders that installing it (editable) puts on the import path. Covers setuptools (pyproject, setup.cfg,
 * and setup.py read as text), hatch, poetry, uv_build, pdm, flit, maturin, and the habit of `src`. Ignores what a build script computes.
 */
import { isTable, listIn, tableIn, textIn, valueIn } from "./config-data.ts";
import type { ConfigFile } from "./config-data.ts";
import { readToml } from "./config-file.ts";
import { addFind, folderOf, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";

export interface Packaging {
  /** In order; the folder itself where nothing says otherwise. */
  readonly roots: readonly string[];
  /** Where each root was declared, for people. */
  readonly declaredBy: string;
}

export function readPackaging(findings: Findings, folder: string): Packaging {
  const pyproject = readToml(findings, joinPath(folder, "pyproject.toml"));
  const declared = [
    ...(pyproject ? fromPyproject(findings, folder, pyproject) : []),
    ...fromSetupCfg(findings, folder),
    ...fromSetupPy(findings, folder),
  ];
  const roots = [...new Set(declared.map((path) => joinPath(folder, path)))].filter((root) => findings.files.isFolder(root));
  if (roots.length > 0) return { roots, declaredBy: "packaging settings" };
  const src = joinPath(folder, "src");
  // A `src` that is itself a package is imported as `src.x`: no root.
  if (findings.files.isFolder(src) && !findings.files.isFile(`${src}/__init__.py`)) return { roots: [src], declaredBy: "src layout" };
  return { roots: [folder], declaredBy: "flat layout" };
}

function fromPyproject(findings: Findings, folder: string, { data }: ConfigFile): string[] {
  const roots: string[] = [];
  const tool = tableIn(data, "tool");
  const packageDirs = tableIn(tool, "setuptools", "package-dir");
  if (packageDirs) roots.push(...fromPackageDirs(findings, folder, packageDirs));
  roots.push(...texts(listIn(tool, "setuptools", "packages", "find", "where")));

  for (const build of [tableIn(tool, "hatch", "build", "targets", "wheel"), tableIn(tool, "hatch", "build")]) {
    const sources = valueIn(build, "sources");
    if (Array.isArray(sources)) roots.push(...texts(sources));
    else if (isTable(sources)) roots.push(...Object.keys(sources).filter((path) => sources[path] === ""));
    for (const path of texts([...listIn(build, "packages"), ...listIn(build, "only-include")])) roots.push(folderOf(joinPath(".", path)));
    roots.push(...texts(listIn(build, "dev-mode-dirs")));
  }
  for (const entry of listIn(tool, "poetry", "packages")) roots.push(textIn(entry, "from") ?? ".");
  // uv_build's default is `src`; it counts only when uv_build builds it.
  const uvBuild = tableIn(tool, "uv", "build-backend");
  if (textIn(data, "build-system", "build-backend") === "uv_build") roots.push(typeof valueIn(uvBuild, "module-root") === "string" ? String(valueIn(uvBuild, "module-root")) || "." : "src");
  for (const path of [textIn(tool, "pdm", "build", "package-dir"), textIn(tool, "maturin", "python-source")]) if (path !== null) roots.push(path);
  return roots;
}

/** `{"" = "src"}`, or a folder for one package: a root where the folder ends in the package's name. */
function fromPackageDirs(findings: Findings, folder: string, dirs: { readonly [name: string]: unknown }): string[] {
  const roots: string[] = [];
  for (const [name, path] of Object.entries(dirs)) {
    if (typeof path !== "string") continue;
    const last = name.split(".");
    if (name === "") roots.push(path);
    else if (joinPath(".", path).endsWith(last.join("/"))) roots.push(last.reduce((at) => folderOf(at), joinPath(".", path)));
    else addFind(findings, "source_root", "skipped", `package-dir of ${name}`, `${joinPath(folder, path)} is imported as ${name}, a name that its path does not end in`);
  }
  return roots;
}

function fromSetupCfg(findings: Findings, folder: string): string[] {
  const text = readPlainText(findings, joinPath(folder, "setup.cfg"));
  if (text === null) return [];
  const roots: string[] = [];
  let section = "";
  let key = "";
  for (const line of text.split("\n")) {
    const header = /^\[([^\]]+)\]/.exec(line);
    if (header) {
      section = header[1] ?? "";
      key = "";
      continue;
    }
    // `key = value` at the margin; indented lines go on with the value. A mapping's own `=` comes indented.
    const start = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line);
    if (start) key = start[1] ?? "";
    const value = (start ? (start[2] ?? "") : /^\s/.test(line) ? line : "").trim();
    if (value === "") continue;
    if (section === "options" && key === "package_dir") {
      for (const part of value.split(",")) {
        const root = /^\s*=\s*(\S+)/.exec(part)?.[1];
        if (root !== undefined) roots.push(root);
      }
    }
    if (section === "options.packages.find" && key === "where") roots.push(value);
  }
  return roots;
}

function fromSetupPy(findings: Findings, folder: string): string[] {
  const text = readPlainText(findings, joinPath(folder, "setup.py"));
  if (text === null) return [];
  const patterns = [/package_dir\s*=\s*\{\s*["']["']\s*:\s*["']([^"'\n]+)["']/g, /find_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?["']([^"'\n]+)["']/g];
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? "."));
}

export function readPlainText(findings: Findings, file: string): string | null {
  findings.configFiles.add(file);
  const read = findings.files.readText(file, { maxBytes: 1_000_000 });
  return read !== null && "text" in read ? read.text : null;
}

/** PEP 503: `Ol_Orchestrate.Lib` and `ol-orchestrate-lib` are one. */
export function packageName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** Name of the project in a folder: pyproject's, else the folder's. */
export function projectNameOf(findings: Findings, folder: string): string {
  const pyproject = readToml(findings, joinPath(folder, "pyproject.toml"));
  return packageName(textIn(pyproject?.data, "project", "name") ?? textIn(pyproject?.data, "tool", "poetry", "name") ?? nameOf(folder));
}

function texts(list: readonly unknown[]): string[] {
  return list.filter((item): item is string => typeof item === "string" && item !== "");
}

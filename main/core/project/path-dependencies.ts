/**
 * A Python project's folder -> the folders of other projects in the same repository that it depends on by path: uv sources and workspaces,
 * poetry, PEP 508 `file:` references, pip's `-e ../x` in requirements files. What leads out of the repository, or to a built archive, is
 * said and left out.
 */
import { isTable, listIn, tableIn, textIn, valueIn } from "./config-data.ts";
import { readToml } from "./config-file.ts";
import { addFind, folderOf, joinPath } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { packageName, projectNameOf, readPlainText } from "./packaging.ts";

/** Most dependencies that are followed for one code location. */
const maxDependencies = 100;

export interface PathDependency {
  /** Relative to the opened folder. */
  readonly folder: string;
  /** Where it is declared, for people. */
  readonly declaredBy: string;
}

/** All, with those of dependencies, nearest first; without `folder` itself. */
export function readPathDependencies(findings: Findings, folder: string): readonly PathDependency[] {
  const found = new Map<string, PathDependency>();
  const pending = [folder];
  const seen = new Set<string>();
  while (pending.length > 0 && found.size < maxDependencies) {
    const at = pending.shift()!;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const declared of declaredPaths(findings, at)) {
      const { declaredBy } = declared;
      const target = checkedFolder(findings, declared);
      if (target === null || target === folder || found.has(target)) continue;
      found.set(target, { folder: target, declaredBy });
      pending.push(target);
    }
  }
  return [...found.values()];
}

interface DeclaredPath {
  /** As written, for people. */
  readonly path: string;
  /** Relative to the opened folder. */
  readonly target: string;
  readonly declaredBy: string;
}

function declaredPaths(findings: Findings, folder: string): DeclaredPath[] {
  const file = joinPath(folder, "pyproject.toml");
  const data = readToml(findings, file)?.data;
  const paths: DeclaredPath[] = [];
  const add = (path: string, declaredBy: string): void => void paths.push({ path, target: joinPath(folder, path.replaceAll("\\", "/")), declaredBy });

  const workspaceNames: string[] = [];
  for (const [name, source] of Object.entries(tableIn(data, "tool", "uv", "sources") ?? {})) {
    // A list holds alternatives by platform: all of them may be the one.
    for (const choice of Array.isArray(source) ? source : [source]) {
      const path = textIn(choice, "path");
      if (path !== null) add(path, `${file} [tool.uv.sources]`);
      if (valueIn(choice, "workspace") === true) workspaceNames.push(packageName(name));
    }
  }
  const ownWorkspace = tableIn(data, "tool", "uv", "workspace") !== null;
  if (workspaceNames.length > 0 || ownWorkspace) {
    for (const member of workspaceMembers(findings, folder)) {
      if (ownWorkspace || workspaceNames.includes(projectNameOf(findings, member.folder))) paths.push({ path: member.folder, target: member.folder, declaredBy: member.declaredBy });
    }
  }

  const poetry = tableIn(data, "tool", "poetry");
  const groups = Object.values(tableIn(poetry, "group") ?? {}).map((group) => tableIn(group, "dependencies"));
  for (const dependencies of [tableIn(poetry, "dependencies"), tableIn(poetry, "dev-dependencies"), ...groups]) {
    for (const dependency of Object.values(dependencies ?? {})) {
      for (const choice of Array.isArray(dependency) ? dependency : [dependency]) {
        const path = textIn(choice, "path");
        if (path !== null) add(path, `${file} [tool.poetry]`);
      }
    }
  }
  const optional = Object.values(tableIn(data, "project", "optional-dependencies") ?? {}).flatMap((list) => (Array.isArray(list) ? list : []));
  const grouped = Object.values(tableIn(data, "dependency-groups") ?? {}).flatMap((list) => (Array.isArray(list) ? list : []));
  for (const requirement of [...listIn(data, "project", "dependencies"), ...optional, ...grouped]) {
    const path = typeof requirement === "string" ? pathOfRequirement(requirement) : null;
    if (path !== null) add(path, file);
  }
  const pixi = tableIn(data, "tool", "pixi");
  for (const table of [pixi, ...Object.values(tableIn(pixi, "feature") ?? {}), ...Object.values(tableIn(pixi, "target") ?? {})]) {
    for (const dependency of Object.values(tableIn(table, "pypi-dependencies") ?? {})) {
      const path = isTable(dependency) ? textIn(dependency, "path") : null;
      if (path !== null) add(path, `${file} [tool.pixi]`);
    }
  }
  for (const requirements of requirementsFiles(findings, folder)) {
    paths.push(...pathsOfRequirements(findings, requirements, new Set()));
  }
  return paths;
}

/** Members of the uv workspace that a folder is the root of, or lies in. */
function workspaceMembers(findings: Findings, folder: string): readonly PathDependency[] {
  for (let at = folder, levels = 0; levels < 12; levels++) {
    const file = joinPath(at, "pyproject.toml");
    const workspace = findings.files.isFile(file) ? tableIn(readToml(findings, file)?.data, "tool", "uv", "workspace") : null;
    if (workspace) {
      const excluded = new Set(listIn(workspace, "exclude").flatMap((pattern) => (typeof pattern === "string" ? expand(findings, at, pattern) : [])));
      const members = listIn(workspace, "members").flatMap((pattern) => (typeof pattern === "string" ? expand(findings, at, pattern) : []));
      return [...new Set(members)].filter((member) => !excluded.has(member)).map((member) => ({ folder: member, declaredBy: `${file} [tool.uv.workspace]` }));
    }
    const parent = joinPath(at, "..");
    if (!findings.files.isFolder(parent)) break;
    at = parent;
  }
  return [];
}

/** Folders that a pattern like `packages/*` names and that hold a pyproject.toml. */
function expand(findings: Findings, folder: string, pattern: string): string[] {
  let found = [folder];
  for (const part of pattern.split("/").slice(0, 12)) {
    if (part === "" || part === ".") continue;
    const expression = new RegExp(`^${part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("?", ".").replaceAll(/\*+/g, ".*")}$`);
    found = found.flatMap((at) => {
      if (!/[*?]/.test(part)) return [joinPath(at, part)];
      return findings.files.list(at).slice(0, 1_000).filter((name) => !name.startsWith(".") && expression.test(name)).map((name) => joinPath(at, name));
    });
  }
  return found.filter((at) => findings.files.isFile(joinPath(at, "pyproject.toml")));
}

function requirementsFiles(findings: Findings, folder: string): string[] {
  const isRequirements = (name: string): boolean => /^(?:.*requirements.*|dev|base|local)\.(?:txt|in)$/.test(name);
  const below = joinPath(folder, "requirements");
  return [
    ...findings.files.list(folder).filter((name) => /requirements.*\.(?:txt|in)$/.test(name)).map((name) => joinPath(folder, name)),
    ...findings.files.list(below).filter(isRequirements).map((name) => joinPath(below, name)),
  ].slice(0, 20);
}

function pathsOfRequirements(findings: Findings, file: string, seen: Set<string>): DeclaredPath[] {
  if (seen.has(file) || seen.size > 20) return [];
  seen.add(file);
  const paths: DeclaredPath[] = [];
  for (const raw of (readPlainText(findings, file) ?? "").split("\n").slice(0, 10_000)) {
    const line = raw.replace(/(?:^|\s)#.*$/, "").trim();
    const nested = /^(?:-r|--requirement)[\s=]+(\S+)/.exec(line)?.[1];
    if (nested !== undefined) paths.push(...pathsOfRequirements(findings, joinPath(folderOf(file), nested), seen));
    const path = pathOfRequirement(line.replace(/^(?:-e|--editable)[\s=]*/, ""));
    // pip takes paths relative to where it is run: as a rule, where the file is.
    if (path !== null) paths.push({ path, target: joinPath(folderOf(file), path), declaredBy: file });
  }
  return paths;
}

/** `../x[extra]`, `x @ file:../x`, `file:///${PROJECT_ROOT}/../x`; null for everything that is no path. */
function pathOfRequirement(requirement: string): string | null {
  const [plain = ""] = requirement.split(";", 1);
  const target = /^\s*(?:[\w.-]+(?:\[[^\]]*\])?\s*@\s*)?(.*)$/.exec(plain)?.[1]?.trim() ?? "";
  const unquoted = target.replaceAll(/^["']|["']$/g, "");
  const path = /^file:/i.test(unquoted) ? unquoted.replace(/^file:(?:\/\/)?/i, "").replace(/^\/?\$\{PROJECT_ROOT\}\/?|^\/?\{root:uri\}\/?/, "./") : unquoted;
  const isPath = /^file:/i.test(unquoted) || /^\.{1,2}(?:[\\/]|$|\[)/.test(path);
  if (!isPath || path.includes("://")) return null;
  const clean = path.replace(/\[[^\]]*\]$/, "").replace(/[#?].*$/, "").replaceAll("\\", "/");
  return clean === "" ? "." : clean;
}

function checkedFolder(findings: Findings, { path, target, declaredBy }: DeclaredPath): string | null {
  if (findings.files.isFolder(target)) {
    const real = findings.files.resolve(target);
    return real === null ? null : findings.files.toRelative(real);
  }
  if (findings.files.isFile(target)) addFind(findings, "source_root", "skipped", `Path dependency ${path}`, `${target} is a built archive, not source (${declaredBy})`);
  else addFind(findings, "source_root", "missing", `Path dependency ${path}`, `${target} is no folder of this repository (${declaredBy})`);
  return null;
}

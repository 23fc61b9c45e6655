/** How a code location is entered, as some file or option declares it -> the CodeLocation, with its source roots and whether it is there. */
import type { CodeLocation } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { addFind, addProblem, joinPath, nameOf } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { findModule, findSourceRoots } from "./source-roots.ts";

export interface Declaration {
  /** Dagster's own name for it where none is given: module, file name or package, with `:attribute`. */
  readonly name?: string | null;
  readonly module?: string;
  readonly file?: string;
  readonly defsModule?: string;
  readonly attribute?: string | null;
  /** Relative to the opened folder. */
  readonly workingDirectory: string;
  /** Project folder, relative to the opened folder. */
  readonly root: string;
  readonly declaredIn: SourceSpan | null;
  readonly declaredBy: string;
}

export function createCodeLocation(findings: Findings, declaration: Declaration): CodeLocation {
  const { workingDirectory, root, declaredIn, declaredBy, attribute = null } = declaration;
  const sourceRoots = findSourceRoots(findings, root, workingDirectory);
  const [title, entry, target] = enter();
  const name = declaration.name ?? (attribute === null ? title : `${title}:${attribute}`);
  const isEmpty = target !== null && entry.kind === "module" && !target.endsWith(".py");
  const detail =
    target === null
      ? entry.kind === "file"
        ? `No file ${entry.file} (${declaredBy})`
        : `No module ${entry.module} in ${sourceRoots.join(", ") || workingDirectory} (${declaredBy})`
      : isEmpty
        ? `${target} is a folder without __init__.py: a module with nothing in it (${declaredBy})`
        : `${target} (${declaredBy})`;
  const isThere = target !== null && !isEmpty;
  addFind(findings, "code_location", isThere ? "found" : "missing", name, detail, declaredIn ?? undefined);
  if (!isThere) addProblem(findings, isEmpty ? "warning" : "error", isEmpty ? "project.entry-empty" : "project.entry-missing", `Code location ${name}: ${detail}`, declaredIn ?? undefined, "Correct the name, or name the entry point with -m MODULE or -f FILE.");
  return { name, entry, root, sourceRoots, declaredIn, declaredBy };

  function enter(): [title: string, entry: CodeLocation["entry"], target: string | null] {
    if (declaration.defsModule !== undefined) {
      const module = declaration.defsModule;
      return [module, { kind: "defs_module", module, workingDirectory }, findModule(findings, sourceRoots, module)];
    }
    if (declaration.file !== undefined) {
      const file = declaration.file;
      return [nameOf(file), { kind: "file", file, attribute, workingDirectory }, findings.files.isFile(file) ? file : null];
    }
    const module = declaration.module ?? "";
    return [module, { kind: "module", module, attribute, workingDirectory }, findModule(findings, sourceRoots, module)];
  }
}

/** Names are unique in a project: those that are not get their root added, then a number. */
export function withUniqueNames(locations: readonly CodeLocation[]): CodeLocation[] {
  const count = new Map<string, number>();
  for (const { name } of locations) count.set(name, (count.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return locations.map((location) => {
    const base = (count.get(location.name) ?? 0) > 1 && location.root !== "." ? `${location.name} (${location.root})` : location.name;
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base} ${number}`;
    taken.add(name);
    return name === location.name ? location : { ...location, name };
  });
}

/**
 * A path that configuration gives, relative to `folder`, absolute, or with `~`: as ProjectFiles takes it, or null when it leads out of the
 * repository.
 */
export function pathFrom(findings: Findings, folder: string, path: string): string | null {
  const joined = joinPath(folder, path.replaceAll("\\", "/"));
  const real = findings.files.resolve(joined);
  if (real !== null) return findings.files.toRelative(real);
  return joined.startsWith("/") || /^[a-z]:/i.test(joined) ? findings.files.toRelative(joined) : joined;
}

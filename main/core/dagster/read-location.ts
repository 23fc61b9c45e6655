/**
 * One code location -> its definitions: evaluates the entry module, finds its `Definitions` (or repository, or defs folder), and turns
 * what it holds into model assets, checks, jobs, schedules and sensors. Runs nothing of the project; loads as `dagster dev` would.
 */
import type { CodeLocation, LocationDefinitions, Problem } from "../../../shared/model.ts";
import { createEvaluation, type Evaluation, type ModuleFiles } from "../python/evaluate.ts";
import { none, type ModuleValue, type UnknownValue, type Value } from "../python/values.ts";
import { assembleLocation } from "./assemble.ts";
import { callLazy, definitionsIn, flatten, LazyDefinitionsData, mergeDefinitions, sortObjects } from "./definitions-object.ts";
import { loadDefsModule } from "./defs-folder.ts";
import { createHost } from "./host.ts";
import { definitionsFromObjects, LOADABLE, objectsInModule } from "./load-modules.ts";
import { AssetsDefinitionData, DefinitionsData, JobData } from "./objects.ts";
import { isUnknownValue } from "./read-values.ts";
import type { Root, Session } from "./session.ts";
import { findUnloaded } from "./unloaded.ts";

export interface LocationResult {
  readonly definitions: LocationDefinitions;
  /** Every file that the result depends on -> hash of its content, null where it was looked for and not there. */
  readonly filesRead: ReadonlyMap<string, string | null>;
  /** Steps of evaluation that it took. */
  readonly steps: number;
}

export function readLocation(location: CodeLocation, files: ModuleFiles): LocationResult {
  const problems: Problem[] = [];
  const filesRead = new Map<string, string | null>();
  const report: Session["report"] = (problem) => { problems.push({ ...problem, stage: "dagster", codeLocation: location.name }); };
  const roots: Root[] = [];
  const session: Session = {
    location, files, sourceRoots: location.sourceRoots, roots, report,
    readText(file) {
      const read = files.readText(file);
      filesRead.set(file, read && "hash" in read ? read.hash : null);
      if (read && "problem" in read) report({ severity: "warning", code: "dagster.file", message: `${file} cannot be read: ${read.problem}`, at: { file, line: 1 } });
      return read && "text" in read ? read.text : null;
    },
    resolve: (name) => host.resolve(name),
    library: (name) => evaluation.library(name),
  };
  const host = createHost(session);
  const evaluation = createEvaluation({ files, sourceRoots: location.sourceRoots, host });
  const entry = importEntry(location, evaluation);
  const data = isUnknownValue(entry) ? unreadable(entry, location, report) : loadGuarded(() => loadEntry(entry, location, session, evaluation, report), location, report);
  const loaded = assembleLocation(data, location.name);
  problems.push(...loaded.problems.map((problem): Problem => ({ ...problem, stage: "dagster", codeLocation: location.name })));
  const unloaded = findUnloaded(loaded.roots, session, evaluation);
  for (const [file, hash] of evaluation.filesRead) filesRead.set(file, hash);
  const ofPython = evaluation.problems.map((problem): Problem => ({ ...problem, codeLocation: location.name }));
  return {
    definitions: {
      codeLocation: location.name, assets: loaded.assets, checks: loaded.checks, jobs: loaded.jobs, schedules: loaded.schedules, sensors: loaded.sensors,
      unloaded, problems: distinct([...ofPython, ...problems]),
    },
    filesRead,
    steps: evaluation.steps,
  };
}

/** Code that nests without end runs out of our own stack: what stands before is lost, the program is not. */
function loadGuarded(load: () => DefinitionsData, location: CodeLocation, report: Session["report"]): DefinitionsData {
  try {
    return load();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report({ severity: "error", code: "dagster.too-deep", message: `Definitions of ${location.name} nest too deeply to be read`, ...(location.declaredIn ? { at: location.declaredIn } : {}) });
    return new DefinitionsData({});
  }
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.message, problem.at]), problem])).values()];
}

function importEntry(location: CodeLocation, evaluation: Evaluation): ModuleValue | UnknownValue {
  return location.entry.kind === "file" ? evaluation.importFile(location.entry.file) : evaluation.importModule(location.entry.module);
}

function unreadable(reason: UnknownValue, location: CodeLocation, report: Session["report"]): DefinitionsData {
  report({ severity: "error", code: "dagster.entry", message: `Code location ${location.name} cannot be read: ${reason.reason}`, ...(reason.span ?? location.declaredIn ? { at: reason.span ?? location.declaredIn ?? undefined } : {}) });
  return new DefinitionsData({});
}

function loadEntry(module: ModuleValue, location: CodeLocation, session: Session, evaluation: Evaluation, report: Session["report"]): DefinitionsData {
  const { context } = evaluation;
  const at = module.file === null ? {} : { at: { file: module.file, line: 1 } };
  if (location.entry.kind === "defs_module") {
    // `--defs-module` and `autoload_defs_module_name` go through `load_defs`, which stops at `definitions.py`.
    const { parts, unknowns } = definitionsIn(loadDefsModule(module, true, session, context), context);
    return withUnknowns(mergeDefinitions(parts), unknowns);
  }
  const { attribute } = location.entry;
  if (attribute !== null) {
    const value = module.names.get(attribute);
    if (value) return definitionsOf(value, evaluation);
    report({ severity: "error", code: "dagster.entry", message: `${module.name} has no ${attribute}`, ...at });
    return new DefinitionsData({});
  }
  return discover(module, evaluation, report);
}

function withUnknowns(data: DefinitionsData, unknowns: readonly UnknownValue[]): DefinitionsData {
  return unknowns.length === 0 ? data : data.with({ assets: [...data.assets, ...unknowns] });
}

/** What an attribute holds: definitions, a repository, or a function that gives one. */
function definitionsOf(value: Value, evaluation: Evaluation): DefinitionsData {
  const { context } = evaluation;
  if (value.type === "function") return sortObjects(context.call(value, []), context, value.span);
  if (value.type === "native" && value.data instanceof LazyDefinitionsData) {
    const { parts, unknowns } = definitionsIn(callLazy(value.data, none, context), context);
    return withUnknowns(mergeDefinitions(parts), unknowns);
  }
  const { parts, unknowns } = definitionsIn(value, context);
  return parts.length > 0 || unknowns.length > 0 ? withUnknowns(mergeDefinitions(parts), unknowns) : sortObjects(value, context, null);
}

/** `loadable_targets_from_loaded_module`: `@definitions` functions, else Definitions, else repositories, else loose jobs and assets. */
function discover(module: ModuleValue, evaluation: Evaluation, report: Session["report"]): DefinitionsData {
  const { context } = evaluation;
  const all = objectsInModule(module, [DefinitionsData, LazyDefinitionsData], context);
  const classes = ["dagster.LazyDefinitions", "dagster.Definitions", "dagster.RepositoryDefinition"];
  const objects = classes.map((className) => all.filter((value) => value.type === "native" && value.className === className)).find((some) => some.length > 0) ?? [];
  const found = [...new Set(objects)].map((value) => definitionsOf(value, evaluation));
  const isRepository = objects[0]?.type === "native" && objects[0].className === "dagster.RepositoryDefinition";
  if (found.length > 1 && !isRepository) {
    const at = found.find((data) => data.source)?.source;
    report({ severity: "warning", code: "dagster.several-definitions", message: `${module.name} holds ${found.length} Definitions; Dagster wants one of them named. All are shown together.`, ...(at ? { at } : {}), hint: "Name one with --attribute." });
  }
  if (found.length > 0) return mergeDefinitions(found);
  const unknown = [...module.names].find(([name, value]) => value.type === "unknown" && /^(defs|definitions|repo|repository)$/.test(name))?.[1];
  if (unknown?.type === "unknown") {
    const inside = flatten(unknown, (native) => LOADABLE.some((type) => native.data instanceof type), context);
    return sortObjects({ type: "list", items: [...inside.filter((value) => value.type !== "unknown"), unknown] }, context, null);
  }
  return definitionsFromObjects(objectsInModule(module, [AssetsDefinitionData, JobData], context), module.file === null ? null : { file: module.file, line: 1 }).with({ checks: [] });
}

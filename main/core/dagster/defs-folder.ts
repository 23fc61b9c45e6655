/**
 * A `defs` folder -> definitions, as Dagster loads it by itself: `defs.yaml`/`component.yaml` first, Python files by what stands in
 * them, folders below in order of name (dagster 1.10-1.13, `components/core/decl.py`, `defs_module.py`). Also the functions that start
 * it: `load_from_defs_folder`, `load_defs`, `build_component_defs`.
 */
import { parse as parseToml } from "smol-toml";
import { none, unknownValue, type CallContext, type ModuleValue, type NativeFunction, type Value } from "../python/values.ts";
import { normalizePath, projectPathOf } from "../python/paths.ts";
import { bind, nativeFunction } from "./arguments.ts";
import { callLazy, definitionsIn, LazyDefinitionsData, makeDefinitions, mergeDefinitions } from "./definitions-object.ts";
import { loadComponentFile } from "./component-file.ts";
import { buildComponent, ComponentLoaderData } from "./component-classes.ts";
import { importPlace, makeLoadContext, moduleNameOf, type DefsPlace } from "./load-context.ts";
import { definitionsFromObjects, LOADABLE, objectsInModule } from "./load-modules.ts";
import { DefinitionsData } from "./objects.ts";
import { isUnknownValue } from "./read-values.ts";
import type { Readers, Session } from "./session.ts";

const YAML_NAMES = ["defs.yaml", "defs.yml", "component.yaml"];
const MAX_DEPTH = 40;

/** Everything at a place: a folder or a Python file. */
export function loadPlace(place: DefsPlace, session: Session, context: CallContext, depth = 0): readonly DefinitionsData[] {
  const { files } = session;
  if (depth > MAX_DEPTH) return [];
  const contextFor = (at: DefsPlace): Value => makeLoadContext(at, session, (path, inner) => makeDefinitions(mergeDefinitions(loadPlace({ ...at, path }, session, inner, depth + 1))));
  if (files.isFolder(place.path)) {
    const yaml = YAML_NAMES.map((name) => `${place.path}/${name}`).find((file) => files.isFile(file));
    if (yaml) return loadComponentFile(yaml, place, contextFor(place), () => loadChildren(place, session, context, depth), session, context);
    if (place.isLegacy && files.isFile(`${place.path}/definitions.py`) && !files.isFile(`${place.path}/component.py`)) {
      return loadPlace({ ...place, path: `${place.path}/definitions.py` }, session, context, depth + 1);
    }
    return loadChildren(place, session, context, depth);
  }
  return place.path.endsWith(".py") ? loadPythonFile(place, contextFor(place), session, context) : [];
}

function loadChildren(place: DefsPlace, session: Session, context: CallContext, depth: number): readonly DefinitionsData[] {
  return session.files.list(place.path)
    .filter((name) => name !== "__pycache__" && !name.startsWith("."))
    .flatMap((name) => loadPlace({ ...place, path: `${place.path}/${name}` }, session, context, depth + 1));
}

/** `PythonFileComponent`: a Definitions object, or `@definitions` functions, else whatever loadable stands in the module. */
function loadPythonFile(place: DefsPlace, loadContext: Value, session: Session, context: CallContext): readonly DefinitionsData[] {
  const module = importPlace(place, place.path, context);
  if (isUnknownValue(module)) {
    // The file is there but was not evaluated: the evaluator has said why.
    session.report({ severity: "warning", code: "dagster.module-unknown", message: `${moduleNameOf(place, place.path)} could not be read: ${module.reason}`, at: module.span ?? { file: place.path, line: 1 } });
    return [];
  }
  const objects = objectsInModule(module, [DefinitionsData, LazyDefinitionsData], context);
  if (objects.length > 0) return objects.flatMap((value) => loadDefinitionsObject(value, loadContext, context));
  const loaders = objectsInModule(module, [ComponentLoaderData], context);
  const built = loaders.flatMap((value) => value.type === "native" && value.data instanceof ComponentLoaderData
    ? definitionsIn(buildComponent(context.call(value.data.fn, value.data.fn.parameters.length > 0 ? [loadContext] : []), loadContext, session, context), context).parts : []);
  return [...built, definitionsFromObjects(objectsInModule(module, LOADABLE, context), { file: place.path, line: 1 })];
}

function loadDefinitionsObject(value: Value, loadContext: Value, context: CallContext): readonly DefinitionsData[] {
  const result = value.type === "native" && value.data instanceof LazyDefinitionsData ? callLazy(value.data, loadContext, context) : value;
  const { parts, unknowns } = definitionsIn(result, context);
  return unknowns.length > 0 ? [...parts, new DefinitionsData({ assets: unknowns })] : parts;
}

/** Folder of a package: beside its `__init__.py`, or the namespace folder of that name below a source root. */
export function packageFolder(module: ModuleValue, session: Session): string | null {
  if (module.file !== null) return normalizePath(module.file.slice(0, Math.max(0, module.file.lastIndexOf("/"))));
  const path = module.name.replaceAll(".", "/");
  return session.sourceRoots.map((root) => normalizePath(`${root}/${path}`)).find((folder) => session.files.isFolder(folder)) ?? null;
}

export function loadDefsModule(module: ModuleValue, isLegacy: boolean, session: Session, context: CallContext): Value {
  const folder = packageFolder(module, session);
  if (folder === null) return unknownValue(`the folder of ${module.name} cannot be found`);
  if (!module.isPackage && module.file) return makeDefinitions(mergeDefinitions(loadPlace({ module: module.name, folder, projectRoot: projectRootOf(folder, session), path: module.file, isLegacy }, session, context)));
  return makeDefinitions(mergeDefinitions(loadPlace({ module: module.name, folder, projectRoot: projectRootOf(folder, session), path: folder, isLegacy }, session, context)));
}

/** The nearest folder upwards that a project is declared in. */
function projectRootOf(folder: string, session: Session): string {
  const parts = folder.split("/").filter(Boolean);
  for (let length = parts.length; length >= 0; length--) {
    const candidate = parts.slice(0, length).join("/");
    const at = (name: string): string => candidate === "" ? name : `${candidate}/${name}`;
    if (["pyproject.toml", "setup.py", "dg.toml"].some((name) => session.files.isFile(at(name)))) return candidate === "" ? "." : candidate;
  }
  return session.location.root;
}

interface ProjectNames { readonly root: string; readonly defsModule: string }

/** `[tool.dg.project]` of pyproject.toml or `[project]` of dg.toml, from a folder upwards. */
function readProject(start: string, session: Session): ProjectNames | null {
  const parts = normalizePath(start).split("/").filter(Boolean);
  for (let length = parts.length; length >= 0; length--) {
    const folder = parts.slice(0, length).join("/");
    for (const [name, path] of [["dg.toml", ["project"]], ["pyproject.toml", ["tool", "dg", "project"]]] as const) {
      const file = folder === "" ? name : `${folder}/${name}`;
      if (!session.files.isFile(file)) continue;
      const table = readTable(session.readText(file), path);
      const root = table?.["root_module"];
      const defs = table?.["defs_module"];
      const defsModule = typeof defs === "string" ? defs : typeof root === "string" ? `${root}.defs` : null;
      if (defsModule !== null) return { root: folder === "" ? "." : folder, defsModule };
    }
  }
  return null;
}

function readTable(text: string | null, path: readonly string[]): { readonly [key: string]: unknown } | null {
  if (text === null) return null;
  try {
    let table: unknown = parseToml(text);
    for (const name of path) table = typeof table === "object" && table !== null ? (table as { readonly [key: string]: unknown })[name] : undefined;
    return typeof table === "object" && table !== null ? table as { readonly [key: string]: unknown } : null;
  } catch {
    return null;
  }
}

export const defsFolderReaders: Readers = (session) => {
  const fromFolder: NativeFunction = nativeFunction("load_from_defs_folder", (args, context) => {
    const bound = bind(args);
    const given = bound.given("path_within_project") ?? bound.given("project_root");
    const start = (given ? projectPathOf(given) : null) ?? (context.currentModule.file ?? session.location.root);
    const project = readProject(start, session);
    if (!project) return unknownValue("no pyproject.toml or dg.toml upwards names the project's root module", args.span);
    const module = context.importModule(project.defsModule);
    return isUnknownValue(module) ? module : loadDefsModule(module, false, session, context);
  });
  return {
    "dagster.load_from_defs_folder": fromFolder,
    "dagster.load_defs": nativeFunction("load_defs", (args, context) => {
      const bound = bind(args, ["defs_root", "project_root", "terminate_autoloading_on_keyword_files"]);
      const root = bound.raw("defs_root") ?? none;
      const terminate = bound.given("terminate_autoloading_on_keyword_files");
      return root.type === "module" ? loadDefsModule(root, terminate ? context.isTruthy(terminate) !== false : true, session, context) : unknownValue("load_defs was given no module that can be read", args.span);
    }),
    "dagster.build_component_defs": nativeFunction("build_component_defs", (args, context) => {
      const path = args.positional[0] ? projectPathOf(args.positional[0]) : null;
      if (path === null) return unknownValue("loads components from a place that cannot be read", args.span);
      const module = context.importModule(path.split("/").slice(-2).join("."));
      return isUnknownValue(module) ? module : loadDefsModule(module, true, session, context);
    }),
  };
};

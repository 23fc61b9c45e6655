/**
 * The project's modules: finds their files below the source roots, evaluates each once, and hands out partially initialised ones in
 * cycles as Python does. A library's name is not found here, unless the project has a package of that name.
 */
import type { SourceSpan } from "../../../../shared/source-span.ts";
import { PROJECT_ROOT, projectPathOf } from "../paths.ts";
import { parseModule } from "../syntax/parse.ts";
import type { Statement } from "../syntax/nodes.ts";
import { none, str, type ModuleValue, type UnknownValue, type Value } from "../values.ts";
import type { LoadedModule, Runtime } from "./runtime.ts";
import { BudgetExceeded, isStackOverflow, PythonRaise } from "./signals.ts";
import { moduleFrame } from "./scope.ts";
import { unknown } from "./unknowns.ts";

const deepestImports = 150;

interface Place { readonly file: string | null; readonly folder: string | null }

export interface Modules {
  importModule(name: string): ModuleValue | UnknownValue;
  importFile(file: string): ModuleValue | UnknownValue;
  /** What `import name` gives anywhere: a module of the project, else a library's name. */
  importName(name: string, span: SourceSpan): Value;
  listModules(packageName: string): readonly string[];
  isLoading(module: ModuleValue): boolean;
}

/** `begin` opens one statement's share of the budget and gives what closes it. */
export function createModules(rt: Runtime, limits: { begin(): () => void }): Modules {
  const loaded = new Map<string, LoadedModule>();
  const failures = new Map<string, UnknownValue>();
  const places = new Map<string, Place | null>();
  let depth = 0;
  /** How many added roots there were when look-ups last missed. */
  let missedRoots = 0;

  function find(name: string): Place | null {
    const known = places.get(name);
    if (known !== undefined && (known !== null || missedRoots === addedRoots().length)) return known;
    missedRoots = addedRoots().length;
    const found = search(name);
    places.set(name, found);
    return found;
  }

  /** Folders that the project's code put into `sys.path`. */
  function addedRoots(): string[] {
    const path = rt.library("sys.path");
    if (path.type !== "list" || path.items.length === 0) return [];
    return path.items.flatMap((item) => projectPathOf(item) ?? []).filter((folder) => !rt.sourceRoots.includes(folder));
  }

  function search(name: string): Place | null {
    if (!/^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(name)) return null;
    const dot = name.lastIndexOf(".");
    const parent = dot < 0 ? null : find(name.slice(0, dot));
    if (dot >= 0 && !parent?.folder && parent?.folder !== "") return null;
    const folders = dot < 0 ? [...rt.sourceRoots, ...addedRoots()] : namespaceFolders(name.slice(0, dot), parent);
    let namespace: string | null = null;
    for (const folder of folders) {
      const path = joinPath(folder, name.slice(dot + 1));
      if (rt.files.isFolder(path)) {
        if (rt.files.isFile(`${path}/__init__.py`)) return { file: `${path}/__init__.py`, folder: path };
        namespace ??= path;
      }
      if (rt.files.isFile(`${path}.py`)) return { file: `${path}.py`, folder: null };
      rt.noteMissing(`${path}.py`);
    }
    return namespace === null ? null : { file: null, folder: namespace };
  }

  /** A namespace package may lie in several roots. */
  function namespaceFolders(parentName: string, parent: Place | null): readonly string[] {
    if (parent === null || parent.folder === null) return [];
    if (parent.file !== null) return [parent.folder];
    const path = parentName.replaceAll(".", "/");
    return [...rt.sourceRoots, ...addedRoots()].map((root) => joinPath(root, path)).filter((folder) => rt.files.isFolder(folder));
  }

  function load(name: string, place: Place): ModuleValue | UnknownValue {
    const existing = loaded.get(name);
    if (existing) return existing.value;
    if (depth >= deepestImports) {
      rt.report({ severity: "warning", code: "python.budget", message: `Imports nest more than ${deepestImports} deep; ${name} was not followed`, ...(place.file ? { at: { file: place.file, line: 1 } } : {}) });
      return unknown("is imported through too many modules to be followed");
    }
    const names = new Map<string, Value>();
    const value: ModuleValue = { type: "module", name, file: place.file, isPackage: place.folder !== null, names };
    const module: LoadedModule = {
      value,
      scope: { names, parent: null, kind: "module", globals: new Set(), nonlocals: new Set() },
      typeOnly: new Map(),
      state: "loading",
    };
    loaded.set(name, module);
    names.set("__name__", str(name));
    names.set("__doc__", none);
    if (place.folder !== null) names.set("__path__", { type: "list", items: [str(`${PROJECT_ROOT}/${place.folder}`)] });
    names.set("__package__", str(place.folder === null ? name.replace(/\.?[^.]*$/, "") : name));
    if (place.file !== null) {
      names.set("__file__", str(`${PROJECT_ROOT}/${place.file}`));
      evaluateFile(module, place.file);
    }
    module.state = "done";
    return value;
  }

  function evaluateFile(module: LoadedModule, file: string): void {
    const read = rt.files.readText(file);
    if (!read || "problem" in read) {
      rt.noteRead(file, null);
      rt.report({ severity: "error", code: "python.unreadable", message: read ? read.problem : "The file could not be read", at: { file, line: 1 } });
      return;
    }
    rt.noteRead(file, read.hash);
    const parsed = parseModule(file, read.text, read.hash);
    for (const problem of parsed.problems) rt.report({ severity: "error", code: "python.syntax", message: problem.message, at: { file, line: problem.line } });
    if (parsed.docstring !== null) module.value.names.set("__doc__", str(parsed.docstring));
    const frame = moduleFrame(module);
    const outer = rt.frame;
    const tryDepth = rt.tryDepth;
    depth += 1;
    rt.frame = frame;
    rt.tryDepth = 0;
    rt.regions.suspend(() => {
      for (const statement of parsed.body) {
        const failure = runTopLevel(statement, frame);
        if (failure) for (const name of boundNames(statement)) if (!module.value.names.has(name)) module.value.names.set(name, failure);
      }
    });
    depth -= 1;
    rt.frame = outer;
    rt.tryDepth = tryDepth;
  }

  /** One statement of a module within its share of the budget; why it failed, if it did. */
  function runTopLevel(statement: Statement, frame: ReturnType<typeof moduleFrame>): UnknownValue | null {
    const finish = limits.begin();
    try {
      rt.execute([statement], frame);
      return null;
    } catch (error) {
      rt.frame = frame;
      rt.tryDepth = 0;
      if (error instanceof PythonRaise) return unknown(error.message, error.span ?? statement.span);
      if (error instanceof BudgetExceeded) {
        if (!error.isTotal) rt.report({ severity: "warning", code: "python.budget", message: "Takes too many steps to evaluate; it was left unfinished", at: statement.span });
        return unknown("takes too many steps to evaluate", statement.span);
      }
      if (isStackOverflow(error)) return rt.tooDeep(statement.span);
      throw error;
    } finally {
      finish();
    }
  }

  function importModule(name: string): ModuleValue | UnknownValue {
    const existing = loaded.get(name);
    if (existing) return existing.value;
    const failed = failures.get(name);
    if (failed) return failed;
    const parts = name.split(".");
    let parent: ModuleValue | null = null;
    let path = "";
    for (const part of parts) {
      path = path ? `${path}.${part}` : part;
      const place = find(path);
      if (!place) {
        const reason = unknown(`imports ${name}, which is not in the project`);
        failures.set(name, reason);
        return reason;
      }
      const module = load(path, place);
      if (module.type === "unknown") return module;
      if (parent && !parent.names.has(part)) parent.names.set(part, module);
      parent = module;
    }
    return parent ?? unknown(`imports ${name}, which is not in the project`);
  }

  return {
    importModule,
    importFile(file) {
      const name = file.replace(/^.*\//, "").replace(/\.py$/, "");
      const known = [...loaded.values()].find((module) => module.value.file === file);
      if (known) return known.value;
      if (!rt.files.isFile(file)) {
        rt.noteMissing(file);
        return unknown(`names the file ${file}, which does not exist`);
      }
      const free = loaded.has(name) ? file.replace(/\.py$/, "").replaceAll("/", ".") : name;
      return load(free, { file, folder: null });
    },
    importName(name, span) {
      const [first = name] = name.split(".");
      const top = find(first);
      const isNamespaceOnly = top !== null && top.file === null;
      if (!top || (isNamespaceOnly && (rt.isLibrary(first) || !find(name)))) return rt.library(name);
      if (!find(name)) {
        if (rt.tryDepth === 0) rt.report({ severity: "warning", code: "python.import-missing", message: `The module ${name} was not found in the project`, at: span });
        return rt.fail("ModuleNotFoundError", `imports ${name}, which is not in the project`, span);
      }
      return importModule(name);
    },
    listModules(packageName) {
      const place = find(packageName);
      if (!place || place.folder === null) return [];
      const found: string[] = [];
      for (const folder of namespaceFolders(packageName, place)) {
        for (const entry of rt.files.list(folder)) {
          const module = entry.endsWith(".py") ? entry.slice(0, -3) : rt.files.isFolder(`${folder}/${entry}`) ? entry : null;
          if (module === null || module === "__init__" || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(module) || module === "__pycache__") continue;
          const name = `${packageName}.${module}`;
          if (!found.includes(name)) found.push(name);
        }
      }
      return found.toSorted();
    },
    isLoading: (module) => loaded.get(module.name)?.state === "loading",
  };
}

function joinPath(folder: string, name: string): string {
  return folder === "" || folder === "." ? name : `${folder}/${name}`;
}

/** Names that a statement of a module would have bound. */
function boundNames(statement: Statement): string[] {
  switch (statement.kind) {
    case "assign":
      return statement.targets.flatMap((target) => (target.kind === "name" ? [target.id] : target.kind === "tuple" || target.kind === "list" ? target.items.flatMap((item) => (item.kind === "name" ? [item.id] : [])) : []));
    case "annotated":
      return statement.target.kind === "name" && statement.value ? [statement.target.id] : [];
    case "function":
      return [statement.function.name];
    case "class":
      return [statement.name];
    case "if":
      return [...statement.branches.flatMap((branch) => branch.body), ...statement.otherwise].flatMap(boundNames);
    case "try":
    case "with":
    case "for":
    case "while":
      return statement.body.flatMap(boundNames);
    default:
      return [];
  }
}

/** `import` and `from ... import`: names of the project's own modules, else of libraries. */
import type { Statement } from "../syntax/nodes.ts";
import type { ModuleValue, Value } from "../values.ts";
import { noteLibraryModule } from "./library-modules.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { bind } from "./scope.ts";
import { noteStar, passStars } from "./star-imports.ts";
import { passOn } from "./unknowns.ts";

export function executeImport(rt: Runtime, statement: Statement & { kind: "import" }, frame: Frame): void {
  for (const { path, alias } of statement.names) {
    const value = rt.importName(path, statement.span);
    noteLibraryModule(value);
    if (alias) {
      bind(rt, frame, alias, value);
      continue;
    }
    const [first = path] = path.split(".");
    const top = first === path ? value : rt.importName(first, statement.span);
    noteLibraryModule(top);
    bind(rt, frame, first, top);
  }
}

export function executeImportFrom(rt: Runtime, statement: Statement & { kind: "import_from" }, frame: Frame): void {
  const name = absoluteName(frame, statement.level, statement.module);
  if (name === null) {
    const value = rt.fail("ImportError", "imports from beyond the top of its package", statement.span);
    for (const { name: wanted, alias } of statement.names) bind(rt, frame, alias ?? wanted, value);
    return;
  }
  const source = rt.importName(name, statement.span);
  if (statement.isStar) {
    importAll(rt, source, frame);
    return;
  }
  for (const { name: wanted, alias } of statement.names) {
    bind(rt, frame, alias ?? wanted, importedName(rt, source, name, wanted, statement));
  }
}

/** The module that `from ..x import y` means; null beyond the top. */
export function absoluteName(frame: Frame, level: number, module: string): string | null {
  if (level === 0) return module;
  const own = frame.module.value;
  const parts = own.name.split(".");
  if (!own.isPackage) parts.pop();
  const cut = level - 1;
  if (cut > parts.length || (cut === parts.length && module === "")) return null;
  const kept = parts.slice(0, parts.length - cut);
  return [...kept, ...(module ? [module] : [])].join(".");
}

function importedName(rt: Runtime, source: Value, moduleName: string, name: string, statement: Statement & { kind: "import_from" }): Value {
  if (source.type === "unknown") return passOn(source);
  if (source.type !== "module") return rt.getAttribute(source, name, statement.span);
  const found = rt.findAttribute(source, name);
  if (found) return found;
  return importSubmodule(rt, source, moduleName, name, statement);
}

function importSubmodule(rt: Runtime, source: ModuleValue, moduleName: string, name: string, statement: Statement & { kind: "import_from" }): Value {
  const path = `${moduleName}.${name}`;
  if (source.isPackage && rt.listModules(moduleName).includes(path)) return rt.importName(path, statement.span);
  if (rt.isLoading(source)) {
    rt.report({ severity: "warning", code: "python.cycle", message: `${name} is imported from ${moduleName} while that module is still being imported`, at: statement.span });
    return rt.fail("ImportError", `is imported from ${moduleName} in a circle`, statement.span);
  }
  if (rt.tryDepth === 0) rt.report({ severity: "warning", code: "python.import-missing", message: `${moduleName} has no ${name}`, at: statement.span });
  return rt.fail("ImportError", `is imported from ${moduleName}, which does not define ${name}`, statement.span);
}

function importAll(rt: Runtime, source: Value, frame: Frame): void {
  const own = frame.module.value;
  if (source.type === "external") noteStar(own, source.qualifiedName);
  if (source.type !== "module") return;
  passStars(source, own);
  const all = source.names.get("__all__");
  if (all && (all.type === "list" || all.type === "tuple")) {
    for (const item of all.items) {
      if (item.type !== "str") continue;
      const value = rt.findAttribute(source, item.value) ?? (source.isPackage ? rt.importName(`${source.name}.${item.value}`, item.span ?? { file: "", line: 1 }) : undefined);
      if (value) bind(rt, frame, item.value, value);
    }
    return;
  }
  for (const [name, value] of source.names) if (!name.startsWith("_")) bind(rt, frame, name, value);
}

/** For `importlib.import_module(".x", package)`. */
export function resolveRelative(name: string, packageName: string): string {
  const level = /^\.*/.exec(name)?.[0].length ?? 0;
  if (level === 0) return name;
  const parts = packageName.split(".");
  return [...parts.slice(0, parts.length - (level - 1)), name.slice(level)].filter(Boolean).join(".");
}


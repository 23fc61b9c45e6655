/** `importlib`, `pkgutil`: modules by names that are computed. */
import { resolveRelative } from "../interpreter/imports.ts";
import { argument, bool, list, native } from "../make.ts";
import { projectPathOf } from "../paths.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeObject, type Value } from "../values.ts";
import { functions, type Names } from "./natives.ts";

export function importlibNames(rt: Runtime): Names {
  return {
    ...functions(rt, "importlib", {
      import_module: (args) => {
        const name = argument(args, 0, "name");
        if (name?.type !== "str") return name?.type === "unknown" ? passOn(name) : unknown("imports a module whose name is not known", args.span);
        const packageName = argument(args, 1, "package");
        return rt.importName(resolveRelative(name.value, packageName?.type === "str" ? packageName.value : rt.frame.module.value.name), args.span);
      },
      reload: (args) => args.positional[0] ?? none,
    }),
    "importlib.util.find_spec": native("find_spec", (args) => {
      const [name] = args.positional;
      return name?.type === "str" && rt.importModule(name.value).type === "module" ? bool(true) : unknown("asks which libraries are installed", args.span);
    }),
    ...functions(rt, "pkgutil", {
      iter_modules: (args) => modulesIn(rt, args, false),
      walk_packages: (args) => modulesIn(rt, args, true),
    }),
  };
}

function modulesIn(rt: Runtime, args: CallArgs, isDeep: boolean): Value {
  const path = argument(args, 0, "path");
  const prefix = argument(args, 1, "prefix");
  const start = prefix?.type === "str" ? prefix.value : "";
  if (!path) return unknown("lists every module that is installed", args.span);
  const { items, open } = rt.iterate(path);
  const found: Value[] = [];
  for (const item of items) {
    const folder = projectPathOf(item);
    if (folder !== null) collect(rt, folder, start, isDeep, found, 0);
  }
  return rt.regions.own(open ? { ...list(found, args.span), open } : list(found, args.span));
}

function collect(rt: Runtime, folder: string, prefix: string, isDeep: boolean, found: Value[], depth: number): void {
  for (const entry of rt.files.list(folder)) {
    rt.tick(1);
    const path = folder ? `${folder}/${entry}` : entry;
    const isPackage = rt.files.isFile(`${path}/__init__.py`);
    const name = isPackage ? entry : entry.endsWith(".py") && entry !== "__init__.py" ? entry.slice(0, -3) : null;
    if (name === null || found.length > 5_000) continue;
    found.push(moduleInfo(prefix + name, isPackage));
    if (isPackage && isDeep && depth < 20) collect(rt, path, `${prefix}${name}.`, isDeep, found, depth + 1);
  }
}

function moduleInfo(name: string, isPackage: boolean): NativeObject {
  const parts: Value[] = [none, str(name), bool(isPackage)];
  return {
    type: "native", className: "pkgutil.ModuleInfo", data: { name, isPackage },
    iterate: () => parts,
    getItem: (key) => (key.type === "int" ? parts[Number(key.value)] : undefined),
    getAttribute: (attribute) => (attribute === "name" ? str(name) : attribute === "ispkg" ? bool(isPackage) : attribute === "module_finder" ? none : undefined),
  };
}

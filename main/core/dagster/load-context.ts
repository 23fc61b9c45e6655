/**
 * Where a component or a file of definitions stands in its `defs` folder, and the `ComponentLoadContext` that code is given
 * (dagster 1.11-1.13, `components/core/context.py`).
 */
import { PROJECT_ROOT, projectPathOf } from "../python/paths.ts";
import { none, str, unknownValue, type CallContext, type ModuleValue, type NativeObject, type UnknownValue, type Value } from "../python/values.ts";
import { nativeFunction } from "./arguments.ts";
import type { Session } from "./session.ts";

export interface DefsPlace {
  /** The `defs` module and its folder, relative to the opened folder. */
  readonly module: string;
  readonly folder: string;
  /** Folder with pyproject.toml. */
  readonly projectRoot: string;
  /** Folder or file of this place. */
  readonly path: string;
  /** Stop at `definitions.py` (`load_defs`, before 1.11). */
  readonly isLegacy: boolean;
}

export class LoadContextData {
  readonly place: DefsPlace;
  constructor(place: DefsPlace) { this.place = place; }
}

/** Path as Python sees it, below the root that stands for the opened folder. */
export function pathValue(path: string, session: Session, context: CallContext): Value {
  const text = str(path === "" || path === "." ? PROJECT_ROOT : `${PROJECT_ROOT}/${path}`);
  const made = context.call(session.library("pathlib.Path"), [text]);
  return made.type === "unknown" ? text : made;
}

/** Dotted name of the module of a folder or file below the defs folder. */
export function moduleNameOf(place: DefsPlace, path: string): string {
  const below = path === place.folder ? "" : path.slice(place.folder.length + 1);
  const parts = below.replace(/\.py$/, "").split("/").filter(Boolean);
  if (parts.at(-1) === "__init__") parts.pop();
  return [place.module, ...parts].join(".");
}

export function importPlace(place: DefsPlace, path: string, context: CallContext): ModuleValue | UnknownValue {
  return context.importModule(moduleNameOf(place, path));
}

export function makeLoadContext(place: DefsPlace, session: Session, loadBelow: (path: string, context: CallContext) => Value): NativeObject {
  return {
    type: "native",
    className: "dagster.ComponentLoadContext",
    data: new LoadContextData(place),
    getAttribute(name, context) {
      switch (name) {
        case "path": return pathValue(place.path, session, context);
        case "project_root": return pathValue(place.projectRoot, session, context);
        case "defs_module_path": return pathValue(place.folder, session, context);
        case "defs_module_name": return str(place.module);
        case "project_name": return str(place.module.split(".")[0] ?? place.module);
        case "load_defs": case "build_defs_at_path": case "load_component_at_path": case "build_defs": return nativeFunction(name, (args, inner) => {
          const path = args.positional[0] ? belowPlace(args.positional[0], place) : null;
          return path === null ? unknownValue("loads definitions from a place that cannot be read", args.span) : loadBelow(path, inner);
        });
        case "load_defs_relative_python_module": return nativeFunction(name, (args, inner) => {
          const path = args.positional[0] ? belowPlace(args.positional[0], place) : null;
          return path === null ? unknownValue("loads a module from a place that cannot be read", args.span) : importPlace(place, path, inner);
        });
        case "normalize_component_type_str": return nativeFunction(name, (args) => args.positional[0] ?? none);
        case "defs_relative_module_name": return nativeFunction(name, (args) => {
          const path = args.positional[0] ? belowPlace(args.positional[0], place) : null;
          return path === null ? unknownValue("names a module that cannot be read", args.span) : str(moduleNameOf(place, path));
        });
        default: return undefined;
      }
    },
  };
}

/** A path argument, relative ones below the defs folder. */
function belowPlace(value: Value, place: DefsPlace): string | null {
  const path = projectPathOf(value);
  if (path !== null) return path;
  return value.type === "str" && !value.value.startsWith("/") ? `${place.folder}/${value.value}` : null;
}


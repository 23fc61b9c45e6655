/** `pathlib.Path` on paths of the project: parts, joins, look-ups, reading. What touches the rest of the machine is Unknown. */
import { bool, list, native, tuple } from "../make.ts";
import { isAbsolutePath, isPathData, normalizePath, PROJECT_ROOT, projectPathOfText } from "../paths.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeFunction, type NativeObject, type Value } from "../values.ts";
import { globFiles } from "./glob.ts";
import { locate } from "./locate.ts";
import type { Names } from "./natives.ts";
import { openFile, readTextValue } from "./open.ts";
import { absoluteText, baseOf, directoryOf, joinPaths, normalText } from "./os.ts";

export function pathlibNames(rt: Runtime): Names {
  const constructor: NativeFunction = {
    type: "native_function",
    name: "Path",
    className: "pathlib.Path",
    call: (args) => {
      const parts: string[] = [];
      for (const value of args.positional) {
        if (value.type === "unknown") return passOn(value);
        const text = rt.toText(value);
        if (text === null) return unknown("is a path that is not known", args.span);
        parts.push(text);
      }
      return makePath(rt, joinPaths(parts) || ".", args);
    },
    getAttribute: (name) => {
      if (name === "cwd") return native("cwd", (args) => unknown("depends on the folder in which it is started", args.span));
      if (name === "home") return native("home", (args) => unknown("depends on the home folder", args.span));
      if (["joinpath", "exists", "resolve", "read_text"].includes(name)) {
        return native(name, (args) => {
          const [self, ...rest] = args.positional;
          return self ? rt.call(rt.getAttribute(self, name, args.span), { ...args, positional: rest }) : none;
        });
      }
      return undefined;
    },
  };
  const files = native("files", (args) => {
    const given = args.positional[0];
    const module = given?.type === "str" ? rt.importModule(given.value) : given;
    if (module?.type !== "module" || module.file === null) return unknown("reads resources of what is not a package of the project", args.span);
    return makePath(rt, `${PROJECT_ROOT}/${directoryOf(module.file)}`, args);
  });
  return { "pathlib.Path": constructor, "pathlib.PurePath": constructor, "pathlib.PosixPath": constructor, "pathlib.PurePosixPath": constructor, "importlib.resources.files": files, "importlib_resources.files": files };
}

/** A `pathlib.Path`; its text is cleaned as Python does (no doubled or trailing slashes, no `.`). */
export function makePath(rt: Runtime, text: string, args?: Pick<CallArgs, "span">): NativeObject {
  const path = cleanText(text);
  const value: NativeObject = {
    type: "native",
    className: "pathlib.Path",
    data: { path },
    identity: path,
    ...(args ? { span: args.span } : {}),
    toText: () => path,
    operate: (operator, right) => {
      if (operator !== "/") return undefined;
      if (right.type === "unknown") return passOn(right);
      const other = rt.toText(right);
      return other === null ? unknown("joins a path that is not known", right.span) : makePath(rt, joinPaths([path, other]), args);
    },
    getAttribute: (name) => attributeOf(rt, path, name, value),
  };
  return value;
}

function cleanText(text: string): string {
  const isRooted = text.startsWith("/");
  const parts = text.split("/").filter((part) => part !== "" && part !== ".");
  return (isRooted ? "/" : "") + parts.join("/") || (isRooted ? "/" : ".");
}

function suffixOf(name: string): string {
  const at = name.lastIndexOf(".");
  return at > 0 && at < name.length - 1 ? name.slice(at) : "";
}

type Method = (rt: Runtime, path: string, args: CallArgs, self: NativeObject) => Value;

const methods: Readonly<Record<string, Method>> = {
  joinpath: (rt, path, args) => {
    const parts = [path];
    for (const value of args.positional) {
      const text = rt.toText(value);
      if (text === null) return value.type === "unknown" ? passOn(value) : unknown("joins a path that is not known", args.span);
      parts.push(text);
    }
    return makePath(rt, joinPaths(parts), args);
  },
  resolve: (rt, path, args) => makePath(rt, absoluteText(rt, path), args),
  absolute: (rt, path, args) => makePath(rt, absoluteText(rt, path), args),
  expanduser: (_rt, path, args, self) => (path.startsWith("~") ? unknown("depends on the home folder", args.span) : self),
  as_posix: (_rt, path, args) => str(path, args.span),
  __str__: (_rt, path, args) => str(path, args.span),
  __fspath__: (_rt, path, args) => str(path, args.span),
  is_absolute: (_rt, path, args) => bool(isAbsolutePath(path), args.span),
  exists: (rt, path, args) => look(rt, path, args, "any"),
  is_file: (rt, path, args) => look(rt, path, args, "file"),
  is_dir: (rt, path, args) => look(rt, path, args, "folder"),
  mkdir: () => none,
  touch: () => none,
  iterdir: (rt, path, args) => {
    const folder = locate(rt, path);
    if (folder === null || !rt.files.isFolder(folder)) return rt.fail("FileNotFoundError", "lists a folder that is not in the project", args.span);
    rt.noteMissing(folder);
    return list(rt.files.list(folder).map((name) => makePath(rt, joinPaths([path, name]), args)), args.span);
  },
  glob: (rt, path, args) => find(rt, path, args, ""),
  rglob: (rt, path, args) => find(rt, path, args, "**/"),
  read_text: (rt, path, args) => readTextValue(rt, path, args),
  read_bytes: (_rt, _path, args) => unknown("reads bytes of a file", args.span),
  open: (rt, path, args) => openFile(rt, path, args, args.positional[0] ?? args.named.get("mode")),
  with_suffix: (rt, path, args) => replaceName(rt, path, args, (name, text) => name.slice(0, name.length - suffixOf(name).length) + text),
  with_name: (rt, path, args) => replaceName(rt, path, args, (_name, text) => text),
  with_stem: (rt, path, args) => replaceName(rt, path, args, (name, text) => text + suffixOf(name)),
  relative_to: (rt, path, args) => {
    const base = args.positional[0] ? rt.toText(args.positional[0]) : null;
    if (base === null) return unknown("is relative to a path that is not known", args.span);
    const from = normalText(base);
    const to = normalText(path);
    if (to === from) return makePath(rt, ".", args);
    return to.startsWith(`${from}/`) ? makePath(rt, to.slice(from.length + 1), args) : rt.fail("ValueError", "is relative to a path that it is not below", args.span);
  },
  is_relative_to: (rt, path, args) => {
    const base = args.positional[0] ? rt.toText(args.positional[0]) : null;
    return base === null ? unknown("is relative to a path that is not known", args.span) : bool(normalText(path) === normalText(base) || normalText(path).startsWith(`${normalText(base)}/`), args.span);
  },
};

function attributeOf(rt: Runtime, path: string, name: string, self: NativeObject): Value | undefined {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (method) return native(name, (args) => (rt.tick(1), method(rt, path, args, self)));
  const base = path === PROJECT_ROOT ? unknownName() : baseOf(path);
  switch (name) {
    case "name":
      return typeof base === "string" ? str(base, self.span) : base;
    case "stem":
      return typeof base === "string" ? str(base.slice(0, base.length - suffixOf(base).length), self.span) : base;
    case "suffix":
      return typeof base === "string" ? str(suffixOf(base), self.span) : base;
    case "parent":
      return makePath(rt, parentOf(path), self.span ? { span: self.span } : undefined);
    case "parents": {
      const parents: Value[] = [];
      for (let current = path, next = parentOf(path), count = 0; next !== current && count < 64; current = next, next = parentOf(next), count += 1) parents.push(makePath(rt, next, self.span ? { span: self.span } : undefined));
      return tuple(parents);
    }
    case "parts":
      return tuple(path.split("/").filter(Boolean).map((part) => str(part)));
    default:
      return undefined;
  }
}

function unknownName(): Value {
  return unknown("depends on the name of the project's folder");
}

/** Above the opened folder the path goes on with `..`, which keeps it known. */
function parentOf(path: string): string {
  const inner = projectPathOfText(path);
  if (inner === null) return directoryOf(path) || (path === "." ? "." : ".");
  const up = normalizePath(`${inner}/..`);
  return up === "" ? PROJECT_ROOT : `${PROJECT_ROOT}/${up}`;
}

function look(rt: Runtime, path: string, args: CallArgs, kind: "any" | "file" | "folder"): Value {
  const found = locate(rt, path);
  if (found === null) return isAbsolutePath(path) && projectPathOfText(path) === null ? unknown(`looks for ${path} on the machine`, args.span) : bool(false, args.span);
  const isFile = rt.files.isFile(found);
  const isFolder = rt.files.isFolder(found);
  if (!isFile && !isFolder) rt.noteMissing(found);
  return bool(kind === "file" ? isFile : kind === "folder" ? isFolder : isFile || isFolder, args.span);
}

function find(rt: Runtime, path: string, args: CallArgs, prefix: string): Value {
  const pattern = args.positional[0];
  const folder = locate(rt, path);
  if (pattern?.type !== "str") return pattern?.type === "unknown" ? passOn(pattern) : unknown("looks for files by a pattern that is not known", args.span);
  if (folder === null) return list([], args.span);
  const { found, isComplete } = globFiles(rt, folder, prefix + pattern.value);
  const items = found.map((name) => makePath(rt, joinPaths([path, name]), args));
  return rt.regions.own(isComplete ? list(items, args.span) : { ...list(items, args.span), open: unknown("looks through too many files", args.span) });
}

function replaceName(rt: Runtime, path: string, args: CallArgs, run: (name: string, text: string) => string): Value {
  const text = args.positional[0];
  if (text?.type !== "str") return text?.type === "unknown" ? passOn(text) : unknown("is a path that is not known", args.span);
  return makePath(rt, joinPaths([directoryOf(path), run(baseOf(path), text.value)]), args);
}

/** Path text of a `Path` or `str`. */
export function pathOf(value: Value | undefined): string | null {
  if (value?.type === "str") return value.value;
  return value?.type === "native" && isPathData(value.data) ? value.data.path : null;
}

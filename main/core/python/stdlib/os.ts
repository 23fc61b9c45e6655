/** `os`, `os.path`, `sys`: paths as text, and what depends on the machine as Unknown with its name. Relative paths stay relative. */
import { argument, bool, int, list, tuple } from "../make.ts";
import { isAbsolutePath, normalizePath, PROJECT_ROOT, projectPathOf } from "../paths.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown, withCandidates } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeObject, type UnknownValue, type Value } from "../values.ts";
import { locate } from "./locate.ts";
import { functions, type Names } from "./natives.ts";

/** Text of a path argument: `str` or `pathlib.Path`. */
function pathText(rt: Runtime, value: Value | undefined, args: CallArgs): string | UnknownValue {
  if (value?.type === "unknown") return passOn(value);
  const text = value ? rt.toText(value) : null;
  return text ?? unknown("is a path that is not known", args.span);
}

function onText(rt: Runtime, run: (text: string) => Value | string | boolean): (args: CallArgs) => Value {
  return (args) => {
    const text = pathText(rt, args.positional[0], args);
    if (typeof text !== "string") return text;
    const made = run(text);
    if (typeof made === "string") return str(made, args.span);
    return typeof made === "boolean" ? bool(made, args.span) : made;
  };
}

export function directoryOf(path: string): string {
  const at = path.lastIndexOf("/");
  if (at < 0) return "";
  return path.slice(0, at) || "/";
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function joinPaths(parts: readonly string[]): string {
  let path = "";
  for (const part of parts) path = isAbsolutePath(part) || path === "" ? part : `${path.replace(/\/$/, "")}/${part}`;
  return path;
}

/** `os.path.normpath`, also below the project's root. */
export function normalText(path: string): string {
  if (path === PROJECT_ROOT || path.startsWith(`${PROJECT_ROOT}/`)) {
    const inner = normalizePath(path.slice(PROJECT_ROOT.length));
    return inner ? `${PROJECT_ROOT}/${inner}` : PROJECT_ROOT;
  }
  return path.startsWith("/") ? `/${normalizePath(path).replace(/^(?:\.\.\/?)+/, "")}` : normalizePath(path) || ".";
}

function splitExtension(path: string): [string, string] {
  const match = /^(.*?[^/.][^/]*?)(\.[^./]*)$/.exec(path);
  return match ? [match[1] ?? "", match[2] ?? ""] : [path, ""];
}

export function absoluteText(rt: Runtime, text: string): string {
  if (isAbsolutePath(text)) return normalText(text);
  const found = locate(rt, text);
  return normalText(`${PROJECT_ROOT}/${found ?? text}`);
}

function environment(name: Value | undefined, otherwise: Value | undefined, args: CallArgs): Value {
  if (name?.type !== "str") return name?.type === "unknown" ? passOn(name) : unknown("depends on an environment variable", args.span);
  const cause = unknown(`depends on the environment variable ${name.value}`, args.span);
  return otherwise && otherwise.type !== "none" ? withCandidates(cause, [otherwise]) : cause;
}

function environ(): NativeObject {
  const get = (name: string): Value => ({ type: "native_function", name, call: (args) => environment(args.positional[0], argument(args, 1, "default"), args) });
  return {
    type: "native",
    className: "os.environ",
    data: null,
    getAttribute: (name) => (["get", "setdefault", "pop"].includes(name) ? get(name) : ["update", "clear"].includes(name) ? { type: "native_function", name, call: () => none } : undefined),
    getItem: (key) => (key.type === "str" ? unknown(`depends on the environment variable ${key.value}`) : unknown("depends on an environment variable")),
    iterate: () => unknown("depends on the environment"),
    setAttribute: () => true,
  };
}

export function osNames(rt: Runtime): Names {
  const exists = (kind: "any" | "file" | "folder") => onText(rt, (text) => {
    const path = locate(rt, text);
    if (path === null) return isAbsolutePath(text) && projectPathOf(str(text)) === null ? unknown(`looks for ${text} on the machine`) : false;
    if (kind !== "folder" && rt.files.isFile(path)) return true;
    return kind !== "file" && rt.files.isFolder(path);
  });
  return {
    "os.environ": environ(),
    "os.sep": str("/"),
    "os.linesep": str("\n"),
    "os.pathsep": str(":"),
    "os.path.sep": str("/"),
    "sys.version_info": tuple([int(3), int(12), int(0), str("final"), int(0)]),
    "sys.path": list([]),
    "sys.modules": {
      type: "native",
      className: "sys.modules",
      data: null,
      getItem: (key) => (key.type === "str" ? rt.importModule(key.value) : undefined),
      getAttribute: (name) => (name === "get" ? { type: "native_function", name, call: (args) => (args.positional[0]?.type === "str" ? rt.importModule(args.positional[0].value) : none) } : undefined),
    },
    ...functions(rt, "os", {
      getenv: (args) => environment(argument(args, 0, "key"), argument(args, 1, "default"), args),
      getcwd: (args) => unknown("depends on the folder in which it is started", args.span),
      fspath: onText(rt, (text) => text),
      makedirs: () => none,
      mkdir: () => none,
      listdir: onText(rt, (text) => {
        const path = locate(rt, text);
        if (path === null || !rt.files.isFolder(path)) return unknown("lists a folder that is not in the project");
        return list(rt.files.list(path).map((name) => str(name)));
      }),
    }),
    ...functions(rt, "os.path", {
      join: (args) => {
        const parts: string[] = [];
        for (const value of args.positional) {
          const text = pathText(rt, value, args);
          if (typeof text !== "string") return text;
          parts.push(text);
        }
        return args.open ? passOn(args.open) : str(joinPaths(parts), args.span);
      },
      dirname: onText(rt, directoryOf),
      basename: onText(rt, baseOf),
      abspath: onText(rt, (text) => absoluteText(rt, text)),
      realpath: onText(rt, (text) => absoluteText(rt, text)),
      normpath: onText(rt, normalText),
      normcase: onText(rt, (text) => text),
      isabs: onText(rt, isAbsolutePath),
      expanduser: onText(rt, (text) => (text.startsWith("~") ? unknown("depends on the home folder") : text)),
      expandvars: onText(rt, (text) => (text.includes("$") ? unknown("depends on environment variables") : text)),
      split: onText(rt, (text) => tuple([str(directoryOf(text)), str(baseOf(text))])),
      splitext: onText(rt, (text) => tuple(splitExtension(text).map((part) => str(part)))),
      relpath: (args) => {
        const text = pathText(rt, args.positional[0], args);
        const start = args.positional[1] ? pathText(rt, args.positional[1], args) : "";
        if (typeof text !== "string") return text;
        if (typeof start !== "string") return start;
        return str(relativeText(normalText(text), normalText(start)), args.span);
      },
      exists: exists("any"),
      isfile: exists("file"),
      isdir: exists("folder"),
    }),
  };
}

function relativeText(path: string, start: string): string {
  const from = start.split("/").filter((part) => part !== ".");
  const to = path.split("/");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/") || ".";
}

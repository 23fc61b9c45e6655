/** `open(...)`, `Path.read_text()`: files of the project as text. Writing is never done. */
import { list, native } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeObject, type StrValue, type Value } from "../values.ts";
import { locate } from "./locate.ts";

/** Which file a text was read from, so that what is parsed from it can say where it stands. */
const sources = new WeakMap<object, string>();

export function sourceOf(value: Value): string | undefined {
  return sources.get(value);
}

export function readTextValue(rt: Runtime, path: string, args: CallArgs): Value {
  const file = locate(rt, path);
  if (file === null) return rt.fail("FileNotFoundError", `reads the file ${path}, which is not in the project`, args.span);
  const text = rt.readText(file);
  if (text === null) return rt.fail("FileNotFoundError", `reads the file ${file}, which could not be read`, args.span);
  rt.tick(1 + (text.length >> 8));
  const value: StrValue = { type: "str", value: text, span: args.span };
  sources.set(value, file);
  return value;
}

export interface FileData { readonly kind: "file"; readonly text: StrValue }

export function isFileData(data: unknown): data is FileData {
  return typeof data === "object" && data !== null && (data as { kind?: unknown }).kind === "file";
}

export function openFile(rt: Runtime, path: string, args: CallArgs, mode: Value | undefined): Value {
  if (mode?.type === "str" && /[wax+]/.test(mode.value)) return unknown("writes a file", args.span);
  const text = readTextValue(rt, path, args);
  if (text.type !== "str") return text;
  const lines = (): Value[] => (text.value === "" ? [] : text.value.split(/(?<=\n)/).map((line) => str(line, args.span)));
  const file: NativeObject = {
    type: "native",
    className: "io.TextIOWrapper",
    data: { kind: "file", text },
    span: args.span,
    iterate: () => lines(),
    getAttribute: (name) => {
      if (name === "read") return native(name, () => text);
      if (name === "readlines") return native(name, () => list(lines(), args.span));
      if (name === "__enter__") return native(name, () => file);
      return name === "close" ? native(name, () => none) : undefined;
    },
  };
  return file;
}

/** The built-in function. */
export function openBuiltin(rt: Runtime): Value {
  return native("open", (args) => {
    const given = args.positional[0] ?? args.named.get("file");
    if (given?.type === "unknown") return passOn(given);
    const path = given ? rt.toText(given) : null;
    if (path === null) return unknown("opens a file that is not known", args.span);
    return openFile(rt, path, args, args.positional[1] ?? args.named.get("mode"));
  });
}

/** The text behind an argument of a parser: a text, bytes, or an open file. */
export function textToParse(value: Value | undefined, args: CallArgs): StrValue | Value {
  if (value?.type === "native" && isFileData(value.data)) return value.data.text;
  if (value?.type === "bytes") return str(new TextDecoder().decode(value.value), args.span);
  if (value?.type === "str" || value?.type === "unknown") return value.type === "unknown" ? passOn(value) : value;
  return unknown("parses what is not known", args.span);
}

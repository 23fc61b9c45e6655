/** Methods of `str` on known texts. An argument that is not known gives an Unknown with its reason. */
import { argument, bool, int, list, tuple } from "../make.ts";
import { formatValue, parseTemplate } from "../operations/format.ts";
import { quote } from "../operations/text.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { formatObject } from "../interpreter/objects.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type StrValue, type UnknownValue, type Value } from "../values.ts";

type Method = (rt: Runtime, self: StrValue, args: CallArgs) => Value;
const mostCharacters = 5_000_000;

/** Methods that need texts and numbers alone. */
function simple(run: (text: string, given: (string | number | undefined)[]) => string | number | boolean | string[] | null): Method {
  return (rt, self, args) => {
    const given: (string | number | undefined)[] = [];
    for (const value of [...args.positional, ...args.named.values()]) {
      if (value.type === "unknown") return passOn(value);
      if (value.type === "external") return unknown(`uses ${value.qualifiedName}, which is not part of the project`, args.span);
      given.push(value.type === "str" ? value.value : value.type === "int" ? Number(value.value) : undefined);
    }
    rt.tick(1 + (self.value.length >> 6));
    const made = run(self.value, given);
    if (made === null) return rt.fail("ValueError", "calls a method of text in a way that fails", args.span);
    if (typeof made === "string") return made.length > mostCharacters ? unknown("is too large to be followed", args.span) : str(made, args.span);
    if (typeof made === "number") return int(made, args.span);
    if (typeof made === "boolean") return bool(made, args.span);
    return rt.regions.own(list(made.map((item) => str(item, args.span)), args.span));
  };
}

const word = (value: string | number | undefined): string => (typeof value === "string" ? value : "");
const count = (value: string | number | undefined, otherwise: number): number => (typeof value === "number" ? value : otherwise);
const spaces = " \t\n\r\v\f";

function strip(text: string, characters: string | number | undefined, side: "both" | "left" | "right"): string {
  const set = typeof characters === "string" ? characters : spaces;
  let start = 0;
  let end = text.length;
  if (side !== "right") while (start < end && set.includes(text[start] ?? "")) start += 1;
  if (side !== "left") while (end > start && set.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
}

function split(text: string, separator: string | number | undefined, most: number, fromRight: boolean): string[] | null {
  if (separator === "") return null;
  if (typeof separator !== "string") {
    const words = text.split(/\s+/).filter(Boolean);
    if (most < 0 || words.length <= most) return words;
    if (fromRight) return /^([\s\S]*?)$/.test(text) ? limited(words, most, " ", true) : words;
    return limited(words, most, " ", false);
  }
  const parts = text.split(separator);
  return most < 0 || parts.length - 1 <= most ? parts : limited(parts, most, separator, fromRight);
}

function limited(parts: string[], most: number, separator: string, fromRight: boolean): string[] {
  if (fromRight) return [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)];
  return [...parts.slice(0, most), parts.slice(most).join(separator)];
}

const title = (text: string): string => text.replaceAll(/\p{L}+/gu, (found) => (found[0] ?? "").toUpperCase() + found.slice(1).toLowerCase());
const slice = (text: string, start: string | number | undefined, end: string | number | undefined): string => text.slice(count(start, 0), typeof end === "number" ? end : undefined);

function pad(text: string, width: number, fill: string, side: "left" | "right" | "center"): string | null {
  if (width > 100_000) return null;
  const missing = Math.max(0, width - text.length);
  if (side === "left") return fill.repeat(missing) + text;
  if (side === "right") return text + fill.repeat(missing);
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

function expandLine(line: string, size: number): string {
  let made = "";
  for (const character of line) made += character === "\t" ? " ".repeat(size - (made.length % size)) : character;
  return made;
}

export const strMethods: Readonly<Record<string, Method>> = {
  lower: simple((text) => text.toLowerCase()),
  upper: simple((text) => text.toUpperCase()),
  casefold: simple((text) => text.toLowerCase()),
  capitalize: simple((text) => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()),
  title: simple(title),
  swapcase: simple((text) => text.replaceAll(/\p{L}/gu, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))),
  strip: simple((text, [characters]) => strip(text, characters, "both")),
  lstrip: simple((text, [characters]) => strip(text, characters, "left")),
  rstrip: simple((text, [characters]) => strip(text, characters, "right")),
  removeprefix: simple((text, [prefix]) => (text.startsWith(word(prefix)) ? text.slice(word(prefix).length) : text)),
  removesuffix: simple((text, [suffix]) => (word(suffix) && text.endsWith(word(suffix)) ? text.slice(0, -word(suffix).length) : text)),
  replace: simple((text, [from, to, most]) => {
    if (most === undefined) return text.split(word(from)).length * word(to).length > mostCharacters ? null : text.replaceAll(word(from), () => word(to));
    let result = text;
    let position = 0;
    for (let done = 0; done < count(most, 0); done += 1) {
      const found = result.indexOf(word(from), position);
      if (found < 0) break;
      result = result.slice(0, found) + word(to) + result.slice(found + word(from).length);
      position = found + word(to).length;
    }
    return result;
  }),
  split: (rt, self, args) => simple((text, [separator, most]) => split(text, separator, count(most, -1), false))(rt, self, ordered(args, ["sep", "maxsplit"])),
  rsplit: (rt, self, args) => simple((text, [separator, most]) => split(text, separator, count(most, -1), true))(rt, self, ordered(args, ["sep", "maxsplit"])),
  splitlines: simple((text) => (text === "" ? [] : text.replace(/\r\n?|\n$/g, (end, at: number) => (at + end.length === text.length ? "" : "\n")).split("\n"))),
  find: simple((text, [part, start, end]) => offset(slice(text, start, end).indexOf(word(part)), start, text)),
  rfind: simple((text, [part, start, end]) => offset(slice(text, start, end).lastIndexOf(word(part)), start, text)),
  index: simple((text, [part]) => (text.includes(word(part)) ? text.indexOf(word(part)) : null)),
  rindex: simple((text, [part]) => (text.includes(word(part)) ? text.lastIndexOf(word(part)) : null)),
  count: simple((text, [part]) => (word(part) === "" ? text.length + 1 : text.split(word(part)).length - 1)),
  zfill: simple((text, [width]) => (/^[+-]/.test(text) ? (text[0] ?? "") + (pad(text.slice(1), count(width, 0) - 1, "0", "left") ?? "") : pad(text, count(width, 0), "0", "left"))),
  ljust: simple((text, [width, fill]) => pad(text, count(width, 0), word(fill) || " ", "right")),
  rjust: simple((text, [width, fill]) => pad(text, count(width, 0), word(fill) || " ", "left")),
  center: simple((text, [width, fill]) => pad(text, count(width, 0), word(fill) || " ", "center")),
  isdigit: simple((text) => /^\p{Nd}+$/u.test(text)),
  isdecimal: simple((text) => /^\p{Nd}+$/u.test(text)),
  isnumeric: simple((text) => /^\p{N}+$/u.test(text)),
  isalpha: simple((text) => /^\p{L}+$/u.test(text)),
  isalnum: simple((text) => /^[\p{L}\p{N}]+$/u.test(text)),
  isidentifier: simple((text) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)),
  isspace: simple((text) => /^\s+$/.test(text)),
  islower: simple((text) => text !== text.toUpperCase() && text === text.toLowerCase()),
  isupper: simple((text) => text !== text.toLowerCase() && text === text.toUpperCase()),
  istitle: simple((text) => text === title(text) && /\p{L}/u.test(text)),
  expandtabs: simple((text, [size]) => text.split("\n").map((line) => expandLine(line, Math.min(32, Math.max(1, count(size, 8))))).join("\n")),
  encode: (_rt, self, args) => ({ type: "bytes", value: new TextEncoder().encode(self.value), span: args.span }),
  startswith: (_rt, self, args) => test(args, (part) => slice(self.value, numberOf(args, 1), numberOf(args, 2)).startsWith(part)),
  endswith: (_rt, self, args) => test(args, (part) => slice(self.value, numberOf(args, 1), numberOf(args, 2)).endsWith(part)),
  partition: (_rt, self, args) => cut(self, args, (text, part) => text.indexOf(part), false),
  rpartition: (_rt, self, args) => cut(self, args, (text, part) => text.lastIndexOf(part), true),
  join,
  format,
  format_map: (rt, self, args) => {
    const map = args.positional[0];
    const named = new Map(map?.type === "dict" ? map.entries.flatMap(([key, value]): [string, Value][] => (key.type === "str" ? [[key.value, value]] : [])) : []);
    return format(rt, self, { ...args, positional: [], named });
  },
  translate: (_rt, self, args) => {
    const table = args.positional[0];
    if (table?.type !== "dict" || table.open) return unknown("translates text by a table that is not known", args.span);
    const by = new Map(table.entries.map(([key, value]) => [key.type === "int" ? Number(key.value) : -1, value.type === "str" ? value.value : value.type === "int" ? String.fromCodePoint(Number(value.value)) : ""]));
    return str([...self.value].map((character) => by.get(character.codePointAt(0) ?? -1) ?? character).join(""), args.span);
  },
};

function ordered(args: CallArgs, names: readonly string[]): CallArgs {
  if (args.named.size === 0) return args;
  return { ...args, positional: names.map((name, index) => argument(args, index, name) ?? none), named: new Map() };
}

function offset(found: number, start: string | number | undefined, text: string): number {
  if (found < 0) return -1;
  const from = count(start, 0);
  return found + (from < 0 ? Math.max(0, from + text.length) : from);
}

function numberOf(args: CallArgs, position: number): number | undefined {
  const value = args.positional[position];
  return value?.type === "int" ? Number(value.value) : undefined;
}

function test(args: CallArgs, run: (part: string) => boolean): Value {
  const given = args.positional[0];
  const parts = given?.type === "tuple" ? given.items : given ? [given] : [];
  let cause: Value | undefined;
  for (const part of parts) {
    if (part.type === "str") {
      if (run(part.value)) return bool(true, args.span);
    } else cause ??= part;
  }
  return cause ? (cause.type === "unknown" ? passOn(cause) : unknown("compares text with what is not text", args.span)) : bool(false, args.span);
}

function cut(self: StrValue, args: CallArgs, find: (text: string, part: string) => number, fromRight: boolean): Value {
  const part = args.positional[0];
  if (part?.type !== "str") return part?.type === "unknown" ? passOn(part) : unknown("splits text at what is not text", args.span);
  const text = self.value;
  const at = find(text, part.value);
  const pieces = at >= 0 ? [text.slice(0, at), part.value, text.slice(at + part.value.length)] : fromRight ? ["", "", text] : [text, "", ""];
  return tuple(pieces.map((piece) => str(piece, args.span)), args.span);
}

function join(rt: Runtime, self: StrValue, args: CallArgs): Value {
  const given = args.positional[0];
  if (!given) return rt.fail("TypeError", "joins nothing", args.span);
  const { items, open } = rt.iterate(given);
  if (open) return passOn(open);
  rt.tick(items.length);
  const texts: string[] = [];
  for (const item of items) {
    if (item.type === "unknown") return passOn(item);
    const text = item.type === "str" ? item.value : item.type === "instance" ? memberText(item) : null;
    if (text === null) return rt.fail("TypeError", "joins what is not text", args.span);
    texts.push(text);
  }
  const made = texts.join(self.value);
  return made.length > mostCharacters ? unknown("is too large to be followed", args.span) : str(made, args.span);
}

function memberText(value: Value & { type: "instance" }): string | null {
  const inner = value.attributes.get("_value_");
  return inner?.type === "str" ? inner.value : null;
}

function format(rt: Runtime, self: StrValue, args: CallArgs): Value {
  const made = fillTemplate(rt, self.value, args, { next: 0 }, 0);
  if (typeof made !== "string") return made;
  return made.length > mostCharacters ? unknown("is too large to be followed", args.span) : str(made, args.span);
}

/** `position.next` counts the `{}` without a name; a format may hold fields itself, one level deep. */
function fillTemplate(rt: Runtime, template: string, args: CallArgs, position: { next: number }, depth: number): string | UnknownValue {
  const pieces = parseTemplate(template);
  if (!pieces || depth > 1) return rt.fail("ValueError", "formats a malformed template", args.span);
  let made = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      made += piece;
      continue;
    }
    const value = fieldValue(rt, piece.name, args, position);
    if (value.type === "unknown") return passOn(value);
    const spec = piece.spec.includes("{") ? fillTemplate(rt, piece.spec, args, position, depth + 1) : piece.spec;
    if (typeof spec !== "string") return spec;
    const converted = piece.conversion === "r" ? (value.type === "str" ? quote(value.value) : rt.toRepr(value)) : piece.conversion === "s" || !spec ? rt.toText(value) : null;
    const text = converted === null ? formatObject(rt, value, spec) : formatValue(str(converted), spec);
    if (text === null) return unknown("formats what has no known text", args.span);
    made += text;
  }
  return made;
}

function fieldValue(rt: Runtime, name: string, args: CallArgs, position: { next: number }): Value {
  const [first = "", ...path] = name.split(/(?=[.[])/);
  const key = first === "" ? String(position.next++) : first;
  let value: Value | undefined = /^\d+$/.test(key) ? args.positional[Number(key)] : args.named.get(key);
  if (!value) return args.open ? passOn(args.open) : rt.fail("KeyError", `formats the field ${quote(key)} that is not given`, args.span);
  for (const step of path) {
    if (step.startsWith(".")) value = rt.getAttribute(value, step.slice(1), args.span);
    else {
      const inner = step.slice(1, -1);
      value = rt.getItem(value, /^\d+$/.test(inner) ? int(BigInt(inner)) : str(inner), args.span);
    }
  }
  return value;
}

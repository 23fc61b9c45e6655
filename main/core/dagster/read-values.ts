/**
 * Python values -> what the model states: text, numbers, lists, JSON, each `Known<T>` with the reason and place where it is not.
 * Knows no Dagster class; natives of metadata are read by metadata-entries.ts.
 */
import type { SourceSpan } from "../../../shared/source-span.ts";
import { unknown, type Known, type Unknown } from "../../../shared/unknown.ts";
import type { Json } from "../../../shared/model.ts";
import { str, type CallContext, type DictValue, type UnknownValue, type Value } from "../python/values.ts";

/** The reason of an Unknown, for the model. */
export function reasonOf(value: UnknownValue): Unknown {
  return unknown(value.reason || "cannot be known", value.span);
}

export function notA(what: string, value: Value): Unknown {
  if (value.type === "unknown") return reasonOf(value);
  if (value.type === "external") return unknown(`comes from ${value.qualifiedName}, which is not part of the project`, value.span);
  return unknown(`is not ${what} that can be read`, value.span);
}

export function unknownFrom(reason: Unknown): UnknownValue {
  return reason.at ? { type: "unknown", reason: reason.unknown, span: reason.at } : { type: "unknown", reason: reason.unknown };
}

/** Text of a string (also of a str-valued enum member). */
export function readText(value: Value): Known<string> {
  if (value.type === "str") return value.value;
  if (value.type === "instance" && value.class.isEnum) {
    const inner = value.attributes.get("value") ?? value.attributes.get("_value_");
    if (inner?.type === "str") return inner.value;
  }
  return notA("text", value);
}

export function readOptionalText(value: Value | undefined): Known<string | null> {
  return value === undefined || value.type === "none" ? null : readText(value);
}

export function readBool(value: Value): Known<boolean> {
  return value.type === "bool" ? value.value : notA("a bool", value);
}

/** Items of a list, tuple or set; null for other values. `open` = there may be more. */
export function itemsOf(value: Value): { readonly items: readonly Value[]; readonly open: UnknownValue | undefined } | null {
  if (value.type === "list" || value.type === "tuple" || value.type === "set") return { items: value.items, open: value.open };
  return null;
}

/** Items of anything iterable that is known; Unknown with the reason else. */
export function iterate(value: Value, context: CallContext): { readonly items: readonly Value[]; readonly open: UnknownValue | undefined } {
  const direct = itemsOf(value);
  if (direct) return direct;
  if (value.type === "dict") return { items: value.entries.map(([key]) => key), open: value.open };
  if (value.type === "unknown") return { items: [], open: value };
  const items = context.iterate(value);
  return isUnknownValue(items) ? { items: [], open: items } : { items, open: undefined };
}

export function isUnknownValue(value: readonly Value[] | Value): value is UnknownValue {
  return !Array.isArray(value) && (value as Value).type === "unknown";
}

/** Text of each item, in order. Unknown as a whole when one item is. */
export function readTexts(value: Value): Known<readonly string[]> {
  const list = itemsOf(value);
  if (!list) return notA("a list", value);
  if (list.open) return reasonOf(list.open);
  const texts: string[] = [];
  for (const item of list.items) {
    const text = readText(item);
    if (typeof text !== "string") return text;
    texts.push(text);
  }
  return texts;
}

/** Python's float text of a number that JSON cannot carry. */
export function readNumber(value: Value): Known<number | string> {
  if (value.type === "int") return value.value >= -9007199254740991n && value.value <= 9007199254740991n ? Number(value.value) : value.value.toString();
  if (value.type === "float") return Number.isFinite(value.value) ? value.value : Number.isNaN(value.value) ? "NaN" : value.value > 0 ? "Infinity" : "-Infinity";
  return notA("a number", value);
}

export function readInt(value: Value | undefined, otherwise: number): Known<number> {
  if (value === undefined) return otherwise;
  return value.type === "int" ? Number(value.value) : notA("an int", value);
}

/** A value of Python as JSON would carry it. */
export function readJson(value: Value, depth = 0): Known<Json> {
  if (depth > 100) return unknown("is nested too deeply", value.span);
  switch (value.type) {
    case "none": return null;
    case "bool": case "str": return value.value;
    case "int": case "float": return readNumber(value);
    case "list": case "tuple": {
      if (value.open) return reasonOf(value.open);
      const items: Json[] = [];
      for (const item of value.items) {
        const json = readJson(item, depth + 1);
        if (isUnknownJson(json)) return json;
        items.push(json);
      }
      return items;
    }
    case "dict": {
      if (value.open) return reasonOf(value.open);
      const object: { [key: string]: Json } = {};
      for (const [key, item] of value.entries) {
        const name = key.type === "str" ? key.value : key.type === "int" ? key.value.toString() : null;
        if (name === null) return notA("a key", key);
        const json = readJson(item, depth + 1);
        if (isUnknownJson(json)) return json;
        Object.defineProperty(object, name, { value: json, enumerable: true, configurable: true, writable: true });
      }
      return object;
    }
    default: return notA("JSON", value);
  }
}

function isUnknownJson(json: Known<Json>): json is Unknown {
  return typeof json === "object" && json !== null && !Array.isArray(json) && typeof (json as { unknown?: unknown }).unknown === "string";
}

/** JSON -> a Python value, for what YAML and manifests say. */
export function fromJson(json: unknown, span?: SourceSpan): Value {
  const at = span ? { span } : {};
  if (json === null || json === undefined) return { type: "none", ...at };
  if (typeof json === "boolean") return { type: "bool", value: json, ...at };
  if (typeof json === "bigint") return { type: "int", value: json, ...at };
  if (typeof json === "number") return Number.isInteger(json) ? { type: "int", value: BigInt(json), ...at } : { type: "float", value: json, ...at };
  if (typeof json === "string") return str(json, span);
  if (Array.isArray(json)) return { type: "list", items: json.map((item) => fromJson(item, span)), ...at };
  if (json instanceof Date) return str(json.toISOString().slice(0, 10), span);
  return { type: "dict", entries: Object.entries(json).map(([key, item]) => [str(key), fromJson(item, span)]), ...at };
}

/** Value of a text key in a dict. */
export function entry(dict: DictValue, name: string): Value | undefined {
  return dict.entries.find(([key]) => key.type === "str" && key.value === name)?.[1];
}

export function dict(entries: Iterable<readonly [string, Value]>, span?: SourceSpan): DictValue {
  const list: [Value, Value][] = [];
  for (const [key, value] of entries) list.push([str(key), value]);
  return span ? { type: "dict", entries: list, span } : { type: "dict", entries: list };
}

/** `{**a, **b}`: later keys win, order of first appearance. Unknown when one of them is. */
export function mergeDicts(a: Value, b: Value): Value {
  if (a.type === "none") return b;
  if (b.type === "none") return a;
  if (a.type === "dict" && b.type === "dict") {
    const entries = [...a.entries];
    for (const [key, value] of b.entries) {
      const index = entries.findIndex(([other]) => key.type === "str" && other.type === "str" && other.value === key.value);
      if (index >= 0) entries[index] = [key, value];
      else entries.push([key, value]);
    }
    const open = a.open ?? b.open;
    return open ? { type: "dict", entries, open } : { type: "dict", entries };
  }
  if (a.type === "dict" && b.type === "unknown") return { ...a, open: b };
  if (b.type === "dict" && a.type === "unknown") return { ...b, open: a };
  return a.type === "unknown" ? a : b.type === "unknown" ? b : unknownFrom(notA("a dict", a.type === "dict" ? b : a));
}

/** YAML, JSON and TOML texts -> values. YAML by the rules of PyYAML (version 1.1); its values say where they stand in the file. */
import { parse as parseToml } from "smol-toml";
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node as YamlNode, parseAllDocuments } from "yaml";
import { float, int, list, native } from "../make.ts";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type DictValue, type StrValue, type Value } from "../values.ts";
import { compareOrder } from "../operations/arithmetic.ts";
import { floatText, toRepr } from "../operations/text.ts";
import { makeDate } from "./datetime.ts";
import { sourceOf, textToParse } from "./open.ts";
import { marker, type Names } from "./natives.ts";

const mostCharacters = 20_000_000;
const mostYamlCharacters = 2_000_000;
const deepest = 100;

type Parse = (rt: Runtime, text: StrValue, args: CallArgs) => Value;

export function dataFileNames(rt: Runtime): Names {
  const parser = (name: string, parse: Parse) => native(name, (args) => {
    const given = args.positional[0] ?? args.named.values().next().value;
    const text = textToParse(given, args);
    if (text.type !== "str") return text;
    if (text.value.length > mostCharacters) return unknown("parses a text that is too large", args.span);
    rt.tick(1 + (text.value.length >> 6));
    return parse(rt, text, args);
  });
  const names: Record<string, Value> = {};
  for (const name of ["json.JSONDecodeError", "json.decoder.JSONDecodeError", "tomllib.TOMLDecodeError", "tomli.TOMLDecodeError"]) names[name] = marker(name.replace(/^.*\./, ""));
  for (const name of ["safe_load", "load", "full_load", "unsafe_load"]) names[`yaml.${name}`] = parser(name, parseYaml);
  for (const name of ["safe_load_all", "load_all"]) names[`yaml.${name}`] = parser(name, (_rt, text, args) => yamlDocuments(text, args));
  for (const name of ["load", "loads"]) {
    names[`json.${name}`] = parser(name, parseJson);
    for (const library of ["tomllib", "tomli", "toml"]) names[`${library}.${name}`] = parser(name, parseTomlText);
  }
  names["json.dumps"] = native("dumps", (args) => {
    const indent = args.named.get("indent");
    const sortsKeys = args.named.get("sort_keys");
    if (args.named.has("default") || args.named.has("cls") || args.named.has("separators")) return unknown("writes JSON in a way that is not followed", args.span);
    const text = args.positional[0] ? jsonText(sortsKeys?.type === "bool" && sortsKeys.value ? sortKeys(args.positional[0], 0) : args.positional[0], indent?.type === "int" ? Number(indent.value) : 0, 0) : null;
    return text === null ? unknown("writes as JSON what is not known", args.span) : str(text, args.span);
  });
  return names;
}

function parseYaml(_rt: Runtime, text: StrValue, args: CallArgs): Value {
  const documents = yamlDocuments(text, args);
  if (documents.type !== "list") return documents;
  return documents.items[0] ?? none;
}

function yamlDocuments(text: StrValue, args: CallArgs): Value {
  if (text.value.length > mostYamlCharacters) return unknown("parses a YAML text that is too large", args.span);
  if (nestsTooDeeply(text.value)) return unknown("parses YAML that nests too deeply", args.span);
  const lineCounter = new LineCounter();
  const file = sourceOf(text);
  const spanOf = (node: YamlNode): SourceSpan => {
    if (file === undefined || !node.range) return args.span;
    return { file, line: lineCounter.linePos(node.range[0]).line };
  };
  try {
    const documents = parseAllDocuments(text.value, { version: "1.1", lineCounter, uniqueKeys: false, logLevel: "silent" });
    if ("empty" in documents) return list([], args.span);
    const values: Value[] = [];
    for (const document of documents) {
      if (document.errors.length > 0) return unknown(`parses YAML with an error: ${document.errors[0]?.message.split("\n")[0] ?? ""}`, args.span);
      const budget = { nodes: 50_000, anchors: new Map<string, YamlNode>() };
      values.push(document.contents ? fromYaml(document.contents as YamlNode, spanOf, budget, 0) : none);
    }
    return list(values, args.span);
  } catch {
    return unknown("parses YAML that could not be read", args.span);
  }
}

const safeTags = new Set(["map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "set", "omap", "binary"].map((name) => `tag:yaml.org,2002:${name}`));

interface YamlBudget { nodes: number; readonly anchors: Map<string, YamlNode> }

function fromYaml(node: YamlNode, spanOf: (node: YamlNode) => SourceSpan, budget: YamlBudget, depth: number): Value {
  budget.nodes -= 1;
  const span = spanOf(node);
  if (budget.nodes < 0 || depth > deepest) return unknown("is too large or nests too deeply in its YAML file", span);
  if ("anchor" in node && typeof node.anchor === "string") budget.anchors.set(node.anchor, node);
  if ("tag" in node && typeof node.tag === "string" && !safeTags.has(node.tag)) return unknown(`has the YAML tag ${node.tag}`, span);
  if (isAlias(node)) {
    const target = budget.anchors.get(node.source);
    return target ? fromYaml(target, spanOf, budget, depth + 1) : unknown("names an anchor that does not exist", span);
  }
  if (isMap(node)) {
    const dict: DictValue = { type: "dict", entries: [], span };
    for (const pair of node.items) {
      const isMerge = isScalar(pair.key) && (typeof pair.key.value === "symbol" || pair.key.value === "<<");
      const key = fromYaml(pair.key as YamlNode, spanOf, budget, depth + 1);
      const value = pair.value ? fromYaml(pair.value as YamlNode, spanOf, budget, depth + 1) : none;
      if (isMerge) merge(dict, value);
      else {
        const at = dict.entries.findIndex(([other]) => other.type === key.type && toRepr(other) === toRepr(key));
        if (at >= 0) dict.entries.splice(at, 1);
        dict.entries.push([key, value]);
      }
    }
    return dict;
  }
  if (isSeq(node)) return list(node.items.map((item) => fromYaml(item as YamlNode, spanOf, budget, depth + 1)), span);
  if (!isScalar(node)) return unknown("is YAML that is not understood", span);
  return fromPlain(node.value, span, node.source);
}

function merge(dict: DictValue, value: Value): void {
  for (const source of value.type === "list" ? value.items : [value]) {
    if (source.type !== "dict") continue;
    for (const [key, item] of source.entries) if (!dict.entries.some(([other]) => toRepr(other) === toRepr(key))) dict.entries.push([key, item]);
  }
}

function fromPlain(value: unknown, span: SourceSpan, source?: string, depth = 0): Value {
  if (depth > deepest) return unknown("nests too deeply", span);
  if (value === null || value === undefined) return { type: "none", span };
  if (typeof value === "string") return str(value, span);
  if (typeof value === "boolean") return { type: "bool", value, span };
  if (typeof value === "bigint") return int(value, span);
  if (typeof value === "number") {
    if (source !== undefined && /^[-+]?[\d_]+$/.test(source) && !/^[-+]?0\d/.test(source)) return int(BigInt(source.replaceAll("_", "").replace("+", "")), span);
    const isWhole = Number.isInteger(value) && (source === undefined || !/[.eE]/.test(source));
    return isWhole ? int(BigInt(value), span) : float(value, span);
  }
  if (value instanceof Date) return makeDate(value, /[T\s:]/.test(source ?? "T"), span);
  if (Array.isArray(value)) return list(value.map((item) => fromPlain(item, span, undefined, depth + 1)), span);
  if (typeof value === "object") return { type: "dict", entries: Object.entries(value).map(([key, item]) => [str(key, span), fromPlain(item, span, undefined, depth + 1)]), span };
  return unknown("is not understood", span);
}

/** A number that JSON writes with a fraction or exponent is a float, also where it is whole. */
class JsonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

function parseJson(rt: Runtime, text: StrValue, args: CallArgs): Value {
  const file = sourceOf(text);
  const span: SourceSpan = file === undefined ? args.span : { file, line: 1 };
  if (nestsTooDeeply(text.value)) return unknown("parses JSON that nests too deeply", args.span);
  try {
    const revive = (_key: string, value: unknown, context?: { source?: string }): unknown => (typeof value === "number" && context?.source !== undefined ? new JsonNumber(context.source) : value);
    return fromJson(JSON.parse(text.value, revive), span);
  } catch {
    return rt.fail("JSONDecodeError", "parses JSON that could not be read", args.span);
  }
}

function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 34) {
      for (index += 1; index < text.length && text.charCodeAt(index) !== 34; index += 1) if (text.charCodeAt(index) === 92) index += 1;
    } else if (code === 91 || code === 123) {
      depth += 1;
      if (depth > 500) return true;
    } else if (code === 93 || code === 125) depth -= 1;
  }
  return false;
}

function fromJson(value: unknown, span: SourceSpan): Value {
  if (value instanceof JsonNumber) return /[.eE]/.test(value.source) ? float(Number(value.source), span) : int(BigInt(value.source), span);
  if (Array.isArray(value)) return list(value.map((item) => fromJson(item, span)), span);
  if (typeof value === "object" && value !== null) return { type: "dict", entries: Object.entries(value).map(([key, item]) => [str(key, span), fromJson(item, span)]), span };
  return fromPlain(value, span);
}

function parseTomlText(rt: Runtime, text: StrValue, args: CallArgs): Value {
  const file = sourceOf(text);
  const span: SourceSpan = file === undefined ? args.span : { file, line: 1 };
  if (nestsTooDeeply(text.value)) return unknown("parses TOML that nests too deeply", args.span);
  try {
    return fromPlain(parseToml(text.value, { integersAsBigInt: "asNeeded" }), span);
  } catch {
    return rt.fail("TOMLDecodeError", "parses TOML that could not be read", args.span);
  }
}

function sortKeys(value: Value, depth: number): Value {
  if (depth > deepest) return value;
  if (value.type === "list" || value.type === "tuple") return { ...value, items: value.items.map((item) => sortKeys(item, depth + 1)) };
  if (value.type !== "dict") return value;
  const entries = value.entries.map(([key, item]): [Value, Value] => [key, sortKeys(item, depth + 1)]);
  return { ...value, entries: entries.toSorted(([a], [b]) => compareOrder(a, b) ?? 0) };
}

/** `json.dumps`, null for what JSON or we do not know. */
function jsonText(value: Value, indent: number, depth: number): string | null {
  if (depth > deepest) return null;
  const [open, between, close] = indent > 0 ? [`\n${" ".repeat(indent * (depth + 1))}`, `,\n${" ".repeat(indent * (depth + 1))}`, `\n${" ".repeat(indent * depth)}`] : ["", ", ", ""];
  switch (value.type) {
    case "none":
      return "null";
    case "bool":
      return String(value.value);
    case "int":
      return value.value.toString();
    case "float":
      return floatText(value.value).replace("inf", "Infinity").replace("nan", "NaN");
    case "str":
      return JSON.stringify(value.value).replaceAll(/[\u007f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
    case "list":
    case "tuple": {
      if (value.open) return null;
      const items = value.items.map((item) => jsonText(item, indent, depth + 1));
      return items.includes(null) ? null : items.length === 0 ? "[]" : `[${open}${items.join(between)}${close}]`;
    }
    case "dict": {
      if (value.open) return null;
      const entries = value.entries.map(([key, item]) => {
        const name = key.type === "str" ? key.value : toRepr(key);
        const text = jsonText(item, indent, depth + 1);
        return text === null || name === null ? null : `${JSON.stringify(name)}: ${text}`;
      });
      return entries.includes(null) ? null : entries.length === 0 ? "{}" : `{${open}${entries.join(between)}${close}}`;
    }
    default:
      return null;
  }
}


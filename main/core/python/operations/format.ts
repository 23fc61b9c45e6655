/**
 * Python's format mini-language (`{x:>10,.2f}`), `%` formatting and the fields of `str.format`. Null for what is not supported or not
 * known.
 */
import { dictGet } from "../dict.ts";
import type { Value } from "../values.ts";
import { floatText, quote, toText } from "./text.ts";

type ToText = (value: Value) => string | null;

const specPattern = /^(?:(.)?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;
const mostWidth = 10_000;

/** `format(value, spec)` for text, numbers and booleans; null when the value is another kind or the spec is not understood. */
export function formatValue(value: Value, spec: string): string | null {
  if (spec === "") return toText(value);
  const match = specPattern.exec(spec);
  if (value.type === "native") return null;
  if (!match) return null;
  const [, fill, align, sign = "-", , alternate, zero, width, grouping, precision, type] = match;
  const size = Number(width ?? 0);
  if (size > mostWidth || Number(precision ?? 0) > 300) return null;
  let body: string | null = null;
  let isNumber = true;
  if (value.type === "str") {
    if (type && type !== "s") return null;
    body = precision === undefined ? value.value : [...value.value].slice(0, Number(precision)).join("");
    isNumber = false;
  } else if (value.type === "int" || value.type === "bool" || value.type === "float") {
    body = formatNumber(value.type === "bool" ? BigInt(value.value) : value.value, type, precision, sign, Boolean(alternate), grouping);
  }
  if (body === null) return null;
  const length = [...body].length;
  if (length >= size) return body;
  const padding = size - length;
  const filler = fill ?? (zero ? "0" : " ");
  const place = align ?? (zero && isNumber ? "=" : isNumber ? ">" : "<");
  if (place === "<") return body + filler.repeat(padding);
  if (place === "^") return filler.repeat(Math.floor(padding / 2)) + body + filler.repeat(Math.ceil(padding / 2));
  if (place === "=" && /^[+\- ]/.test(body)) return body[0] + filler.repeat(padding) + body.slice(1);
  return filler.repeat(padding) + body;
}

function formatNumber(value: bigint | number, type: string | undefined, precision: string | undefined, sign: string, isAlternate: boolean, grouping: string | undefined): string | null {
  const isNegative = typeof value === "bigint" ? value < 0n : value < 0 || Object.is(value, -0);
  const prefix = isNegative ? "-" : sign === "-" ? "" : sign;
  const digits = numberDigits(value, type, precision, isAlternate);
  return digits === null ? null : prefix + group(digits, grouping);
}

function numberDigits(value: bigint | number, type: string | undefined, precision: string | undefined, isAlternate: boolean): string | null {
  if (typeof value === "bigint") {
    const size = value < 0n ? -value : value;
    if (type === undefined || type === "d" || type === "n") return size.toString();
    if (type === "b") return (isAlternate ? "0b" : "") + size.toString(2);
    if (type === "o") return (isAlternate ? "0o" : "") + size.toString(8);
    if (type === "x") return (isAlternate ? "0x" : "") + size.toString(16);
    if (type === "X") return (isAlternate ? "0X" : "") + size.toString(16).toUpperCase();
    if (type === "c") return size <= 0x10ffffn ? String.fromCodePoint(Number(size)) : null;
  }
  const size = Math.abs(Number(value));
  if (!Number.isFinite(size)) return floatText(size);
  const places = Number(precision ?? 6);
  switch (type) {
    case undefined:
      return precision === undefined ? floatText(size) : general(size, places, false);
    case "f":
    case "F":
      return places > 100 ? null : size.toFixed(places);
    case "%":
      return places > 100 ? null : `${(size * 100).toFixed(places)}%`;
    case "e":
    case "E": {
      if (places > 100) return null;
      const text = size.toExponential(places).replace(/e([+-])(\d)$/, "e$10$2");
      return type === "E" ? text.toUpperCase() : text;
    }
    case "g":
    case "G":
      return general(size, places, isAlternate);
    default:
      return null;
  }
}

function general(size: number, precision: number, keepZeros: boolean): string {
  const places = Math.min(100, Math.max(1, precision));
  const exponent = size === 0 ? 0 : Math.floor(Math.log10(Number(size.toPrecision(places))));
  if (exponent < -4 || exponent >= places) {
    const text = size.toExponential(places - 1).replace(/e([+-])(\d)$/, "e$10$2");
    return keepZeros ? text : text.replace(/\.?0+e/, "e");
  }
  const text = size.toFixed(Math.max(0, places - 1 - exponent));
  return keepZeros || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
}

function group(digits: string, grouping: string | undefined): string {
  if (!grouping) return digits;
  const [whole = "", ...fraction] = digits.split(".");
  return [whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, grouping), ...fraction].join(".");
}

/** `template % right`. */
export function formatPercent(template: string, right: Value, textOf: ToText, reprOf: ToText): string | null {
  const items = right.type === "tuple" ? right.items : [right];
  let next = 0;
  let failed = false;
  const result = template.replaceAll(/%(?:\(([^)]*)\))?([#0\- +]*)(\d+|\*)?(?:\.(\d+))?([diouxXeEfFgGcrsa%])/g, (_whole, name: string | undefined, flags: string, width: string | undefined, precision: string | undefined, type: string) => {
    if (type === "%") return "%";
    const value = name === undefined ? items[next++] : right.type === "dict" ? dictGet(right, name) : undefined;
    if (!value || value.type === "unknown" || width === "*") {
      failed = true;
      return "";
    }
    const text = type === "s" ? textOf(value) : type === "r" || type === "a" ? (value.type === "str" ? quote(value.value) : reprOf(value)) : null;
    const isText = text !== null;
    const spec = `${flags.includes("-") ? "<" : isText ? ">" : ""}${flags.includes("+") ? "+" : ""}${flags.includes("0") && !isText ? "0" : ""}${width ?? ""}${precision === undefined || (!isText && "diu".includes(type)) ? "" : `.${precision}`}`;
    const numeric = type === "i" || type === "u" ? "d" : type;
    const source = value.type === "float" && numeric === "d" ? { type: "int" as const, value: BigInt(Math.trunc(value.value)) } : value;
    const made = isText ? formatValue({ type: "str", value: text }, spec) : formatValue(source, spec + numeric);
    if (made === null) failed = true;
    return made ?? "";
  });
  return failed ? null : result;
}

export interface Field { readonly name: string; readonly conversion: string; readonly spec: string }

/** The pieces of a `str.format` template; null when it is malformed. */
export function parseTemplate(template: string): (string | Field)[] | null {
  const pieces: (string | Field)[] = [];
  let position = 0;
  let text = "";
  while (position < template.length) {
    const character = template[position] ?? "";
    if ((character === "{" || character === "}") && template[position + 1] === character) {
      text += character;
      position += 2;
    } else if (character === "{") {
      let depth = 1;
      let end = position + 1;
      while (end < template.length && depth > 0) {
        if (template[end] === "{") depth += 1;
        else if (template[end] === "}") depth -= 1;
        end += 1;
      }
      if (depth > 0) return null;
      const match = /^([^!:]*)(?:!([rsa]))?(?::([\s\S]*))?$/.exec(template.slice(position + 1, end - 1));
      if (!match) return null;
      pieces.push(text, { name: match[1] ?? "", conversion: match[2] ?? "", spec: match[3] ?? "" });
      text = "";
      position = end;
    } else if (character === "}") return null;
    else {
      text += character;
      position += 1;
    }
  }
  pieces.push(text);
  return pieces;
}

/**
 * `str(x)` and `repr(x)` of known values. What holds an Unknown, or would show an address in memory, is null: nobody may be shown a
 * text that Python would not give.
 */
import type { Value } from "../values.ts";

const deepestText = 60;

export function toText(value: Value): string | null {
  if (value.type === "str") return value.value;
  if (value.type === "native") return value.toText?.() ?? null;
  return toRepr(value);
}

export function toRepr(value: Value, depth = 0): string | null {
  if (depth > deepestText) return null;
  switch (value.type) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return value.value.toString();
    case "float":
      return floatText(value.value);
    case "str":
      return quote(value.value);
    case "list":
      return value.open ? null : wrap("[", value.items, "]", depth);
    case "tuple":
      if (value.open) return null;
      return value.items.length === 1 ? wrap("(", value.items, ",)", depth) : wrap("(", value.items, ")", depth);
    case "set":
      if (value.open || value.items.length > 1) return null;
      if (value.items.length === 0) return value.isFrozen ? "frozenset()" : "set()";
      return value.isFrozen ? wrap("frozenset({", value.items, "})", depth) : wrap("{", value.items, "}", depth);
    case "dict": {
      if (value.open) return null;
      const entries: string[] = [];
      for (const [key, item] of value.entries) {
        const left = toRepr(key, depth + 1);
        const right = toRepr(item, depth + 1);
        if (left === null || right === null) return null;
        entries.push(`${left}: ${right}`);
      }
      return `{${entries.join(", ")}}`;
    }
    case "class":
      return `<class '${value.module}.${value.name}'>`;
    default:
      return null;
  }
}

function wrap(open: string, items: readonly Value[], close: string, depth: number): string | null {
  const texts: string[] = [];
  for (const item of items) {
    const text = toRepr(item, depth + 1);
    if (text === null) return null;
    texts.push(text);
  }
  return `${open}${texts.join(", ")}${close}`;
}

/** Python's shortest text of a float: `1.0`, `1e+16`, `1e-05`, `inf`. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [mantissa = "", exponent = ""] = value.toExponential().split("e");
    const digits = exponent.slice(1).padStart(2, "0");
    return `${mantissa}e${exponent.startsWith("-") ? "-" : "+"}${digits}`;
  }
  const text = size >= 1e21 ? BigInt(value).toString() : value.toString();
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** A string literal as `repr` writes it. */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === mark) body += `\\${character}`;
    else if (named[character] !== undefined) body += named[character];
    else if (code < 32 || code === 127) body += `\\x${code.toString(16).padStart(2, "0")}`;
    else body += character;
  }
  return mark + body + mark;
}

/**
 * String literals: prefixes, escapes, implicit concatenation, f-strings; and docstrings as `inspect.cleandoc` gives them. Template
 * strings (`t"..."`) are read like f-strings: what they stand for is decided where they are used.
 */
import { none, str, type Value } from "../values.ts";
import { type Converter, type Kid, kidsOf, spanOf, textOf } from "./converter.ts";
import type { Expression, InterpolationNode } from "./nodes.ts";

type Part = string | InterpolationNode;

export function convertString(c: Converter, kid: Kid): Expression {
  const span = spanOf(c, kid);
  const pieces = kid.type === "concatenated_string" ? kidsOf(kid).filter((piece) => piece.type === "string") : [kid];
  const parts: Part[] = [];
  let isBytes = false;
  for (const piece of pieces) {
    const read = readPiece(c, piece);
    isBytes ||= read.isBytes;
    for (const part of read.parts) {
      const last = parts.at(-1);
      if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
      else parts.push(part);
    }
  }
  if (isBytes) {
    const value: Value = { type: "bytes", value: Uint8Array.from(parts.join(""), (character) => character.charCodeAt(0) & 255), span };
    return { kind: "constant", value, span };
  }
  if (parts.every((part) => typeof part === "string")) return { kind: "constant", value: str(parts.join(""), span), span };
  return { kind: "fstring", parts, span };
}

const stringOpening = /^([a-zA-Z]*)("""|'''|"|')/;

function readPiece(c: Converter, kid: Kid): { parts: Part[]; isBytes: boolean } {
  const text = textOf(c, kid);
  const opening = stringOpening.exec(text);
  if (!opening) return { parts: [], isBytes: false };
  const prefix = (opening[1] ?? "").toLowerCase();
  const isRaw = prefix.includes("r");
  const isBytes = prefix.includes("b");
  const quotes = opening[2] ?? "";
  if (!prefix.includes("f") && !prefix.includes("t")) {
    const raw = text.slice(opening[0].length, text.endsWith(quotes) ? -quotes.length : undefined);
    return { parts: [isRaw ? raw : unescape(raw, isBytes)], isBytes };
  }
  const parts: Part[] = [];
  for (const part of kidsOf(kid).slice(1)) {
    if (part.type === "string_content") {
      const raw = textOf(c, part).replaceAll("{{", "{").replaceAll("}}", "}");
      parts.push(isRaw ? raw : unescape(raw, false));
    } else if (part.type === "interpolation") parts.push(readInterpolation(c, part));
  }
  return { parts, isBytes };
}

function readInterpolation(c: Converter, kid: Kid): InterpolationNode {
  const kids = kidsOf(kid).filter((part) => part.type !== "{" && part.type !== "}");
  const source = kids[0];
  const conversionText = kids.find((part) => part.type === "type_conversion");
  const format = kids.find((part) => part.type === "format_specifier");
  const letter = conversionText ? textOf(c, conversionText).slice(1) : "";
  const isDebug = kids.some((part) => part.type === "=");
  return {
    expression: source ? c.expression(source) : { kind: "constant", value: none, span: spanOf(c, kid) },
    conversion: letter === "r" || letter === "s" || letter === "a" ? letter : "",
    format: format ? readFormat(c, format) : null,
    debugText: isDebug && source ? c.text.slice(kid.node.startIndex + 1, source.end) + "=" : null,
  };
}

function readFormat(c: Converter, kid: Kid): Part[] {
  const parts: Part[] = [];
  let position = kid.node.startIndex + 1;
  for (const part of kidsOf(kid)) {
    if (part.type !== "format_expression" && part.type !== "interpolation") continue;
    if (part.node.startIndex > position) parts.push(c.text.slice(position, part.node.startIndex));
    parts.push(readInterpolation(c, part));
    position = part.end;
  }
  if (kid.end > position) parts.push(c.text.slice(position, kid.end));
  return parts;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\\": "\\", "'": "'", '"': '"', a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\n": "",
};
const escape = /\\(?:([\\'"abfnrtv\n])|x([0-9a-fA-F]{2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{[^}]*\})/g;

function unescape(raw: string, isBytes: boolean): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(escape, (whole: string, simple?: string, hex?: string, octal?: string, short?: string, long?: string) => {
    if (simple !== undefined) return simpleEscapes[simple] ?? whole;
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (isBytes) return whole;
    const code = Number.parseInt(short ?? long ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** `inspect.cleandoc`: tabs expanded, the common indent of all lines but the first removed, empty lines at both ends dropped. */
export function cleanDocstring(text: string): string {
  const lines = text.replaceAll("\t", "        ").split("\n");
  let margin = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(1)) {
    const content = line.trimStart();
    if (content) margin = Math.min(margin, line.length - content.length);
  }
  const cleaned = lines.map((line, index) => (index === 0 ? line.trimStart() : margin === Number.POSITIVE_INFINITY ? line : line.slice(margin)));
  while (cleaned.length > 0 && !cleaned.at(-1)) cleaned.pop();
  while (cleaned.length > 0 && !cleaned[0]) cleaned.shift();
  return cleaned.join("\n");
}

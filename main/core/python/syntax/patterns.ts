/** Patterns of `case` -> our nodes. A dotted name with a dot is a value, one without is a capture, as in Python. */
import { type Converter, type Kid, kidsOf, partsOf, spanOf, textOf } from "./converter.ts";
import type { Expression, Pattern } from "./nodes.ts";

export function convertCasePatterns(c: Converter, kids: readonly Kid[], isSequence: boolean): Pattern {
  const patterns = kids.map((kid) => convertPattern(c, kid));
  const only = patterns[0];
  return patterns.length === 1 && only && !isSequence ? only : { kind: "sequence", items: patterns };
}

function convertPattern(c: Converter, kid: Kid): Pattern {
  switch (kid.type) {
    case "case_pattern": {
      const inner = kidsOf(kid);
      const first = inner[0];
      if (!first) return { kind: "any" };
      const number = inner[1];
      if (first.type === "-" && number) return { kind: "value", value: { kind: "unary", operator: "-", operand: c.expression(number), span: spanOf(c, kid) } };
      return convertPattern(c, first);
    }
    case "_":
      return { kind: "any" };
    case "as_pattern": {
      const kids = kidsOf(kid);
      const [inner, , name] = kids;
      if (!inner || !name) return { kind: "any" };
      return { kind: "capture", name: textOf(c, name), inner: convertPattern(c, inner) };
    }
    case "dotted_name":
    case "identifier": {
      const text = textOf(c, kid);
      if (text === "_") return { kind: "any" };
      return text.includes(".") ? { kind: "value", value: c.expression(kid) } : { kind: "capture", name: text, inner: { kind: "any" } };
    }
    case "union_pattern":
      return { kind: "or", options: kidsOf(kid).filter((part) => part.type !== "|").map((part) => convertPattern(c, part)) };
    case "list_pattern":
    case "tuple_pattern": {
      const items = partsOf(kid).map((part) => convertPattern(c, part));
      const only = items[0];
      const isGroup = kid.type === "tuple_pattern" && items.length === 1 && !kidsOf(kid).some((part) => part.type === ",");
      return isGroup && only ? only : { kind: "sequence", items };
    }
    case "splat_pattern": {
      const name = textOf(c, kid).replace(/^\*+\s*/, "");
      return { kind: "splat", name: name === "_" ? null : name };
    }
    case "dict_pattern":
      return convertMapping(c, kid);
    case "class_pattern":
      return convertClassPattern(c, kid);
    default:
      return { kind: "value", value: c.expression(kid) };
  }
}

function convertMapping(c: Converter, kid: Kid): Pattern {
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: string | null = null;
  const parts = partsOf(kid);
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (!part) continue;
    if (part.type === "splat_pattern") {
      rest = textOf(c, part).replace(/^\*+\s*/, "");
      continue;
    }
    const value = parts[index + 1];
    if (value) entries.push({ key: c.expression(part), pattern: convertPattern(c, value) });
    index += 1;
  }
  return { kind: "mapping", entries, rest };
}

function convertClassPattern(c: Converter, kid: Kid): Pattern {
  const [name, ...rest] = partsOf(kid);
  if (!name) return { kind: "any" };
  const positional: Pattern[] = [];
  const named: { name: string; pattern: Pattern }[] = [];
  for (const part of rest) {
    const inner = part.type === "case_pattern" ? kidsOf(part)[0] : part;
    if (inner?.type === "keyword_pattern") {
      const [key, , value] = kidsOf(inner);
      if (key && value) named.push({ name: textOf(c, key), pattern: convertPattern(c, value) });
    } else positional.push(convertPattern(c, part));
  }
  return { kind: "class", type: dottedExpression(c, name), positional, named };
}

function dottedExpression(c: Converter, kid: Kid): Expression {
  const span = spanOf(c, kid);
  const [first = "", ...others] = textOf(c, kid).split(".");
  return others.reduce<Expression>((object, name) => ({ kind: "attribute", object, name, span }), { kind: "name", id: first, span });
}

/** Does a value match a `case` pattern? Null where it cannot be known; captures are collected on the way. */
import { dictGet } from "../dict.ts";
import type { Pattern } from "../syntax/nodes.ts";
import type { Value } from "../values.ts";
import { allFields } from "./class-facts.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { unknown } from "./unknowns.ts";

type Captures = Map<string, Value>;

export function matchPattern(rt: Runtime, pattern: Pattern, value: Value, frame: Frame, captures: Captures): boolean | null {
  switch (pattern.kind) {
    case "any":
      return true;
    case "capture": {
      const matched = matchPattern(rt, pattern.inner, value, frame, captures);
      if (matched !== false) captures.set(pattern.name, value);
      return matched;
    }
    case "value":
      return rt.isEqual(value, rt.evaluate(pattern.value, frame));
    case "or": {
      let isUnknown = false;
      for (const option of pattern.options) {
        const matched = matchPattern(rt, option, value, frame, captures);
        if (matched) return true;
        isUnknown ||= matched === null;
      }
      return isUnknown ? null : false;
    }
    case "sequence":
      return matchSequence(rt, pattern.items, value, frame, captures);
    case "splat":
      return true;
    case "mapping":
      return matchMapping(rt, pattern, value, frame, captures);
    case "class":
      return matchClass(rt, pattern, value, frame, captures);
  }
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function matchSequence(rt: Runtime, patterns: readonly Pattern[], value: Value, frame: Frame, captures: Captures): boolean | null {
  if (value.type === "unknown") {
    for (const pattern of patterns) matchPattern(rt, pattern, value, frame, captures);
    return null;
  }
  if (value.type !== "list" && value.type !== "tuple") return false;
  if (value.open) return null;
  const star = patterns.findIndex((pattern) => pattern.kind === "splat");
  if (star < 0 ? patterns.length !== value.items.length : value.items.length < patterns.length - 1) return false;
  let result: boolean | null = true;
  for (const [index, pattern] of patterns.entries()) {
    if (pattern.kind === "splat") {
      const end = value.items.length - (patterns.length - index - 1);
      if (pattern.name) captures.set(pattern.name, { type: "list", items: value.items.slice(index, end) });
      continue;
    }
    const position = star >= 0 && index > star ? value.items.length - (patterns.length - index) : index;
    result = both(result, matchPattern(rt, pattern, value.items[position] ?? unknown("is missing"), frame, captures));
  }
  return result;
}

function matchMapping(rt: Runtime, pattern: Pattern & { kind: "mapping" }, value: Value, frame: Frame, captures: Captures): boolean | null {
  if (value.type === "unknown") return null;
  if (value.type !== "dict") return false;
  let result: boolean | null = true;
  for (const { key, pattern: inner } of pattern.entries) {
    const found = dictGet(value, rt.evaluate(key, frame));
    if (!found) return value.open ? null : false;
    result = both(result, matchPattern(rt, inner, found, frame, captures));
  }
  if (pattern.rest) captures.set(pattern.rest, { type: "dict", entries: value.entries.filter(([key]) => !pattern.entries.some((entry) => rt.isEqual(rt.evaluate(entry.key, frame), key))) });
  return result;
}

function matchClass(rt: Runtime, pattern: Pattern & { kind: "class" }, value: Value, frame: Frame, captures: Captures): boolean | null {
  const type = rt.evaluate(pattern.type, frame);
  const isInstance = rt.isInstance(value, type);
  if (isInstance === false) return false;
  let result: boolean | null = isInstance;
  const names = value.type === "instance" ? allFields(value.class).map((field) => field.name) : [];
  for (const [index, inner] of pattern.positional.entries()) {
    const name = names[index];
    const part = name === undefined ? (value.type === "instance" ? unknown("is matched by position", value.span) : value) : rt.getAttribute(value, name);
    result = both(result, matchPattern(rt, inner, part, frame, captures));
  }
  for (const { name, pattern: inner } of pattern.named) result = both(result, matchPattern(rt, inner, rt.getAttribute(value, name), frame, captures));
  return result;
}

/** Evaluates expressions: the table of forms, and the small forms themselves. Calls, operators, comprehensions: files of their own. */
import type { Expression, InterpolationNode, SequenceNode, SubscriptNode } from "../syntax/nodes.ts";
import { none, str, type DictValue, type SetValue, type UnknownValue, type Value } from "../values.ts";
import { formatValue } from "../operations/format.ts";
import { quote } from "../operations/text.ts";
import { formatObject } from "./objects.ts";
import { evaluateCall } from "./calls.ts";
import { evaluateComprehension } from "./comprehension.ts";
import { addMember, setEntry } from "./containers.ts";
import { evaluateBinary, evaluateBoolean, evaluateCompare, evaluateUnary } from "./operators.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { bind, lookUp } from "./scope.ts";
import { getSlice } from "./items.ts";
import { fromStars } from "./star-imports.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";

export function evaluateExpression(rt: Runtime, node: Expression, frame: Frame): Value {
  switch (node.kind) {
    case "constant":
      return node.value;
    case "name":
      return evaluateName(rt, node.id, frame, node);
    case "fstring":
      return evaluateFString(rt, node.parts, frame, node);
    case "list":
    case "tuple":
    case "set":
      return evaluateSequence(rt, node, frame);
    case "dict":
      return evaluateDict(rt, node, frame);
    case "attribute":
      return rt.getAttribute(rt.evaluate(node.object, frame), node.name, node.span);
    case "subscript":
      return evaluateSubscript(rt, node, frame);
    case "call":
      return evaluateCall(rt, node, frame);
    case "unary":
      return evaluateUnary(rt, node, frame);
    case "binary":
      return evaluateBinary(rt, node, frame);
    case "boolean":
      return evaluateBoolean(rt, node, frame);
    case "compare":
      return evaluateCompare(rt, node, frame);
    case "conditional":
      return evaluateConditional(rt, node, frame);
    case "lambda":
      return rt.makeFunction(node.function, frame, frame.owner);
    case "comprehension":
      return evaluateComprehension(rt, node, frame);
    case "walrus": {
      const value = rt.evaluate(node.value, frame);
      bind(rt, frame.around ?? frame, node.name, value);
      return value;
    }
    case "await":
      return rt.evaluate(node.value, frame);
    case "yield":
      return evaluateYield(rt, node.value, node.isFrom, frame);
    case "starred":
      return rt.evaluate(node.value, frame);
    case "slice":
      return unknown("is a slice outside of brackets", node.span);
    case "failed":
      return unknown(node.reason, node.span);
  }
}

function evaluateName(rt: Runtime, name: string, frame: Frame, node: Expression): Value {
  const value = lookUp(rt, frame, name);
  if (value !== undefined) return value;
  const typeOnly = frame.module.typeOnly.get(name);
  if (typeOnly) return typeOnly();
  const starred = fromStars(rt, frame.module.value, name);
  if (starred) return starred;
  return rt.fail("NameError", `uses the name ${name}, which is not defined`, node.span);
}

function evaluateSequence(rt: Runtime, node: SequenceNode, frame: Frame): Value {
  const items: Value[] = [];
  let open: UnknownValue | undefined;
  for (const item of node.items) {
    if (item.kind !== "starred") {
      items.push(rt.evaluate(item, frame));
      continue;
    }
    const spread = rt.iterate(rt.evaluate(item.value, frame));
    rt.tick(spread.items.length);
    items.push(...spread.items);
    open ??= spread.open;
  }
  if (node.kind === "set") {
    const set: SetValue = rt.regions.own({ type: "set", items: [], isFrozen: false, span: node.span });
    for (const item of items) addMember(rt, set, item);
    if (open) set.open = open;
    return set;
  }
  if (node.kind === "tuple") return open ? { type: "tuple", items, span: node.span, open } : { type: "tuple", items, span: node.span };
  return rt.regions.own(open ? { type: "list", items, span: node.span, open } : { type: "list", items, span: node.span });
}

function evaluateDict(rt: Runtime, node: Expression & { kind: "dict" }, frame: Frame): Value {
  const dict: DictValue = rt.regions.own({ type: "dict", entries: [], span: node.span });
  for (const { key, value } of node.entries) {
    if (key) {
      setEntry(rt, dict, rt.evaluate(key, frame), rt.evaluate(value, frame));
      continue;
    }
    const spread = rt.evaluate(value, frame);
    if (spread.type === "dict") {
      for (const [innerKey, innerValue] of spread.entries) setEntry(rt, dict, innerKey, innerValue);
      if (spread.open) dict.open ??= spread.open;
    } else dict.open ??= spread.type === "unknown" ? spread : unknown("spreads what is not a known dict", node.span);
  }
  return dict;
}

function evaluateSubscript(rt: Runtime, node: SubscriptNode, frame: Frame): Value {
  const object = rt.evaluate(node.object, frame);
  if (node.index.kind === "slice") {
    const { lower, upper, step } = node.index;
    const bound = (part: Expression | null): Value => (part ? rt.evaluate(part, frame) : none);
    return getSlice(rt, object, bound(lower), bound(upper), bound(step), node.span);
  }
  // `Sequence[int]`, `list["X"]`: type arguments may name what does not exist at run time.
  if (object.type === "external" || object.type === "class") return subscriptType(rt, object, node, frame);
  return rt.getItem(object, rt.evaluate(node.index, frame), node.span);
}

function subscriptType(rt: Runtime, object: Value, node: SubscriptNode, frame: Frame): Value {
  const item = rt.getItem(object, rt.evaluate(node.index, frame), node.span);
  return item.type === "unknown" && !(object.type === "class" && object.isEnum) ? object : item;
}

function evaluateConditional(rt: Runtime, node: Expression & { kind: "conditional" }, frame: Frame): Value {
  const test = rt.evaluate(node.test, frame);
  const truth = rt.isTruthy(test);
  if (truth !== null) return rt.evaluate(truth ? node.whenTrue : node.otherwise, frame);
  const reason = test.type === "unknown" ? test : unknown("depends on a condition that cannot be known", node.test.span);
  const values: Value[] = [];
  const run = (part: Expression) => () => {
    values.push(rt.evaluate(part, frame));
    return true;
  };
  rt.regions.runBranches(reason, [run(node.whenTrue), run(node.otherwise)]);
  return withCandidates({ type: "unknown", reason: reason.reason, span: node.span }, values);
}

function evaluateYield(rt: Runtime, value: Expression | null, isFrom: boolean, frame: Frame): Value {
  const given = value ? rt.evaluate(value, frame) : none;
  if (frame.yields) {
    if (isFrom) frame.yields.push(...rt.iterate(given).items);
    else frame.yields.push(given);
    rt.tick(1);
  }
  return none;
}

function evaluateFString(rt: Runtime, parts: readonly (string | InterpolationNode)[], frame: Frame, node: Expression): Value {
  const pieces: string[] = [];
  let failure: UnknownValue | undefined;
  for (const part of parts) {
    if (typeof part === "string") {
      pieces.push(part);
      continue;
    }
    const piece = formatInterpolation(rt, part, frame);
    if (typeof piece === "string") pieces.push(piece);
    else failure ??= piece;
  }
  if (failure) return { ...failure, span: failure.span ?? node.span };
  return str(pieces.join(""), node.span);
}

function formatInterpolation(rt: Runtime, part: InterpolationNode, frame: Frame): string | UnknownValue {
  const value = rt.evaluate(part.expression, frame);
  if (value.type === "unknown") return passOn(value);
  let spec = "";
  for (const piece of part.format ?? []) {
    const text: string | UnknownValue = typeof piece === "string" ? piece : formatInterpolation(rt, piece, frame);
    if (typeof text !== "string") return text;
    spec += text;
  }
  const text = formatPiece(rt, value, part.conversion, spec, part.debugText !== null);
  if (text === null) return unknown("prints what has no known text", part.expression.span);
  return (part.debugText ?? "") + text;
}

function formatPiece(rt: Runtime, value: Value, conversion: string, spec: string, isDebug: boolean): string | null {
  if (conversion === "r" || conversion === "a" || (isDebug && !conversion && !spec)) {
    const text = value.type === "str" ? quote(value.value) : rt.toRepr(value);
    return text === null ? null : formatValue(str(text), spec);
  }
  if (conversion === "s" || !spec) {
    const text = rt.toText(value);
    return text === null ? null : formatValue(str(text), spec);
  }
  return formatObject(rt, value, spec);
}


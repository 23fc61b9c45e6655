/** Operators in expressions: arithmetic, comparison, `and`/`or`/`not`, `in`; on projects' classes and libraries' objects too. */
import { setHas, dictPosition } from "../dict.ts";
import { bool, float, int } from "../make.ts";
import { applyOperator, compareOrder } from "../operations/arithmetic.ts";
import { scalarOf } from "../operations/equality.ts";
import { formatPercent } from "../operations/format.ts";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { BinaryNode, BooleanNode, CompareNode, UnaryNode } from "../syntax/nodes.ts";
import type { UnknownValue, Value } from "../values.ts";
import type { Frame, Runtime } from "./runtime.ts";
import { passOn, unknown, withCandidates } from "./unknowns.ts";

const specials: Readonly<Record<string, string>> = {
  "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "|": "or", "&": "and", "^": "xor", "@": "matmul", "<<": "lshift", ">>": "rshift",
  "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
};

export function evaluateBinary(rt: Runtime, node: BinaryNode, frame: Frame): Value {
  let value = rt.evaluate(node.first, frame);
  for (const { operator, operand } of node.rest) {
    rt.tick(1);
    value = operate(rt, operator, value, rt.evaluate(operand, frame), node.span);
  }
  return value;
}

export function operate(rt: Runtime, operator: string, first: Value, second: Value, span: SourceSpan): Value {
  const left = scalarOf(first);
  const right = scalarOf(second);
  const made = applyOperator(operator, left, right);
  if (made === "big") return unknown("is too large to be followed", span);
  if (made === "zero") return rt.fail("ZeroDivisionError", "divides by zero", span);
  if (made) {
    if ("items" in made) rt.tick(made.items.length);
    return rt.regions.own({ ...made, span });
  }
  if (operator === "%" && left.type === "str") {
    const text = formatPercent(left.value, right, (value) => rt.toText(value), (value) => rt.toRepr(value));
    return text === null ? firstUnknown(rt, right, "formats what has no known text", span) : { type: "str", value: text, span };
  }
  const special = bySpecialMethod(rt, operator, left, right);
  if (special) return special;
  if (left.type === "unknown") return operator === "+" ? keepItems(left, right, span) : passOn(left);
  if (right.type === "unknown") return operator === "+" ? keepItems(right, left, span) : passOn(right);
  if (left.type === "native" && left.operate) {
    const result = left.operate(operator, right, rt.context);
    if (result) return result;
  }
  // `X | None`, `"Y" | X`: a type.
  if (operator === "|") return isType(left) ? left : isType(right) ? right : unknown("combines values with | in a way that is not understood", span);
  const external = [left, right].find((value) => value.type === "external");
  if (external?.type === "external") return unknown(`uses ${external.qualifiedName}, which is not part of the project`, span);
  return rt.fail("TypeError", `applies ${operator} to values that do not take it`, span);
}

function isType(value: Value): boolean {
  return value.type === "class" || value.type === "external" || (value.type === "native_function" && value.className !== undefined);
}

/** A list plus what is not known is a list with the items that are. */
function keepItems(cause: UnknownValue, other: Value, span: SourceSpan): Value {
  if (other.type === "list") return { type: "list", items: [...other.items], open: cause, span };
  if (other.type === "tuple") return { type: "tuple", items: other.items, open: cause, span };
  return passOn(cause);
}

function firstUnknown(rt: Runtime, value: Value, otherwise: string, span: SourceSpan): UnknownValue {
  if (value.type === "unknown") return passOn(value);
  const inner = "items" in value ? value.items.find((item) => item.type === "unknown") : undefined;
  return inner?.type === "unknown" ? passOn(inner) : rt.fail("TypeError", otherwise, span);
}

function bySpecialMethod(rt: Runtime, operator: string, left: Value, right: Value): Value | undefined {
  const name = specials[operator];
  if (!name) return undefined;
  for (const [value, other, method] of [[left, right, `__${name}__`], [right, left, `__r${name}__`]] as const) {
    if (value.type !== "instance") continue;
    const found = rt.findAttribute(value, method);
    if (found && found.type !== "unknown") return rt.context.call(found, [other]);
  }
  return undefined;
}

export function evaluateUnary(rt: Runtime, node: UnaryNode, frame: Frame): Value {
  const value = rt.evaluate(node.operand, frame);
  const { span } = node;
  if (node.operator === "not") {
    const truth = rt.isTruthy(value);
    if (truth !== null) return bool(!truth, span);
    return value.type === "unknown" ? passOn(value) : unknown("depends on a condition that cannot be known", span);
  }
  if (value.type === "unknown") return passOn(value);
  const number = value.type === "bool" ? int(value.value ? 1n : 0n) : value;
  if (number.type === "int") return int(node.operator === "-" ? -number.value : node.operator === "~" ? ~number.value : number.value, span);
  if (number.type === "float" && node.operator !== "~") return float(node.operator === "-" ? -number.value : number.value, span);
  if (value.type === "native" && value.operate) {
    const result = value.operate(`unary ${node.operator}`, value, rt.context);
    if (result) return result;
  }
  const method = value.type === "instance" ? rt.findAttribute(value, { "-": "__neg__", "+": "__pos__", "~": "__invert__" }[node.operator]) : undefined;
  if (method) return rt.context.call(method, []);
  return rt.fail("TypeError", `applies ${node.operator} to a value that does not take it`, span);
}

export function evaluateBoolean(rt: Runtime, node: BooleanNode, frame: Frame): Value {
  const isAnd = node.operator === "and";
  const maybe: Value[] = [];
  let cause: UnknownValue | undefined;
  const last = node.operands.length - 1;
  for (const [index, operand] of node.operands.entries()) {
    const value = cause ? evaluateMaybe(rt, cause, () => rt.evaluate(operand, frame)) : rt.evaluate(operand, frame);
    const truth = rt.isTruthy(value);
    if (index === last || truth === !isAnd) {
      return cause ? withCandidates({ ...cause, span: node.span }, [...maybe, value]) : value;
    }
    if (truth === null) {
      cause ??= value.type === "unknown" ? passOn(value) : unknown("depends on a condition that cannot be known", operand.span);
      maybe.push(value);
    }
  }
  return unknown("is an empty condition", node.span);
}

function evaluateMaybe(rt: Runtime, reason: UnknownValue, run: () => Value): Value {
  let value: Value = reason;
  rt.regions.runBranches(reason, [() => ((value = run()), true), () => true]);
  return value;
}

export function evaluateCompare(rt: Runtime, node: CompareNode, frame: Frame): Value {
  let left = rt.evaluate(node.first, frame);
  let cause: UnknownValue | undefined;
  for (const { operator, operand } of node.rest) {
    const right = rt.evaluate(operand, frame);
    const result = compare(rt, operator, left, right);
    if (result === false) return bool(false, node.span);
    if (result !== true) cause ??= result ?? causeOf(left, right, node.span);
    left = right;
  }
  return cause ? passOn(cause) : bool(true, node.span);
}

function causeOf(left: Value, right: Value, span: SourceSpan): UnknownValue {
  for (const value of [left, right]) {
    if (value.type === "unknown") return passOn(value);
    if (value.type === "external") return unknown(`depends on ${value.qualifiedName}, which is not part of the project`, span);
    if ("open" in value && value.open) return passOn(value.open);
  }
  return unknown("compares values that cannot be compared here", span);
}

/** True, false, or why it cannot be known (null: no reason of its own). */
export function compare(rt: Runtime, operator: string, left: Value, right: Value): boolean | UnknownValue | null {
  switch (operator) {
    case "==":
      return rt.isEqual(left, right);
    case "!=":
    case "<>":
      return negate(rt.isEqual(left, right));
    case "is":
      return isIdentical(left, right);
    case "is not":
      return negate(isIdentical(left, right));
    case "in":
      return contains(rt, right, left);
    case "not in":
      return negate(contains(rt, right, left));
    default:
      return inOrder(rt, operator, left, right);
  }
}

function negate(result: boolean | null): boolean | null {
  return result === null ? null : !result;
}

function isIdentical(a: Value, b: Value): boolean | null {
  if (a.type === "unknown" || b.type === "unknown") return null;
  if (a.type === "external" || b.type === "external") return a.type === b.type || a.type === "none" || b.type === "none" ? (a === b ? true : a.type === "none" || b.type === "none" ? false : null) : null;
  if (a.type === "none" || b.type === "none") return a.type === b.type;
  if (a.type === "bool" || b.type === "bool") return a.type === "bool" && b.type === "bool" && a.value === b.value;
  if ((a.type === "int" && b.type === "int") || (a.type === "str" && b.type === "str")) return a.value === b.value;
  if (a.type === "native_function" && b.type === "native_function" && a.className) return a.className === b.className;
  return a === b;
}

export function contains(rt: Runtime, holder: Value, wanted: Value): boolean | null {
  const container = scalarOf(holder);
  const item = container.type === "str" ? scalarOf(wanted) : wanted;
  if (container.type === "unknown" || item.type === "unknown") return null;
  if (container.type === "str") return item.type === "str" ? container.value.includes(item.value) : null;
  if (container.type === "dict") return dictPosition(container, item) >= 0 ? true : container.open ? null : false;
  if (container.type === "set" && setHas(container, item)) return true;
  if (container.type === "instance") {
    const method = rt.findAttribute(container, "__contains__");
    if (method) return rt.isTruthy(rt.context.call(method, [item]));
  }
  const { items, open } = rt.iterate(container);
  let isUnknown = open !== undefined;
  rt.tick(items.length);
  for (const candidate of items) {
    const result = rt.isEqual(candidate, item);
    if (result) return true;
    if (result === null) isUnknown = true;
  }
  return isUnknown ? null : false;
}

function inOrder(rt: Runtime, operator: string, left: Value, right: Value): boolean | UnknownValue | null {
  if (left.type === "set" && right.type === "set" && !left.open && !right.open) {
    const isSubset = left.items.every((item) => setHas(right, item));
    const isSuperset = right.items.every((item) => setHas(left, item));
    return { "<": isSubset && !isSuperset, "<=": isSubset, ">": isSuperset && !isSubset, ">=": isSuperset }[operator] ?? null;
  }
  const order = compareOrder(scalarOf(left), scalarOf(right));
  if (order === null) {
    const special = bySpecialMethod(rt, operator, left, right) ?? byNative(rt, operator, left, right);
    if (!special) return null;
    return special.type === "unknown" ? special : rt.isTruthy(special);
  }
  return { "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0 }[operator] ?? null;
}

function byNative(rt: Runtime, operator: string, left: Value, right: Value): Value | undefined {
  return left.type === "native" ? left.operate?.(operator, right, rt.context) : undefined;
}

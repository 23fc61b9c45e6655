/**
 * Binary operators on numbers, text and containers. Gives undefined for a pair of types that Python refuses too, and the word "big"
 * where the result would be too large to hold. Operators on libraries' objects and on project classes: interpreter/operators.ts.
 */
import { dictSet, setHas } from "../dict.ts";
import { bool, float, int, list, tuple } from "../make.ts";
import type { DictValue, SetValue, Value } from "../values.ts";

const mostBits = 20_000n;
const mostCharacters = 5_000_000;
const mostItems = 200_000;

export type Outcome = Value | "big" | "zero" | undefined;

export function applyOperator(operator: string, a: Value, b: Value): Outcome {
  const left = numeric(a);
  const right = numeric(b);
  if (left !== undefined && right !== undefined) {
    if (a.type === "bool" && b.type === "bool" && "&|^".includes(operator)) {
      return bool(operator === "&" ? a.value && b.value : operator === "|" ? a.value || b.value : a.value !== b.value);
    }
    return typeof left === "bigint" && typeof right === "bigint" ? onIntegers(operator, left, right) : onFloats(operator, Number(left), Number(right));
  }
  if (operator === "*") return repeat(a, b) ?? repeat(b, a);
  if (operator === "+") return join(a, b);
  if (a.type === "set" && b.type === "set") return onSets(operator, a, b);
  if (operator === "|" && a.type === "dict" && b.type === "dict") return mergeDicts(a, b);
  return undefined;
}

function numeric(value: Value): bigint | number | undefined {
  if (value.type === "int" || value.type === "float") return value.value;
  return value.type === "bool" ? BigInt(value.value) : undefined;
}

function onIntegers(operator: string, a: bigint, b: bigint): Outcome {
  switch (operator) {
    case "+":
      return int(a + b);
    case "-":
      return int(a - b);
    case "*":
      return bits(a) + bits(b) > mostBits ? "big" : int(a * b);
    case "/":
      return b === 0n ? "zero" : float(Number(a) / Number(b));
    case "//":
      return b === 0n ? "zero" : int(floorDivide(a, b));
    case "%":
      return b === 0n ? "zero" : int(a - floorDivide(a, b) * b);
    case "**":
      if (b < 0n) return a === 0n ? "zero" : float(Number(a) ** Number(b));
      return bits(a) * b > mostBits ? "big" : int(a ** b);
    case "<<":
      return b < 0n ? undefined : b + bits(a) > mostBits ? "big" : int(a << b);
    case ">>":
      return b < 0n ? undefined : int(b > mostBits ? (a < 0n ? -1n : 0n) : a >> b);
    case "&":
      return int(a & b);
    case "|":
      return int(a | b);
    case "^":
      return int(a ^ b);
    default:
      return undefined;
  }
}

function bits(value: bigint): bigint {
  return BigInt((value < 0n ? -value : value).toString(16).length * 4);
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function onFloats(operator: string, a: number, b: number): Outcome {
  switch (operator) {
    case "+":
      return float(a + b);
    case "-":
      return float(a - b);
    case "*":
      return float(a * b);
    case "/":
      return b === 0 ? "zero" : float(a / b);
    case "//":
      return b === 0 ? "zero" : float(Math.floor(a / b));
    case "%":
      return b === 0 ? "zero" : float(a - Math.floor(a / b) * b);
    case "**":
      return float(a ** b);
    default:
      return undefined;
  }
}

function repeat(value: Value, times: Value): Outcome {
  if (times.type !== "int" && times.type !== "bool") return undefined;
  const count = Number(times.value);
  if (value.type === "str") return value.value.length * count > mostCharacters ? "big" : { type: "str", value: value.value.repeat(Math.max(0, count)) };
  if (value.type !== "list" && value.type !== "tuple") return undefined;
  if (value.items.length * count > mostItems) return "big";
  const items: Value[] = [];
  for (let round = 0; round < count; round += 1) items.push(...value.items);
  return keepOpen(value.type === "list" ? list(items) : tuple(items), value);
}

function join(a: Value, b: Value): Outcome {
  if (a.type === "str" && b.type === "str") return a.value.length + b.value.length > mostCharacters ? "big" : { type: "str", value: a.value + b.value };
  if (a.type === "bytes" && b.type === "bytes") return { type: "bytes", value: Uint8Array.from([...a.value, ...b.value]) };
  if (a.type === "list" && b.type === "list") return a.items.length + b.items.length > mostItems ? "big" : keepOpen(list([...a.items, ...b.items]), a, b);
  if (a.type === "tuple" && b.type === "tuple") return a.items.length + b.items.length > mostItems ? "big" : keepOpen(tuple([...a.items, ...b.items]), a, b);
  return undefined;
}

type Container = Extract<Value, { open?: unknown }>;

/** Marks a result as open when one of its sources is. */
export function keepOpen<T extends Container>(result: T, ...sources: readonly Container[]): T {
  const open = sources.find((source) => source.open)?.open;
  if (open) result.open = open;
  return result;
}

function onSets(operator: string, a: SetValue, b: SetValue): Outcome {
  const results: Readonly<Record<string, () => Value[]>> = {
    "|": () => [...a.items, ...b.items.filter((item) => !setHas(a, item))],
    "&": () => a.items.filter((item) => setHas(b, item)),
    "-": () => a.items.filter((item) => !setHas(b, item)),
    "^": () => [...a.items.filter((item) => !setHas(b, item)), ...b.items.filter((item) => !setHas(a, item))],
  };
  const items = results[operator]?.();
  return items && keepOpen<SetValue>({ type: "set", items, isFrozen: a.isFrozen }, a, b);
}

function mergeDicts(a: DictValue, b: DictValue): DictValue {
  const merged: DictValue = { type: "dict", entries: a.entries.map(([key, value]) => [key, value]) };
  for (const [key, value] of b.entries) dictSet(merged, key, value);
  return keepOpen(merged, a, b);
}

/** `<`, `<=`, ...: -1, 0, 1; null when Python would refuse or it cannot be known. */
export function compareOrder(a: Value, b: Value, depth = 0): number | null {
  const left = numeric(a);
  const right = numeric(b);
  if (left !== undefined && right !== undefined) return left < right ? -1 : left > right ? 1 : 0;
  if (a.type === "str" && b.type === "str") return compareText(a.value, b.value);
  if ((a.type === "tuple" && b.type === "tuple") || (a.type === "list" && b.type === "list")) {
    if (a.open || b.open || depth > 50) return null;
    for (let index = 0; index < Math.min(a.items.length, b.items.length); index += 1) {
      const order = compareOrder(a.items[index] as Value, b.items[index] as Value, depth + 1);
      if (order !== 0) return order;
    }
    return Math.sign(a.items.length - b.items.length);
  }
  return null;
}

/** By code points, as Python; JavaScript compares UTF-16 units. */
export function compareText(a: string, b: string): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left === right) continue;
    const isLeftSurrogate = left >= 0xd800 && left <= 0xdfff;
    const isRightSurrogate = right >= 0xd800 && right <= 0xdfff;
    if (isLeftSurrogate !== isRightSurrogate) return isLeftSurrogate ? 1 : -1;
    return left < right ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}


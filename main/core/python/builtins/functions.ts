/** Built-in functions over items: `len`, `range`, `zip`, `sorted`, ... Those that look into objects: introspection.ts. */
import { argument, bool, float, int, list, native, tuple } from "../make.ts";
import { applyOperator } from "../operations/arithmetic.ts";
import { scalarOf } from "../operations/equality.ts";
import { formatValue } from "../operations/format.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown, withCandidates } from "../interpreter/unknowns.ts";
import { operate } from "../interpreter/operators.ts";
import { none, str, type CallArgs, type NativeFunction, type UnknownValue, type Value } from "../values.ts";
import { orderOf, sortValues } from "./sorting.ts";

type Run = (rt: Runtime, args: CallArgs) => Value;
const mostItems = 100_000;

function made(rt: Runtime, items: readonly Value[], args: CallArgs, open?: UnknownValue): Value {
  rt.tick(items.length);
  const value = list(items, args.span);
  return rt.regions.own(open ? { ...value, open } : value);
}

function given(rt: Runtime, args: CallArgs, position = 0): { items: readonly Value[]; open?: UnknownValue } {
  const value = args.positional[position];
  return value ? rt.iterate(value) : { items: [] };
}

const runs: Readonly<Record<string, Run>> = {
  len: (rt, args) => {
    const value = scalarOf(args.positional[0] ?? none);
    if (value.type === "unknown") return passOn(value);
    if (value.type === "str") return int([...value.value].length, args.span);
    if (value.type === "instance") {
      const method = rt.findAttribute(value, "__len__");
      if (method && method.type !== "unknown") return rt.context.call(method, []);
    }
    const { items, open } = rt.iterate(value);
    return open ? passOn(open) : int(items.length, args.span);
  },
  range: (rt, args) => {
    const bounds: bigint[] = [];
    for (const value of args.positional) {
      if (value.type === "unknown") return { ...list([], args.span), open: passOn(value) };
      if (value.type !== "int") return rt.fail("TypeError", "makes a range of what are not integers", args.span);
      bounds.push(value.value);
    }
    const [start, end, step = 1n] = bounds.length === 1 ? [0n, bounds[0] ?? 0n] : [bounds[0] ?? 0n, bounds[1] ?? 0n, bounds[2] ?? 1n];
    if (step === 0n) return rt.fail("ValueError", "makes a range without a step", args.span);
    const items: Value[] = [];
    for (let value = start; step > 0n ? value < end : value > end; value += step) {
      if (items.length >= mostItems) return made(rt, items, args, unknown("holds too many items to be followed", args.span));
      items.push(int(value, args.span));
    }
    return made(rt, items, args);
  },
  enumerate: (rt, args) => {
    const { items, open } = given(rt, args);
    const start = argument(args, 1, "start");
    const from = start?.type === "int" ? start.value : 0n;
    return made(rt, items.map((item, index) => tuple([int(from + BigInt(index)), item], item.span)), args, open);
  },
  zip: (rt, args) => {
    const columns = args.positional.map((_value, index) => given(rt, args, index));
    const open = args.open ?? columns.find((column) => column.open)?.open;
    const rows = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.items.length));
    return made(rt, Array.from({ length: rows }, (_row, index) => tuple(columns.map((column) => column.items[index] ?? none), args.span)), args, open);
  },
  map: (rt, args) => {
    const [callee = none] = args.positional;
    const columns = args.positional.slice(1).map((_value, index) => given(rt, args, index + 1));
    const open = columns.find((column) => column.open)?.open;
    const rows = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.items.length));
    return made(rt, Array.from({ length: rows }, (_row, index) => rt.context.call(callee, columns.map((column) => column.items[index] ?? none))), args, open);
  },
  filter: (rt, args) => {
    const [callee = none] = args.positional;
    const { items, open } = given(rt, args, 1);
    const kept: Value[] = [];
    let cause = open;
    for (const item of items) {
      const test = callee.type === "none" ? item : rt.context.call(callee, [item]);
      const truth = rt.isTruthy(test);
      if (truth) kept.push(item);
      else if (truth === null) {
        const reason = test.type === "unknown" ? passOn(test) : unknown("depends on a condition that cannot be known", args.span);
        cause ??= reason;
        kept.push(withCandidates(reason, [item]));
      }
    }
    return made(rt, kept, args, cause);
  },
  reversed: (rt, args) => {
    const { items, open } = given(rt, args);
    return made(rt, items.toReversed(), args, open);
  },
  iter: (rt, args) => {
    const { items, open } = given(rt, args);
    return made(rt, items, args, open);
  },
  next: (rt, args) => {
    const [source, otherwise] = args.positional;
    if (source?.type === "list") {
      const first = source.items.shift();
      if (first) return first;
      if (source.open) return withCandidates(passOn(source.open), otherwise ? [otherwise] : []);
      return otherwise ?? rt.fail("StopIteration", "takes the next item where there is none", args.span);
    }
    if (source?.type === "instance") {
      const method = rt.findAttribute(source, "__next__");
      if (method) return rt.context.call(method, []);
    }
    return source?.type === "unknown" ? passOn(source) : unknown("takes the next item of what is not followed", args.span);
  },
  sorted: (rt, args) => {
    const { items, open } = given(rt, args);
    const sorted = sortValues(rt, items, args.named.get("key"), args.named.get("reverse"));
    return made(rt, sorted ?? items, args, open ?? (sorted ? undefined : unknown("is sorted by what cannot be known", args.span)));
  },
  min: (rt, args) => extreme(rt, args, -1),
  max: (rt, args) => extreme(rt, args, 1),
  sum: (rt, args) => {
    const { items, open } = given(rt, args);
    let total: Value = argument(args, 1, "start") ?? int(0);
    for (const item of items) total = operate(rt, "+", total, item, args.span);
    if (!open) return total;
    return total.type === "list" ? { ...total, open } : passOn(open);
  },
  any: (rt, args) => quantify(rt, args, true),
  all: (rt, args) => quantify(rt, args, false),
  abs: (rt, args) => {
    const value = args.positional[0] ?? none;
    if (value.type === "unknown") return passOn(value);
    if (value.type === "int") return int(value.value < 0n ? -value.value : value.value, args.span);
    return value.type === "float" ? float(Math.abs(value.value), args.span) : rt.fail("TypeError", "takes the size of what is no number", args.span);
  },
  round: (rt, args) => {
    const [value = none, digits] = args.positional;
    if (value.type === "unknown") return passOn(value);
    if (value.type === "int") return value;
    if (value.type !== "float") return rt.fail("TypeError", "rounds what is no number", args.span);
    const places = digits?.type === "int" ? Number(digits.value) : null;
    if (places === null) return int(BigInt(roundHalfEven(value.value)), args.span);
    if (places < -20 || places > 100) return unknown("rounds in a way that is not followed", args.span);
    return float(places >= 0 ? Number(value.value.toFixed(places)) : roundHalfEven(value.value * 10 ** places) / 10 ** places, args.span);
  },
  divmod: (rt, args) => {
    const [a = none, b = none] = args.positional;
    const quotient = applyOperator("//", a, b);
    const rest = applyOperator("%", a, b);
    return quotient && rest && typeof quotient !== "string" && typeof rest !== "string" ? tuple([quotient, rest], args.span) : rt.fail("TypeError", "divides what cannot be divided", args.span);
  },
  pow: (rt, args) => (args.positional.length === 2 ? operate(rt, "**", args.positional[0] ?? none, args.positional[1] ?? none, args.span) : unknown("is a power that is not followed", args.span)),
  chr: (rt, args) => {
    const value = args.positional[0] ?? none;
    return value.type === "int" && value.value >= 0n && value.value <= 0x10ffffn ? str(String.fromCodePoint(Number(value.value)), args.span) : failOn(rt, value, args);
  },
  ord: (rt, args) => {
    const value = args.positional[0] ?? none;
    return value.type === "str" && value.value ? int(value.value.codePointAt(0) ?? 0, args.span) : failOn(rt, value, args);
  },
  hex: (rt, args) => inBase(rt, args, 16, "0x"),
  bin: (rt, args) => inBase(rt, args, 2, "0b"),
  oct: (rt, args) => inBase(rt, args, 8, "0o"),
  format: (rt, args) => {
    const [value = none, spec] = args.positional;
    const text = spec?.type === "str" ? formatValue(value, spec.value) : rt.toText(value);
    return text === null ? failOn(rt, value, args) : str(text, args.span);
  },
  repr: (rt, args) => {
    const value = args.positional[0] ?? none;
    const text = rt.toRepr(value);
    return text === null ? (value.type === "unknown" ? passOn(value) : unknown("prints what has no known text", args.span)) : str(text, args.span);
  },
  print: () => none,
  breakpoint: () => none,
  input: (_rt, args) => unknown("reads what is typed", args.span),
  eval: (_rt, args) => unknown("calls eval, which is never run", args.span),
  exec: (_rt, args) => unknown("calls exec, which is never run", args.span),
  compile: (_rt, args) => unknown("calls compile, which is never run", args.span),
};

function failOn(rt: Runtime, value: Value, args: CallArgs): Value {
  return value.type === "unknown" ? passOn(value) : rt.fail("TypeError", "is given a value that it does not take", args.span);
}

function inBase(rt: Runtime, args: CallArgs, base: number, prefix: string): Value {
  const value = args.positional[0] ?? none;
  if (value.type !== "int") return failOn(rt, value, args);
  return str(value.value < 0n ? `-${prefix}${(-value.value).toString(base)}` : prefix + value.value.toString(base), args.span);
}

function roundHalfEven(value: number): number {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

function extreme(rt: Runtime, args: CallArgs, sign: number): Value {
  const { items, open } = args.positional.length === 1 ? given(rt, args) : { items: args.positional, open: args.open };
  if (open) return passOn(open);
  const key = args.named.get("key");
  let best: { item: Value; key: Value } | undefined;
  for (const item of items) {
    if (item.type === "unknown") return passOn(item);
    const itemKey = key && key.type !== "none" ? rt.context.call(key, [item]) : item;
    const order = best ? orderOf(rt, itemKey, best.key) : 1;
    if (order === null) return itemKey.type === "unknown" ? passOn(itemKey) : unknown("compares values that cannot be compared here", args.span);
    if (!best || order * sign > 0) best = { item, key: itemKey };
  }
  return best?.item ?? args.named.get("default") ?? rt.fail("ValueError", "takes the largest or smallest of nothing", args.span);
}

function quantify(rt: Runtime, args: CallArgs, wanted: boolean): Value {
  const { items, open } = given(rt, args);
  let cause = open;
  for (const item of items) {
    const truth = rt.isTruthy(item);
    if (truth === wanted) return bool(wanted, args.span);
    if (truth === null) cause ??= item.type === "unknown" ? item : unknown("depends on a condition that cannot be known", args.span);
  }
  return cause ? passOn(cause) : bool(!wanted, args.span);
}

export function functionNatives(rt: Runtime): Map<string, NativeFunction> {
  return new Map(Object.entries(runs).map(([name, run]) => [name, native(name, (args) => {
    rt.tick(1);
    return run(rt, args);
  })]));
}

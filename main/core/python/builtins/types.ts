/** The types that are also functions: `str(x)`, `list(x)`, `dict(...)`, ... Each is a native whose `className` isinstance asks for. */
import { dictSet, setAdd } from "../dict.ts";
import { argument, bool, float, int, list, native, tuple } from "../make.ts";
import { scalarOf } from "../operations/equality.ts";
import { keepOpen } from "../operations/arithmetic.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type DictValue, type NativeFunction, type SetValue, type Value } from "../values.ts";

type Make = (rt: Runtime, args: CallArgs) => Value;

const makers: Readonly<Record<string, Make>> = {
  str: (rt, args) => {
    const value = argument(args, 0, "object");
    if (!value) return str("", args.span);
    if (value.type === "unknown") return passOn(value);
    const text = rt.toText(value);
    return text === null ? unknown("prints what has no known text", args.span) : str(text, args.span);
  },
  int: (rt, args) => {
    const value = args.positional[0];
    if (!value) return int(0, args.span);
    if (value.type === "unknown") return passOn(value);
    if (value.type === "int") return int(value.value, args.span);
    if (value.type === "bool") return int(value.value ? 1 : 0, args.span);
    if (value.type === "float") return Number.isFinite(value.value) ? int(BigInt(Math.trunc(value.value)), args.span) : rt.fail("ValueError", "makes an integer of what is none", args.span);
    const base = argument(args, 1, "base");
    const radix = base?.type === "int" ? Number(base.value) : 10;
    if (value.type === "str") return parseInteger(rt, value.value, radix, args);
    const method = value.type === "instance" ? (rt.findAttribute(value, "__int__") ?? value.attributes.get("_value_")) : undefined;
    if (method?.type === "int") return method;
    return method ? rt.context.call(method, []) : rt.fail("TypeError", "makes an integer of what is none", args.span);
  },
  float: (rt, args) => {
    const value = args.positional[0];
    if (!value) return float(0, args.span);
    if (value.type === "unknown") return passOn(value);
    if (value.type === "float" || value.type === "int") return float(Number(value.value), args.span);
    const text = value.type === "str" ? value.value.trim().toLowerCase().replaceAll("_", "") : "";
    if (/^[+-]?inf(?:inity)?$/.test(text)) return float(text.startsWith("-") ? -Infinity : Infinity, args.span);
    if (text === "nan") return float(Number.NaN, args.span);
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(text) ? float(Number(text), args.span) : rt.fail("ValueError", "makes a number of what is none", args.span);
  },
  bool: (rt, args) => {
    const value = args.positional[0];
    const truth = value ? rt.isTruthy(value) : false;
    if (truth === null) return value?.type === "unknown" ? passOn(value) : unknown("depends on a condition that cannot be known", args.span);
    return bool(truth, args.span);
  },
  list: (rt, args) => {
    const { items, open } = spread(rt, args);
    const made = list(items, args.span);
    return rt.regions.own(open ? { ...made, open } : made);
  },
  tuple: (rt, args) => {
    const { items, open } = spread(rt, args);
    return open ? { ...tuple(items, args.span), open } : tuple(items, args.span);
  },
  set: (rt, args) => makeSet(rt, args, false),
  frozenset: (rt, args) => makeSet(rt, args, true),
  dict: makeDict,
  bytes: (_rt, args) => {
    const value = args.positional[0];
    if (value?.type === "bytes") return value;
    if (value?.type === "str") return { type: "bytes", value: new TextEncoder().encode(value.value), span: args.span };
    return unknown("makes bytes in a way that is not followed", args.span);
  },
  object: (_rt, args) => ({ type: "native", className: "object", data: null, span: args.span }),
};

function spread(rt: Runtime, args: CallArgs): { items: readonly Value[]; open?: SetValue["open"] } {
  const value = args.positional[0];
  if (!value) return { items: [] };
  const made = rt.iterate(value);
  rt.tick(made.items.length);
  return made;
}

function makeSet(rt: Runtime, args: CallArgs, isFrozen: boolean): Value {
  const { items, open } = spread(rt, args);
  const set: SetValue = { type: "set", items: [], isFrozen, span: args.span };
  for (const item of items) setAdd(set, item);
  const cause = open ?? items.find((item) => item.type === "unknown");
  if (cause?.type === "unknown") set.open = passOn(cause);
  return rt.regions.own(set);
}

function makeDict(rt: Runtime, args: CallArgs): Value {
  const dict: DictValue = rt.regions.own({ type: "dict", entries: [], span: args.span });
  const given = args.positional[0];
  if (given?.type === "dict") {
    for (const [key, value] of given.entries) dictSet(dict, key, value);
    keepOpen(dict, given);
  } else if (given) {
    const { items, open } = rt.iterate(given);
    for (const pair of items) {
      const [key, value] = rt.iterate(pair).items;
      if (key && value) dictSet(dict, key, value);
      else dict.open ??= pair.type === "unknown" ? pair : unknown("is made of what are not pairs", args.span);
    }
    if (open) dict.open ??= open;
  }
  for (const [name, value] of args.named) dictSet(dict, str(name), value);
  if (args.open) dict.open ??= args.open;
  return dict;
}

function parseInteger(rt: Runtime, text: string, radix: number, args: CallArgs): Value {
  const match = /^\s*([+-]?)(0[xXoObB])?([0-9a-zA-Z_]+)\s*$/.exec(text);
  const [, sign = "", prefix = "", body = ""] = match ?? [];
  const digits = body.replaceAll("_", "");
  try {
    if (!match || digits.length > 4300) throw new SyntaxError("no number");
    let value: bigint;
    if (radix === 10 && prefix === "") value = BigInt(/^\d+$/.test(digits) ? digits : "x");
    else if (prefix) value = BigInt(prefix.toLowerCase() + digits);
    else if (radix === 16) value = BigInt(`0x${digits}`);
    else if (radix === 8) value = BigInt(`0o${digits}`);
    else if (radix === 2) value = BigInt(`0b${digits}`);
    else throw new SyntaxError("no number");
    return int(sign === "-" ? -value : value, args.span);
  } catch {
    return rt.fail("ValueError", "makes an integer of what is none", args.span);
  }
}

/** The types, with the class methods that people use. */
export function typeNatives(rt: Runtime): Map<string, NativeFunction> {
  const made = new Map<string, NativeFunction>();
  for (const [name, make] of Object.entries(makers)) {
    made.set(name, {
      type: "native_function",
      name,
      className: name,
      call: (args) => {
        rt.tick(1);
        return make(rt, args);
      },
      getAttribute: (attribute) => {
        if (name === "dict" && attribute === "fromkeys") return native("fromkeys", (args) => fromKeys(rt, args));
        if (name === "str" && attribute === "maketrans") return native("maketrans", (args) => makeTranslation(args));
        if (attribute === "__name__") return str(name);
        // `str.upper` as a function of the text.
        if (["str", "list", "dict", "set"].includes(name) && /^[a-z]/.test(attribute)) {
          return native(attribute, (args) => {
            const [self, ...rest] = args.positional;
            return self ? rt.call(rt.getAttribute(scalarOf(self), attribute, args.span), { ...args, positional: rest }) : none;
          });
        }
        return undefined;
      },
    });
  }
  return made;
}

function fromKeys(rt: Runtime, args: CallArgs): Value {
  const [keys = none, value = none] = args.positional;
  const { items, open } = rt.iterate(keys);
  const dict: DictValue = { type: "dict", entries: [], span: args.span };
  for (const key of items) dictSet(dict, key, value);
  if (open) dict.open = open;
  return rt.regions.own(dict);
}

function makeTranslation(args: CallArgs): Value {
  const [from, to, removed] = args.positional;
  const dict: DictValue = { type: "dict", entries: [], span: args.span };
  if (from?.type === "dict") for (const [key, value] of from.entries) dictSet(dict, key.type === "str" ? int(key.value.codePointAt(0) ?? 0) : key, value);
  else if (from?.type === "str" && to?.type === "str") {
    const targets = [...to.value];
    for (const [index, character] of [...from.value].entries()) dictSet(dict, int(character.codePointAt(0) ?? 0), str(targets[index] ?? ""));
    if (removed?.type === "str") for (const character of removed.value) dictSet(dict, int(character.codePointAt(0) ?? 0), str(""));
  } else dict.open = unknown("is made of what is not known", args.span);
  return dict;
}

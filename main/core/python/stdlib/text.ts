/** `textwrap`, `string`, `operator`, `copy`, `math`: small functions on known values. */
import { compare, operate } from "../interpreter/operators.ts";
import { bool, float, int, native, tuple } from "../make.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { dictGet } from "../dict.ts";
import { none, str, type CallArgs, type NativeObject, type Value } from "../values.ts";
import { functions, type Names, textOf } from "./natives.ts";

/** `textwrap.dedent`: the indent that all lines with content share is removed. */
export function dedent(text: string): string {
  const lines = text.split("\n").map((line) => (/^[ \t]+$/.test(line) ? "" : line));
  let shared: string | null = null;
  for (const line of lines) {
    if (line === "") continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (shared === null) shared = indent;
    while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return lines.map((line) => (line === "" ? line : line.slice((shared ?? "").length))).join("\n");
}

const arithmetic: Readonly<Record<string, string>> = { add: "+", sub: "-", mul: "*", truediv: "/", floordiv: "//", mod: "%", pow: "**", or_: "|", and_: "&", xor: "^", concat: "+", iadd: "+", ior: "|" };
const comparisons: Readonly<Record<string, string>> = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=", is_: "is", is_not: "is not" };

export function textNames(rt: Runtime): Names {
  const names: Record<string, Value> = {
    "string.ascii_lowercase": str("abcdefghijklmnopqrstuvwxyz"),
    "string.ascii_uppercase": str("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "string.ascii_letters": str("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "string.digits": str("0123456789"),
    "string.punctuation": str("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    "string.Template": native("Template", (args) => template(args)),
    "math.pi": float(Math.PI),
    "math.e": float(Math.E),
    "math.inf": float(Number.POSITIVE_INFINITY),
    "math.nan": float(Number.NaN),
  };
  for (const [name, operator] of Object.entries(arithmetic)) names[`operator.${name}`] = native(name, (args) => operate(rt, operator, args.positional[0] ?? none, args.positional[1] ?? none, args.span));
  for (const [name, operator] of Object.entries(comparisons)) {
    names[`operator.${name}`] = native(name, (args) => {
      const result = compare(rt, operator, args.positional[0] ?? none, args.positional[1] ?? none);
      return typeof result === "boolean" ? bool(result, args.span) : (result ?? unknown("compares values that cannot be compared here", args.span));
    });
  }
  const getters = (take: (value: Value, key: Value) => Value) => (args: CallArgs): Value => {
    const keys = args.positional;
    return native("getter", (inner) => {
      const [value = none] = inner.positional;
      const found = keys.map((key) => take(value, key));
      return found.length === 1 ? (found[0] ?? none) : tuple(found, inner.span);
    });
  };
  return {
    ...names,
    ...functions(rt, "textwrap", {
      dedent: (args) => {
        const text = textOf(args.positional[0], "dedents what is not known", args);
        return typeof text === "string" ? str(dedent(text), args.span) : text;
      },
      indent: (args) => {
        const text = textOf(args.positional[0], "indents what is not known", args);
        const prefix = textOf(args.positional[1] ?? args.named.get("prefix"), "indents by what is not known", args);
        if (typeof text !== "string") return text;
        return typeof prefix === "string" ? str(text.replaceAll(/^(?=.*\S)/gm, () => prefix), args.span) : prefix;
      },
    }),
    ...functions(rt, "operator", {
      itemgetter: getters((value, key) => rt.getItem(value, key)),
      methodcaller: (args) => {
        const [name, ...rest] = args.positional;
        return native("methodcaller", (inner) => (name?.type === "str" ? rt.call(rt.getAttribute(inner.positional[0] ?? none, name.value, inner.span), { ...args, positional: rest }) : unknown("calls a method that is not known", inner.span)));
      },
      attrgetter: getters((value, key) => (key.type === "str" ? key.value.split(".").reduce((object, name) => rt.getAttribute(object, name), value) : none)),
    }),
    ...functions(rt, "copy", {
      copy: (args) => copyValue(rt, args.positional[0] ?? none, 0, new Map()),
      deepcopy: (args) => copyValue(rt, args.positional[0] ?? none, 60, new Map()),
    }),
    ...functions(rt, "math", {
      floor: (args) => onNumber(args, (value) => int(BigInt(Math.floor(value)), args.span)),
      ceil: (args) => onNumber(args, (value) => int(BigInt(Math.ceil(value)), args.span)),
      sqrt: (args) => onNumber(args, (value) => float(Math.sqrt(value), args.span)),
      log: (args) => onNumber(args, (value) => (args.positional.length > 1 ? unknown("is a logarithm that is not followed", args.span) : float(Math.log(value), args.span))),
      log2: (args) => onNumber(args, (value) => float(Math.log2(value), args.span)),
      prod: (args) => (args.positional[0] ? rt.iterate(args.positional[0]).items.reduce((total, item) => operate(rt, "*", total, item, args.span), int(1) as Value) : int(1)),
    }),
  };
}

function onNumber(args: CallArgs, run: (value: number) => Value): Value {
  const [value] = args.positional;
  if (value?.type === "unknown") return passOn(value);
  const number = value?.type === "int" || value?.type === "float" ? Number(value.value) : Number.NaN;
  return Number.isFinite(number) ? run(number) : unknown("computes with what is no number", args.span);
}

/** Copies containers and objects down to `depth` levels below the first. */
function copyValue(rt: Runtime, value: Value, depth: number, done: Map<Value, Value>): Value {
  rt.tick(1);
  const known = done.get(value);
  if (known) return known;
  const inner = (item: Value): Value => (depth > 0 ? copyValue(rt, item, depth - 1, done) : item);
  const keep = <T extends Value>(made: T): T => {
    done.set(value, made);
    return rt.regions.own(made);
  };
  switch (value.type) {
    case "list": {
      const made = keep({ ...value, items: [] as Value[] });
      made.items.push(...value.items.map(inner));
      return made;
    }
    case "set":
      return keep({ ...value, items: [...value.items] });
    case "dict": {
      const made = keep({ ...value, entries: [] as [Value, Value][] });
      for (const [key, item] of value.entries) made.entries.push([key, inner(item)]);
      return made;
    }
    case "instance": {
      if (value.class.isEnum) return value;
      const made = keep({ ...value, attributes: rt.regions.own(new Map<string, Value>()) });
      for (const [name, item] of value.attributes) made.attributes.set(name, inner(item));
      return made;
    }
    default:
      return value;
  }
}

function template(args: CallArgs): Value {
  const [text] = args.positional;
  if (text?.type !== "str") return text?.type === "unknown" ? passOn(text) : unknown("is a template that is not known", args.span);
  const made: NativeObject = {
    type: "native", className: "string.Template", data: null,
    getAttribute: (name) => {
      if (name === "template") return text;
      if (name !== "substitute" && name !== "safe_substitute") return undefined;
      return native(name, (inner) => {
        let failure: Value | undefined;
        const map = inner.positional[0];
        const result = text.value.replaceAll(/\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (whole: string, dollar?: string, plain?: string, braced?: string) => {
          if (dollar) return "$";
          const key = plain ?? braced ?? "";
          const value = inner.named.get(key) ?? (map?.type === "dict" ? dictGet(map, key) : undefined);
          if (value?.type === "str") return value.value;
          if (value?.type === "int") return value.value.toString();
          if (value || name === "substitute") failure ??= value?.type === "unknown" ? passOn(value) : unknown("fills a template with what is not known", inner.span);
          return whole;
        });
        return failure ?? str(result, inner.span);
      });
    },
  };
  return made;
}

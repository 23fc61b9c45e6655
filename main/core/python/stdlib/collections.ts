/** `collections`: defaultdict, OrderedDict, Counter, namedtuple, ChainMap, deque. */
import { dictGet, dictSet } from "../dict.ts";
import { int } from "../make.ts";
import { setFacts } from "../interpreter/class-facts.ts";
import { defaultFactories } from "../interpreter/items.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type ClassValue, type DictValue, type Value } from "../values.ts";
import { functions, marker, type Names } from "./natives.ts";

export function collectionsNames(rt: Runtime): Names {
  const makeDict = (args: CallArgs): Value => rt.call(rt.builtins.get("dict") ?? none, args);
  const makeList = (args: CallArgs): Value => rt.call(rt.builtins.get("list") ?? none, { ...args, positional: args.positional.slice(0, 1), named: new Map() });
  const abstract = ["Sequence", "Iterable", "Iterator", "Mapping", "MutableMapping", "Callable", "Collection", "Generator", "Hashable", "Awaitable", "Set"];
  return {
    ...Object.fromEntries(abstract.map((name) => [`collections.abc.${name}`, marker(`collections.abc.${name}`)])),
    "collections.OrderedDict": { ...marker("dict"), name: "OrderedDict", call: makeDict },
    "collections.deque": { ...marker("list"), name: "deque", call: makeList },
    "collections.defaultdict": {
      ...marker("dict"),
      name: "defaultdict",
      call: (args: CallArgs) => {
        const [factory, ...rest] = args.positional;
        const made = makeDict({ ...args, positional: rest });
        if (made.type === "dict" && factory && factory.type !== "none") defaultFactories.set(made, factory);
        return made;
      },
    },
    ...functions(rt, "collections", {
      Counter: (args) => {
        const counts: DictValue = { type: "dict", entries: [], span: args.span };
        const { items, open } = args.positional[0] ? rt.iterate(args.positional[0]) : { items: [] };
        for (const item of items) {
          const old = dictGet(counts, item);
          dictSet(counts, item, int(old?.type === "int" ? old.value + 1n : 1n));
        }
        if (open) counts.open = open;
        return rt.regions.own(counts);
      },
      ChainMap: (args) => {
        const merged: DictValue = { type: "dict", entries: [], span: args.span };
        for (const map of args.positional.toReversed()) {
          if (map.type === "dict") for (const [key, value] of map.entries) dictSet(merged, key, value);
          else merged.open ??= map.type === "unknown" ? map : unknown("joins what is not a known dict", args.span);
        }
        return rt.regions.own(merged);
      },
      namedtuple: (args) => makeNamedTuple(rt, args),
    }),
    "typing.NamedTuple": { ...marker("typing.NamedTuple"), call: (args: CallArgs) => makeNamedTuple(rt, args) },
  };
}

function makeNamedTuple(rt: Runtime, args: CallArgs): Value {
  const [name, given] = args.positional;
  if (name?.type !== "str" || !given) return unknown("makes a named tuple in a way that is not known", args.span);
  const names = given.type === "str" ? given.value.split(/[\s,]+/).filter(Boolean) : rt.iterate(given).items.map((item) => (item.type === "str" ? item.value : rt.iterate(item).items[0])).flatMap((item) => (typeof item === "string" ? [item] : item?.type === "str" ? [item.value] : []));
  const base = rt.library("typing.NamedTuple");
  const defaults = args.named.get("defaults");
  const values = defaults ? rt.iterate(defaults).items : [];
  const made: ClassValue = { type: "class", name: name.value, module: rt.frame.module.value.name, bases: [base], attributes: new Map([["_fields", { type: "tuple", items: names.map((field) => str(field)) }]]), docstring: null, isDataclass: false, isEnum: false, span: args.span };
  setFacts(made, {
    qualifiedName: name.value,
    order: [made],
    libraryBases: [base],
    fields: names.map((field, index) => ({ name: field, annotation: () => none, default: values[index - (names.length - values.length)], isClassVar: false, span: args.span })),
    keywords: new Map(),
    defLine: args.span.line,
    isDataclass: false,
  });
  return made;
}


/** Methods of `dict`. Views (`keys()`, `items()`) are lists of the moment. */
import { dictDelete, dictGet, dictPosition } from "../dict.ts";
import { list, tuple } from "../make.ts";
import { keepOpen } from "../operations/arithmetic.ts";
import { noteChange, setEntry } from "../interpreter/containers.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown, withCandidates } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type DictValue, type Value } from "../values.ts";

type Method = (rt: Runtime, self: DictValue, args: CallArgs) => Value;

function view(items: readonly Value[], self: DictValue, args: CallArgs): Value {
  return keepOpen(list(items, args.span), self);
}

export const dictMethods: Readonly<Record<string, Method>> = {
  keys: (_rt, self, args) => view(self.entries.map(([key]) => key), self, args),
  values: (_rt, self, args) => view(self.entries.map(([, value]) => value), self, args),
  items: (_rt, self, args) => view(self.entries.map(([key, value]) => tuple([key, value], value.span)), self, args),
  get: (_rt, self, args) => {
    const [key, otherwise = none] = args.positional;
    if (!key) return none;
    if (key.type === "unknown") return withCandidates(passOn(key), [...(self.entries.length <= 8 ? self.entries.map(([, value]) => value) : []), ...(args.positional[1] ? [otherwise] : [])]);
    const found = dictGet(self, key);
    if (found) return found;
    return self.open ? withCandidates(passOn(self.open), args.positional[1] ? [otherwise] : []) : otherwise;
  },
  setdefault: (rt, self, args) => {
    const [key, otherwise = none] = args.positional;
    if (!key) return none;
    const found = dictGet(self, key);
    if (found) return found;
    setEntry(rt, self, key, otherwise);
    return otherwise;
  },
  pop: (rt, self, args) => {
    const [key, otherwise] = args.positional;
    if (!key) return none;
    if (key.type === "unknown") return passOn(key);
    const found = dictGet(self, key);
    if (!found) return self.open ? passOn(self.open) : (otherwise ?? rt.fail("KeyError", "takes a key that is not there", args.span));
    if (noteChange(rt, self)) dictDelete(self, key);
    return found;
  },
  popitem: (rt, self, args) => {
    const last = self.entries.at(-1);
    if (!last) return self.open ? passOn(self.open) : rt.fail("KeyError", "takes from an empty dict", args.span);
    if (noteChange(rt, self)) dictDelete(self, last[0]);
    return tuple(last, args.span);
  },
  update: (rt, self, args) => {
    const given = args.positional[0];
    if (given?.type === "dict") {
      for (const [key, value] of given.entries) setEntry(rt, self, key, value);
      if (given.open) self.open ??= given.open;
    } else if (given?.type === "unknown") self.open ??= given;
    else if (given) {
      const { items, open } = rt.iterate(given);
      for (const pair of items) {
        const [key, value] = rt.iterate(pair).items;
        if (key && value) setEntry(rt, self, key, value);
      }
      if (open) self.open ??= open;
    }
    for (const [name, value] of args.named) setEntry(rt, self, str(name), value);
    if (args.open) self.open ??= args.open;
    return none;
  },
  copy: (rt, self, args) => rt.regions.own(keepOpen<DictValue>({ type: "dict", entries: self.entries.map(([key, value]): [Value, Value] => [key, value]), span: args.span }, self)),
  clear: (rt, self) => {
    if (noteChange(rt, self)) self.entries.length = 0;
    return none;
  },
  move_to_end: (rt, self, args) => {
    const key = args.positional[0];
    const at = key ? dictPosition(self, key) : -1;
    const entry = self.entries[at];
    if (entry && noteChange(rt, self)) {
      dictDelete(self, entry[0]);
      self.entries.push(entry);
    }
    return none;
  },
  fromkeys: (_rt, _self, args) => unknown("makes a dict in a way that is not understood", args.span),
};

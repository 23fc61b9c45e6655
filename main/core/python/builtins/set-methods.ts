/** Methods of `set` and `frozenset`. */
import { setDelete, setHas } from "../dict.ts";
import { bool } from "../make.ts";
import { applyOperator } from "../operations/arithmetic.ts";
import { addMember, noteChange } from "../interpreter/containers.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn } from "../interpreter/unknowns.ts";
import { none, type CallArgs, type SetValue, type Value } from "../values.ts";

type Method = (rt: Runtime, self: SetValue, args: CallArgs) => Value;

function asSet(rt: Runtime, value: Value): SetValue {
  const { items, open } = rt.iterate(value);
  const set: SetValue = { type: "set", items: [], isFrozen: false };
  for (const item of items) if (!setHas(set, item)) set.items.push(item);
  if (open) set.open = open;
  return set;
}

function combine(operator: string): Method {
  return (rt, self, args) => {
    let made: SetValue = self;
    for (const other of args.positional) {
      const next = applyOperator(operator, made, asSet(rt, other));
      if (next && typeof next !== "string" && next.type === "set") made = next;
    }
    return rt.regions.own({ ...made, items: [...made.items], span: args.span });
  };
}

function compare(run: (self: SetValue, other: SetValue) => boolean): Method {
  return (rt, self, args) => {
    const other = asSet(rt, args.positional[0] ?? none);
    const open = self.open ?? other.open;
    return open ? passOn(open) : bool(run(self, other), args.span);
  };
}

export const setMethods: Readonly<Record<string, Method>> = {
  add: (rt, self, args) => {
    const item = args.positional[0];
    if (item) addMember(rt, self, item);
    return none;
  },
  update: (rt, self, args) => {
    for (const other of args.positional) {
      const { items, open } = rt.iterate(other);
      for (const item of items) addMember(rt, self, item);
      if (open) self.open ??= open;
    }
    return none;
  },
  discard: (rt, self, args) => {
    const item = args.positional[0];
    if (item && noteChange(rt, self)) setDelete(self, item);
    return none;
  },
  remove: (rt, self, args) => {
    const item = args.positional[0];
    if (item && noteChange(rt, self) && !setDelete(self, item) && !self.open) return rt.fail("KeyError", "removes a member that is not there", args.span);
    return none;
  },
  pop: (rt, self, args) => {
    const item = self.items[0];
    if (!item || self.items.length > 1) return rt.fail("KeyError", "takes any member of a set", args.span);
    if (noteChange(rt, self)) setDelete(self, item);
    return item;
  },
  clear: (rt, self) => {
    if (noteChange(rt, self)) self.items.length = 0;
    return none;
  },
  copy: (rt, self, args) => rt.regions.own({ ...self, items: [...self.items], span: args.span }),
  union: combine("|"),
  intersection: combine("&"),
  difference: combine("-"),
  symmetric_difference: combine("^"),
  issubset: compare((self, other) => self.items.every((item) => setHas(other, item))),
  issuperset: compare((self, other) => other.items.every((item) => setHas(self, item))),
  isdisjoint: compare((self, other) => !self.items.some((item) => setHas(other, item))),
};

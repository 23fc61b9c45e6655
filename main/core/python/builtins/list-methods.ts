/** Methods of `list`. */
import { argument, int, list } from "../make.ts";
import { addItems, noteChange } from "../interpreter/containers.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, type CallArgs, type ListValue, type Value } from "../values.ts";
import { sortValues } from "./sorting.ts";

type Method = (rt: Runtime, self: ListValue, args: CallArgs) => Value;

export const listMethods: Readonly<Record<string, Method>> = {
  append: (rt, self, args) => {
    const item = args.positional[0];
    if (item) addItems(rt, self, [item]);
    return none;
  },
  extend: (rt, self, args) => {
    const given = args.positional[0];
    if (!given) return none;
    const { items, open } = rt.iterate(given);
    addItems(rt, self, items);
    // What was passed is kept: `assets.extend(wrap(assets))` can be seen through.
    if (open) self.open ??= given.type === "unknown" ? given : open;
    return none;
  },
  insert: (rt, self, args) => {
    const [at, item] = args.positional;
    if (!item || at?.type !== "int") return none;
    if (!noteChange(rt, self)) addItems(rt, self, [item]);
    else self.items.splice(Number(at.value), 0, item);
    return none;
  },
  remove: (rt, self, args) => {
    const item = args.positional[0];
    const at = item ? self.items.findIndex((candidate) => rt.isEqual(candidate, item) === true) : -1;
    if (at < 0) return item?.type === "unknown" || self.open ? note(self, item) : rt.fail("ValueError", "removes an item that is not there", args.span);
    if (noteChange(rt, self)) self.items.splice(at, 1);
    return none;
  },
  pop: (rt, self, args) => {
    const at = args.positional[0];
    if (at?.type === "unknown") return passOn(at);
    const position = at?.type === "int" ? Number(at.value) : -1;
    const index = position < 0 ? position + self.items.length : position;
    const item = self.items[index];
    if (!item) return self.open ? passOn(self.open) : rt.fail("IndexError", "takes an item from an empty list", args.span);
    if (noteChange(rt, self)) self.items.splice(index, 1);
    return item;
  },
  clear: (rt, self) => {
    if (noteChange(rt, self)) self.items.length = 0;
    return none;
  },
  copy: (rt, self, args) => rt.regions.own(self.open ? { ...list(self.items, args.span), open: self.open } : list(self.items, args.span)),
  reverse: (rt, self) => {
    if (noteChange(rt, self)) self.items.reverse();
    return none;
  },
  sort: (rt, self, args) => {
    const sorted = sortValues(rt, self.items, argument(args, 9, "key"), argument(args, 9, "reverse"));
    if (!sorted) self.open ??= unknown("is sorted by what cannot be known", args.span);
    else if (noteChange(rt, self)) self.items.splice(0, self.items.length, ...sorted);
    return none;
  },
  index: (rt, self, args) => {
    const item = args.positional[0];
    const at = item ? self.items.findIndex((candidate) => rt.isEqual(candidate, item) === true) : -1;
    if (at >= 0) return int(at, args.span);
    return self.open ? passOn(self.open) : rt.fail("ValueError", "looks for an item that is not there", args.span);
  },
  count: (rt, self, args) => {
    const item = args.positional[0];
    if (self.open) return passOn(self.open);
    return int(item ? self.items.filter((candidate) => rt.isEqual(candidate, item) === true).length : 0, args.span);
  },
  send: (_rt, _self, args) => unknown("sends into a generator", args.span),
  close: () => none,
};

function note(self: ListValue, item: Value | undefined): Value {
  if (item?.type === "unknown") self.open ??= item;
  return none;
}

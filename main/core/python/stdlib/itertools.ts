/** `itertools`, eager: endless ones are cut short and marked open. */
import { argument, int, list, native, tuple } from "../make.ts";
import { operate } from "../interpreter/operators.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { unknown } from "../interpreter/unknowns.ts";
import { none, type CallArgs, type UnknownValue, type Value } from "../values.ts";
import { functions, type Names } from "./natives.ts";

const mostItems = 20_000;
const endlessItems = 1_000;

export function itertoolsNames(rt: Runtime): Names {
  const made = (items: readonly Value[], args: CallArgs, open?: UnknownValue): Value => {
    rt.tick(items.length);
    const isCut = items.length > mostItems;
    const value = list(isCut ? items.slice(0, mostItems) : items, args.span);
    const cause = open ?? (isCut ? unknown("holds too many items to be followed", args.span) : undefined);
    return rt.regions.own(cause ? { ...value, open: cause } : value);
  };
  const source = (args: CallArgs, position = 0) => (args.positional[position] ? rt.iterate(args.positional[position] ?? none) : { items: [] });
  const chain = (parts: readonly Value[], args: CallArgs, first?: UnknownValue): Value => {
    const items: Value[] = [];
    let open = first;
    for (const part of parts) {
      const inner = rt.iterate(part);
      rt.tick(inner.items.length);
      items.push(...inner.items);
      open ??= inner.open;
    }
    return made(items, args, open);
  };
  const combine = (args: CallArgs, pick: (items: readonly Value[], size: number) => Value[][]): Value => {
    const { items, open } = source(args);
    const size = argument(args, 1, "r");
    const count = size?.type === "int" ? Number(size.value) : items.length;
    if (items.length > 12 || count > 6) return made([], args, unknown("makes too many combinations to be followed", args.span));
    return made(pick(items, count).map((row) => tuple(row, args.span)), args, open);
  };
  return {
    "itertools.chain": {
      ...native("chain", (args) => chain(args.positional, args, args.open)),
      getAttribute: (name) => (name === "from_iterable" ? native(name, (args) => {
        const { items, open } = source(args);
        return chain(items, args, open);
      }) : undefined),
    },
    ...functions(rt, "itertools", {
      product: (args) => {
        const repeat = args.named.get("repeat");
        const columns = args.positional.map((_value, index) => source(args, index));
        const all = repeat?.type === "int" ? Array.from({ length: Math.min(6, Number(repeat.value)) }, () => columns).flat() : columns;
        let rows: Value[][] = [[]];
        for (const column of all) {
          if (rows.length * column.items.length > mostItems) return made([], args, unknown("makes too many combinations to be followed", args.span));
          rows = rows.flatMap((row) => column.items.map((item) => [...row, item]));
          rt.tick(rows.length);
        }
        return made(rows.map((row) => tuple(row, args.span)), args, all.find((column) => column.open)?.open);
      },
      combinations: (args) => combine(args, combinations),
      permutations: (args) => combine(args, permutations),
      count: (args) => {
        const start = argument(args, 0, "start");
        const step = argument(args, 1, "step");
        const from = start?.type === "int" ? start.value : 0n;
        const by = step?.type === "int" ? step.value : 1n;
        return made(Array.from({ length: endlessItems }, (_item, index) => int(from + by * BigInt(index))), args, unknown("counts without end", args.span));
      },
      repeat: (args) => {
        const times = argument(args, 1, "times");
        const length = times?.type === "int" ? Math.min(mostItems, Math.max(0, Number(times.value))) : endlessItems;
        return made(Array.from({ length }, () => args.positional[0] ?? none), args, times ? undefined : unknown("repeats without end", args.span));
      },
      takewhile: (args) => {
        const { items, open } = source(args, 1);
        const end = items.findIndex((item) => rt.isTruthy(rt.context.call(args.positional[0] ?? none, [item])) !== true);
        return made(end < 0 ? items : items.slice(0, end), args, end < 0 ? open : undefined);
      },
      dropwhile: (args) => {
        const { items, open } = source(args, 1);
        const start = items.findIndex((item) => rt.isTruthy(rt.context.call(args.positional[0] ?? none, [item])) !== true);
        return made(start < 0 ? [] : items.slice(start), args, open);
      },
      compress: (args) => {
        const { items, open } = source(args);
        const selectors = source(args, 1).items;
        return made(items.filter((_item, index) => selectors[index] && rt.isTruthy(selectors[index]) === true), args, open);
      },
      pairwise: (args) => {
        const { items, open } = source(args);
        return made(items.slice(1).map((item, index) => tuple([items[index] ?? none, item], args.span)), args, open);
      },
      batched: (args) => {
        const { items, open } = source(args);
        const size = argument(args, 1, "n");
        const step = size?.type === "int" && size.value > 0n ? Number(size.value) : items.length + 1;
        return made(Array.from({ length: Math.ceil(items.length / step) }, (_row, index) => tuple(items.slice(index * step, (index + 1) * step), args.span)), args, open);
      },
      cycle: (args) => made(source(args).items, args, unknown("repeats without end", args.span)),
      islice: (args) => {
        const { items, open } = source(args);
        const numbers = args.positional.slice(1).map((value) => (value.type === "int" ? Number(value.value) : undefined));
        const [start, end, step] = numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0] ?? 0, numbers[1], numbers[2] ?? 1];
        const cut = items.slice(start, end).filter((_item, index) => index % Math.max(1, step) === 0);
        return made(cut, args, end !== undefined && items.length >= end ? undefined : open);
      },
      starmap: (args) => {
        const { items, open } = source(args, 1);
        return made(items.map((item) => rt.context.call(args.positional[0] ?? none, rt.iterate(item).items)), args, open);
      },
      zip_longest: (args) => {
        const columns = args.positional.map((_value, index) => source(args, index));
        const fill = args.named.get("fillvalue") ?? none;
        const rows = Math.max(0, ...columns.map((column) => column.items.length));
        return made(Array.from({ length: rows }, (_row, index) => tuple(columns.map((column) => column.items[index] ?? fill), args.span)), args, columns.find((column) => column.open)?.open);
      },
      accumulate: (args) => {
        const { items, open } = source(args);
        const callee = argument(args, 1, "func");
        const sums: Value[] = [];
        for (const item of items) {
          const last = sums.at(-1);
          sums.push(last ? (callee ? rt.context.call(callee, [last, item]) : operate(rt, "+", last, item, args.span)) : item);
        }
        return made(sums, args, open);
      },
      groupby: (args) => {
        const { items, open } = source(args);
        const key = argument(args, 1, "key");
        const groups: { key: Value; items: Value[] }[] = [];
        for (const item of items) {
          const itemKey = key && key.type !== "none" ? rt.context.call(key, [item]) : item;
          const last = groups.at(-1);
          if (last && rt.isEqual(last.key, itemKey)) last.items.push(item);
          else groups.push({ key: itemKey, items: [item] });
        }
        return made(groups.map((group) => tuple([group.key, list(group.items)], args.span)), args, open);
      },
    }),
  };
}

function combinations(items: readonly Value[], size: number): Value[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}

function permutations(items: readonly Value[], size: number): Value[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.filter((_other, at) => at !== index), size - 1).map((rest) => [item, ...rest]).slice(0, mostItems));
}

/** Stable sorting as Python's; null when the order cannot be known. */
import { compareOrder } from "../operations/arithmetic.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import type { Value } from "../values.ts";

export function sortValues(rt: Runtime, items: readonly Value[], key: Value | undefined, reverse: Value | undefined): Value[] | null {
  rt.tick(items.length * 2);
  const keyed = items.map((item) => ({ item, key: key && key.type !== "none" ? rt.context.call(key, [item]) : item }));
  const isReverse = reverse ? rt.isTruthy(reverse) : false;
  if (isReverse === null) return null;
  let isKnown = true;
  keyed.sort((a, b) => {
    const order = orderOf(rt, a.key, b.key);
    if (order === null) isKnown = false;
    return isReverse ? -(order ?? 0) : (order ?? 0);
  });
  return isKnown ? keyed.map(({ item }) => item) : null;
}

/** -1, 0, 1; null when it cannot be known. Asks `__lt__` of the project's classes. */
export function orderOf(rt: Runtime, a: Value, b: Value): number | null {
  const order = compareOrder(a, b);
  if (order !== null) return order;
  const less = a.type === "instance" ? rt.findAttribute(a, "__lt__") : undefined;
  if (less && less.type !== "unknown") {
    const result = rt.isTruthy(rt.context.call(less, [b]));
    return result === null ? null : result ? -1 : 1;
  }
  if (a.type === "native" && a.operate) {
    const result = a.operate("<", b, rt.context);
    const isLess = result ? rt.isTruthy(result) : null;
    if (isLess !== null) return isLess ? -1 : rt.isEqual(a, b) ? 0 : 1;
  }
  return null;
}

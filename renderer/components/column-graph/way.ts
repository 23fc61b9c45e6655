/** The way from the farthest column upstream through the focus to the farthest downstream: the backbone of a lineage in a few words. Pure. */
import type { ColumnLineage, ColumnRef } from "../../../shared/lineage.ts";
import { columnId } from "./lineage-cards.ts";

/** Columns in the order of the data, the focus among them. Each step is an edge; no shorter way leads to either end. */
export function farthestWay(lineage: ColumnLineage): readonly ColumnRef[] {
  const nodes = new Map(lineage.columns.map((node) => [columnId(node), node]));
  const focus = nodes.get(columnId(lineage.focus));
  if (!focus) return [];
  let [first, last] = [focus, focus];
  for (const node of lineage.columns) {
    if (node.distance < first.distance) first = node;
    if (node.distance > last.distance) last = node;
  }
  const into = new Map<string, string[]>();
  const out = new Map<string, string[]>();
  for (const edge of lineage.edges) {
    const [from, to] = [columnId(edge.from), columnId(edge.to)];
    (into.get(to) ?? into.set(to, []).get(to)!).push(from);
    (out.get(from) ?? out.set(from, []).get(from)!).push(to);
  }
  /** Towards the focus, one step of distance at a time. */
  const back = (start: string, lists: ReadonlyMap<string, readonly string[]>): ColumnRef[] => {
    const way: ColumnRef[] = [];
    for (let at: string | undefined = start; at !== undefined; ) {
      const node = nodes.get(at);
      if (!node) break;
      way.push({ asset: node.asset, column: node.column });
      const nearer: number = Math.abs(node.distance) - 1;
      at = nearer < 0 ? undefined : lists.get(at)?.find((next) => Math.abs(nodes.get(next)?.distance ?? Infinity) === nearer);
    }
    return way;
  };
  const upstream = back(columnId(first), out);
  const downstream = back(columnId(last), into).reverse();
  return [...upstream, ...downstream.slice(1)];
}

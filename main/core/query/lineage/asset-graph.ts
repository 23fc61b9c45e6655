/** What is known of the assets -> every dependency between them as numbers, what of them is unknown, and the circles. */
import type { AssetGraph } from "../../../../shared/lineage.ts";
import { isUnknown, type Unknown } from "../../../../shared/unknown.ts";
import type { FactsOfRows } from "../asset-facts.ts";

export function buildAssetGraph({ rows, facts }: FactsOfRows): Omit<AssetGraph, "revision"> {
  const keys = rows.map((row) => row.key);
  const places = new Map(keys.map((key, i) => [key, i]));
  const edges: [number, number][] = [];
  const unknownDeps: { [key: string]: Unknown } = {};
  for (const [to, key] of keys.entries()) {
    const deps = facts.get(key)?.deps ?? [];
    if (isUnknown(deps)) {
      Object.defineProperty(unknownDeps, key, { value: deps, enumerable: true });
      continue;
    }
    for (const dep of new Set(deps)) {
      const from = places.get(dep);
      if (from !== undefined && from !== to) edges.push([from, to]);
    }
  }
  return { keys, edges, unknownDeps, cycles: findCycles(keys.length, edges).map((cycle) => cycle.map((place) => keys[place]!)) };
}

/** Strongly connected sets of more than one node (Tarjan's algorithm, without recursion: chains are longer than the call stack). */
export function findCycles(size: number, edges: readonly (readonly [from: number, to: number])[]): number[][] {
  const out: number[][] = Array.from({ length: size }, () => []);
  for (const [from, to] of edges) out[from]!.push(to);
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const isOpen = new Uint8Array(size);
  const cursor = new Int32Array(size);
  const open: number[] = [];
  const cycles: number[][] = [];
  let next = 0;
  for (let root = 0; root < size; root++) {
    if (order[root] !== -1) continue;
    const path: number[] = [];
    const enter = (node: number): void => {
      order[node] = low[node] = next++;
      isOpen[node] = 1;
      open.push(node);
      path.push(node);
    };
    enter(root);
    while (path.length > 0) {
      const node = path.at(-1)!;
      const to = out[node]![cursor[node]!++];
      if (to === undefined) {
        path.pop();
        const before = path.at(-1);
        if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
        if (low[node] !== order[node]) continue;
        const set = open.splice(open.lastIndexOf(node));
        for (const member of set) isOpen[member] = 0;
        if (set.length > 1) cycles.push(set.sort((a, b) => a - b));
      } else if (order[to] === -1) enter(to);
      else if (isOpen[to] === 1) low[node] = Math.min(low[node]!, order[to]!);
    }
  }
  return cycles.sort((a, b) => a[0]! - b[0]!);
}

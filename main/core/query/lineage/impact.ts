/** Everything downstream of an asset or a column, with the shortest path to each, whom it concerns and which checks guard it. */
import type { ColumnRef, Impact, ImpactRow } from "../../../../shared/lineage.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { packGraph, pathTo, reach, type PackedEdges, type Reach } from "./reach.ts";

/** What impact says of an asset; fields that are unknown are left empty. */
export interface ImpactedAsset {
  readonly key: string;
  readonly deps: readonly string[];
  readonly owners: readonly string[];
  readonly group: string;
  readonly kinds: readonly string[];
  readonly checks: readonly string[];
}

type Summary = Omit<Impact, "isReadingSql">;

export function columnImpact(graph: ColumnGraph, assets: ReadonlyMap<string, ImpactedAsset>, start: ColumnRef): Summary | null {
  const from = graph.find(start);
  if (from === undefined) return null;
  const found = reach(graph.packed.downstream, graph.size, from, null);
  const name = (node: number): string => `${graph.assetOf[node]!}.${graph.names[node]!}`;
  return summarize({ asset: start.asset, column: graph.names[from]! }, rowsOf(found, name, (node) => ({ asset: graph.assetOf[node]!, column: graph.names[node]! }), assets));
}

/** Assets as numbers, made once for many questions. */
export interface ImpactGraph {
  readonly assets: ReadonlyMap<string, ImpactedAsset>;
  readonly keys: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly downstream: PackedEdges;
}

export function packAssets(assets: ReadonlyMap<string, ImpactedAsset>): ImpactGraph {
  const keys = [...assets.keys()];
  const numberOf = new Map(keys.map((key, i) => [key, i]));
  const edges = keys.flatMap((key, i) => assets.get(key)!.deps.flatMap((dep) => (numberOf.has(dep) ? [[numberOf.get(dep)!, i] as const] : [])));
  return { assets, keys, numberOf, downstream: packGraph(keys.length, edges.map(([a]) => a), edges.map(([, b]) => b)).downstream };
}

export function assetImpact({ assets, keys, numberOf, downstream }: ImpactGraph, start: string): Summary | null {
  const from = numberOf.get(start);
  if (from === undefined) return null;
  const found = reach(downstream, keys.length, from, null);
  return summarize({ asset: start, column: null }, rowsOf(found, (node) => keys[node]!, (node) => ({ asset: keys[node]!, column: null }), assets));
}

function rowsOf(found: Reach, name: (node: number) => string, refOf: (node: number) => { asset: string; column: string | null }, assets: ReadonlyMap<string, ImpactedAsset>): ImpactRow[] {
  // Paths share their beginnings: each name is made once.
  const names = new Map<number, string>();
  const named = (node: number): string => {
    let text = names.get(node);
    if (text === undefined) names.set(node, (text = name(node)));
    return text;
  };
  return found.nodes.slice(1).map((node) => {
    const { asset, column } = refOf(node);
    const known = assets.get(asset);
    return {
      asset, column, distance: found.distance[node]!, path: pathTo(found, node).map(named),
      owners: known?.owners ?? [], group: known?.group ?? "", kinds: known?.kinds ?? [], checks: known?.checks ?? [],
    };
  });
}

/** Counts are of assets: one with five columns hit counts once. */
function summarize(start: Impact["start"], rows: readonly ImpactRow[]): Summary {
  const byAsset = new Map(rows.map((row) => [row.asset, row]));
  byAsset.delete(start.asset);
  const count = (get: (row: ImpactRow) => readonly string[]): { [name: string]: number } => {
    const counts = new Map<string, number>();
    for (const row of byAsset.values()) for (const name of get(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  };
  return { start, rows, countsByOwner: count((row) => row.owners), countsByGroup: count((row) => (row.group ? [row.group] : [])), countsByKind: count((row) => row.kinds) };
}

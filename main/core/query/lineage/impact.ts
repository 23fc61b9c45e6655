/** Everything downstream of an asset or a column, with the shortest path to each, whom it concerns and which checks guard it. */
import type { ColumnRef, Impact, ImpactRow } from "../../../../shared/lineage.ts";
import { columnId, type ColumnGraph } from "./column-lineage.ts";
import { packGraph, pathTo, reach, type Reach } from "./reach.ts";

/** What impact says of an asset; unknown fields are left empty by the caller, who shows them as unknown. */
export interface ImpactedAsset {
  readonly key: string;
  readonly deps: readonly string[];
  readonly owners: readonly string[];
  readonly group: string;
  readonly kinds: readonly string[];
  readonly checks: readonly string[];
}

export function columnImpact(graph: ColumnGraph, assets: ReadonlyMap<string, ImpactedAsset>, start: ColumnRef): Impact | null {
  const from = graph.numberOf.get(columnId(start));
  if (from === undefined) return null;
  const found = reach(graph.packed.downstream, graph.columns.length, from, null);
  const name = (node: number): string => `${graph.columns[node]!.asset}.${graph.columns[node]!.column}`;
  const rows = rowsOf(found, name, (node) => graph.columns[node]!, assets);
  return summarize({ asset: start.asset, column: graph.columns[from]!.column }, rows);
}

export function assetImpact(assets: ReadonlyMap<string, ImpactedAsset>, start: string): Impact | null {
  const keys = [...assets.keys()];
  const numberOf = new Map(keys.map((key, i) => [key, i]));
  const from = numberOf.get(start);
  if (from === undefined) return null;
  const edges = keys.flatMap((key, i) => assets.get(key)!.deps.flatMap((dep) => (numberOf.has(dep) ? [[numberOf.get(dep)!, i] as const] : [])));
  const graph = packGraph(keys.length, edges.map(([a]) => a), edges.map(([, b]) => b));
  const found = reach(graph.downstream, keys.length, from, null);
  const rows = rowsOf(found, (node) => keys[node]!, (node) => ({ asset: keys[node]!, column: null }), assets);
  return summarize({ asset: start, column: null }, rows);
}

function rowsOf(found: Reach, name: (node: number) => string, refOf: (node: number) => { asset: string; column: string | null }, assets: ReadonlyMap<string, ImpactedAsset>): ImpactRow[] {
  return found.nodes.slice(1).map((node) => {
    const { asset, column } = refOf(node);
    const known = assets.get(asset);
    return {
      asset, column, distance: found.distance[node]!, path: pathTo(found, node).map(name),
      owners: known?.owners ?? [], group: known?.group ?? "", kinds: known?.kinds ?? [], checks: known?.checks ?? [],
    };
  });
}

/** Counts are of assets: one with five columns hit counts once. */
function summarize(start: Impact["start"], rows: readonly ImpactRow[]): Impact {
  const byAsset = new Map(rows.map((row) => [row.asset, row]));
  byAsset.delete(start.asset);
  const count = (get: (row: ImpactRow) => readonly string[]): { [name: string]: number } => {
    const counts = new Map<string, number>();
    for (const row of byAsset.values()) for (const name of get(row)) counts.set(name, (counts.get(name) ?? 0) + 1);
    return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  };
  return { start, rows, countsByOwner: count((row) => row.owners), countsByGroup: count((row) => (row.group ? [row.group] : [])), countsByKind: count((row) => row.kinds) };
}

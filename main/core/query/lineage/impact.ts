/** Everything downstream of an asset or a column, with the shortest path to each, whom it concerns and which checks guard it. */
import type { ColumnRef, Impact, ImpactRow } from "../../../../shared/lineage.ts";
import { isUnknown, unknown } from "../../../../shared/unknown.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { packGraph, reach, type PackedEdges, type Reach } from "./reach.ts";

/** What impact says of an asset. */
export interface ImpactedAsset extends Pick<ImpactRow, "owners" | "group" | "kinds" | "checks"> {
  readonly key: string;
  /** None where they cannot be known. */
  readonly deps: readonly string[];
}

/** Of what an edge leads to and no row of the catalog has. */
const notHere = unknown("there is no such asset in this project");

type Summary = Omit<Impact, "isReadingSql">;

export function columnImpact(graph: ColumnGraph, assets: ReadonlyMap<string, ImpactedAsset>, start: ColumnRef): Summary | null {
  const from = graph.find(start);
  if (from === undefined) return null;
  const found = reach(graph.packed.downstream, graph.size, from, null);
  return summarize({ asset: start.asset, column: graph.names[from]! }, rowsOf(found, { asset: graph.assetOf, column: graph.names, full: fullNames(graph) }, assets));
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
  return summarize({ asset: start, column: null }, rowsOf(found, { asset: keys, column: null, full: keys }, assets));
}

const known = new WeakMap<ColumnGraph, string[]>();

/** `a/b.column` of every column; made once a graph. */
function fullNames(graph: ColumnGraph): readonly string[] {
  let names = known.get(graph);
  if (!names) known.set(graph, (names = graph.assetOf.map((asset, node) => `${asset}.${graph.names[node]!}`)));
  return names;
}

/** By number of the node. */
interface Names {
  readonly asset: readonly string[];
  readonly column: readonly string[] | null;
  readonly full: readonly string[];
}

/** Paths share their beginnings: each is the one of the node before with one name more. */
function rowsOf(found: Reach, names: Names, assets: ReadonlyMap<string, ImpactedAsset>): ImpactRow[] {
  const paths: (readonly string[])[] = [];
  const rows: ImpactRow[] = [];
  for (const node of found.nodes) {
    const before = found.before[node]!;
    const path = (paths[node] = before < 0 ? [names.full[node]!] : extended(paths[before]!, names.full[node]!));
    if (before < 0) continue;
    const asset = names.asset[node]!;
    const facts = assets.get(asset);
    rows.push({ asset, column: names.column?.[node] ?? null, distance: found.distance[node]!, path, owners: facts?.owners ?? notHere, group: facts?.group ?? notHere, kinds: facts?.kinds ?? notHere, checks: facts?.checks ?? [] });
  }
  return rows;
}

/** A loop, because it takes a fourth of the time of a spread, and a hundred thousand paths are made. */
function extended(path: readonly string[], name: string): string[] {
  // oxlint-disable-next-line unicorn/no-new-array -- its length is known
  const longer = new Array<string>(path.length + 1);
  for (let i = 0; i < path.length; i++) longer[i] = path[i]!;
  longer[path.length] = name;
  return longer;
}

type Counted = "owners" | "group" | "kinds";

/** Counts are of assets: one with five columns hit counts once. */
function summarize(start: Impact["start"], rows: readonly ImpactRow[]): Summary {
  const byAsset = new Map(rows.map((row) => [row.asset, row]));
  byAsset.delete(start.asset);
  const unknownCounts: { [field in Counted]: number } = { owners: 0, group: 0, kinds: 0 };
  const count = (field: Counted): { [name: string]: number } => {
    const counts = new Map<string, number>();
    for (const { [field]: value } of byAsset.values()) {
      if (isUnknown(value)) unknownCounts[field]++;
      else for (const name of typeof value !== "string" ? value : value === "" ? [] : [value]) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  };
  return { start, rows, countsByOwner: count("owners"), countsByGroup: count("group"), countsByKind: count("kinds"), unknownCounts };
}

/**
 * Columns of the project and the edges between them -> the lineage of one column. From the focus the walk goes upstream and
 * downstream, and keeps its direction after the first step, so that siblings are not pulled in (as the column view of Dagster+).
 * Edges that name an asset or a column that does not exist are kept and marked.
 */
import type { ColumnEdge, ColumnLineage, ColumnNode, ColumnRef, EdgeEvidence } from "../../../../shared/lineage.ts";
import { packGraph, reach, type PackedGraph, type Reach } from "./reach.ts";

export interface KnownColumn extends ColumnRef {
  readonly type: string | null;
  readonly description: string | null;
  readonly tags: { readonly [key: string]: string };
}

export interface ColumnGraph {
  readonly columns: readonly (KnownColumn & { readonly broken: ColumnNode["broken"] })[];
  readonly edges: readonly ColumnEdge[];
  readonly packed: PackedGraph;
  readonly numberOf: ReadonlyMap<string, number>;
  /** asset -> number of its columns. */
  readonly columnsOfAsset: ReadonlyMap<string, number>;
  readonly assets: ReadonlySet<string>;
}

/** Column names are compared lower-cased, as Dagster's UI does. */
export function columnId(ref: ColumnRef): string {
  return `${ref.asset}\n${ref.column.toLowerCase()}`;
}

/** `assets`: keys of all assets that exist, also those without any column. Edges that repeat are joined, with all their evidence. */
export function buildColumnGraph(assets: ReadonlySet<string>, known: readonly KnownColumn[], edges: readonly ColumnEdge[]): ColumnGraph {
  const numberOf = new Map<string, number>();
  const columns: (KnownColumn & { broken: ColumnNode["broken"] })[] = [];
  const columnsOfAsset = new Map<string, number>();
  const add = (column: KnownColumn, broken: ColumnNode["broken"]): number => {
    const id = columnId(column);
    const existing = numberOf.get(id);
    if (existing !== undefined) return existing;
    numberOf.set(id, columns.length);
    columns.push({ ...column, broken });
    return columns.length - 1;
  };
  for (const column of known) {
    const before = columns.length;
    add(column, null);
    if (columns.length > before) columnsOfAsset.set(column.asset, (columnsOfAsset.get(column.asset) ?? 0) + 1);
  }
  const brokenBecause = (ref: ColumnRef): ColumnNode["broken"] => {
    if (!assets.has(ref.asset)) return "no such asset";
    // Where an asset has no schema at all, a column named by an edge is news, not an error.
    return columnsOfAsset.has(ref.asset) ? "no such column" : null;
  };
  const joined = new Map<string, { from: number; to: number; edge: ColumnEdge; evidence: EdgeEvidence[] }>();
  for (const edge of edges) {
    const from = add({ ...edge.from, type: null, description: null, tags: {} }, brokenBecause(edge.from));
    const to = add({ ...edge.to, type: null, description: null, tags: {} }, brokenBecause(edge.to));
    const id = `${from}>${to}`;
    const same = joined.get(id);
    if (same) same.evidence.push(...edge.evidence);
    else joined.set(id, { from, to, edge, evidence: [...edge.evidence] });
  }
  const list = [...joined.values()];
  return {
    columns,
    edges: list.map(({ edge, evidence }) => ({ from: edge.from, to: edge.to, evidence })),
    packed: packGraph(columns.length, list.map((one) => one.from), list.map((one) => one.to)),
    numberOf,
    columnsOfAsset,
    assets,
  };
}

export interface ColumnLineageOptions {
  readonly direction: "both" | "upstream" | "downstream";
  /** Edges from the focus; null: no limit. */
  readonly depth: number | null;
  readonly withInferred: boolean;
}

/** null when the focus names a column that neither exists nor is named by an edge. */
export function columnLineage(graph: ColumnGraph, focus: ColumnRef, options: ColumnLineageOptions): ColumnLineage | null {
  const start = graph.numberOf.get(columnId(focus));
  if (start === undefined) return null;
  const usable = options.withInferred ? graph : withoutInferred(graph);
  const up = options.direction === "downstream" ? null : reach(usable.packed.upstream, graph.columns.length, start, options.depth);
  const down = options.direction === "upstream" ? null : reach(usable.packed.downstream, graph.columns.length, start, options.depth);
  const distances = new Map<number, number>([[start, 0]]);
  up?.nodes.forEach((node) => distances.set(node, -up.distance[node]!));
  down?.nodes.forEach((node) => distances.has(node) || distances.set(node, down.distance[node]!));
  const edgeNumbers = new Set([...edgesWithin(usable.packed.upstream, up), ...edgesWithin(usable.packed.downstream, down)]);
  const columns = [...distances].map(([node, distance]): ColumnNode => ({ ...graph.columns[node]!, distance }));
  return {
    focus: { asset: graph.columns[start]!.asset, column: graph.columns[start]!.column },
    columns,
    edges: [...edgeNumbers].sort((a, b) => a - b).map((edge) => usable.edges[edge]!),
    assets: [...new Set(columns.map((column) => column.asset))].map((key) => ({ key, totalColumns: graph.columnsOfAsset.get(key) ?? 0, exists: graph.assets.has(key) })),
    beyondDepth: { upstream: up?.beyond ?? 0, downstream: down?.beyond ?? 0 },
  };
}

/** Edges between nodes that the walk reached, in its direction. */
function edgesWithin(edges: PackedGraph["upstream"], found: Reach | null): number[] {
  if (!found) return [];
  const within = new Set(found.nodes);
  const numbers: number[] = [];
  for (const node of found.nodes) {
    for (let place = edges.starts[node]!; place < edges.starts[node + 1]!; place++) if (within.has(edges.targets[place]!)) numbers.push(edges.edgeOf[place]!);
  }
  return numbers;
}

const declared = new WeakMap<ColumnGraph, ColumnGraph>();

/** The graph without the edges that rest on equal names alone; made once a graph. */
function withoutInferred(graph: ColumnGraph): ColumnGraph {
  let without = declared.get(graph);
  if (!without) {
    const edges = graph.edges.filter((edge) => edge.evidence.some((one) => one.kind !== "inferred"));
    const number = (ref: ColumnRef): number => graph.numberOf.get(columnId(ref))!;
    without =
      edges.length === graph.edges.length
        ? graph
        : { ...graph, edges, packed: packGraph(graph.columns.length, edges.map((edge) => number(edge.from)), edges.map((edge) => number(edge.to))) };
    declared.set(graph, without);
  }
  return without;
}

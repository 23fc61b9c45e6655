/**
 * The columns' graph -> the lineage of one column. From the focus the walk goes upstream and downstream, and keeps its direction after
 * the first step, so that siblings are not pulled in (as the column view of Dagster+).
 */
import type { ColumnEdge, ColumnLineage, ColumnNode, ColumnRef, EdgeEvidence } from "../../../../shared/lineage.ts";
import type { ColumnGraph, HeldEvidence } from "./column-graph.ts";
import { edgesWithin, reach } from "./reach.ts";

export interface ColumnLineageOptions {
  readonly direction: "both" | "upstream" | "downstream";
  /** Edges from the focus; null: no limit. */
  readonly depth: number | null;
  /** How kept evidence is shown; null where it is gone. */
  readonly show: (evidence: HeldEvidence) => EdgeEvidence | null;
}

/** null when the focus names a column that neither exists nor is named by an edge. */
export function columnLineage(graph: ColumnGraph, focus: ColumnRef, options: ColumnLineageOptions): Omit<ColumnLineage, "isReadingSql"> | null {
  const start = graph.find(focus);
  if (start === undefined) return null;
  const up = options.direction === "downstream" ? null : reach(graph.packed.upstream, graph.size, start, options.depth);
  const down = options.direction === "upstream" ? null : reach(graph.packed.downstream, graph.size, start, options.depth);
  const distances = new Map<number, number>([[start, 0]]);
  up?.nodes.forEach((node) => distances.has(node) || distances.set(node, -up.distance[node]!));
  down?.nodes.forEach((node) => distances.has(node) || distances.set(node, down.distance[node]!));
  const edges = new Set([...edgesWithin(graph.packed.upstream, up), ...edgesWithin(graph.packed.downstream, down)]);
  const columns = [...distances].map(([node, distance]) => nodeOf(graph, node, distance));
  return {
    focus: refOf(graph, start),
    columns,
    edges: [...edges].sort((a, b) => a - b).map((edge) => edgeOf(graph, edge, options.show)),
    assets: [...new Set(columns.map((column) => column.asset))].map((key) => ({ key, totalColumns: countColumns(graph, key), exists: graph.exists(key) })),
    beyondDepth: { upstream: up?.beyond ?? 0, downstream: down?.beyond ?? 0 },
  };
}

function refOf(graph: ColumnGraph, node: number): ColumnRef {
  return { asset: graph.assetOf[node]!, column: graph.names[node]! };
}

function nodeOf(graph: ColumnGraph, node: number, distance: number): ColumnNode {
  const info = graph.infos[node];
  return { ...refOf(graph, node), type: info?.type ?? null, description: info?.description ?? null, tags: info?.tags ?? {}, distance, broken: graph.broken[node]! };
}

function edgeOf(graph: ColumnGraph, edge: number, show: ColumnLineageOptions["show"]): ColumnEdge {
  return { from: refOf(graph, graph.from[edge]!), to: refOf(graph, graph.to[edge]!), evidence: graph.evidenceOf(edge).flatMap((one) => show(one) ?? []) };
}

function countColumns(graph: ColumnGraph, asset: string): number {
  return (graph.columnsOf.get(asset) ?? []).filter((node) => graph.broken[node] === null).length;
}

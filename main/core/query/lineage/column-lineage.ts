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
  const distance = new Map<number, number>([[start, 0]]);
  for (const node of up?.nodes ?? []) if (!distance.has(node)) distance.set(node, -up!.distance[node]!);
  for (const node of down?.nodes ?? []) if (!distance.has(node)) distance.set(node, down!.distance[node]!);
  const columns = Array.from(distance, ([node, steps]) => nodeOf(graph, node, steps));
  return {
    focus: refOf(graph, start),
    columns,
    edges: edgesOf(graph, [edgesWithin(graph.packed.upstream, up), edgesWithin(graph.packed.downstream, down)], options.show),
    assets: [...new Set(columns.map((column) => column.asset))].map((key) => ({ key, totalColumns: countColumns(graph, key), exists: graph.exists(key) })),
    beyondDepth: { upstream: up?.beyond ?? 0, downstream: down?.beyond ?? 0 },
  };
}

function refOf(graph: ColumnGraph, node: number): ColumnRef {
  return { asset: graph.assetOf[node]!, column: graph.names[node]! };
}

function nodeOf(graph: ColumnGraph, node: number, distance: number): ColumnNode {
  const info = graph.infos[node];
  return { asset: graph.assetOf[node]!, column: graph.names[node]!, type: info?.type ?? null, description: info?.description ?? null, tags: info?.tags ?? {}, distance, broken: graph.broken[node]! };
}

/** Each edge once, in the order in which they were stated. Ends and evidence that many edges have are the same objects. */
function edgesOf(graph: ColumnGraph, found: readonly (readonly number[])[], show: ColumnLineageOptions["show"]): ColumnEdge[] {
  const numbers = new Uint32Array(found.reduce((sum, some) => sum + some.length, 0));
  let at = 0;
  for (const some of found) for (const edge of some) numbers[at++] = edge;
  numbers.sort();
  const refs: ColumnRef[] = [];
  const shown = new Map<readonly HeldEvidence[], readonly EdgeEvidence[]>();
  const evidenceOf = (edge: number): readonly EdgeEvidence[] => {
    const held = graph.evidenceOf(edge);
    let evidence = shown.get(held);
    if (!evidence) shown.set(held, (evidence = held.flatMap((one) => show(one) ?? [])));
    return evidence;
  };
  const edges: ColumnEdge[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const edge = numbers[i]!;
    if (i > 0 && edge === numbers[i - 1]) continue;
    const [from, to] = [graph.from[edge]!, graph.to[edge]!];
    edges.push({ from: (refs[from] ??= refOf(graph, from)), to: (refs[to] ??= refOf(graph, to)), evidence: evidenceOf(edge) });
  }
  return edges;
}

function countColumns(graph: ColumnGraph, asset: string): number {
  return (graph.columnsOf.get(asset) ?? []).filter((node) => graph.broken[node] === null).length;
}

/** The assets' graph -> the neighbourhood of one asset: everything up- and downstream of it, to a depth. */
import type { AssetGraph } from "../../../../shared/lineage.ts";
import { edgesWithin, packGraph, reach } from "./reach.ts";

export interface AssetLineage {
  readonly focus: string;
  /** Distance in edges: negative upstream, positive downstream. */
  readonly assets: readonly { readonly key: string; readonly distance: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  /** Assets left out by the depth. */
  readonly beyondDepth: { readonly upstream: number; readonly downstream: number };
}

/** null where there is no such asset. */
export function assetLineage(graph: AssetGraph, focus: string, direction: "both" | "upstream" | "downstream", depth: number | null): AssetLineage | null {
  const start = graph.keys.indexOf(focus);
  if (start < 0) return null;
  const packed = packGraph(graph.keys.length, graph.edges.map(([from]) => from), graph.edges.map(([, to]) => to));
  const up = direction === "downstream" ? null : reach(packed.upstream, packed.size, start, depth);
  const down = direction === "upstream" ? null : reach(packed.downstream, packed.size, start, depth);
  const distances = new Map([[start, 0]]);
  up?.nodes.forEach((node) => distances.has(node) || distances.set(node, -up.distance[node]!));
  down?.nodes.forEach((node) => distances.has(node) || distances.set(node, down.distance[node]!));
  const edges = new Set([...edgesWithin(packed.upstream, up), ...edgesWithin(packed.downstream, down)]);
  return {
    focus, assets: [...distances].map(([node, distance]) => ({ key: graph.keys[node]!, distance })),
    edges: [...edges].sort((a, b) => a - b).map((edge) => ({ from: graph.keys[graph.edges[edge]![0]]!, to: graph.keys[graph.edges[edge]![1]]! })),
    beyondDepth: { upstream: up?.beyond ?? 0, downstream: down?.beyond ?? 0 },
  };
}

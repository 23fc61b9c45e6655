/**
 * The order of nodes within their layers, with few crossings: sweeps that put each node at the mean position of its neighbours
 * (barycenter), down and up, keeping the best order seen. Stable: nodes that tie keep their order.
 */
import type { Digraph } from "./graph.ts";

/** Above this many edges only the sweeps count, not the crossings. */
const maxCountedEdges = 20_000;

/** `layers[l]` lists the nodes of layer l in their first order; gives them in a better one. Edges must join neighbouring layers. */
export function orderLayers(graph: Digraph, layers: readonly (readonly number[])[], sweeps: number): number[][] {
  const position = new Float64Array(graph.size);
  let current = layers.map((layer) => [...layer]);
  const settle = (layer: readonly number[]): void => layer.forEach((node, i) => (position[node] = i));
  current.forEach(settle);
  const edgeCount = graph.out.reduce((sum, next) => sum + next.length, 0);
  const counts = edgeCount <= maxCountedEdges;
  let best = current.map((layer) => [...layer]);
  let fewest = counts ? countCrossings(graph, current, position) : Infinity;
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const isForward = sweep % 2 === 0;
    const neighbours = isForward ? graph.into : graph.out;
    for (let step = 1; step < current.length; step++) {
      const at = isForward ? step : current.length - 1 - step;
      current[at] = sortByNeighbours(current[at]!, neighbours, position);
      settle(current[at]!);
    }
    const crossings = counts ? countCrossings(graph, current, position) : 0;
    if (!counts || crossings < fewest) {
      fewest = counts ? crossings : Infinity;
      best = current.map((layer) => [...layer]);
    }
  }
  return best;
}

function sortByNeighbours(layer: readonly number[], neighbours: Digraph["into"], position: Float64Array): number[] {
  const weight = new Map<number, number>();
  for (const node of layer) {
    const around = neighbours[node]!;
    let sum = 0;
    for (const one of around) sum += position[one]!;
    weight.set(node, around.length === 0 ? position[node]! : sum / around.length);
  }
  return [...layer].sort((a, b) => weight.get(a)! - weight.get(b)! || position[a]! - position[b]!);
}

/** Pairs of edges that cross between neighbouring layers, by inversions in a Fenwick tree: O(E log V). */
export function countCrossings(graph: Digraph, layers: readonly (readonly number[])[], position: Float64Array): number {
  let crossings = 0;
  for (let at = 0; at + 1 < layers.length; at++) {
    const width = layers[at + 1]!.length;
    const tree = new Int32Array(width + 1);
    let placed = 0;
    for (const node of layers[at]!) {
      const ends = graph.out[node]!.map((next) => position[next]!).sort((a, b) => a - b);
      for (const end of ends) {
        let notAfter = 0;
        for (let i = end + 1; i > 0; i -= i & -i) notAfter += tree[i]!;
        crossings += placed - notAfter;
      }
      for (const end of ends) {
        placed++;
        for (let i = end + 1; i <= width; i += i & -i) tree[i]!++;
      }
    }
  }
  return crossings;
}

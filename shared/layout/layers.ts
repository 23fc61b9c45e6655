/** Which layer each node of one container is in: cycles are opened first, then the longest path counts, then sources move up to what they feed. */
import { makeDigraph, type Digraph } from "./graph.ts";

/** Edges that close a cycle when walked depth first in the order of the nodes, as `from * size + to`. */
export function findBackEdges(graph: Digraph): ReadonlySet<number> {
  const back = new Set<number>();
  const state = new Uint8Array(graph.size); // 0 new, 1 on the path, 2 done
  const cursor = new Int32Array(graph.size);
  for (let root = 0; root < graph.size; root++) {
    if (state[root] !== 0) continue;
    const path = [root];
    state[root] = 1;
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      const next = graph.out[node]![cursor[node]!++];
      if (next === undefined) {
        state[node] = 2;
        path.pop();
      } else if (state[next] === 1) back.add(node * graph.size + next);
      else if (state[next] === 0) {
        state[next] = 1;
        path.push(next);
      }
    }
  }
  return back;
}

/** The same graph with its back edges turned round, each edge once. */
export function withoutCycles(graph: Digraph, back: ReadonlySet<number>): Digraph {
  if (back.size === 0) return graph;
  const seen = new Set<number>();
  const edges: [number, number][] = [];
  for (let from = 0; from < graph.size; from++) {
    for (const to of graph.out[from]!) {
      const [a, b] = back.has(from * graph.size + to) ? [to, from] : [from, to];
      if (seen.has(a * graph.size + b)) continue;
      seen.add(a * graph.size + b);
      edges.push([a, b]);
    }
  }
  return makeDigraph(graph.size, edges);
}

/** Layer of each node of an acyclic graph, from 0. */
export function assignLayers(graph: Digraph): Int32Array {
  const order = topologicalOrder(graph);
  const layer = new Int32Array(graph.size);
  for (const node of order) for (const next of graph.out[node]!) layer[next] = Math.max(layer[next]!, layer[node]! + 1);
  // A node with more edges ahead than behind is shorter drawn when it stands right before what it feeds.
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i]!;
    const { length: ahead } = graph.out[node]!;
    if (ahead === 0 || graph.into[node]!.length >= ahead) continue;
    let nearest = Number.MAX_SAFE_INTEGER;
    for (const next of graph.out[node]!) nearest = Math.min(nearest, layer[next]!);
    layer[node] = nearest - 1;
  }
  return layer;
}

function topologicalOrder(graph: Digraph): number[] {
  const missing = Int32Array.from(graph.into, (before) => before.length);
  const order: number[] = [];
  for (let i = 0; i < graph.size; i++) if (missing[i] === 0) order.push(i);
  for (let at = 0; at < order.length; at++) for (const next of graph.out[order[at]!]!) if (--missing[next]! === 0) order.push(next);
  return order;
}

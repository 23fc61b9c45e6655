/**
 * Walks over big graphs of numbered nodes: breadth first, both directions locked after the first step, shortest paths kept.
 * Adjacency is packed in two typed arrays, so that half a million edges are walked in milliseconds. Knows nothing of assets.
 */

/** Neighbours of node i are `targets[starts[i]] .. targets[starts[i + 1] - 1]`; `edgeOf` gives the number of the edge at each place. */
export interface PackedEdges {
  readonly starts: Uint32Array;
  readonly targets: Uint32Array;
  readonly edgeOf: Uint32Array;
}

export interface PackedGraph {
  readonly size: number;
  readonly downstream: PackedEdges;
  readonly upstream: PackedEdges;
}

export function packGraph(size: number, from: ArrayLike<number>, to: ArrayLike<number>): PackedGraph {
  return { size, downstream: packEdges(size, from, to), upstream: packEdges(size, to, from) };
}

function packEdges(size: number, from: ArrayLike<number>, to: ArrayLike<number>): PackedEdges {
  const starts = new Uint32Array(size + 1);
  for (let edge = 0; edge < from.length; edge++) starts[from[edge]! + 1]!++;
  for (let node = 0; node < size; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice(0, size);
  const targets = new Uint32Array(from.length);
  const edgeOf = new Uint32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const place = next[from[edge]!]!++;
    targets[place] = to[edge]!;
    edgeOf[place] = edge;
  }
  return { starts, targets, edgeOf };
}

export interface Reach {
  /** Nodes reached, the start first, nearest first. */
  readonly nodes: readonly number[];
  /** Edges from the start, -1 where not reached. */
  readonly distance: Int32Array;
  /** The node before, on a shortest path from the start; -1 at the start. */
  readonly before: Int32Array;
  /** Nodes that lie beyond `maxDistance`. */
  readonly beyond: number;
}

/** `maxDistance` null: to the ends. */
export function reach(edges: PackedEdges, size: number, start: number, maxDistance: number | null): Reach {
  const distance = new Int32Array(size).fill(-1);
  const before = new Int32Array(size).fill(-1);
  const queue = [start];
  distance[start] = 0;
  let within = 1;
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    for (let place = edges.starts[node]!; place < edges.starts[node + 1]!; place++) {
      const next = edges.targets[place]!;
      if (distance[next] !== -1) continue;
      distance[next] = distance[node]! + 1;
      before[next] = node;
      queue.push(next);
      if (maxDistance === null || distance[next]! <= maxDistance) within++;
    }
  }
  return { nodes: queue.slice(0, within), distance, before, beyond: queue.length - within };
}

/** Nodes from the start to `node`, both included. */
export function pathTo(found: Reach, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at !== -1; at = found.before[at]!) path.push(at);
  return path.reverse();
}

/** Edges between nodes that the walk reached, in its direction. */
export function edgesWithin(edges: PackedEdges, found: Reach | null): number[] {
  if (!found) return [];
  const within = new Set(found.nodes);
  const numbers: number[] = [];
  for (const node of found.nodes) {
    for (let place = edges.starts[node]!; place < edges.starts[node + 1]!; place++) if (within.has(edges.targets[place]!)) numbers.push(edges.edgeOf[place]!);
  }
  return numbers;
}

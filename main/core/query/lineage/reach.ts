/**
 * Walks over big graphs of numbered nodes: breadth first, both directions locked after the first step, shortest paths kept.
 * Adjacency is packed in two typed arrays, so that half a million edges are walked in milliseconds. Knows nothing of assets.
 */
import type { Pace } from "../../pace.ts";

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

/** The same, one half of the work at a time. */
export async function packGraphInSlices(size: number, from: ArrayLike<number>, to: ArrayLike<number>, pace: Pace): Promise<PackedGraph> {
  const downstream = packEdges(size, from, to);
  await pace.rest();
  const upstream = packEdges(size, to, from);
  await pace.rest();
  return { size, downstream, upstream };
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

/** Edges between nodes that the walk reached, in its direction. */
export function edgesWithin(edges: PackedEdges, found: Reach | null): number[] {
  if (!found) return [];
  const isWithin = new Uint8Array(found.distance.length);
  for (const node of found.nodes) isWithin[node] = 1;
  const numbers: number[] = [];
  for (const node of found.nodes) {
    for (let place = edges.starts[node]!; place < edges.starts[node + 1]!; place++) if (isWithin[edges.targets[place]!] === 1) numbers.push(edges.edgeOf[place]!);
  }
  return numbers;
}

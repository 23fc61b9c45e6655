/**
 * Layout of one container: its members (nodes, or boxes whose size is known) and the edges between them. Works in the terms of
 * "along" the flow and "across" it; layout.ts turns that into x and y. Parts that no edge joins stand below each other, single
 * nodes in a grid.
 */
import { makeDigraph, type Digraph } from "./graph.ts";
import { assignLayers, findBackEdges, withoutCycles } from "./layers.ts";
import { orderLayers } from "./ordering.ts";
import { placeInLayers } from "./placement.ts";

export interface Member {
  readonly along: number;
  readonly across: number;
  /** Rank for the first order: earlier pictures, then names. */
  readonly hint: number;
  /** Stands in the first or the last layer: a port of its box (ports.ts), placed in the middle of that layer. */
  readonly pin?: "first" | "last";
}

export interface ContainerLayout {
  /** Start of each member. */
  readonly along: Float64Array;
  readonly across: Float64Array;
  readonly sizeAlong: number;
  readonly sizeAcross: number;
  /** `from * size + to` -> points (along, across) between the two, for edges that pass other layers. */
  readonly waypoints: ReadonlyMap<number, readonly (readonly [number, number])[]>;
  readonly backEdges: ReadonlySet<number>;
}

/** More stand-ins than this and long edges are drawn straight: the picture is too dense for their paths to be told apart. */
const maxStandIns = 40_000;

/** `isSettled`: the hints are positions of an earlier picture with the same members, whose order is kept. */
export function layOutContainer(members: readonly Member[], edges: readonly (readonly [number, number])[], gapAlong: number, gapAcross: number, isSettled: boolean): ContainerLayout {
  const graph = makeDigraph(members.length, edges);
  const along = new Float64Array(members.length);
  const across = new Float64Array(members.length);
  const waypoints = new Map<number, [number, number][]>();
  const backEdges = new Set<number>();
  const { parts, singles } = findParts(graph);
  let sizeAlong = 0;
  let at = 0;
  for (const part of parts) {
    const placed = layOutPart(part, graph, members, gapAlong, gapAcross, isSettled);
    part.forEach((member, i) => {
      along[member] = placed.along[i]!;
      across[member] = at + placed.across[i]!;
    });
    for (const [edge, points] of placed.waypoints) waypoints.set(edge, points.map(([x, y]) => [x, at + y]));
    for (const edge of placed.backEdges) backEdges.add(edge);
    sizeAlong = Math.max(sizeAlong, placed.sizeAlong);
    at += placed.sizeAcross + gapAcross * 2;
  }
  if (singles.length > 0) {
    const grid = layOutGrid(singles, members, sizeAlong, gapAlong / 2, gapAcross);
    singles.forEach((member, i) => {
      along[member] = grid.along[i]!;
      across[member] = at + grid.across[i]!;
    });
    sizeAlong = Math.max(sizeAlong, grid.sizeAlong);
    at += grid.sizeAcross + gapAcross * 2;
  }
  return { along, across, sizeAlong, sizeAcross: Math.max(0, at - gapAcross * 2), waypoints, backEdges };
}

/** Sets of members joined by edges, largest first; members without any edge apart. */
function findParts(graph: Digraph): { parts: number[][]; singles: number[] } {
  const seen = new Uint8Array(graph.size);
  const parts: number[][] = [];
  const singles: number[] = [];
  for (let start = 0; start < graph.size; start++) {
    if (seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (let i = 0; i < part.length; i++) {
      for (const next of [...graph.out[part[i]!]!, ...graph.into[part[i]!]!]) {
        if (!seen[next]) {
          seen[next] = 1;
          part.push(next);
        }
      }
    }
    if (part.length === 1) singles.push(start);
    else parts.push(part.sort((a, b) => a - b));
  }
  parts.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  return { parts, singles };
}

interface PlacedPart {
  along: number[];
  across: number[];
  sizeAlong: number;
  sizeAcross: number;
  waypoints: Map<number, [number, number][]>;
  backEdges: Set<number>;
}

function layOutPart(part: readonly number[], whole: Digraph, members: readonly Member[], gapAlong: number, gapAcross: number, isSettled: boolean): PlacedPart {
  const local = new Map(part.map((member, i) => [member, i]));
  const graph = makeDigraph(part.length, part.flatMap((member, i) => whole.out[member]!.map((to): [number, number] => [i, local.get(to)!])));
  const back = findBackEdges(graph);
  const acyclic = withoutCycles(graph, back);
  const layerOf = assignLayers(acyclic);
  const last = layerOf.reduce((most, layer) => Math.max(most, layer), 0);
  part.forEach((member, i) => {
    const { pin } = members[member]!;
    if (pin) layerOf[i] = pin === "first" ? 0 : last;
  });
  const { proper, layers, standIns } = addStandIns(acyclic, layerOf, part.map((member) => members[member]!.hint));
  const extent = new Float64Array(proper.size);
  part.forEach((member, i) => (extent[i] = members[member]!.across));
  extent.fill(2, part.length);
  const ordered = isSettled ? layers : orderLayers(proper, layers, proper.size > 3_000 ? 8 : 16);
  const centre = placeInLayers(proper, ordered, extent, gapAcross, proper.size > 3_000 ? 6 : 10);

  const thickness = ordered.map((layer) => layer.reduce((most, node) => Math.max(most, node < part.length ? members[part[node]!]!.along : 0), 0));
  const start: number[] = [];
  thickness.reduce((at, size) => (start.push(at), at + size + gapAlong), 0);
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < proper.size; i++) {
    least = Math.min(least, centre[i]! - extent[i]! / 2);
    most = Math.max(most, centre[i]! + extent[i]! / 2);
  }
  const waypoints = new Map<number, [number, number][]>();
  for (const [key, chain] of standIns) {
    const from = Math.floor(key / part.length);
    const to = key % part.length;
    const points = chain.map((node): [number, number] => [start[layerOf[from]! + 1 + chain.indexOf(node)]! + thickness[layerOf[from]! + 1 + chain.indexOf(node)]! / 2, centre[node]! - least]);
    const isBack = back.has(to * part.length + from);
    waypoints.set(isBack ? part[to]! * whole.size + part[from]! : part[from]! * whole.size + part[to]!, isBack ? points.reverse() : points);
  }
  return {
    along: part.map((member, i) => start[layerOf[i]!]! + (members[member]!.pin ? thickness[layerOf[i]!]! / 2 : 0)),
    across: part.map((_, i) => centre[i]! - extent[i]! / 2 - least),
    sizeAlong: start.at(-1)! + thickness.at(-1)!,
    sizeAcross: most - least,
    waypoints,
    backEdges: new Set([...back].map((key) => part[Math.floor(key / part.length)]! * whole.size + part[key % part.length]!)),
  };
}

/** Puts a stand-in into each layer that an edge passes, so that every edge joins neighbouring layers. */
function addStandIns(graph: Digraph, layerOf: Int32Array, hints: readonly number[]): { proper: Digraph; layers: number[][]; standIns: Map<number, number[]> } {
  const layers: number[][] = [];
  const rank = [...hints];
  const put = (layer: number, node: number): void => void (layers[layer] ??= []).push(node);
  const byHint = Array.from({ length: graph.size }, (_, i) => i).sort((a, b) => hints[a]! - hints[b]! || a - b);
  for (const node of byHint) put(layerOf[node]!, node);
  for (let i = 0; i < layers.length; i++) layers[i] ??= [];
  const edges: [number, number][] = [];
  const standIns = new Map<number, number[]>();
  let size = graph.size;
  for (const from of byHint) {
    for (const to of graph.out[from]!) {
      const span = layerOf[to]! - layerOf[from]!;
      if (span === 1) edges.push([from, to]);
      else if (size - graph.size + span - 1 <= maxStandIns) {
        const chain = Array.from({ length: span - 1 }, () => size++);
        chain.forEach((node, i) => {
          put(layerOf[from]! + 1 + i, node);
          rank[node] = hints[from]! + ((hints[to]! - hints[from]!) * (i + 1)) / span;
        });
        [from, ...chain].forEach((node, i) => edges.push([node, chain[i] ?? to]));
        standIns.set(from * graph.size + to, chain);
      }
    }
  }
  for (const layer of layers) layer.sort((a, b) => rank[a]! - rank[b]! || a - b);
  return { proper: makeDigraph(size, edges), layers, standIns };
}

/** Rows of single nodes, about as wide as the rest of the picture (or 4:3 alone). */
function layOutGrid(singles: readonly number[], members: readonly Member[], roomAlong: number, gapAlong: number, gapAcross: number): { along: number[]; across: number[]; sizeAlong: number; sizeAcross: number } {
  const area = singles.reduce((sum, one) => sum + (members[one]!.along + gapAlong) * (members[one]!.across + gapAcross), 0);
  const limit = Math.max(roomAlong, Math.sqrt(area * 1.5));
  const sorted = [...singles].sort((a, b) => members[a]!.hint - members[b]!.hint);
  const place = new Map<number, [number, number]>();
  let x = 0;
  let y = 0;
  let rowAcross = 0;
  let sizeAlong = 0;
  for (const one of sorted) {
    const { along, across } = members[one]!;
    if (x > 0 && x + along > limit) {
      x = 0;
      y += rowAcross + gapAcross;
      rowAcross = 0;
    }
    place.set(one, [x, y]);
    x += along + gapAlong;
    sizeAlong = Math.max(sizeAlong, x - gapAlong);
    rowAcross = Math.max(rowAcross, across);
  }
  return { along: singles.map((one) => place.get(one)![0]), across: singles.map((one) => place.get(one)![1]), sizeAlong, sizeAcross: y + rowAcross };
}

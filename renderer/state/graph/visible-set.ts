/** Which assets a picture shows: the neighbourhood of one, what was grown from it by hand, or all; within a filter. Pure. */
import type { LineageModel } from "./lineage-model.ts";

/** Direct neighbours that a click added: `up` the upstream ones of `key`. */
export interface Growth {
  readonly key: string;
  readonly side: "up" | "down";
}

export interface VisibleRequest {
  /** null: no neighbourhood, everything that the filter lets through. */
  readonly focus: string | null;
  /** Hops; null for all of them. */
  readonly up: number | null;
  readonly down: number | null;
  readonly grown: readonly Growth[];
  /** Keys that the filter lets through; null for all. */
  readonly allowed: ReadonlySet<string> | null;
}

export interface VisibleSet {
  /** By asset index. */
  readonly isVisible: Uint8Array;
  readonly count: number;
  /** Direct neighbours that are not in the picture. */
  readonly hiddenUp: Int32Array;
  readonly hiddenDown: Int32Array;
  /** Hops from the focus, negative upstream; null where there is none. */
  readonly distance: (asset: number) => number | null;
}

export function findVisible(model: LineageModel, request: VisibleRequest): VisibleSet {
  const size = model.rows.length;
  const isVisible = new Uint8Array(size);
  const distances = new Map<number, number>();
  const allows = (asset: number): boolean => request.allowed === null || request.allowed.has(model.rows[asset]!.key);
  const focus = request.focus === null ? undefined : model.indexOf.get(request.focus);
  if (request.focus === null) for (let i = 0; i < size; i++) isVisible[i] = allows(i) ? 1 : 0;
  if (focus !== undefined) {
    isVisible[focus] = 1;
    distances.set(focus, 0);
    walk(model.into, focus, request.up, -1, allows, isVisible, distances);
    walk(model.out, focus, request.down, 1, allows, isVisible, distances);
  }
  for (const { key, side } of request.grown) {
    const from = model.indexOf.get(key);
    if (from === undefined) continue;
    isVisible[from] = 1;
    for (const next of (side === "up" ? model.into : model.out)[from]!) isVisible[next] = 1;
  }
  const hiddenUp = new Int32Array(size);
  const hiddenDown = new Int32Array(size);
  let count = 0;
  for (let i = 0; i < size; i++) {
    if (!isVisible[i]) continue;
    count++;
    for (const before of model.into[i]!) if (!isVisible[before]) hiddenUp[i]!++;
    for (const after of model.out[i]!) if (!isVisible[after]) hiddenDown[i]!++;
  }
  return { isVisible, count, hiddenUp, hiddenDown, distance: (asset) => distances.get(asset) ?? null };
}

/** One direction all the way: siblings are not pulled in. */
function walk(next: LineageModel["out"], from: number, hops: number | null, sign: 1 | -1, allows: (asset: number) => boolean, isVisible: Uint8Array, distances: Map<number, number>): void {
  const seen = new Set([from]);
  let front = [from];
  for (let hop = 1; front.length > 0 && (hops === null || hop <= hops); hop++) {
    const reached: number[] = [];
    for (const asset of front) {
      for (const one of next[asset]!) {
        if (seen.has(one)) continue;
        seen.add(one);
        // Hops count over the whole graph, as in a selection: the filter takes away, it does not cut paths.
        if (allows(one)) isVisible[one] = 1;
        if (!distances.has(one)) distances.set(one, hop * sign);
        reached.push(one);
      }
    }
    front = reached;
  }
}

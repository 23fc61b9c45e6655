/**
 * Where along its layer each node stands: as near as its order allows to the middle of its neighbours. Each pass solves one layer
 * exactly (least squares under the order and the gaps, by pooling adjacent violators), so edges come out straight where they can.
 */
import type { Digraph } from "./graph.ts";

/** Centre of each node along its layer. `extent[i]` is the room that node i takes along it. */
export function placeInLayers(graph: Digraph, layers: readonly (readonly number[])[], extent: Float64Array, gap: number, passes: number): Float64Array {
  const centre = new Float64Array(graph.size);
  for (const layer of layers) {
    let at = 0;
    for (const node of layer) {
      centre[node] = at + extent[node]! / 2;
      at += extent[node]! + gap;
    }
  }
  for (let pass = 0; pass < passes; pass++) {
    const isForward = pass % 2 === 0;
    for (let step = 0; step < layers.length; step++) {
      const layer = layers[isForward ? step : layers.length - 1 - step]!;
      const wanted = layer.map((node) => wantedCentre(node, graph, centre, pass, isForward));
      settleLayer(layer, wanted, extent, gap, centre);
    }
  }
  return centre;
}

/** Early passes look only where they come from, which pulls chains straight; the last ones look both ways. */
function wantedCentre(node: number, graph: Digraph, centre: Float64Array, pass: number, isForward: boolean): { at: number; weight: number } {
  const near = isForward ? graph.into[node]! : graph.out[node]!;
  const far = isForward ? graph.out[node]! : graph.into[node]!;
  const around = pass < 4 ? (near.length > 0 ? near : far) : [...near, ...far];
  if (around.length === 0) return { at: centre[node]!, weight: 0.01 };
  let sum = 0;
  for (const one of around) sum += centre[one]!;
  return { at: sum / around.length, weight: around.length };
}

function settleLayer(layer: readonly number[], wanted: readonly { at: number; weight: number }[], extent: Float64Array, gap: number, centre: Float64Array): void {
  // With offsets taken off, "in order with gaps" becomes "not decreasing", which pooling solves.
  const offset: number[] = [];
  let run = 0;
  layer.forEach((node, i) => {
    if (i > 0) run += extent[layer[i - 1]!]! / 2 + gap + extent[node]! / 2;
    offset.push(run);
  });
  const pools: { value: number; weight: number; count: number }[] = [];
  wanted.forEach(({ at, weight }, i) => {
    let pool = { value: at - offset[i]!, weight, count: 1 };
    for (let last = pools.at(-1); last && last.value > pool.value; last = pools.at(-1)) {
      const total = last.weight + pool.weight;
      pool = { value: (last.value * last.weight + pool.value * pool.weight) / total, weight: total, count: last.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  });
  let i = 0;
  for (const pool of pools) for (let n = 0; n < pool.count; n++, i++) centre[layer[i]!] = pool.value + offset[i]!;
}

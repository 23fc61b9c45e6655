/**
 * A layout as arrays of numbers, which cross to the worker and back without a copy of ten thousand objects on the page's own thread.
 * The places in the arrays are those of the request.
 */
import { layOut } from "../../../shared/layout/layout.ts";

export interface LayoutRequest {
  /** Ids of nodes, then of boxes. */
  readonly ids: readonly string[];
  /** The first of the boxes. */
  readonly firstBox: number;
  /** Width, height of each node. */
  readonly sizes: Float32Array;
  /** Place of the box around, -1 at the top. */
  readonly parents: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly direction: "right" | "down";
  readonly gapBetweenLayers: number;
  readonly gapInLayer: number;
  readonly headerHeight: number;
  readonly padding: number;
  /** x, y of each in an earlier picture; NaN for what was not there. */
  readonly previous: Float32Array | null;
}

export interface PackedLayout {
  /** x, y, width, height of each. */
  readonly places: Float32Array;
  /** Points of edge i are `points[offsets[i]]` up to `points[offsets[i + 1]]`, x and y in turn. */
  readonly points: Float32Array;
  readonly offsets: Uint32Array;
  readonly isBack: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Time that the layout took, in ms. */
  readonly elapsedMs: number;
}

export function layOutPacked(request: LayoutRequest): PackedLayout {
  const start = performance.now();
  const { ids, firstBox, sizes, parents, previous } = request;
  const parentOf = (i: number): string | null => (parents[i]! < 0 ? null : ids[parents[i]!]!);
  const positions = new Map<string, { x: number; y: number }>();
  if (previous) ids.forEach((id, i) => !Number.isNaN(previous[2 * i]!) && positions.set(id, { x: previous[2 * i]!, y: previous[2 * i + 1]! }));
  const layout = layOut({
    nodes: ids.slice(0, firstBox).map((id, i) => ({ id, width: sizes[2 * i]!, height: sizes[2 * i + 1]!, parent: parentOf(i) })),
    boxes: ids.slice(firstBox).map((id, i) => ({ id, parent: parentOf(firstBox + i), headerHeight: request.headerHeight, padding: request.padding })),
    edges: Array.from(request.from, (from, i) => ({ from: ids[from]!, to: ids[request.to[i]!]! })),
    direction: request.direction,
    gapBetweenLayers: request.gapBetweenLayers,
    gapInLayer: request.gapInLayer,
    ...(positions.size > 0 ? { previous: positions } : {}),
  });
  const placeOf = new Map(ids.map((id, i) => [id, i]));
  const places = new Float32Array(ids.length * 4);
  for (const item of layout.items) places.set([item.x, item.y, item.width, item.height], placeOf.get(item.id)! * 4);
  const edgeOf = new Map<number, number>();
  request.from.forEach((from, i) => edgeOf.set(from * ids.length + request.to[i]!, i));
  const lines: (readonly (readonly [number, number])[])[] = Array.from(request.from, () => []);
  const isBack = new Uint8Array(request.from.length);
  for (const edge of layout.edges) {
    const at = edgeOf.get(placeOf.get(edge.from)! * ids.length + placeOf.get(edge.to)!)!;
    lines[at] = edge.points;
    isBack[at] = edge.isBack ? 1 : 0;
  }
  const offsets = new Uint32Array(lines.length + 1);
  lines.forEach((line, i) => (offsets[i + 1] = offsets[i]! + line.length * 2));
  const points = new Float32Array(offsets[lines.length]!);
  lines.forEach((line, i) => line.forEach(([x, y], n) => points.set([x, y], offsets[i]! + 2 * n)));
  return { places, points, offsets, isBack, width: layout.width, height: layout.height, elapsedMs: performance.now() - start };
}

/** What moves with the mouse and the keys, painted over the picture: lit edges, selection, the current item, the rectangle of a drag. */
import type { Camera, Point } from "../../components/graph-camera.ts";
import { drawArrowHead } from "../../components/graph-edge-path.ts";
import { drawEdge, nameZoom, paintItem, type PaintState } from "../../components/graph-paint.ts";
import type { Pen } from "../../components/graph-pen.ts";
import { boxOfItem, type GraphScene } from "../../components/graph-scene.ts";

export interface Highlights {
  /** Item under the mouse. */
  readonly hover: number | null;
  readonly current: number | null;
  readonly selected: ReadonlySet<number>;
  readonly focus: number | null;
  /** Corners of a drag, in the world. */
  readonly drag: readonly [Point, Point] | null;
}

const maxRepainted = 60;

export function paintHighlights(pen: Pen, camera: Camera, scene: GraphScene, state: PaintState, highlights: Highlights): void {
  const { palette } = state;
  const { zoom } = camera;
  const { hover, current, selected, focus, drag } = highlights;
  const lit = hover ?? current;
  const neighbours = new Set<number>();
  if (lit !== null && scene.kinds[lit] !== 2) {
    const edges: number[] = [];
    for (let edge = 0; edge < scene.from.length; edge++) {
      if (scene.from[edge] !== lit && scene.to[edge] !== lit) continue;
      edges.push(edge);
      neighbours.add(scene.from[edge] === lit ? scene.to[edge]! : scene.from[edge]!);
    }
    if (edges.length > 0) {
      const size = Math.min(9, 7 / Math.max(zoom, 0.4));
      pen.path((sink) => edges.forEach((edge) => drawEdge(sink, scene, edge, zoom < 0.1)), { stroke: palette.accent, lineWidth: Math.max(1.8, 1.4 / zoom) });
      if (zoom >= nameZoom) pen.path((sink) => edges.forEach((edge) => { const end = scene.offsets[edge + 1]!; if (end - scene.offsets[edge]! >= 4) drawArrowHead(sink, scene.points[end - 2]!, scene.points[end - 1]!, size, scene.flow); }), { fill: palette.accent });
    }
    if (zoom >= nameZoom && neighbours.size <= maxRepainted) for (const item of [...neighbours, lit]) paintItem(pen, scene, { ...state, isDim: null }, item, zoom);
    if (hover !== null) for (const item of neighbours) outline(pen, scene, item, zoom, palette.accent, 1.2, 0);
  }
  if (focus !== null) outline(pen, scene, focus, zoom, palette.accent, 2, 0);
  for (const item of selected) outline(pen, scene, item, zoom, palette.accent, 2.4, 1.5);
  if (hover !== null && scene.kinds[hover] !== 2) outline(pen, scene, hover, zoom, palette.accent, 1.6, 0);
  if (current !== null) outline(pen, scene, current, zoom, palette.accent, 2.4, 3);
  if (drag) {
    const [a, b] = drag;
    pen.box(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), 0, { fill: palette.accentSoft, opacity: 0.5 });
    pen.box(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), 0, { stroke: palette.accent, lineWidth: 1 / zoom });
  }
}

/** Never smaller than can be seen from afar. */
function outline(pen: Pen, scene: GraphScene, item: number, zoom: number, stroke: string, width: number, away: number): void {
  const { x, y, width: w, height: h } = boxOfItem(scene, item);
  const grow = Math.max(away / Math.min(1, zoom), (10 / zoom - Math.min(w, h)) / 2);
  pen.box(x - grow, y - grow, w + 2 * grow, h + 2 * grow, zoom < nameZoom ? 3 / zoom : 9 + away, { stroke, lineWidth: Math.max(width, width / zoom) });
}

/** What lies under a point of the graph. Pure. */
import type { Point } from "./graph-camera.ts";
import { faceMetrics, type Face, type GraphScene } from "./graph-scene.ts";

export type GraphHit =
  | { readonly kind: "item"; readonly item: number }
  /** The title of an open group. */
  | { readonly kind: "header"; readonly item: number }
  /** The sign at a node's side that tells of hidden neighbours. */
  | { readonly kind: "more"; readonly item: number; readonly side: "up" | "down" };

/** Half the width and height of the sign, in units of the world, and how far its middle is from the node. */
export const moreSign = { halfWidth: 14, halfHeight: 11, away: 14 } as const;

export function moreSignAt(scene: GraphScene, item: number, side: "up" | "down"): Point {
  const at = item * 4;
  const [x, y, width, height] = [scene.places[at]!, scene.places[at + 1]!, scene.places[at + 2]!, scene.places[at + 3]!];
  const isFirst = side === "up";
  if (scene.flow === "right") return [isFirst ? x - moreSign.away : x + width + moreSign.away, y + height / 2];
  return [x + width / 2, isFirst ? y - moreSign.away : y + height + moreSign.away];
}

/** `zoom` tells what is drawn: signs only when near, titles as large as they are on the screen. */
export function hitGraph(scene: GraphScene, faceOf: (item: number) => Face, [x, y]: Point, zoom: number): GraphHit | null {
  if (zoom >= signZoom) {
    for (let item = 0; item < scene.count; item++) {
      if (scene.kinds[item] === 2 || !isNear(scene, item, x, y)) continue;
      const face = faceOf(item);
      if (face.hiddenUp > 0 && isOnSign(scene, item, "up", x, y)) return { kind: "more", item, side: "up" };
      if (face.hiddenDown > 0 && isOnSign(scene, item, "down", x, y)) return { kind: "more", item, side: "down" };
    }
  }
  let box = -1;
  for (let item = 0; item < scene.count; item++) {
    const at = item * 4;
    const dx = x - scene.places[at]!;
    const dy = y - scene.places[at + 1]!;
    if (dx < 0 || dy < 0 || dx > scene.places[at + 2]! || dy > scene.places[at + 3]!) continue;
    if (scene.kinds[item] !== 2) return { kind: "item", item };
    // Inner boxes come after the ones around them.
    if (dy <= Math.max(faceMetrics.boxHeader, 26 / zoom)) box = item;
  }
  return box < 0 ? null : { kind: "header", item: box };
}

/** Nearer than this the signs of hidden neighbours are drawn. */
export const signZoom = 0.35;

function isNear(scene: GraphScene, item: number, x: number, y: number): boolean {
  const at = item * 4;
  const reach = moreSign.away + moreSign.halfWidth;
  return x > scene.places[at]! - reach && x < scene.places[at]! + scene.places[at + 2]! + reach && y > scene.places[at + 1]! - reach && y < scene.places[at + 1]! + scene.places[at + 3]! + reach;
}

function isOnSign(scene: GraphScene, item: number, side: "up" | "down", x: number, y: number): boolean {
  const [signX, signY] = moreSignAt(scene, item, side);
  return Math.abs(x - signX) <= moreSign.halfWidth && Math.abs(y - signY) <= moreSign.halfHeight + 1;
}

/** Items within a rectangle, for a selection by drag: those whose middle it holds. */
export function itemsWithin(scene: GraphScene, a: Point, b: Point): number[] {
  const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
  const [top, bottom] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  const found: number[] = [];
  for (let item = 0; item < scene.count; item++) {
    if (scene.kinds[item] === 2) continue;
    const x = scene.places[4 * item]! + scene.places[4 * item + 2]! / 2;
    const y = scene.places[4 * item + 1]! + scene.places[4 * item + 3]! / 2;
    if (x >= left && x <= right && y >= top && y <= bottom) found.push(item);
  }
  return found;
}

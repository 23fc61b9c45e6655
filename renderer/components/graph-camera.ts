/** Where one looks at a drawing from: pan and zoom as plain values. Pure; graph and column views keep one each. */

export interface Camera {
  /** World coordinates of the viewport's left top corner. */
  readonly x: number;
  readonly y: number;
  /** Screen pixels a unit of the world. */
  readonly zoom: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Point = readonly [x: number, y: number];

export const minZoom = 0.005;
export const maxZoom = 3;

export function toScreen(camera: Camera, [x, y]: Point): Point {
  return [(x - camera.x) * camera.zoom, (y - camera.y) * camera.zoom];
}

export function toWorld(camera: Camera, [x, y]: Point): Point {
  return [x / camera.zoom + camera.x, y / camera.zoom + camera.y];
}

/** By screen pixels, as a drag moves the paper. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.zoom, y: camera.y - dy / camera.zoom };
}

/** What is under `at` (on the screen) stays there. */
export function zoomAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = Math.min(maxZoom, Math.max(minZoom, camera.zoom * factor));
  const [x, y] = toWorld(camera, at);
  return { x: x - at[0] / zoom, y: y - at[1] / zoom, zoom };
}

/** All of `box` in sight with a margin in screen pixels, in the middle, no larger than `most`. */
export function fitBox(box: Box, viewport: Size, margin = 32, most = 1): Camera {
  const room = { width: Math.max(40, viewport.width - 2 * margin), height: Math.max(40, viewport.height - 2 * margin) };
  const zoom = Math.min(most, Math.max(minZoom, Math.min(room.width / Math.max(1, box.width), room.height / Math.max(1, box.height))));
  return centreOn([box.x + box.width / 2, box.y + box.height / 2], viewport, zoom);
}

export function centreOn([x, y]: Point, viewport: Size, zoom: number): Camera {
  return { x: x - viewport.width / 2 / zoom, y: y - viewport.height / 2 / zoom, zoom };
}

/** The camera for a new picture in which what was at `before` is at `after`: it stays where it is on the screen. */
export function keepInPlace(camera: Camera, before: Point, after: Point): Camera {
  return { ...camera, x: camera.x + after[0] - before[0], y: camera.y + after[1] - before[1] };
}

/** Moves as little as needed to bring `box` into sight, `margin` screen pixels from the edge. */
export function reveal(camera: Camera, box: Box, viewport: Size, margin = 24): Camera {
  const gap = margin / camera.zoom;
  const alongX = revealSpan(camera.x, viewport.width / camera.zoom, box.x - gap, box.width + 2 * gap);
  const alongY = revealSpan(camera.y, viewport.height / camera.zoom, box.y - gap, box.height + 2 * gap);
  return alongX === camera.x && alongY === camera.y ? camera : { ...camera, x: alongX, y: alongY };
}

function revealSpan(start: number, length: number, from: number, extent: number): number {
  if (extent > length) return from + extent / 2 - length / 2;
  if (from < start) return from;
  return from + extent > start + length ? from + extent - length : start;
}

/** The part of the world in sight. */
export function inSight(camera: Camera, viewport: Size): Box {
  return { x: camera.x, y: camera.y, width: viewport.width / camera.zoom, height: viewport.height / camera.zoom };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The least box around all; null of none. */
export function boundsOf(boxes: Iterable<Box>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

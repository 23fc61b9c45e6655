/** The line of an edge between columns: flat where it leaves and arrives; one that goes back, or stays within its card, swings out. Pure. */
import type { Box, Point } from "../graph-camera.ts";
import { PathText, type PathSink } from "../graph-edge-path.ts";

/** How far a line swings out that does not go on to the right. */
const swing = 56;

/** `shift` moves the line down: lines of one edge run side by side. */
export function drawColumnLine(sink: PathSink, points: readonly Point[], shift = 0): void {
  const [first, ...rest] = points;
  if (!first) return;
  let [x, y] = first;
  sink.moveTo(x, y + shift);
  for (const [u, v] of rest) {
    const isLoop = Math.abs(u - x) < 1;
    const pull = u > x + 8 ? (u - x) / 2 : swing;
    sink.bezierCurveTo(x + pull, y + shift, isLoop ? u + pull : u - pull, v + shift, u, v + shift);
    x = u;
    y = v;
  }
}

export function columnLineData(points: readonly Point[], shift = 0): string {
  const sink = new PathText();
  drawColumnLine(sink, points, shift);
  return sink.text();
}

/** With room for what swings out. */
export function lineBounds(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left - swing, y: top - 8, width: right - left + 2 * swing, height: bottom - top + 16 };
}

/** Half way along, for a mark on the line. */
export function middleOfLine(points: readonly Point[]): Point {
  const at = (points.length - 1) / 2;
  const a = points[Math.floor(at)]!;
  const b = points[Math.ceil(at)]!;
  const isLoop = a[0] === b[0] && a[1] !== b[1];
  return [(a[0] + b[0]) / 2 + (isLoop ? swing * 0.75 : 0), (a[1] + b[1]) / 2];
}

/** The line of an edge through its points: smooth, leaving and arriving along the flow. Draws into a canvas path or as SVG path data. */

/** What a `Path2D`, a canvas context and the SVG pen have in common. */
export interface PathSink {
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  bezierCurveTo: (ax: number, ay: number, bx: number, by: number, x: number, y: number) => void;
}

export type Flow = "right" | "down";

/** `points` as x, y, x, y...; `[start, end)` are the places in it that belong to this edge. */
export function drawEdgePath(sink: PathSink, points: ArrayLike<number>, start: number, end: number, flow: Flow): void {
  let x = points[start]!;
  let y = points[start + 1]!;
  sink.moveTo(x, y);
  for (let i = start + 2; i < end; i += 2) {
    const nextX = points[i]!;
    const nextY = points[i + 1]!;
    if (flow === "right") {
      const pull = pullOf(nextX - x);
      if (nextY === y) sink.lineTo(nextX, nextY);
      else sink.bezierCurveTo(x + pull, y, nextX - pull, nextY, nextX, nextY);
    } else {
      const pull = pullOf(nextY - y);
      if (nextX === x) sink.lineTo(nextX, nextY);
      else sink.bezierCurveTo(x, y + pull, nextX, nextY - pull, nextX, nextY);
    }
    x = nextX;
    y = nextY;
  }
}

/** Straight from point to point: what is left of a curve when it is drawn a few pixels high. */
export function drawStraightPath(sink: PathSink, points: ArrayLike<number>, start: number, end: number): void {
  sink.moveTo(points[start]!, points[start + 1]!);
  for (let i = start + 2; i < end; i += 2) sink.lineTo(points[i]!, points[i + 1]!);
}

/** How far the line goes on along the flow before it bends. Against the flow it swings out. */
function pullOf(distance: number): number {
  return distance >= 0 ? Math.max(Math.min(12, distance), distance / 2) : Math.min(160, 48 - distance / 4);
}

/** A small head at the end of an edge. */
export function drawArrowHead(sink: PathSink, x: number, y: number, size: number, flow: Flow): void {
  sink.moveTo(x, y);
  if (flow === "right") {
    sink.lineTo(x - size, y - size * 0.6);
    sink.lineTo(x - size, y + size * 0.6);
  } else {
    sink.lineTo(x - size * 0.6, y - size);
    sink.lineTo(x + size * 0.6, y - size);
  }
  sink.lineTo(x, y);
}

/** The same as SVG's `d`, for views that draw with elements. */
export function edgePathData(points: readonly (readonly [number, number])[], flow: Flow): string {
  const flat = points.flat();
  const sink = new PathText();
  drawEdgePath(sink, flat, 0, flat.length, flow);
  return sink.text();
}

/** Collects path data; at most two decimals. */
export class PathText implements PathSink {
  private parts: string[] = [];
  moveTo(x: number, y: number): void {
    this.parts.push(`M${short(x)} ${short(y)}`);
  }
  lineTo(x: number, y: number): void {
    this.parts.push(`L${short(x)} ${short(y)}`);
  }
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.parts.push(`C${short(ax)} ${short(ay)} ${short(bx)} ${short(by)} ${short(x)} ${short(y)}`);
  }
  text(): string {
    return this.parts.join("");
  }
}

export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}

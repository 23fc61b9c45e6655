/**
 * The whole graph with a pen, in world units, for one zoom: cards when near, names when further, coloured marks from afar. A generator,
 * so that a picture of ten thousand items is painted in slices between which the page stays alive.
 */
import { overlaps, type Box } from "./graph-camera.ts";
import { drawArrowHead, drawEdgePath, drawStraightPath, type PathSink } from "./graph-edge-path.ts";
import { moreSign, moreSignAt, signZoom } from "./graph-hit.ts";
import { colorAt, paintFace } from "./graph-paint-face.ts";
import type { GraphPalette } from "./graph-palette.ts";
import type { Pen } from "./graph-pen.ts";
import { boxOfItem, faceMetrics, type Face, type GraphScene } from "./graph-scene.ts";

export interface PaintState {
  readonly palette: GraphPalette;
  readonly faceOf: (item: number) => Face;
  /** Colour alone, without making the face: from afar. */
  readonly colorOf: (item: number) => number;
  /** Items that step back: others were picked in the legend or by a search. */
  readonly isDim: ((item: number) => boolean) | null;
}

/** Nearer: cards. */
export const cardZoom = 0.62;
/** Nearer: names. */
export const nameZoom = 0.2;

/** Paints what lies in `sight`. Pauses between parts. */
export function* paintScene(pen: Pen, scene: GraphScene, state: PaintState, zoom: number, sight: Box, hasLabels = true): Generator<void> {
  const reach = 40 + 10 / zoom;
  const around = { x: sight.x - reach, y: sight.y - reach, width: sight.width + 2 * reach, height: sight.height + 2 * reach };
  const isSeen = (item: number): boolean => {
    const at = item * 4;
    const [x, y] = [scene.places[at]!, scene.places[at + 1]!];
    return x < around.x + around.width && y < around.y + around.height && x + scene.places[at + 2]! > around.x && y + scene.places[at + 3]! > around.y;
  };
  for (let item = 0; item < scene.count; item++) if (scene.kinds[item] === 2 && isSeen(item)) paintOpenBox(pen, state, scene, item, zoom);
  yield;
  yield* paintEdges(pen, scene, state, zoom, around);
  let painted = 0;
  for (let item = 0; item < scene.count; item++) {
    if (scene.kinds[item] === 2 || !isSeen(item)) continue;
    paintItem(pen, scene, state, item, zoom);
    if (++painted % (zoom >= cardZoom ? 12 : zoom >= nameZoom ? 60 : 400) === 0) yield;
  }
  yield;
  if (hasLabels && zoom * 13 < 10) for (let item = 0; item < scene.count; item++) if (scene.kinds[item] !== 0 && isSeen(item)) paintFarLabel(pen, scene, state, item, zoom, sight);
}

export function paintItem(pen: Pen, scene: GraphScene, state: PaintState, item: number, zoom: number): void {
  const { palette } = state;
  const { x, y, width, height } = boxOfItem(scene, item);
  const isGroup = scene.kinds[item] === 1;
  if (zoom < nameZoom) {
    const color = state.colorOf(item);
    pen.box(x, y, width, height, 0, { fill: colorAt(palette, color), opacity: color === 0 ? 0.55 : 0.85 });
  } else {
    const face = state.faceOf(item);
    if (zoom >= cardZoom) paintFace(pen, palette, face, x, y, width, height, isGroup);
    else paintNamed(pen, palette, face, x, y, width, height, zoom, isGroup);
    if (zoom >= signZoom) paintSigns(pen, scene, state, face, item, zoom);
  }
  if (state.isDim?.(item)) pen.box(x - 2, y - 2, width + 4 + (isGroup ? 6 : 0), height + 4 + (isGroup ? 6 : 0), 10, { fill: palette.background, opacity: 0.72 });
}

function paintNamed(pen: Pen, palette: GraphPalette, face: Face, x: number, y: number, width: number, height: number, zoom: number, isGroup: boolean): void {
  if (isGroup) pen.box(x + 5, y + 5, width, height, 9, { fill: palette.panel, stroke: palette.lineStrong, lineWidth: 0.8 / zoom });
  pen.box(x, y, width, height, 9, { fill: palette.raised, stroke: face.isStub ? palette.field : palette.lineStrong, lineWidth: 0.8 / zoom, ...(face.isStub ? { dash: [8, 6] } : {}) });
  pen.box(x, y, 10, height, 5, { fill: colorAt(palette, face.color), ...(face.color === 0 ? { opacity: 0.45 } : {}) });
  const hasFacts = height * zoom >= 27 && face.lines.length > 0;
  const left = x + 10 + 4 / zoom;
  const room = width - 11 - 6 / zoom;
  const size = Math.min((zoom < 0.4 ? 9 : 10.5) / zoom, height * 0.6);
  pen.text(face.name, left, hasFacts ? y + height * 0.34 : y + height / 2, { size, weight: 600, isMono: true, color: palette.text, maxWidth: room });
  if (hasFacts) pen.text(factText(face), left, y + height * 0.7, { size: 9.5 / zoom, weight: 400, isMono: false, color: palette.text3, maxWidth: room });
}

/** The first line in words, for where its marks would be too small. */
function factText(face: Face): string {
  const line = face.lines[0];
  return line ? [...line.left, ...line.right].flatMap((part) => (part.kind === "text" || part.kind === "chip" ? [part.text] : [])).join(" · ") : "";
}

/** Neighbours that are not in the picture, dependencies that are not known, an asset that depends on itself. */
function paintSigns(pen: Pen, scene: GraphScene, state: PaintState, face: Face, item: number, zoom: number): void {
  const { palette } = state;
  for (const side of ["up", "down"] as const) {
    const hidden = side === "up" ? face.hiddenUp : face.hiddenDown;
    const isUnknown = side === "up" && face.isUpUnknown;
    if (hidden === 0 && !isUnknown) continue;
    const [x, y] = moreSignAt(scene, item, side);
    const text = hidden > 0 ? `+${hidden > 99 ? "99" : hidden}${isUnknown ? "?" : ""}` : "?";
    pen.box(x - moreSign.halfWidth, y - moreSign.halfHeight + 1, 2 * moreSign.halfWidth, 2 * moreSign.halfHeight - 2, 10, { fill: palette.raised, stroke: isUnknown ? palette.warn : palette.field, lineWidth: Math.max(1, 0.8 / zoom), ...(isUnknown ? { dash: [3, 2] } : {}) });
    pen.text(text, x, y + 0.5, { size: 10.5, weight: 600, isMono: false, color: isUnknown ? palette.warn : palette.accentText, align: "center", maxWidth: 26 });
  }
  const { x, y, width } = boxOfItem(scene, item);
  if (face.isOnItself || face.isInCycle) {
    pen.circle(x + width - 4, y + 2, 8, { fill: palette.warnSoft, stroke: palette.warn });
    pen.text("↻", x + width - 4, y + 2.5, { size: 11, weight: 600, isMono: false, color: palette.warn, align: "center" });
  }
}

function paintOpenBox(pen: Pen, state: PaintState, scene: GraphScene, item: number, zoom: number): void {
  const { palette } = state;
  const { x, y, width, height } = boxOfItem(scene, item);
  pen.box(x, y, width, height, 12, { fill: palette.panel, stroke: palette.line, lineWidth: Math.max(1, 0.8 / zoom) });
  if (zoom * 13 < 10) return;
  const face = state.faceOf(item);
  pen.path((sink) => { sink.moveTo(x + 15, y + 15); sink.lineTo(x + 19, y + 19.5); sink.lineTo(x + 23, y + 15); }, { stroke: palette.text3, lineWidth: 1.5 });
  pen.text(face.name, x + 31, y + 17.5, { size: 12.5, weight: 600, isMono: false, color: palette.text2, maxWidth: width - 90 });
  pen.text(face.prefix, x + width - 14, y + 17.5, { size: 11.5, weight: 400, isMono: false, color: palette.text3, align: "right", maxWidth: 70 });
}

/** Groups keep their names at any distance, as long as there is room for one. It stays in sight while a part of the box is. */
function paintFarLabel(pen: Pen, scene: GraphScene, state: PaintState, item: number, zoom: number, sight: Box): void {
  const { x, y, width, height } = boxOfItem(scene, item);
  const isClosed = scene.kinds[item] === 1;
  if (isClosed && zoom >= nameZoom) return;
  if (width * zoom < 44 || height * zoom < (isClosed ? 12 : 18) || !overlaps({ x, y, width, height }, sight)) return;
  const { palette } = state;
  // In the box's own head while letters of that height can be read, over what is inside when they cannot.
  const size = !isClosed && zoom >= 0.25 ? Math.min(11 / zoom, faceMetrics.boxHeader * 0.8) : 11 / zoom;
  const face = state.faceOf(item);
  const left = isClosed ? x : Math.max(x, Math.min(sight.x + 2 / zoom, x + width - 120 / zoom));
  const top = isClosed ? y + height / 2 - 9 / zoom : Math.max(y, Math.min(sight.y + 2 / zoom, y + height - 30 / zoom));
  const room = width - 12 / zoom;
  const text = face.name;
  const wide = Math.min(room, text.length * size * 0.62 + 12 / zoom);
  if (zoom < 0.25) pen.box(left + 3 / zoom, top + 2 / zoom, wide, 15 / zoom, 4 / zoom, { fill: palette.raised, opacity: 0.9 });
  pen.text(text, left + 8 / zoom, zoom < 0.25 ? top + 10 / zoom : top + faceMetrics.boxHeader / 2 + 2, { size, weight: 600, isMono: false, color: palette.text, maxWidth: wide - 8 / zoom });
}

export function drawEdge(sink: PathSink, scene: GraphScene, edge: number, isStraight: boolean): void {
  const [start, end] = [scene.offsets[edge]!, scene.offsets[edge + 1]!];
  if (end - start < 4) return;
  if (isStraight) drawStraightPath(sink, scene.points, start, end);
  else drawEdgePath(sink, scene.points, start, end, scene.flow);
}

/** Points of lines that one stroke holds: a few milliseconds of drawing. */
const batchPoints = 900;

function* paintEdges(pen: Pen, scene: GraphScene, state: PaintState, zoom: number, sight: Box): Generator<void> {
  const { palette } = state;
  const isStraight = zoom < 0.1;
  const faint = scene.from.length > 4_000 && zoom < nameZoom ? 0.35 : scene.from.length > 600 && zoom < cardZoom ? 0.55 : 0.85;
  const special: number[] = [];
  let batch: number[] = [];
  let points = 0;
  const flush = (): void => {
    const edges = batch;
    batch = [];
    points = 0;
    if (edges.length > 0) pen.path((sink) => edges.forEach((edge) => drawEdge(sink, scene, edge, isStraight)), { stroke: palette.edge, lineWidth: Math.max(0.7, Math.min(1.3, 0.7 + zoom)) / zoom, opacity: faint });
  };
  for (let edge = 0; edge < scene.from.length; edge++) {
    if (!crosses(scene, edge, sight)) continue;
    if (scene.isBack[edge] || scene.weights[edge]! > 1) special.push(edge);
    else batch.push(edge);
    points += scene.offsets[edge + 1]! - scene.offsets[edge]!;
    if (points >= batchPoints) {
      flush();
      yield;
    }
  }
  flush();
  yield;
  for (const [i, edge] of special.entries()) {
    const isBack = scene.isBack[edge] === 1;
    const lineWidth = (1.2 + Math.min(3, Math.log2(scene.weights[edge]!) * 0.5)) / Math.max(zoom, 0.15);
    pen.path((sink) => drawEdge(sink, scene, edge, isStraight), { stroke: isBack ? palette.warn : palette.edge, lineWidth, opacity: isBack ? 1 : faint, ...(isBack ? { dash: [6 / zoom, 4 / zoom] } : {}) });
    if (isBack) {
      const end = scene.offsets[edge + 1]!;
      pen.path((sink) => drawArrowHead(sink, scene.points[end - 2]!, scene.points[end - 1]!, 8 / Math.max(zoom, 0.3), scene.flow), { fill: palette.warn });
    }
    if (i % 40 === 39) yield;
  }
}

/** By the bounds of its points, with room for the swing of one that runs back. */
function crosses(scene: GraphScene, edge: number, sight: Box): boolean {
  const [start, end] = [scene.offsets[edge]!, scene.offsets[edge + 1]!];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = start; i < end; i += 2) {
    const [x, y] = [scene.points[i]!, scene.points[i + 1]!];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  const swing = scene.isBack[edge] ? 200 : 0;
  return left - swing < sight.x + sight.width && right + swing > sight.x && top - swing < sight.y + sight.height && bottom + swing > sight.y;
}

/** Header height is part of the picture's contract with the layout. */
export const openBoxHeader = faceMetrics.boxHeader;

/** One item of the graph, near: a card with the key, its badges and its lines; a closed group as a stack of cards. In world units. */
import type { GraphPalette } from "./graph-palette.ts";
import { widthOf, type Lettering, type Pen } from "./graph-pen.ts";
import { faceMetrics, type Face, type FaceLine, type FacePart } from "./graph-scene.ts";

const radius = 9;
const { padding, prefixHeight, nameHeight, lineHeight } = faceMetrics;

export function colorAt(palette: GraphPalette, color: number): string {
  return palette.kinds[color - 1] ?? palette.text3;
}

export function paintFace(pen: Pen, palette: GraphPalette, face: Face, x: number, y: number, width: number, height: number, isGroup: boolean): void {
  if (isGroup) {
    pen.box(x + 6, y + 6, width, height, radius, { fill: palette.panel, stroke: palette.line });
    pen.box(x + 3, y + 3, width, height, radius, { fill: palette.panel, stroke: palette.lineStrong });
  } else pen.box(x - 0.5, y + 1.5, width + 1, height + 1.5, radius + 1, { fill: palette.shadow, opacity: palette.isDark ? 0.3 : 0.07 });
  const head = padding + (face.prefix === "" ? 0 : prefixHeight) + nameHeight + padding - 2;
  const hasBody = face.lines.length > 0;
  pen.box(x, y, width, height, radius, { fill: hasBody && !face.isStub ? palette.panel : palette.raised });
  if (hasBody && !face.isStub) {
    pen.box(x, y + head, width, height - head, radius, { fill: palette.raised });
    pen.box(x, y + head, width, Math.min(radius, height - head), 0, { fill: palette.raised });
    pen.box(x, y + head, width, 1, 0, { fill: palette.line });
  }
  pen.box(x, y, width, height, radius, { stroke: face.isStub ? palette.field : palette.lineStrong, ...(face.isStub ? { dash: [4, 3] } : {}) });
  pen.box(x + 6, y + padding, 3, head - 2 * padding + 4, 1.5, { fill: colorAt(palette, face.color), ...(face.color === 0 ? { opacity: 0.45 } : {}) });

  const left = x + 17;
  let right = x + width - 10;
  let line = y + padding;
  for (const badge of [...face.badges].reverse().slice(0, 3)) right -= paintPart(pen, palette, badge, right - partWidth(badge), y + head / 2) + 4;
  if (face.prefix !== "") {
    pen.text(face.prefix, left, line + prefixHeight / 2, { size: 11, weight: 400, isMono: true, color: palette.text3, maxWidth: right - left - 2 });
    line += prefixHeight;
  }
  pen.text(face.name, left, line + nameHeight / 2, { size: 12.5, weight: 600, isMono: true, color: palette.text, maxWidth: right - left - 2 });
  line = y + head + 3;
  for (const one of face.lines) {
    paintLine(pen, palette, one, x + 10, x + width - 10, line + lineHeight / 2);
    line += lineHeight;
  }
}

const gap = 6;

/** What does not fit is left out from the left side's end: the right side is short by its nature. */
function paintLine(pen: Pen, palette: GraphPalette, line: FaceLine, left: number, right: number, y: number): void {
  let end = right;
  for (const part of [...line.right].reverse()) end -= paintPart(pen, palette, part, end - partWidth(part), y) + gap;
  let at = left;
  for (const part of line.left) {
    const room = end - at;
    if (room < 14) return;
    const width = partWidth(part);
    if (width <= room) at += paintPart(pen, palette, part, at, y) + gap;
    else if (part.kind === "text" || part.kind === "chip") return void paintPart(pen, palette, part, at, y, room);
    else return;
  }
}

const chipText = { size: 11, weight: 400, isMono: false } as const;
const badgeText = { size: 9.5, weight: 600, isMono: true } as const;

function letteringOf(part: FacePart & { kind: "text" }): Pick<Lettering, "size" | "weight" | "isMono"> {
  return { size: 11.5, weight: part.isStrong ? 600 : 400, isMono: part.isMono === true };
}

export function partWidth(part: FacePart): number {
  switch (part.kind) {
    case "text":
      return widthOf(part.text, letteringOf(part));
    case "dot":
      return 7;
    case "badge":
      return widthOf(part.text, badgeText) + 10;
    case "avatar":
      return 17;
    case "chip":
      return widthOf(part.key, chipText) + (part.key !== "" && part.text !== "" ? 4 : 0) + widthOf(part.text, chipText) + 12;
  }
}

function paintPart(pen: Pen, palette: GraphPalette, part: FacePart, x: number, y: number, room?: number): number {
  const width = Math.min(partWidth(part), room ?? Infinity);
  switch (part.kind) {
    case "text":
      pen.text(part.text, x, y, { ...letteringOf(part), color: palette[part.tone], maxWidth: width + 0.5 });
      break;
    case "dot":
      pen.circle(x + 3.5, y, 3.5, { fill: palette[part.tone] });
      break;
    case "badge":
      pen.box(x, y - 8.5, width, 17, 4, { fill: palette.raised, stroke: colorAt(palette, part.color) });
      pen.text(part.text, x + 5, y + 0.5, { ...badgeText, color: colorAt(palette, part.color), maxWidth: width - 9 });
      break;
    case "avatar":
      if (part.isTeam) pen.box(x, y - 8.5, 17, 17, 5, { fill: colorAt(palette, part.color) });
      else pen.circle(x + 8.5, y, 8.5, { fill: colorAt(palette, part.color) });
      pen.text(part.text, x + 8.5, y + 0.5, { size: 9.5, weight: 600, isMono: false, color: palette.isDark ? palette.background : palette.onAccent, align: "center" });
      break;
    case "chip": {
      pen.box(x, y - 9, width, 18, 5, { fill: palette.raised, stroke: part.isLabel ? palette.field : palette.line, ...(part.isLabel ? { dash: [3, 2] } : {}) });
      const keyWidth = widthOf(part.key, chipText);
      pen.text(part.key, x + 6, y + 0.5, { ...chipText, color: part.text === "" ? palette[part.tone] : palette.text3, maxWidth: width - 11 });
      if (part.text !== "" && keyWidth + 16 < width) pen.text(part.text, x + 6 + (keyWidth > 0 ? keyWidth + 4 : 0), y + 0.5, { ...chipText, color: palette[part.tone], maxWidth: width - 11 - keyWidth });
      break;
    }
  }
  return width;
}

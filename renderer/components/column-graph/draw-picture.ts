/** The picture of a column's lineage drawn with a pen, for SVG and PNG: as it is on screen, with its legend. */
import type { Drawing } from "../export-drawing.ts";
import { boundsOf } from "../graph-camera.ts";
import type { GraphPalette } from "../graph-palette.ts";
import type { Pen } from "../graph-pen.ts";
import { drawColumnLine, middleOfLine } from "./edge-path.ts";
import { stylesOf, type EvidenceStyle } from "./evidence.ts";
import { cardLine, headHeight, labelOf, rowHeight } from "./lineage-cards.ts";
import { legendOf } from "./legend.tsx";
import type { Picture, PlacedCard, PlacedLine } from "./place-cards.ts";

const margin = 28;
const legendHeight = 44;

export function drawingOf(picture: Picture, title: string, palette: GraphPalette): Drawing {
  const box = boundsOf(picture.cards) ?? { x: 0, y: 0, width: 1, height: 1 };
  const legend = legendOf(picture.lines);
  return {
    width: Math.max(legend.length * 150 + margin, box.width + 2 * margin), height: box.height + 2 * margin + legendHeight, background: palette.background, title,
    draw: (pen) => {
      pen.within(margin - box.x, margin - box.y, 1, () => {
        for (const line of picture.lines) drawLine(pen, line, palette);
        for (const card of picture.cards) drawCard(pen, card, palette);
      });
      let x = margin;
      const y = box.height + 2 * margin + legendHeight / 2 - 8;
      for (const { style } of legend) {
        pen.path((sink) => { sink.moveTo(x, y); sink.lineTo(x + 26, y); }, ink(style, palette));
        pen.text(style.title, x + 34, y, { size: 12, weight: 400, isMono: false, color: palette.text2 });
        x += 150;
      }
    },
  };
}

function ink(style: EvidenceStyle, palette: GraphPalette): { stroke: string; lineWidth: number; dash: readonly number[] } {
  const colours = { accent: palette.accent, good: palette.good, bad: palette.bad, "text-3": palette.text3, k2: palette.kinds[1] ?? palette.text3 };
  return { stroke: colours[style.colour], lineWidth: style.width, dash: style.dash };
}

function drawLine(pen: Pen, line: PlacedLine, palette: GraphPalette): void {
  const styles = stylesOf(line.edge, line.isBroken);
  styles.forEach((style, i) => pen.path((sink) => drawColumnLine(sink, line.points, (i - (styles.length - 1) / 2) * 3.5), ink(style, palette)));
  if (!line.isBroken) return;
  const [x, y] = middleOfLine(line.points);
  pen.path((sink) => {
    sink.moveTo(x - 4, y - 4);
    sink.lineTo(x + 4, y + 4);
    sink.moveTo(x + 4, y - 4);
    sink.lineTo(x - 4, y + 4);
  }, { stroke: palette.bad, lineWidth: 1.8 });
}

function drawCard(pen: Pen, card: PlacedCard, palette: GraphPalette): void {
  const { x, y, width, height } = card;
  pen.box(x, y, width, height, 9, { fill: palette.raised, stroke: card.exists ? palette.lineStrong : palette.bad, lineWidth: 1 });
  pen.box(x + 1, y + 1, width - 2, headHeight - 2, 8, { fill: palette.panel });
  const badge = card.exists ? (card.kinds[0] ?? "") : "no such asset";
  const room = width - 24 - badge.length * 6.6;
  if (card.prefix !== "") pen.text(card.prefix, x + 11, y + 15, { size: 11, weight: 400, isMono: true, color: palette.text3, maxWidth: room });
  pen.text(card.name, x + 11, y + 31, { size: 12, weight: 600, isMono: true, color: palette.text, maxWidth: room });
  pen.text(badge, x + width - 11, y + headHeight / 2, { size: 10, weight: 600, isMono: true, color: card.exists ? palette.text3 : palette.bad, align: "right" });
  card.rows.forEach((row, i) => {
    const top = y + cardLine + headHeight + i * rowHeight;
    const middle = top + rowHeight / 2;
    const isLast = i === card.rows.length - 1 && card.more === 0;
    if (row.isFocus) pen.box(x + 1, top, width - 2, rowHeight - (isLast ? 1 : 0), isLast ? 8 : 0, { fill: palette.accent });
    else pen.path((sink) => { sink.moveTo(x + 1, top); sink.lineTo(x + width - 1, top); }, { stroke: palette.line, lineWidth: 1 });
    const label = labelOf(row);
    const strong = row.isFocus ? palette.onAccent : row.broken ? palette.bad : row.isOnPath ? palette.text : palette.text3;
    pen.text(row.column, x + 11, middle, { size: 12, weight: 400, isMono: true, color: strong, maxWidth: width - 30 - Math.min(label.length, 16) * 6.7 });
    pen.text(label, x + width - 11, middle, { size: 11, weight: 400, isMono: true, color: row.isFocus ? palette.onAccent : row.broken ? palette.bad : palette.text3, align: "right", maxWidth: width / 2 });
  });
  if (card.more > 0) pen.text(card.isOpen ? "all columns" : `+${card.more} more`, x + 11, y + height - 13, { size: 12, weight: 400, isMono: false, color: palette.text3 });
}

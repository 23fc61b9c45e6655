/** A drawing -> an SVG or PNG file. `draw` gets a pen whose origin is the left top corner of the picture. */
import { CanvasPen } from "./graph-canvas-pen.ts";
import type { Pen } from "./graph-pen.ts";
import { SvgPen } from "./graph-svg-pen.ts";

export interface Drawing {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly title: string;
  readonly draw: (pen: Pen) => void;
}

export function drawSvg(drawing: Drawing): string {
  const pen = new SvgPen();
  pen.box(0, 0, drawing.width, drawing.height, 0, { fill: drawing.background });
  drawing.draw(pen);
  return pen.document(drawing.width, drawing.height, drawing.title);
}

/** Larger pictures than this are beyond what browsers draw. */
const maxSide = 16_000;

/** `scale`: pixels of the picture a CSS pixel. */
export async function drawPng(drawing: Drawing, scale = 2): Promise<Blob> {
  const held = Math.min(scale, maxSide / drawing.width, maxSide / drawing.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(drawing.width * held));
  canvas.height = Math.max(1, Math.round(drawing.height * held));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser gives no canvas to draw on");
  context.scale(held, held);
  const pen = new CanvasPen(context);
  pen.box(0, 0, drawing.width, drawing.height, 0, { fill: drawing.background });
  drawing.draw(pen);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the picture is too large for a PNG"))), "image/png"));
}

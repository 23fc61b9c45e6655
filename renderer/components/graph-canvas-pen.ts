/** Draws on a canvas. Sets only what differs from the last stroke: thousands of boxes share their ink. */
import { cutToWidth, fontOf, type Ink, type Lettering, type Pen } from "./graph-pen.ts";
import type { PathSink } from "./graph-edge-path.ts";

export class CanvasPen implements Pen {
  private readonly context: CanvasRenderingContext2D;
  private font = "";
  constructor(context: CanvasRenderingContext2D) {
    this.context = context;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    // Letters keep their distances at every zoom.
    context.textRendering = "geometricPrecision";
  }

  box(x: number, y: number, width: number, height: number, radius: number, ink: Ink): void {
    const { context } = this;
    if (radius === 0 && ink.stroke === undefined && ink.fill !== undefined) {
      this.fade(ink);
      context.fillStyle = ink.fill;
      context.fillRect(x, y, width, height);
      return this.unfade(ink);
    }
    context.beginPath();
    if (radius === 0) context.rect(x, y, width, height);
    else context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
    this.ink(ink);
  }

  path(draw: (sink: PathSink) => void, ink: Ink): void {
    this.context.beginPath();
    draw(this.context);
    this.ink(ink);
  }

  circle(x: number, y: number, radius: number, ink: Ink): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, Math.PI * 2);
    this.ink(ink);
  }

  text(text: string, x: number, y: number, lettering: Lettering): void {
    const shown = cutToWidth(text, lettering);
    if (shown === "") return;
    const { context } = this;
    const font = fontOf(lettering);
    if (font !== this.font) context.font = this.font = font;
    context.fillStyle = lettering.color;
    context.textAlign = lettering.align ?? "left";
    context.fillText(shown, x, y);
  }

  within(x: number, y: number, zoom: number, draw: () => void): void {
    this.context.save();
    this.context.translate(x, y);
    this.context.scale(zoom, zoom);
    this.font = "";
    draw();
    this.context.restore();
    this.font = "";
  }

  private ink(ink: Ink): void {
    const { context } = this;
    this.fade(ink);
    if (ink.fill !== undefined) {
      context.fillStyle = ink.fill;
      context.fill();
    }
    if (ink.stroke !== undefined) {
      context.strokeStyle = ink.stroke;
      context.lineWidth = ink.lineWidth ?? 1;
      context.setLineDash(ink.dash ? [...ink.dash] : noDash);
      context.stroke();
    }
    this.unfade(ink);
  }

  private fade(ink: Ink): void {
    if (ink.opacity !== undefined) this.context.globalAlpha = ink.opacity;
  }

  private unfade(ink: Ink): void {
    if (ink.opacity !== undefined) this.context.globalAlpha = 1;
  }
}

const noDash: number[] = [];

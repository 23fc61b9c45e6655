/**
 * What a picture is drawn with. One drawing, two pens: a canvas for the screen and for PNG, and SVG text for export, so that a file
 * shows what the screen shows. Coordinates are those of the transform in force.
 */
import type { PathSink } from "./graph-edge-path.ts";

export interface Ink {
  readonly fill?: string;
  readonly stroke?: string;
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

export interface Lettering {
  readonly size: number;
  readonly weight: 400 | 500 | 600;
  readonly isMono: boolean;
  readonly color: string;
  readonly align?: "left" | "center" | "right";
  /** What does not fit is cut, with an ellipsis. */
  readonly maxWidth?: number;
}

export interface Pen {
  box: (x: number, y: number, width: number, height: number, radius: number, ink: Ink) => void;
  path: (draw: (sink: PathSink) => void, ink: Ink) => void;
  circle: (x: number, y: number, radius: number, ink: Ink) => void;
  /** `y` is the middle of the line. */
  text: (text: string, x: number, y: number, lettering: Lettering) => void;
  /** What `draw` draws is moved, then scaled. */
  within: (x: number, y: number, zoom: number, draw: () => void) => void;
}

export const fonts = {
  sans: '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", sans-serif',
  mono: '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, Menlo, Consolas, monospace',
} as const;

export function fontOf(lettering: Pick<Lettering, "size" | "weight" | "isMono">): string {
  return `${lettering.weight} ${lettering.size}px ${lettering.isMono ? fonts.mono : fonts.sans}`;
}

/** Width of one letter of the typeface of keys, a unit of its size. */
export const monoAdvance = 0.6;

const widths = new Map<string, number>();
let measurer: CanvasRenderingContext2D | null = null;

/** Widths are asked for again and again while drawing; measuring is the dear part. */
export function widthOf(text: string, lettering: Pick<Lettering, "size" | "weight" | "isMono">): number {
  if (lettering.isMono && isPlain(text)) return text.length * lettering.size * monoAdvance;
  const key = `${lettering.size}${lettering.weight}${lettering.isMono ? "m" : "s"}${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  measurer ??= document.createElement("canvas").getContext("2d");
  if (measurer) measurer.font = fontOf(lettering);
  const width = measurer?.measureText(text).width ?? text.length * lettering.size * 0.55;
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x17f) return false;
  }
  return true;
}

/** `text` cut to `maxWidth` with an ellipsis; "" where nothing fits. */
export function cutToWidth(text: string, lettering: Lettering): string {
  const { maxWidth } = lettering;
  if (maxWidth === undefined || widthOf(text, lettering) <= maxWidth) return text;
  let least = 0;
  let most = text.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (widthOf(`${text.slice(0, middle)}…`, lettering) <= maxWidth) least = middle;
    else most = middle - 1;
  }
  return least === 0 ? "" : `${text.slice(0, least)}…`;
}

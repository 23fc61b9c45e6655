/** Draws as SVG elements, for a file that any program opens: no styles, no scripts, text as text. */
import { PathText, short, type PathSink } from "./graph-edge-path.ts";
import { cutToWidth, fonts, type Ink, type Lettering, type Pen } from "./graph-pen.ts";

export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  box(x: number, y: number, width: number, height: number, radius: number, ink: Ink): void {
    this.parts.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${radius > 0 ? ` rx="${short(radius)}"` : ""}${attributes(ink)}/>`);
  }

  path(draw: (sink: PathSink) => void, ink: Ink): void {
    const path = new PathText();
    draw(path);
    if (path.text() !== "") this.parts.push(`<path d="${path.text()}"${attributes(ink)}/>`);
  }

  circle(x: number, y: number, radius: number, ink: Ink): void {
    this.parts.push(`<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}"${attributes(ink)}/>`);
  }

  text(text: string, x: number, y: number, lettering: Lettering): void {
    const shown = cutToWidth(text, lettering);
    if (shown === "") return;
    const anchor = lettering.align === "center" ? ' text-anchor="middle"' : lettering.align === "right" ? ' text-anchor="end"' : "";
    const family = lettering.isMono ? fonts.mono : fonts.sans;
    this.parts.push(`<text x="${short(x)}" y="${short(y)}" dominant-baseline="central" font-family="${escapeXml(family)}" font-size="${short(lettering.size)}" font-weight="${lettering.weight}" fill="${escapeXml(lettering.color)}"${anchor} xml:space="preserve">${escapeXml(shown)}</text>`);
  }

  within(x: number, y: number, zoom: number, draw: () => void): void {
    this.parts.push(`<g transform="translate(${short(x)} ${short(y)}) scale(${Math.round(zoom * 1e5) / 1e5})">`);
    draw();
    this.parts.push("</g>");
  }

  /** The whole file. */
  document(width: number, height: number, title: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}" role="img"><title>${escapeXml(title)}</title>${this.parts.join("\n")}</svg>\n`;
  }
}

function attributes(ink: Ink): string {
  const dash = ink.dash && ink.dash.length > 0 ? ` stroke-dasharray="${ink.dash.map(short).join(" ")}"` : "";
  const stroke = ink.stroke === undefined ? "" : ` stroke="${escapeXml(ink.stroke)}" stroke-width="${short(ink.lineWidth ?? 1)}"${dash}`;
  return ` fill="${ink.fill === undefined ? "none" : escapeXml(ink.fill)}"${stroke}${ink.opacity === undefined ? "" : ` opacity="${short(ink.opacity)}"`}`;
}

/** Characters that XML cannot carry become the replacement character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

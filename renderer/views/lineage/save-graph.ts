/** What is on screen as a file: the same drawing, with another pen, with the meaning of its colours below. */
import { drawPng, drawSvg, type Drawing } from "../../components/export-drawing.ts";
import { saveFile } from "../../components/export-file.ts";
import { inSight, type Camera, type Size } from "../../components/graph-camera.ts";
import { colorAt } from "../../components/graph-paint-face.ts";
import { paintScene, type PaintState } from "../../components/graph-paint.ts";
import { widthOf, type Lettering, type Pen } from "../../components/graph-pen.ts";
import type { Legend } from "../../state/graph/color-legend.ts";
import { visible } from "./faces.ts";
import { paintHighlights, type Highlights } from "./paint-above.ts";
import type { PlacedScene } from "./use-scene.ts";

interface Picture {
  readonly placed: PlacedScene;
  readonly state: PaintState;
  readonly camera: Camera;
  readonly size: Size;
  readonly highlights: Highlights;
  readonly focus: string | null;
  readonly legend: Legend | null;
}

export async function saveGraph(format: "svg" | "png", picture: Picture): Promise<void> {
  const drawing = makeDrawing(picture);
  const name = `${fileName(picture.focus)}.${format}`;
  if (format === "svg") saveFile(name, drawSvg(drawing), "image/svg+xml");
  else saveFile(name, await drawPng(drawing), "image/png");
}

/** Without an ending. */
export function fileName(focus: string | null): string {
  return `lineage${focus === null ? "" : `-${focus}`}`;
}

const legendHeight = 36;

function makeDrawing({ placed, state, camera, size, highlights, focus, legend }: Picture): Drawing {
  return {
    width: size.width, height: size.height + (legend ? legendHeight : 0), background: state.palette.background, title: focus === null ? "Asset lineage" : `Lineage of ${visible(focus)}`,
    draw: (pen) => {
      pen.within(-camera.x * camera.zoom, -camera.y * camera.zoom, camera.zoom, () => {
        for (const _ of paintScene(pen, placed.scene, state, camera.zoom, inSight(camera, size)));
        paintHighlights(pen, camera, placed.scene, state, highlights);
      });
      if (legend) drawLegend(pen, state, legend, size);
    },
  };
}

function drawLegend(pen: Pen, { palette }: PaintState, legend: Legend, size: Size): void {
  const lettering: Lettering = { size: 11.5, weight: 400, isMono: false, color: palette.text2 };
  const middle = size.height + legendHeight / 2;
  pen.box(0, size.height, size.width, legendHeight, 0, { fill: palette.background });
  pen.box(0, size.height, size.width, 1, 0, { fill: palette.line });
  let x = 16;
  for (const entry of legend.entries) {
    const label = `${visible(entry.label, 60)} ${entry.count}`;
    pen.box(x, middle - 5, 10, 10, 3, { fill: colorAt(palette, entry.color) });
    pen.text(label, x + 16, middle + 0.5, lettering);
    x += widthOf(label, lettering) + 34;
    if (x > size.width - 80) return;
  }
}

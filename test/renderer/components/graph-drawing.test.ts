/** The pure parts of drawing: camera, lines of edges, the SVG that is exported, file names and CSV. */
import { describe, expect, it } from "vitest";
import { formatCsv, safeFileName } from "../../../renderer/components/export-file.ts";
import { boundsOf, fitBox, keepInPlace, reveal, toScreen, toWorld, zoomAt, type Camera } from "../../../renderer/components/graph-camera.ts";
import { edgePathData } from "../../../renderer/components/graph-edge-path.ts";
import { SvgPen } from "../../../renderer/components/graph-svg-pen.ts";

const viewport = { width: 800, height: 600 };

describe("the camera", () => {
  const camera: Camera = { x: 100, y: 50, zoom: 0.5 };
  it("turns world into screen and back", () => {
    expect(toScreen(camera, [300, 250])).toEqual([100, 100]);
    expect(toWorld(camera, [100, 100])).toEqual([300, 250]);
  });
  it("zooms about a point that stays where it is, within its bounds", () => {
    const at = [210, 77] as const;
    const before = toWorld(camera, at);
    expect(toWorld(zoomAt(camera, at, 1.7), at).map((value) => value.toFixed(6))).toEqual(before.map((value) => value.toFixed(6)));
    expect(zoomAt(camera, at, 1e9).zoom).toBe(3);
    expect(zoomAt(camera, at, 1e-9).zoom).toBe(0.005);
  });
  it("fits a box in the middle, and does not blow up a small one", () => {
    const box = { x: -100, y: 0, width: 4_000, height: 300 };
    const fitted = fitBox(box, viewport);
    expect(toScreen(fitted, [-100, 150]).map(Math.round)).toEqual([32, 300]);
    expect(toScreen(fitted, [3_900, 150]).map(Math.round)).toEqual([768, 300]);
    expect(fitBox({ x: 0, y: 0, width: 10, height: 10 }, viewport).zoom).toBe(1);
  });
  it("keeps what moved in the world at its place on the screen", () => {
    expect(toScreen(keepInPlace(camera, [300, 250], [900, -40]), [900, -40])).toEqual([100, 100]);
  });
  it("reveals by the least move, and not at all what is in sight", () => {
    const here: Camera = { x: 0, y: 0, zoom: 1 };
    expect(reveal(here, { x: 100, y: 100, width: 200, height: 60 }, viewport)).toBe(here);
    expect(reveal(here, { x: 900, y: 100, width: 200, height: 60 }, viewport)).toEqual({ x: 324, y: 0, zoom: 1 });
    expect(reveal(here, { x: -50, y: -80, width: 20, height: 20 }, viewport)).toEqual({ x: -74, y: -104, zoom: 1 });
  });
  it("finds the bounds of boxes, and none of nothing", () => {
    expect(boundsOf([{ x: 1, y: 2, width: 3, height: 4 }, { x: -1, y: 5, width: 1, height: 9 }])).toEqual({ x: -1, y: 2, width: 5, height: 12 });
    expect(boundsOf([])).toBeNull();
  });
});

describe("the line of an edge", () => {
  it("leaves and arrives along the flow", () => {
    expect(edgePathData([[0, 0], [100, 40]], "right")).toBe("M0 0C50 0 50 40 100 40");
    expect(edgePathData([[0, 0], [40, 100]], "down")).toBe("M0 0C0 50 40 50 40 100");
  });
  it("is straight where nothing is in the way, and goes through its points", () => {
    expect(edgePathData([[0, 7], [50, 7], [90, 27]], "right")).toBe("M0 7L50 7C70 7 70 27 90 27");
  });
  it("swings out against the flow", () => {
    expect(edgePathData([[100, 0], [0, 40]], "right")).toBe("M100 0C173 0 -73 40 0 40");
  });
});

describe("the exported SVG", () => {
  it("carries hostile text as text", () => {
    const pen = new SvgPen();
    pen.text('<script>&"\u0007\uD800', 1, 2, { size: 12, weight: 600, isMono: true, color: "#111" });
    pen.within(10, 20, 0.5, () => pen.box(0, 0, 10, 10, 4, { fill: "#fff", stroke: "#000", dash: [2, 3] }));
    const text = pen.document(100, 50, "a & b");
    expect(text).toContain("&#60;script&#62;&#38;&#34;\uFFFD\uFFFD</text>");
    expect(text).toContain('<g transform="translate(10 20) scale(0.5)">\n<rect x="0" y="0" width="10" height="10" rx="4" fill="#fff" stroke="#000" stroke-width="1" stroke-dasharray="2 3"/>\n</g>');
    expect(text).toContain("<title>a &#38; b</title>");
  });
});

describe("files", () => {
  it("have names that every system takes", () => {
    expect(safeFileName("lineage core/marts: dim customers ✓.svg")).toBe("lineage-core-marts-dim-customers-.svg");
    expect(safeFileName("../..")).toBe("assetscope");
  });
  it("of rows quote what needs it and run nothing", () => {
    expect(formatCsv(["asset", "n"], [['a,"b"', -3], ["=1+1", null]])).toBe('asset,n\r\n"a,""b""",-3\r\n\'=1+1,\r\n');
  });
});

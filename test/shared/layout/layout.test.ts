import { describe, expect, it } from "vitest";
import type { LayoutEdge, LayoutInput, LayoutNode, PlacedItem } from "../../../shared/layout/graph.ts";
import { layOut } from "../../../shared/layout/layout.ts";

const node = (id: string, parent: string | null = null): LayoutNode => ({ id, width: 200, height: 60, parent });
const input = (nodes: LayoutNode[], edges: LayoutEdge[], more: Partial<LayoutInput> = {}): LayoutInput => ({ nodes, boxes: [], edges, direction: "right", gapBetweenLayers: 80, gapInLayer: 20, ...more });
const edge = (from: string, to: string): LayoutEdge => ({ from, to });

/** A deterministic project-like graph: each node has up to two upstream nodes among the earlier ones. */
function generate(size: number, groups: number): LayoutInput {
  const nodes = Array.from({ length: size }, (_, i) => node(`n${i}`, groups > 0 ? `g${i % groups}` : null));
  const edges = nodes.flatMap((_, i) => [...new Set([(i - 1) >> 1, Math.floor(i / 3)])].filter((from) => from >= 0 && from < i).map((from) => edge(`n${from}`, `n${i}`)));
  const boxes = Array.from({ length: groups }, (_, i) => ({ id: `g${i}`, parent: null, headerHeight: 28, padding: 12 }));
  return input(nodes, edges, { boxes });
}

function overlaps(a: PlacedItem, b: PlacedItem): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function expectNoOverlap(items: readonly PlacedItem[]): void {
  const byParent = Map.groupBy(items, (item) => item.parent);
  for (const siblings of byParent.values()) {
    const sorted = [...siblings].sort((a, b) => a.x - b.x);
    for (let i = 0; i < sorted.length; i++) for (let j = i + 1; j < sorted.length && sorted[j]!.x < sorted[i]!.x + sorted[i]!.width; j++) {
      if (overlaps(sorted[i]!, sorted[j]!)) throw new Error(`${sorted[i]!.id} lies on ${sorted[j]!.id}`);
    }
  }
}

describe("layout of a graph", () => {
  it("puts upstream before downstream, without overlaps", () => {
    const layout = layOut(generate(300, 0));
    const at = new Map(layout.items.map((item) => [item.id, item]));
    for (const { from, to } of layout.edges) expect(at.get(from)!.x + 200).toBeLessThan(at.get(to)!.x);
    expectNoOverlap(layout.items);
  });

  it("keeps members inside their boxes, boxes apart", () => {
    const layout = layOut(generate(300, 7));
    const at = new Map(layout.items.map((item) => [item.id, item]));
    for (const item of layout.items) {
      if (!item.parent) continue;
      const box = at.get(item.parent)!;
      expect(item.x >= box.x && item.y >= box.y + 28 && item.x + item.width <= box.x + box.width && item.y + item.height <= box.y + box.height).toBe(true);
    }
    expectNoOverlap(layout.items);
  });

  it("draws a chain straight", () => {
    const layout = layOut(input(["a", "b", "c", "d"].map((id) => node(id)), [edge("a", "b"), edge("b", "c"), edge("c", "d")]));
    expect(new Set(layout.items.map((item) => item.y)).size).toBe(1);
  });

  it("has no crossing where none is needed", () => {
    const layout = layOut(input(["a1", "a2", "b1", "b2"].map((id) => node(id)), [edge("a1", "b2"), edge("a2", "b1"), edge("a1", "b1")]));
    const y = (id: string): number => layout.items.find((item) => item.id === id)!.y;
    expect(Math.sign(y("a1") - y("a2"))).toBe(Math.sign(y("b2") - y("b1")));
  });

  it("marks the edge that closes a cycle, and ends", () => {
    const layout = layOut(input(["a", "b", "c"].map((id) => node(id)), [edge("a", "b"), edge("b", "c"), edge("c", "a"), edge("b", "b")]));
    expect(layout.edges.filter((one) => one.isBack).map((one) => `${one.from}>${one.to}`)).toContain("c>a");
    expectNoOverlap(layout.items);
  });

  it("routes a long edge around what stands between", () => {
    const layout = layOut(input(["a", "b", "c"].map((id) => node(id)), [edge("a", "b"), edge("b", "c"), edge("a", "c")]));
    const long = layout.edges.find((one) => one.from === "a" && one.to === "c")!;
    const b = layout.items.find((item) => item.id === "b")!;
    expect(long.points.length).toBe(3);
    expect(long.points[1]![1] < b.y || long.points[1]![1] > b.y + b.height).toBe(true);
  });

  for (const direction of ["right", "down"] as const) {
    it(`routes what enters and leaves an open box around its other members, ${direction}`, () => {
      const boxes = ["outer", "inner"].map((id, i) => ({ id, parent: i === 0 ? null : "outer", headerHeight: 28, padding: 12 }));
      const nodes = [node("a"), node("b", "inner"), node("c", "inner"), node("d")];
      const layout = layOut(input(nodes, [edge("a", "b"), edge("b", "c"), edge("a", "c"), edge("b", "d"), edge("c", "d")], { boxes, direction }));
      expectNoOverlap(layout.items);
      const at = new Map(layout.items.map((item) => [item.id, item]));
      const isClear = ([x, y]: readonly [number, number], { x: left, y: top, width, height }: PlacedItem): boolean => x < left || x > left + width || y < top || y > top + height;
      for (const [from, to, other] of [["a", "c", "b"], ["b", "d", "c"]] as const) {
        const { points } = layout.edges.find((one) => one.from === from && one.to === to)!;
        expect(points.length).toBeGreaterThan(2);
        for (let i = 1; i < points.length; i++) {
          for (let part = 0; part <= 1; part += 0.05) {
            const between = ([0, 1] as const).map((axis) => points[i - 1]![axis] * (1 - part) + points[i]![axis] * part) as [number, number];
            if (i === 1 || i === points.length - 1) continue;
            expect(isClear(between, at.get(other)!)).toBe(true);
          }
        }
        const way = points.map((point) => point[direction === "right" ? 0 : 1]);
        expect(way).toEqual(way.toSorted((a, b) => a - b));
      }
    });
  }

  it("turns with the direction", () => {
    const layout = layOut(input([node("a"), node("b")], [edge("a", "b")], { direction: "down" }));
    expect(layout.items.find((item) => item.id === "b")!.y).toBe(140);
  });

  it("is the same every time, and keeps the order of an earlier picture", () => {
    expect(layOut(generate(200, 5))).toEqual(layOut(generate(200, 5)));
    const closed = generate(60, 0);
    const before = layOut(closed);
    const wider = { ...closed, nodes: closed.nodes.map((one, i) => (i === 3 ? { ...one, height: 400 } : one)), previous: new Map(before.items.map((item) => [item.id, item])) };
    const after = layOut(wider);
    const order = (layout: typeof before): string[] => [...layout.items].sort((a, b) => a.x - b.x || a.y - b.y).map((item) => item.id);
    expect(order(after)).toEqual(order(before));
  });

  it("takes 10,000 nodes in 50 boxes", () => {
    const layout = layOut(generate(10_000, 50));
    expect(layout.items.length).toBe(10_050);
    expectNoOverlap(layout.items);
  });
});

import { describe, expect, it } from "vitest";
import { layOut } from "../../../../shared/layout/layout.ts";
import type { ColumnEdge, ColumnLineage, ColumnNode, EdgeEvidence } from "../../../../shared/lineage.ts";
import { cardLine, columnId, edgeId, footHeight, headHeight, makeCards, rowHeight, type MoreColumn } from "../../../../renderer/components/column-graph/lineage-cards.ts";
import { jointsOf, litBy } from "../../../../renderer/components/column-graph/lit.ts";
import { layoutInput, makePicture, type Picture } from "../../../../renderer/components/column-graph/place-cards.ts";
import { step, type Stand } from "../../../../renderer/components/column-graph/walk.ts";
import { farthestWay } from "../../../../renderer/components/column-graph/way.ts";

const declared: EdgeEvidence = { kind: "definition", at: null };
const ref = (text: string) => ({ asset: text.slice(0, text.lastIndexOf(".")), column: text.slice(text.lastIndexOf(".") + 1) });
const edge = (from: string, to: string, evidence: readonly EdgeEvidence[] = [declared]): ColumnEdge => ({ from: ref(from), to: ref(to), evidence });
const node = (text: string, distance: number, broken: ColumnNode["broken"] = null): ColumnNode => ({ ...ref(text), type: "int", description: null, tags: {}, distance, broken });

function lineageOf(focus: string, columns: readonly ColumnNode[], edges: readonly ColumnEdge[], totals: { readonly [asset: string]: number } = {}): ColumnLineage {
  const assets = [...new Set(columns.map((column) => column.asset))].map((key) => ({ key, totalColumns: totals[key] ?? columns.filter((one) => one.asset === key && one.broken === null).length, exists: !columns.some((one) => one.asset === key && one.broken === "no such asset") }));
  return { focus: ref(focus), columns, edges, assets, beyondDepth: { upstream: 0, downstream: 0 }, isReadingSql: false };
}

const closed = { kindsOf: () => [], columnsOf: () => null };

function pictureOf(lineage: ColumnLineage, open: { readonly [asset: string]: readonly MoreColumn[] } = {}): Picture {
  const cards = makeCards(lineage, { kindsOf: () => [], columnsOf: (asset) => open[asset] ?? null });
  return makePicture(cards, lineage.edges, layOut(layoutInput(cards, lineage.edges)));
}

/** Two sources, crossed on purpose, a focus, one broken source, and two steps downstream. */
const shop = lineageOf(
  "mart/sales.revenue",
  [node("mart/sales.revenue", 0), node("stg/orders.amount", -1), node("stg/rates.rate", -1), node("gone/orders.cents", -1, "no such asset"), node("raw/orders.amount", -2), node("kpi.revenue", 1), node("board.arr", 2)],
  [edge("raw/orders.amount", "stg/orders.amount"), edge("stg/orders.amount", "mart/sales.revenue"), edge("stg/rates.rate", "mart/sales.revenue"), edge("gone/orders.cents", "mart/sales.revenue"), edge("mart/sales.revenue", "kpi.revenue"), edge("kpi.revenue", "board.arr")],
  { "mart/sales": 12 },
);

describe("cards", () => {
  it("hold only the columns on the path and say how many more there are", () => {
    const card = makeCards(shop, closed).find((one) => one.key === "mart/sales")!;
    expect(card).toMatchObject({ prefix: "mart/", name: "sales", more: 11, isOpen: false });
    expect(card.rows.map((row) => row.column)).toEqual(["revenue"]);
    expect(card.height).toBe(2 * cardLine + headHeight + rowHeight + footHeight);
  });

  it("open to all columns, each once whatever its case, those on the path first", () => {
    const more = ["Revenue", "tax", "country"].map((column): MoreColumn => ({ asset: "mart/sales", column, type: null, description: null, broken: null }));
    const card = pictureOf(shop, { "mart/sales": more }).cards.find((one) => one.key === "mart/sales")!;
    expect(card.rows.map((row) => [row.column, row.isOnPath])).toEqual([["revenue", true], ["tax", false], ["country", false]]);
  });

  it("keep what is broken", () => {
    const picture = pictureOf(shop);
    expect(picture.cards.find((one) => one.key === "gone/orders")).toMatchObject({ exists: false, rows: [{ column: "cents", broken: "no such asset" }] });
    expect(picture.lines.filter((line) => line.isBroken).map((line) => line.edge.from.asset)).toEqual(["gone/orders"]);
  });
});

describe("picture", () => {
  it("stands upstream left of downstream, and lines end at the middle of rows", () => {
    const picture = pictureOf(shop);
    for (const line of picture.lines) {
      const [from, to] = [picture.rowAt.get(line.from)!, picture.rowAt.get(line.to)!];
      expect(from.card.x + from.card.width).toBeLessThan(to.card.x);
      expect(line.points[0]).toEqual([from.card.x + from.card.width, from.y]);
      expect(line.points.at(-1)).toEqual([to.card.x, to.y]);
    }
    const overlapping = picture.cards.filter((a) => picture.cards.some((b) => a !== b && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height));
    expect(overlapping).toEqual([]);
  });

  it("orders rows so that lines between two cards do not cross", () => {
    const names = ["a", "b", "c", "d"];
    const lineage = lineageOf("from.a", [...names.map((name) => node(`from.${name}`, 0)), ...names.toReversed().map((name) => node(`to.${name}`, 1))], names.map((name) => edge(`from.${name}`, `to.${name}`)));
    const picture = pictureOf(lineage);
    const order = (key: string): string[] => picture.cards.find((card) => card.key === key)!.rows.map((row) => row.column);
    expect(order("to")).toEqual(order("from"));
  });

  it("draws circles between assets and within one", () => {
    const lineage = lineageOf("a.x", [node("a.x", 0), node("a.y", 1), node("b.x", 1)], [edge("a.x", "b.x"), edge("b.x", "a.y"), edge("a.x", "a.y")]);
    const picture = pictureOf(lineage);
    expect(picture.lines).toHaveLength(3);
    const inside = picture.lines.find((line) => line.id === edgeId(edge("a.x", "a.y")))!;
    expect(inside.points[0]![0]).toBe(inside.points.at(-1)![0]);
  });
});

describe("light", () => {
  it("goes up and down from a column and pulls no siblings in", () => {
    const joints = jointsOf(pictureOf(shop).lines);
    const lit = litBy(columnId(ref("stg/orders.amount")), joints);
    expect([...lit.columns].sort()).toEqual(["raw/orders.amount", "stg/orders.amount", "mart/sales.revenue", "kpi.revenue", "board.arr"].map((one) => columnId(ref(one))).sort());
    expect(lit.edges.size).toBe(4);
  });
});

describe("arrow keys", () => {
  const picture = pictureOf(shop);
  const joints = jointsOf(picture.lines);
  const walk = (start: Stand, ...ways: readonly ("left" | "right" | "up" | "down")[]): Stand => ways.reduce((stand, way) => step(stand, way, picture, joints), start);
  const focus: Stand = { kind: "column", id: columnId(ref("mart/sales.revenue")) };

  it("go to an edge, then to the column at its end", () => {
    expect(walk(focus, "right")).toEqual({ kind: "edge", id: edgeId(edge("mart/sales.revenue", "kpi.revenue")), side: "from" });
    expect(walk(focus, "right", "right")).toEqual({ kind: "column", id: columnId(ref("kpi.revenue")) });
    expect(walk(focus, "right", "right", "left", "left")).toEqual(focus);
  });

  it("reach every edge of a column, and end where there is none", () => {
    let stand = walk(focus, "left", "up", "up", "up");
    const seen = new Set([stand.id]);
    for (let i = 0; i < 3; i++) {
      stand = walk(stand, "down");
      seen.add(stand.id);
    }
    expect(seen.size).toBe(3);
    const end: Stand = { kind: "column", id: columnId(ref("board.arr")) };
    expect(walk(end, "right")).toEqual(end);
  });

  it("move from row to row of the cards that stand above each other", () => {
    const above = walk(focus, "left", "left");
    const layer = ["stg/orders.amount", "stg/rates.rate", "gone/orders.cents"].map((one) => columnId(ref(one)));
    expect(layer).toContain(above.id);
    const all = new Set([above.id, ...["up", "up", "down", "down"].map((_, i, ways) => walk(above, ...(ways.slice(0, i + 1) as ("up" | "down")[])).id)]);
    for (const id of all) expect(layer).toContain(id);
    expect(all.size).toBeGreaterThan(1);
  });
});

describe("the longest way", () => {
  it("leads from the farthest upstream through the focus to the farthest downstream", () => {
    expect(farthestWay(shop).map((one) => `${one.asset}.${one.column}`)).toEqual(["raw/orders.amount", "stg/orders.amount", "mart/sales.revenue", "kpi.revenue", "board.arr"]);
  });

  it("ends in a circle", () => {
    const lineage = lineageOf("a.x", [node("a.x", 0), node("b.x", -1), node("c.x", -2)], [edge("b.x", "a.x"), edge("c.x", "b.x"), edge("a.x", "c.x")]);
    expect(farthestWay(lineage).map((one) => one.asset)).toEqual(["c", "b", "a"]);
  });
});

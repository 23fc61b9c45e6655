/** Colours, addresses, arrow keys, hit tests, packed layouts, the table's order. */
import { describe, expect, it } from "vitest";
import { hitGraph, itemsWithin, moreSignAt } from "../../../../renderer/components/graph-hit.ts";
import { emptyScene, type Face, type GraphScene } from "../../../../renderer/components/graph-scene.ts";
import { nextByArrow, type Arrow } from "../../../../renderer/state/graph/arrow-walk.ts";
import { makeLegend } from "../../../../renderer/state/graph/color-legend.ts";
import { formatGraphAddress, parseGraphAddress, type GraphAddress } from "../../../../renderer/state/graph/graph-address.ts";
import { layoutContent } from "../../../../renderer/state/graph/layout-content.ts";
import { layOutPacked, type LayoutRequest } from "../../../../renderer/state/graph/packed-layout.ts";
import { selectionOfKeys, selectionOfNeighbourhood } from "../../../../renderer/state/graph/selection-text.ts";
import { findVisible } from "../../../../renderer/state/graph/visible-set.ts";
import { sortAssets } from "../../../../renderer/views/lineage/table-columns.ts";
import { formatTable } from "../../../../renderer/views/lineage/table-csv.ts";
import { parseSelection } from "../../../../shared/selection/parse.ts";
import { unknown } from "../../../../shared/unknown.ts";
import { model, row } from "./rows.ts";

describe("colours", () => {
  const rows = [row("a", { group: "x", owners: ["ann", "team:core"], tags: { tier: "gold", pii: "" } }), row("b", { group: "x", tags: { tier: "tin" } }), row("c", { group: "y", owners: unknown("computed"), tags: { tier: "gold" } }), row("d", { group: "z", materializedAt: 1_000_000 })];
  const legend = (...[coloring, tag]: [Parameters<typeof makeLegend>[1], string?]): string => makeLegend(rows, coloring, tag, 1_000_100).entries.map((entry) => `${entry.label}:${entry.color}:${entry.count}`).join(" ");
  it("go to the six most frequent values, with their counts", () => {
    expect(legend("group")).toBe("x:1:2 y:2:1 z:3:1");
    expect(legend("owner")).toBe("ann:1:1 no owner:0:2 owner unknown:0:1");
    const many = Array.from({ length: 9 }, (_, i) => row(`k${i}`, { group: `g${i}` }));
    expect(makeLegend(many, "group", undefined, 0).entries.at(-1)).toMatchObject({ label: "3 more", color: 0, count: 3 });
    expect(makeLegend(many, "group", undefined, 0).colorOf(many[7]!)).toBe(0);
  });
  it("of tags are those of one key: the most frequent, or the one asked for", () => {
    expect(makeLegend(rows, "tag", undefined, 0)).toMatchObject({ tagKey: "tier", tagKeys: ["tier", "pii"] });
    expect(legend("tag")).toBe("gold:1:2 tin:2:1 without it:0:1");
    expect(legend("tag", "pii")).toBe("(set):1:1 without it:0:3");
  });
  it("of freshness are ages", () => expect(legend("freshness")).toBe("within a day:3:1 never, as far as the log says:0:3"));
});

describe("the address", () => {
  const roundTrip = (address: GraphAddress): GraphAddress => parseGraphAddress(new URLSearchParams(formatGraphAddress(address)));
  it.each<GraphAddress>([
    {}, { up: 0, down: null, direction: "down" }, { color: "tag", tag: "a:b,c" }, { facets: [] }, { facets: ["owners", "tags"] }, { open: [] }, { open: "all" },
    { open: ["a,b", "c\\", "@loc\\,x", "?"] }, { grown: [{ key: "a,\\b", side: "up" }, { key: "none", side: "down" }] }, { isTable: true, sort: "-downs" },
  ])("holds %j", (address) => expect(roundTrip(address)).toEqual(address));
  it("takes no nonsense", () => expect(parseGraphAddress(new URLSearchParams("up=-1&down=1e9&color=mud&grown=x,<&facets=nope&direction=up"))).toEqual({ facets: [] }));
});

/** Three columns: a; b over c; d. */
const scene: GraphScene = {
  ...emptyScene, count: 5, ids: ["a", "b", "c", "d", "\u0000g"], kinds: Uint8Array.from([0, 0, 1, 0, 2]), parents: Int32Array.from([-1, 4, 4, -1, -1]),
  places: Float32Array.from([0, 100, 100, 40, 200, 40, 100, 40, 200, 160, 100, 40, 400, 100, 100, 40, 180, 0, 140, 240]),
  from: Int32Array.from([0, 0, 1, 2]), to: Int32Array.from([1, 2, 3, 3]), weights: Int32Array.from([1, 1, 1, 1]),
};

describe("arrow keys", () => {
  it.each<[string, Arrow, string | null]>([["a", "right", "b"], ["b", "right", "d"], ["d", "left", "b"], ["b", "down", "c"], ["c", "up", "b"], ["a", "left", null], ["b", "up", null]])("from %s %s lead to %s", (from, arrow, expected) => {
    const next = nextByArrow({ ...scene, canStand: (item) => scene.kinds[item] !== 2 }, scene.ids.indexOf(from), arrow);
    expect(next === null ? null : scene.ids[next]).toBe(expected);
  });
});

describe("hits", () => {
  const face: Face = { prefix: "", name: "", badges: [], lines: [], color: 0, isStub: false, isCurrentFocus: false, hiddenUp: 0, hiddenDown: 0, isUpUnknown: false, isInCycle: false, isOnItself: false };
  const hit = (x: number, y: number, zoom = 1): unknown => hitGraph(scene, (item) => (item === 3 ? { ...face, hiddenDown: 2 } : face), [x, y], zoom);
  it("tell nodes, titles of groups, signs of hidden neighbours, and nothing", () => {
    expect(hit(50, 120)).toEqual({ kind: "item", item: 0 });
    expect(hit(250, 180)).toEqual({ kind: "item", item: 2 });
    expect(hit(250, 10)).toEqual({ kind: "header", item: 4 });
    expect(hit(250, 120)).toBeNull();
    const [x, y] = moreSignAt(scene, 3, "down");
    expect(hit(x, y)).toEqual({ kind: "more", item: 3, side: "down" });
    expect(hit(x, y, 0.2)).toBeNull();
    expect(hit(386, 120)).toBeNull();
  });
  it("of a rectangle are the items whose middle it holds", () => expect(itemsWithin(scene, [460, 300], [190, 100])).toEqual([2, 3]));
});

describe("a packed layout", () => {
  const request: LayoutRequest = {
    ids: ["a", "b", "c", "g"], firstBox: 3, sizes: Float32Array.from([100, 40, 100, 40, 100, 40]), parents: Int32Array.from([-1, 3, 3, -1]), from: Int32Array.from([0, 1, 0, 2]), to: Int32Array.from([1, 2, 2, 2]),
    direction: "right", gapBetweenLayers: 50, gapInLayer: 10, headerHeight: 20, padding: 8, previous: null,
  };
  it("places every item inside its box, and keeps the order of the edges", () => {
    const { places, points, offsets, isBack } = layOutPacked(request);
    const at = (i: number): number[] => Array.from(places.slice(4 * i, 4 * i + 4));
    const [gx = 0, gy = 0, gw = 0, gh = 0] = at(3);
    for (const i of [1, 2]) expect([at(i)[0]! >= gx + 8, at(i)[1]! >= gy + 28, at(i)[0]! + 100 <= gx + gw - 8, at(i)[1]! + 40 <= gy + gh - 8]).toEqual([true, true, true, true]);
    // From the right side of a to the left side of b; an asset that depends on itself has no line.
    expect(Array.from(points.slice(offsets[0], offsets[0]! + 2))).toEqual([at(0)[0]! + 100, at(0)[1]! + 20]);
    expect(Array.from(points.slice(offsets[1]! - 2, offsets[1]))).toEqual([at(1)[0], at(1)[1]! + 20]);
    expect(offsets[4]).toBe(offsets[3]);
    expect([...isBack]).toEqual([0, 0, 0, 0]);
  });
  it("is known again by its content, whatever was there before", () => {
    const same = layoutContent({ ...request, previous: new Float32Array(8) });
    expect(layoutContent(request)).toBe(same);
    expect(layoutContent({ ...request, ids: ["a", "b", "d", "g"] })).not.toBe(same);
    expect(layoutContent({ ...request, to: Int32Array.from([1, 2, 1, 2]) })).not.toBe(same);
    expect(layoutContent({ ...request, direction: "down" })).not.toBe(same);
  });
});

describe("a selection of what is shown", () => {
  it("is in the language", () => {
    expect(selectionOfNeighbourhood("core/dim", 2, null, "")).toBe("2+key:core/dim+");
    for (const text of [selectionOfKeys(["a/b", 'odd "key"', "x+y"]), selectionOfNeighbourhood("a b", null, 0, "group:x or kind:y"), selectionOfNeighbourhood("a", 0, 0, "")]) expect(parseSelection(text).error).toBeNull();
  });
});

describe("the table", () => {
  const graph = model("abc".split("").map((key) => row(key)), "a -> b, c\nb -> c");
  const visible = findVisible(graph, { focus: "b", up: 1, down: 1, grown: [], allowed: null });
  it.each<[string | undefined, string]>([[undefined, "a b c"], ["-key", "c b a"], ["hops", "a b c"], ["-downs", "a b c"], ["ups", "a b c"], ["-ups", "c b a"], ["upstream", "b c a"]])("sorted by %s is %s", (sort, expected) => {
    expect(sortAssets({ model: graph, visible }, sort).map((asset) => graph.rows[asset]!.key).join(" ")).toBe(expected);
  });
  it("is a file of CSV, with all neighbours and what is unknown", () => {
    const rows = [row("a", { materializedAt: 0, file: "a.py", line: 3 }), row("b", { group: unknown("read from X"), kinds: ["dbt", "duckdb"] }), row("c")];
    const made = { ...model(rows, "a -> b, c\nb -> c"), unknownDeps: new Map([[2, unknown("made at run time")]]) };
    expect(formatTable({ model: made, visible: findVisible(made, { focus: "b", up: 1, down: 1, grown: [], allowed: null }) }, [2, 1, 0]).split("\r\n")).toEqual([
      "asset,hops,upstream,upstream_unknown,downstream,group,kinds,materialized_at,file,line",
      "c,1,a b,made at run time,,default,,,,", "b,0,a,,c,unknown: read from X,dbt duckdb,,,", "a,-1,,,b c,default,,1970-01-01T00:00:00.000Z,a.py,3", "",
    ]);
  });
});

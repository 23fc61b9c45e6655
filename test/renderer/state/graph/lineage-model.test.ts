/** Boxes, visible sets, closed groups and what their edges become. */
import { describe, expect, it } from "vitest";
import { boxesAround, type LineageModel } from "../../../../renderer/state/graph/lineage-model.ts";
import { openTest, openThrough, toggleOpen } from "../../../../renderer/state/graph/open-groups.ts";
import { itemKinds, makeSceneItems } from "../../../../renderer/state/graph/scene-input.ts";
import { findVisible, type VisibleRequest } from "../../../../renderer/state/graph/visible-set.ts";
import { unknown } from "../../../../shared/unknown.ts";
import { model, row } from "./rows.ts";

const boxesOf = (graph: LineageModel, key: string): string[] => boxesAround(graph, graph.indexOf.get(key)!).map((box) => graph.boxes[box]!.id);

describe("boxes", () => {
  it("nest by / in group names, without steps that hold one other box alone", () => {
    const graph = model([row("a", { group: "dw/core" }), row("b", { group: "dw/marts/eu" }), row("c", { group: "dw/marts/us" }), row("d", { group: "raw/only/deep" })], "");
    expect(boxesOf(graph, "b")).toEqual(["dw", "dw/marts", "dw/marts/eu"]);
    expect(boxesOf(graph, "a")).toEqual(["dw", "dw/core"]);
    expect(boxesOf(graph, "d")).toEqual(["raw/only/deep"]);
    const titles = new Map(graph.boxes.map((box) => [box.id, [box.title, box.size]]));
    expect(titles.get("dw/marts/us")).toEqual(["us", 1]);
    expect(titles.get("dw")).toEqual(["dw", 3]);
    expect(titles.get("raw/only/deep")).toEqual(["raw/only/deep", 1]);
  });
  it("stand in boxes of code locations where there are several", () => {
    const graph = model([row("a", { group: "g", codeLocation: "one" }), row("b", { group: "g", codeLocation: "two" })], "");
    expect([boxesOf(graph, "a"), boxesOf(graph, "b")]).toEqual([["@one", "g@one"], ["@two", "g@two"]]);
  });
  it("are none where all would be in one, none for unknown groups, and one for many that are only named", () => {
    expect(model([row("a"), row("b")], "").boxes).toEqual([]);
    const graph = model([row("a", { group: unknown("computed") }), row("b", { group: "g" })], "");
    expect([boxesOf(graph, "a"), boxesOf(graph, "b")]).toEqual([[], ["g"]]);
    const stubs = Array.from({ length: 13 }, (_, i) => row(`stub${i}`, { isStub: true }));
    expect(boxesOf(model([row("a", { group: "g" }), ...stubs.slice(0, 12)], ""), "stub1")).toEqual([]);
    expect(boxesOf(model([row("a", { group: "g" }), ...stubs], ""), "stub1")).toEqual(["?"]);
  });
});

describe("the visible set", () => {
  const graph = model("abcdefg".split("").map((key) => row(key)), "a -> b\nb -> c, d\nc -> e\nd -> e\nf -> c\ne -> g");
  const all: VisibleRequest = { focus: null, up: 1, down: 1, grown: [], allowed: null };
  const shown = (request: Partial<VisibleRequest>): string => {
    const { isVisible, hiddenUp, hiddenDown } = findVisible(graph, { ...all, ...request });
    return graph.rows.flatMap((one, i) => (isVisible[i] ? [`${hiddenUp[i] ? `${hiddenUp[i]}<` : ""}${one.key}${hiddenDown[i] ? `>${hiddenDown[i]}` : ""}`] : [])).join(" ");
  };
  it.each<[string, Partial<VisibleRequest>, string]>([
    ["everything without a focus", {}, "a b c d e f g"],
    ["one hop both ways, with the number of what is hidden; not the siblings", { focus: "c" }, "1<b>1 c 1<e>1 f"],
    ["upstream alone", { focus: "c", up: null, down: 0 }, "a b>1 c>1 f"],
    ["all of it", { focus: "c", up: null, down: null }, "a b>1 c 1<e f g"],
    ["what was grown by hand", { focus: "c", grown: [{ key: "b", side: "down" }] }, "1<b c d e>1 f"],
    ["what the filter lets through, the focus always", { focus: "c", up: null, down: null, allowed: new Set(["a", "e"]) }, "a>1 2<c 1<e>1"],
    ["the filter alone", { allowed: new Set(["d", "e"]) }, "1<d 1<e>1"],
    ["nothing for a focus that is not there", { focus: "nope" }, ""],
  ])("is %s", (_, request, expected) => expect(shown(request)).toBe(expected));
  it("knows the distance from the focus", () => {
    const { distance } = findVisible(graph, { ...all, focus: "c", up: null, down: null });
    expect("abcdefg".split("").map((key) => distance(graph.indexOf.get(key)!))).toEqual([-2, -1, 0, null, 1, -1, 2]);
  });
});

describe("items of a scene", () => {
  const graph = model([row("a", { group: "x" }), row("b", { group: "x" }), row("c", { group: "y/p" }), row("d", { group: "y/q" }), row("e", { group: unknown("computed") })], "a -> b, c, d\nb -> c, d, e\nc -> d\ne -> e");
  const all = new Uint8Array(5).fill(1);
  const draw = (open: readonly string[]): string[] => {
    const items = makeSceneItems(graph, all, (box) => open.includes(graph.boxes[box]!.id));
    const name = (item: number): string => items.ids[item]!.replace("\u0000", "#");
    return [items.ids.map((_, i) => `${name(i)}${items.kinds[i] === itemKinds.openBox ? "[]" : ""}${items.parents[i]! < 0 ? "" : ` in ${name(items.parents[i]!)}`}`).join(", "), Array.from(items.from, (from, i) => `${name(from)}>${name(items.to[i]!)}${items.weights[i]! > 1 ? `*${items.weights[i]}` : ""}`).join(" ")];
  };
  it("of closed groups stand for their assets, with the number of edges that each drawn one is", () => {
    expect(draw([])).toEqual(["#x, #y, e", "#x>#y*4 #x>e e>e"]);
  });
  it("of open groups are their assets, and a box around them", () => {
    expect(draw(["y"])).toEqual(["#x, #y/p in #y, #y/q in #y, e, #y[]", "#x>#y/p*2 #x>#y/q*2 #x>e #y/p>#y/q e>e"]);
    expect(draw(["x", "y", "y/p", "y/q"])).toEqual(["a in #x, b in #x, c in #y/p, d in #y/q, e, #x[], #y[], #y/p[] in #y, #y/q[] in #y", "a>b a>c a>d b>c b>d b>e c>d e>e"]);
  });
  it("open by the address, else all while they are few; toggling keeps the others", () => {
    expect([openTest(graph, undefined, 90)(0), openTest(graph, undefined, 91)(0), openTest(graph, "all", 9_999)(0), openTest(graph, [], 5)(0)]).toEqual([true, false, true, false]);
    const isOpen = openTest(graph, ["x", "y"], 5);
    expect(toggleOpen(graph, isOpen, graph.boxIndex.get("x")!)).toEqual(["y"]);
    expect(openThrough(graph, () => false, graph.boxIndex.get("y/q")!)).toEqual(["y", "y/q"]);
  });
});

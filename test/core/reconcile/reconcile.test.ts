import { describe, expect, test } from "vitest";
import { reconcile } from "../../../main/core/reconcile/reconcile.ts";
import { unknown } from "../../../shared/unknown.ts";
import { makeAsset } from "../../support/hand-made.ts";

describe("several code locations", () => {
  test("nothing of nothing", () => expect(reconcile([])).toBeNull());

  test("one picture is shown as it is", () => {
    const asset = makeAsset("a");
    expect(reconcile([asset])).toEqual({ asset, duplicates: [] });
  });

  test("a definition stands before a stub of another location, which is no conflict", () => {
    const defined = makeAsset("a", { codeLocation: "two" });
    expect(reconcile([makeAsset("a", { isStub: true, codeLocation: "one" }), defined])).toEqual({ asset: defined, duplicates: [] });
  });

  test("of stubs alone the first stands", () => {
    const stub = makeAsset("a", { isStub: true, codeLocation: "one" });
    expect(reconcile([stub, makeAsset("a", { isStub: true, codeLocation: "two" })])).toEqual({ asset: stub, duplicates: [] });
  });

  test("who makes it stands before who declares it external", () => {
    const external = makeAsset("a", { kind: "external", codeLocation: "one" });
    const made = makeAsset("a", { codeLocation: "two" });
    expect(reconcile([external, made])).toEqual({ asset: made, duplicates: [external] });
  });

  test("a second definition in one location is a duplicate", () => {
    const [first, second] = [makeAsset("a", { group: "x" }), makeAsset("a", { group: "y" })];
    expect(reconcile([first, second])).toEqual({ asset: first, duplicates: [second] });
  });
});

describe("several readers of one location", () => {
  const read = makeAsset("a", { group: "g", owners: unknown("needs a run"), tags: { tier: "1" }, jobs: ["j1"] });
  const run = makeAsset("a", { reader: "sandbox", group: "g", owners: ["team:x"], tags: { tier: "2" }, source: null, definedBy: null, op: null, jobs: ["j2"] });

  test("each field from the best that knows it; who differs is kept; the source from whoever has one", () => {
    const result = reconcile([read, run]);
    expect(result?.duplicates).toEqual([]);
    expect(result?.asset).toMatchObject({ reader: "sandbox", group: "g", owners: ["team:x"], tags: { tier: "2" }, source: read.source, definedBy: "@asset", jobs: ["j1", "j2"] });
    expect(result?.asset.origins).toEqual({ tags: { reader: "sandbox", at: undefined, others: [{ reader: "static", value: { tier: "1" } }] } });
  });

  test("the better reader's ignorance does not hide what another knows", () => {
    const result = reconcile([read, { ...run, tags: unknown("changes at run time") }]);
    expect(result?.asset.tags).toEqual({ tier: "1" });
    expect(result?.asset.origins.tags).toEqual({ reader: "static", at: read.source });
  });

  test("positions are no difference", () => {
    const at = { file: "x.py", line: 1 };
    const one = makeAsset("a", { metadata: [{ label: "m", type: "int", value: 1, from: "definition", at }] });
    const two = makeAsset("a", { reader: "sandbox", metadata: [{ label: "m", type: "int", value: 1, from: "definition" }] });
    expect(reconcile([one, two])?.asset.origins).toEqual({});
  });

  test("a value keeps the place that the static reading knows, where both say the same", () => {
    const at = { file: "x.py", line: 7 };
    const metadata = (value: number) => [{ label: "m", type: "int", value, from: "definition" } as const];
    const one = makeAsset("a", { group: "g", tags: { tier: "1" }, metadata: [{ ...metadata(1)[0]!, at }], origins: { group: { reader: "static", at }, tags: { reader: "static", at } } });
    const two = makeAsset("a", { reader: "sandbox", group: "g", tags: { tier: "2" }, metadata: metadata(1) });
    const { asset } = reconcile([one, two])!;
    expect(asset.origins.group).toEqual({ reader: "sandbox", at });
    expect(asset.origins.tags).toEqual({ reader: "sandbox", at: two.source, others: [{ reader: "static", value: { tier: "1" } }] });
    expect(asset.metadata).toEqual([{ ...metadata(1)[0]!, at }]);
    expect(reconcile([one, { ...two, metadata: metadata(2) }])!.asset.metadata).toEqual(metadata(2));
  });
});

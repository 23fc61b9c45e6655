import { describe, expect, it } from "vitest";
import { completeSelection, quoteSelectionValue, type ValueCounts } from "../../../shared/selection/complete.ts";
import { evaluateSelection, type SelectableAsset } from "../../../shared/selection/evaluate.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { findUnanswerable } from "../../../shared/selection/unanswerable.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { matchesWildcard } from "../../../shared/selection/wildcard.ts";
import { unknown } from "../../../shared/unknown.ts";

const asset = (key: string, more: Partial<SelectableAsset> = {}): SelectableAsset => ({
  key, isExternal: false, group: "default", owners: [], tags: {}, kinds: [], codeLocation: "shop", codeLocationAliases: ["defs@shop"], partitions: "none", automationTypes: [],
  jobs: [], sensors: [], schedules: [], columns: [], tableNames: [], metadata: new Map(), description: null, path: null, materializedAt: null, status: null, ...more,
});

function select(text: string, assets: SelectableAsset[], edges: [number, number][] = []): { yes: string[]; onlyMaybe: string[] } {
  const { selection } = parseSelection(text);
  if (!selection) throw new Error(`does not parse: ${text}`);
  const upstream = assets.map((_, i) => edges.flatMap(([from, to]) => (to === i ? [from] : [])));
  const downstream = assets.map((_, i) => edges.flatMap(([from, to]) => (from === i ? [to] : [])));
  const { yes, maybe } = evaluateSelection(selection, { assets, upstream, downstream, now: 1_000_000 });
  return { yes: assets.flatMap((one, i) => (yes[i] ? [one.key] : [])), onlyMaybe: assets.flatMap((one, i) => (maybe[i] && !yes[i] ? [one.key] : [])) };
}

describe("what cannot be known", () => {
  const assets = [asset("a", { owners: ["team:x"] }), asset("b", { owners: unknown("depends on the environment variable O") }), asset("c")];

  it("is neither selected nor excluded without being told", () => {
    expect(select("owner:x", assets)).toEqual({ yes: ["a"], onlyMaybe: ["b"] });
    expect(select("not owner:x", assets)).toEqual({ yes: ["c"], onlyMaybe: ["b"] });
    expect(select("owner:<null>", assets)).toEqual({ yes: ["c"], onlyMaybe: ["b"] });
  });

  it("holds for columns and tables too", () => {
    const some = [asset("a", { columns: [{ name: "id", tags: {} }] }), asset("b", { columns: unknown("read from the network"), tableNames: unknown("read from the network") })];
    expect(select("column:id", some)).toEqual({ yes: ["a"], onlyMaybe: ["b"] });
    expect(select("table_name:<null>", some)).toEqual({ yes: ["a"], onlyMaybe: ["b"] });
    expect(select("column_tag:<null>", some)).toEqual({ yes: ["a"], onlyMaybe: ["b"] });
  });

  it("travels along edges and through functions", () => {
    expect(select("owner:x+", assets, [[1, 2]])).toEqual({ yes: ["a"], onlyMaybe: ["b", "c"] });
    expect(select("sinks(owner:x)", assets, [[0, 1]])).toEqual({ yes: [], onlyMaybe: ["a", "b"] });
  });
});

describe("attributes that the open Dagster leaves out", () => {
  const assets = [
    asset("a", { columns: [{ name: "order_id", tags: { pii: "" } }], tableNames: ["db.s.a"], metadata: new Map([["sla", "24"]]), description: "Daily Sales", path: "src/shop/a.py", materializedAt: 999_000 }),
    asset("b", { materializedAt: 900_000 }),
  ];
  it.each([
    ["column:order_id", ["a"]], ['column:"order*"', ["a"]], ["column_tag:pii", ["a"]], ['column_tag:pii="x"', []], ['table_name:"db.*"', ["a"]], ["metadata:sla", ["a"]], ['metadata:sla="24"', ["a"]],
    ['metadata:sla="25"', []], ["description:sales", ["a"]], ['path:"src/*"', ["a"]], ["path:<null>", ["b"]], ["not_materialized_in_hours:24", ["b"]], ['code_location:"defs@shop"', ["a", "b"]],
  ])("%s", (text, keys) => expect(select(text, assets).yes).toEqual(keys));
});

describe("status and automation", () => {
  const assets = [asset("a", { status: "FAILURE", materializedAt: 1, automationTypes: ["schedule", "sensor/run_status"] }), asset("b", { materializedAt: 1, automationTypes: ["sensor/standard"] }), asset("c", { codeLocation: "" })];
  it.each([
    ["status:failure", ["a"]], ["status:materialized", ["a", "b"]], ["status:missing", ["c"]], ["status:<null>", ["c"]], ["automation_type:any", ["a", "b"]], ["automation_type:none", ["c"]],
    ["automation_type:sensor", ["a", "b"]], ['automation_type:"sensor/standard"', ["b"]], ["automation_type:schedule", ["a"]], ["code_location:<null>", ["c"]],
  ])("%s", (text, keys) => expect(select(text, assets).yes).toEqual(keys));
});

describe("what no folder can tell", () => {
  it.each([['group:a and changed_in_branch:"NEW"', 12, 35], ["automation_type:disabled", 0, 24]])("%s is said with its place", (text, start, end) => {
    expect(parseSelection(text).error).toBeNull();
    expect(findUnanswerable(text)).toMatchObject({ start, end });
  });
  it.each(['key:"changed_in_branch:x"', "automation_type:any", "tag:a", "changed_in_branch"])("%s is not", (text) => expect(findUnanswerable(text)).toBeNull());
});

describe("cycles", () => {
  it("an asset ahead of itself is still a sink", () => {
    expect(select("sinks(*)", [asset("a"), asset("b")], [[0, 0]]).yes).toEqual(["a", "b"]);
    expect(select("sinks(*)", [asset("a"), asset("b")], [[0, 1], [1, 0]]).yes).toEqual([]);
  });
});

describe("errors have a place", () => {
  it.each([
    ["key:a and", 9, 9], ["tag:x=1", 6, 7], ["key:a key:b", 6, 9], ["(key:a", 6, 6], ["+*", 1, 2],
  ])("%s", (text, start, end) => expect(parseSelection(text).error).toMatchObject({ start, end }));
  it("nesting has a limit, not a crash", () => expect(parseSelection("(".repeat(50_000)).error?.message).toBe("Too deeply nested"));
});

describe("plain words become selections", () => {
  it.each([
    ["orders", 'key:"*orders*"'], ["stg orders", 'key:"*stg*" and key:"*orders*"'], ["a,b", '(key:"*a*") or (key:"*b*")'], ["fct-sales", 'key:"*fct-sales*"'],
    ["*orders", '+key:"orders"'], ["++orders+", '2+key:"orders"+1'], ["owner:ann@example.com", 'owner:"ann@example.com"'], ["tag:tier=gold-1 and kind:dbt", 'tag:tier="gold-1" and kind:dbt'], ["kind:dbt", "kind:dbt"],
    ["orders and kind:dbt", 'key:"*orders*" and kind:dbt'], ['not fct-x or (tag:"a b"="c" and group:g)', 'not key:"*fct-x*" or (tag:"a b"="c" and group:g)'], ["orders, kind:dbt", 'key:"*orders*" or  kind:dbt'],
  ])("%s", (text, expected) => expect(upgradeSelection(text)).toBe(expected));
  it("gives up rather than guess", () => expect(upgradeSelection('key:"a')).toBeNull());
});

describe("completion", () => {
  const values: ValueCounts = new Map([["owner", new Map([["team:finance", 64], ["ann@example.com", 3]])], ["kind", new Map([["dbt", 5]])], ["tag:tier", new Map([["gold", 2]])], ["table_name", new Map([["lake.s.orders", 1]])]]);
  const labels = (text: string): string[] => completeSelection(text, text.length, values).map((one) => one.label);
  it("offers attributes, values by count, then operators", () => {
    expect(labels("")).toContain("owner:");
    expect(labels("ow")).toEqual(["owner:"]);
    expect(labels("owner:")).toEqual(["team:finance", "ann@example.com"]);
    expect(labels("owner:fin")).toEqual(["team:finance"]);
    expect(labels('owner:"fin')).toEqual(["team:finance"]);
    expect(labels("tag:tier=")).toEqual(["gold"]);
    expect(labels("kind:dbt ")).toEqual(["and", "or"]);
  });
  it("completes values that need quotes, typed without them or in the middle", () => {
    const done = (text: string, cursor = text.length): string[] => completeSelection(text, cursor, values).map((one) => text.slice(0, one.start) + one.insert + text.slice(one.end));
    expect(done("table_name:lake.s.or")).toEqual(['table_name:"lake.s.orders"']);
    expect(done("owner:ann@ex and kind:dbt", 12)).toEqual(['owner:"ann@example.com" and kind:dbt']);
    expect(done('not owner:"ann" or x', 14)).toEqual(['not owner:"ann@example.com" or x']);
    expect(done('(tag:"tier"="go')).toEqual(['(tag:"tier"=gold']);
    expect(done('description:"kind:')).toEqual([]);
  });
  it("writes values as the grammar takes them", () => {
    expect([quoteSelectionValue("dbt"), quoteSelectionValue("team:x"), quoteSelectionValue("key"), quoteSelectionValue('a"b')]).toEqual(["dbt", '"team:x"', '"key"', '"a*b"']);
  });
});

describe("wildcards", () => {
  it("stay fast on bait", () => {
    expect(matchesWildcard("*a".repeat(30) + "*b", "a".repeat(50_000))).toBe(false);
    expect(matchesWildcard("a*a", "a")).toBe(false);
    expect(matchesWildcard("a*c*", "abcd/e")).toBe(true);
  });
});

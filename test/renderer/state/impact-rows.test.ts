import { describe, expect, it } from "vitest";
import { countImpact, filterImpact, impactBars, impactSentence, noneValue, readImpactSort, sortImpact, unknownValue } from "../../../renderer/state/impact-rows.ts";
import type { ImpactRow } from "../../../shared/lineage.ts";
import { unknown } from "../../../shared/unknown.ts";

const row = (asset: string, distance: number, more: Partial<ImpactRow> = {}): ImpactRow => ({ asset, column: null, distance, path: ["start", asset], owners: [], group: "default", kinds: [], checks: [], ...more });

const rows = [
  row("kpi", 1, { owners: ["team:growth", "ada@example.com"], kinds: ["dbt"], checks: ["fresh"], group: "marts" }),
  row("margin", 1, { owners: ["team:finance"], kinds: ["dbt", "python"], group: "marts" }),
  row("board", 2, { path: ["start", "kpi", "board"] }),
];

describe("the sentence of an impact", () => {
  it("counts assets, owners and what nothing guards", () => {
    expect(impactSentence(countImpact(rows, "start"))).toBe("3 assets of 3 owners, 1 without one, 2 without a check");
  });

  it("counts an asset once, however many of its columns are hit, and not the start itself", () => {
    const columns = [row("kpi", 1, { column: "a", owners: ["x"] }), row("kpi", 1, { column: "b", owners: ["x"] }), row("start", 1, { column: "c" })];
    expect(impactSentence(countImpact(columns, "start"))).toBe("3 columns in 1 asset of 1 owner, 1 without a check");
  });

  it("says so when nothing is hit, or nothing is wanting", () => {
    expect(impactSentence(countImpact([], "start"))).toBe("Nothing downstream is known.");
    expect(impactSentence(countImpact([row("start", 1, { column: "b" })], "start"))).toBe("1 column of the same asset, no other asset.");
    expect(impactSentence(countImpact([row("a", 1, { owners: ["x"], checks: ["c"] })], "start"))).toBe("1 asset of 1 owner, each with a check");
    expect(impactSentence(countImpact([row("a", 1)], "start"))).toBe("1 asset, none with an owner, 1 without a check");
  });

  it("tells assets without an owner from those whose owners cannot be known", () => {
    const unsure = row("b", 1, { owners: unknown("read from the environment variable OWNER"), checks: ["c"] });
    const none = row("c", 1, { checks: ["c"] });
    expect(impactSentence(countImpact([...rows, unsure], "start"))).toBe("4 assets of 3 owners, 1 without one, 1 of unknown owners, 2 without a check");
    expect(impactSentence(countImpact([unsure, none], "start"))).toBe("2 assets, 1 without an owner, 1 of unknown owners, each with a check");
    expect(impactSentence(countImpact([unsure], "start"))).toBe("1 asset, 1 of unknown owners, each with a check");
  });
});

describe("bars", () => {
  it("count assets, those without last", () => {
    expect(impactBars(rows, "start", "group")).toEqual([{ value: "marts", count: 2 }, { value: "default", count: 1 }]);
    expect(impactBars(rows, "start", "kind")).toEqual([{ value: "dbt", count: 2 }, { value: "python", count: 1 }, { value: noneValue, count: 1 }]);
  });

  it("count apart what is unknown, after what has none, and find each", () => {
    const all = [...rows, row("x", 1, { owners: unknown("a"), group: unknown("b"), kinds: unknown("c") }), row("y", 1, { owners: unknown("d") })];
    expect(impactBars(all, "start", "owner").slice(-2)).toEqual([{ value: noneValue, count: 1 }, { value: unknownValue, count: 2 }]);
    expect(impactBars(all, "start", "group").at(-1)).toEqual({ value: unknownValue, count: 1 });
    expect(filterImpact(all, { owner: unknownValue }).map((one) => one.asset)).toEqual(["x", "y"]);
    expect(filterImpact(all, { owner: noneValue }).map((one) => one.asset)).toEqual(["board"]);
    expect(filterImpact(all, { kind: unknownValue, group: unknownValue }).map((one) => one.asset)).toEqual(["x"]);
  });

  it("filter together", () => {
    const keys = (route: Parameters<typeof filterImpact>[1]): string[] => filterImpact(rows, route).map((one) => one.asset);
    expect(keys({})).toEqual(["kpi", "margin", "board"]);
    expect(keys({ kind: "dbt", isUnguarded: true })).toEqual(["margin"]);
    expect(keys({ owner: noneValue })).toEqual(["board"]);
    expect(keys({ owner: "team:growth", group: "default" })).toEqual([]);
  });
});

describe("rows", () => {
  it("come nearest first, and by any column both ways", () => {
    const keys = (sort?: string): string[] => sortImpact(rows.toReversed(), sort).map((one) => one.asset);
    expect(keys()).toEqual(["kpi", "margin", "board"]);
    expect(keys("-distance")).toEqual(["board", "kpi", "margin"]);
    expect(keys("asset")).toEqual(["board", "kpi", "margin"]);
    expect(keys("-checks")).toEqual(["kpi", "margin", "board"]);
    expect(readImpactSort("nonsense")).toEqual({ by: "distance", isDescending: false });
  });
});

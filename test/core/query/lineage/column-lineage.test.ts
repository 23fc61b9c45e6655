import { describe, expect, it } from "vitest";
import { buildColumnGraph, columnLineage, type KnownColumn } from "../../../../main/core/query/lineage/column-lineage.ts";
import { assetImpact, columnImpact, type ImpactedAsset } from "../../../../main/core/query/lineage/impact.ts";
import type { ColumnEdge, ColumnRef, EdgeEvidence } from "../../../../shared/lineage.ts";

/** "a.x" -> {asset: "a", column: "x"} */
const ref = (text: string): ColumnRef => ({ asset: text.split(".")[0]!, column: text.split(".")[1]! });
const column = (text: string): KnownColumn => ({ ...ref(text), type: "int", description: null, tags: {} });
const edge = (from: string, to: string, evidence: EdgeEvidence = { kind: "definition", at: null }): ColumnEdge => ({ from: ref(from), to: ref(to), evidence: [evidence] });
const both = { direction: "both", depth: null, withInferred: false } as const;

//  raw.a ─┬─> stg.a ─┬─> mart.total ──> report.total
//  raw.b ─┘          └─> mart.other            gone.x ──> mart.total (no such asset), raw.zz -> stg.b (no such column)
const assets = new Set(["raw", "stg", "mart", "report"]);
const columns = ["raw.a", "raw.b", "stg.a", "stg.b", "mart.total", "mart.other", "report.total"].map(column);
const edges = [edge("raw.a", "stg.a"), edge("raw.b", "stg.a"), edge("stg.a", "mart.total"), edge("stg.a", "mart.other"), edge("mart.total", "report.total"), edge("gone.x", "mart.total"), edge("raw.zz", "stg.b"), edge("stg.b", "mart.other", { kind: "inferred" })];
const graph = buildColumnGraph(assets, columns, edges);

const shown = (focus: string, options: Partial<typeof both> | object = {}): string[] =>
  columnLineage(graph, ref(focus), { ...both, ...options })!.columns.map((one) => `${one.asset}.${one.column} ${one.distance}${one.broken ? ` (${one.broken})` : ""}`).sort();

describe("lineage of a column", () => {
  it("keeps its direction: siblings are not pulled in", () => {
    expect(shown("mart.total")).toEqual(["gone.x -1 (no such asset)", "mart.total 0", "raw.a -2", "raw.b -2", "report.total 1", "stg.a -1"]);
    expect(shown("stg.a")).toEqual(["mart.other 1", "mart.total 1", "raw.a -1", "raw.b -1", "report.total 2", "stg.a 0"]);
  });
  it("shows what does not exist as broken", () => {
    expect(shown("stg.b")).toEqual(["raw.zz -1 (no such column)", "stg.b 0"]);
  });
  it("counts what the depth leaves out", () => {
    const lineage = columnLineage(graph, ref("report.total"), { ...both, depth: 1 })!;
    expect(lineage.columns.map((one) => one.column).length).toBe(2);
    expect(lineage.beyondDepth).toEqual({ upstream: 4, downstream: 0 });
  });
  it("leaves guesses out unless asked", () => {
    expect(shown("stg.b", { withInferred: true })).toContain("mart.other 1");
  });
  it("finds columns whatever their case, and says so when there is none", () => {
    expect(columnLineage(graph, { asset: "stg", column: "A" }, both)!.focus).toEqual({ asset: "stg", column: "a" });
    expect(columnLineage(graph, { asset: "stg", column: "nope" }, both)).toBeNull();
  });
  it("ends in cycles, and joins evidence of the same edge", () => {
    const looped = buildColumnGraph(new Set(["p", "q"]), ["p.x", "q.x"].map(column), [edge("p.x", "q.x"), edge("q.x", "p.x"), edge("p.x", "q.x", { kind: "sql", expression: "x", at: null, dialect: "duckdb" })]);
    const lineage = columnLineage(looped, ref("p.x"), both)!;
    expect(lineage.edges.map((one) => [one.from.asset, one.evidence.map((known) => known.kind)])).toEqual([["p", ["definition", "sql"]], ["q", ["definition"]]]);
  });
});

describe("impact", () => {
  const asset = (key: string, deps: string[], owners: string[]): [string, ImpactedAsset] => [key, { key, deps, owners, group: "g", kinds: ["dbt"], checks: key === "mart" ? ["total_positive"] : [] }];
  const known = new Map([asset("raw", [], []), asset("stg", ["raw"], ["team:a"]), asset("mart", ["stg"], ["team:a", "b@example.com"]), asset("report", ["mart"], [])]);

  it("of a column: shortest path, owners counted by asset, checks", () => {
    const impact = columnImpact(graph, known, ref("raw.a"))!;
    expect(impact.rows.map((row) => row.path.join(" > "))).toEqual(["raw.a > stg.a", "raw.a > stg.a > mart.total", "raw.a > stg.a > mart.other", "raw.a > stg.a > mart.total > report.total"]);
    expect(impact.countsByOwner).toEqual({ "team:a": 2, "b@example.com": 1 });
    expect(impact.rows[1]!.checks).toEqual(["total_positive"]);
  });
  it("of an asset", () => {
    const impact = assetImpact(known, "stg")!;
    expect(impact.rows.map((row) => [row.asset, row.distance])).toEqual([["mart", 1], ["report", 2]]);
    expect(impact.countsByKind).toEqual({ dbt: 2 });
  });
});

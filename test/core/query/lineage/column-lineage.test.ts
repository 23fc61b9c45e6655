import { describe, expect, it } from "vitest";
import { ColumnGraphBuilder, type ColumnGraph, type HeldEvidence } from "../../../../main/core/query/lineage/column-graph.ts";
import { columnLineage, type ColumnLineageOptions } from "../../../../main/core/query/lineage/column-lineage.ts";
import { assetImpact, columnImpact, packAssets, type ImpactedAsset } from "../../../../main/core/query/lineage/impact.ts";
import { withInferredEdges } from "../../../../main/core/query/lineage/inferred-edges.ts";
import { createPace } from "../../../../main/core/pace.ts";
import type { ColumnRef } from "../../../../shared/lineage.ts";

/** "a.x" -> {asset: "a", column: "x"} */
const ref = (text: string): ColumnRef => ({ asset: text.split(".")[0]!, column: text.split(".")[1]! });
const both: ColumnLineageOptions = { direction: "both", depth: null, show: (one) => (one.kind === "logged" ? null : one) };

/** `assets`: "key: column column", `edges`: "from > to". */
function build(assets: readonly string[], edges: readonly (readonly [edge: string, evidence?: HeldEvidence])[]): Promise<ColumnGraph> {
  const builder = new ColumnGraphBuilder();
  for (const text of assets) {
    const [key = "", names = ""] = text.split(": ");
    builder.addAsset(key, names.split(" ").filter(Boolean).map((name) => ({ name, type: "int", description: null, tags: {} })));
  }
  for (const [edge, evidence] of edges) {
    const [from = "", to = ""] = edge.split(" > ");
    builder.addSources(ref(to).asset, ref(to).column, [ref(from)], evidence ?? { kind: "definition", at: null });
  }
  return builder.finish(createPace());
}

//  raw.a ─┬─> stg.a ─┬─> mart.total ──> report.total
//  raw.b ─┘          └─> mart.other            gone.x ──> mart.total (no such asset), raw.zz -> stg.b (no such column)
const graph = await build(["raw: a b", "stg: a b", "mart: total other b", "report: total"], [
  ["raw.a > stg.a"], ["raw.b > stg.a"], ["raw.zz > stg.b"], ["stg.a > mart.total"], ["gone.x > mart.total"], ["stg.a > mart.other"], ["mart.total > report.total"],
]);

const shown = (focus: string, options: Partial<ColumnLineageOptions> = {}): string[] =>
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
  it("guesses by name, when asked, what nobody speaks of", async () => {
    const guessed = await withInferredEdges(graph, new Map([["mart", ["stg"]], ["stg", ["raw"]], ["report", ["mart"]]]), createPace());
    const lineage = columnLineage(guessed, ref("mart.b"), both)!;
    expect(lineage.edges.map((one) => [`${one.from.asset}.${one.from.column}`, one.evidence[0]!.kind])).toEqual([["raw.zz", "definition"], ["stg.b", "inferred"]]);
    expect(shown("mart.b")).toEqual(["mart.b 0"]);
  });
  it("finds columns whatever their case, and says so when there is none", () => {
    expect(columnLineage(graph, { asset: "stg", column: "A" }, both)!.focus).toEqual({ asset: "stg", column: "a" });
    expect(columnLineage(graph, { asset: "stg", column: "nope" }, both)).toBeNull();
  });
  it("ends in cycles, and joins evidence of the same edge", async () => {
    const looped = await build(["p: x", "q: x"], [["p.x > q.x"], ["p.x > q.x", { kind: "sql", expression: "x", at: null, dialect: "duckdb" }], ["q.x > p.x"]]);
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
    const impact = assetImpact(packAssets(known), "stg")!;
    expect(impact.rows.map((row) => [row.asset, row.distance])).toEqual([["mart", 1], ["report", 2]]);
    expect(impact.countsByKind).toEqual({ dbt: 2 });
  });
});

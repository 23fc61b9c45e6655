import { describe, expect, it } from "vitest";
import { edgeHeader, edgeLine, edgeRows, placeOf } from "../../../../renderer/components/column-graph/edge-rows.ts";
import { evidenceStyles, brokenStyle, stylesOf, wordsOf } from "../../../../renderer/components/column-graph/evidence.ts";
import { markNames } from "../../../../renderer/components/column-graph/mark-names.ts";
import { formatCsv } from "../../../../renderer/components/export-file.ts";
import type { ColumnEdge, ColumnLineage, EdgeEvidence } from "../../../../shared/lineage.ts";

const sql: EdgeEvidence = { kind: "sql", expression: '=amount / 100.0, "x"', at: { file: "sql/sales.sql", line: 18 }, dialect: "duckdb" };
const run = (isLatest: boolean): EdgeEvidence => ({ kind: "materialization", runId: "0badcafe", timestamp: 1_760_000_000, isLatest });
const edge = (evidence: readonly EdgeEvidence[]): ColumnEdge => ({ from: { asset: "raw/orders", column: "amount" }, to: { asset: "mart/sales", column: "revenue" }, evidence });

describe("how an edge is known", () => {
  it("is told in words, every way of it", () => {
    expect(wordsOf(edge([sql, { kind: "definition", at: null }]), false)).toBe("declared and from SQL");
    expect(wordsOf(edge([sql, run(true), { kind: "definition", at: null }]), false)).toBe("declared, emitted by a run and from SQL");
    expect(wordsOf(edge([run(false)]), false)).toBe("emitted by an earlier run");
    expect(wordsOf(edge([run(false), run(true)]), false)).toBe("emitted by a run");
    expect(wordsOf(edge([sql]), true)).toBe("broken, from SQL");
  });

  it("has a line of its own a kind, told apart without colour", () => {
    expect(stylesOf(edge([sql, run(true), run(false)]), false)).toEqual([evidenceStyles.materialization, evidenceStyles.sql]);
    expect(stylesOf(edge([sql]), true)).toEqual([brokenStyle]);
    const dashes = [...Object.values(evidenceStyles), brokenStyle].map((style) => style.dash.join());
    expect(new Set(dashes).size).toBe(dashes.length);
  });

  it("leads to the SQL first, then to the definition", () => {
    expect(placeOf(edge([{ kind: "definition", at: { file: "a.py", line: 2 } }, sql]))).toEqual({ file: "sql/sales.sql", line: 18 });
    expect(placeOf(edge([{ kind: "definition", at: { file: "a.py", line: 2 } }, run(true)]))).toEqual({ file: "a.py", line: 2 });
    expect(placeOf(edge([run(true)]))).toBeNull();
  });
});

describe("rows of edges", () => {
  const columns = [{ asset: "mart/sales", column: "revenue", distance: 0, broken: null }, { asset: "raw/orders", column: "amount", distance: -1, broken: "no such column" }, { asset: "kpi", column: "revenue", distance: 1, broken: null }] as const;
  const lineage: ColumnLineage = {
    focus: { asset: "mart/sales", column: "revenue" }, columns: columns.map((column) => ({ ...column, type: null, description: null, tags: {} })), assets: [], beyondDepth: { upstream: 0, downstream: 0 }, isReadingSql: false,
    edges: [{ from: { asset: "mart/sales", column: "revenue" }, to: { asset: "kpi", column: "revenue" }, evidence: [{ kind: "definition", at: null }] }, edge([sql, run(true)])],
  };

  it("go from upstream to downstream with the step of the farther end", () => {
    expect(edgeRows(lineage).map((row) => [row.edge.from.asset, row.distance, row.isBroken])).toEqual([["raw/orders", -1, true], ["mart/sales", 1, false]]);
  });

  it("make a CSV that no spreadsheet runs", () => {
    const [header, first] = formatCsv(edgeHeader, edgeRows(lineage).map(edgeLine)).split("\r\n");
    expect(header).toBe("from_asset,from_column,to_asset,to_column,known,broken,steps,run,run_at,expression,dialect,file,line");
    expect(first).toBe(`raw/orders,amount,mart/sales,revenue,sql materialization,yes,-1,0badcafe,2025-10-09T08:53:20.000Z,"'=amount / 100.0, ""x""",duckdb,sql/sales.sql,18`);
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=x"])("keeps %j text", (value) => {
    expect(formatCsv(["a"], [[value]])).toMatch(/^a\r\n"?'/);
  });
});

describe("names in an expression", () => {
  const marks = (expression: string, column: string): string[] => markNames(expression, column).filter((part) => part.isMark).map((part) => part.text);

  it("are marked with what qualifies them", () => {
    expect(marks("sum(o.amount / 100.0) * r.rate", "amount")).toEqual(["o.amount"]);
    expect(marks('"o"."Amount" + amount', "amount")).toEqual(['"o"."Amount"', "amount"]);
    expect(marks("t.`amount` + [amount]", "amount")).toEqual(["t.`amount`", "[amount]"]);
  });

  it("are not parts of other names or of strings", () => {
    expect(marks("amount_minor + 'amount' + total_amount", "amount")).toEqual([]);
    expect(markNames("f('it''s amount')", "amount")).toEqual([{ text: "f('it''s amount')", isMark: false }]);
  });

  it("lose nothing of the text", () => {
    const text = "case when o.a > 1 then 'é' else a end";
    expect(markNames(text, "a").map((part) => part.text).join("")).toBe(text);
  });
});

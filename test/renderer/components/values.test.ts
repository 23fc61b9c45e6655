import { describe, expect, it } from "vitest";
import { formatAgo, formatNumber } from "../../../renderer/components/format.ts";
import { isSameValue, isShort, summarize } from "../../../renderer/components/metadata/describe.ts";
import { compareSchemas } from "../../../renderer/components/schema-diff.ts";
import { toSeries } from "../../../renderer/components/series.ts";
import { splitInvisible } from "../../../renderer/components/visible-text.tsx";
import type { Materialization, MetadataEntry, MetadataValue, TableColumn } from "../../../shared/model.ts";

const column = (name: string, type: string, nullable = true): TableColumn => ({ name, type, description: null, constraints: { nullable, unique: false, other: [] }, tags: {} });
const schema = (from: "definition" | "materialization", ...columns: TableColumn[]): MetadataEntry => ({ type: "table_schema", value: { columns, constraints: { other: [] } }, label: "dagster/column_schema", from });
const event = (timestamp: number, metadata: readonly MetadataEntry[], partition: string | null = null): Materialization => ({
  assetKey: "a", timestamp, runId: `run${timestamp}`, partition, description: null, metadata, tags: {}, storageId: timestamp, stepKey: null, home: "h", runStatus: "SUCCESS",
});
const float = (value: number | string): MetadataEntry => ({ type: "float", value, label: "x", from: "materialization" });

describe("numbers and times", () => {
  it.each([[6_509_418, "6,509,418"], ["1180591620717411303424", "1,180,591,620,717,411,303,424"], ["NaN", "NaN"], ["-Infinity", "-Infinity"], [0.0031, "0.0031"], [1e-9, "1e-9"], [-12, "-12"], [1e21, "1,000,000,000,000,000,000,000"]])("%s is shown as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
  const now = new Date(2026, 10, 22, 12, 0, 0).getTime() / 1000;
  it.each([[10, "just now"], [120, "2 min ago"], [3_600, "1 h ago"], [26 * 3_600, "yesterday"], [3 * 86_400, "3 days ago"], [20 * 86_400, "Nov 2"], [400 * 86_400, "Oct 18, 2025"], [-7_200, "Nov 22"]])("%s s before now is %s", (age, text) => {
    expect(formatAgo(now - age, now)).toBe(text);
  });
});

describe("schemas", () => {
  it("tells what was added, is missing, changed its type or its constraints", () => {
    const view = compareSchemas(
      [schema("definition", column("id", "int", false), column("rate", "float"), column("gone", "text"), column("Same", "TEXT")), { type: "table_column_lineage", value: { depsByColumn: { id: [{ assetKey: "raw", columnName: "ID" }] } }, label: "dagster/column_lineage", from: "definition" }],
      [schema("materialization", column("rate", "decimal(18,6)"), column("id", "int", true), column("new", "date"), column("same", "text"))],
    );
    expect(view.columns.map((one) => [one.name, one.difference])).toEqual([["id", "constraints"], ["rate", "type"], ["gone", "missing"], ["Same", "same"], ["new", "added"]]);
    expect(view.differences).toBe(4);
    expect(view.columns[0]?.deps).toEqual([{ assetKey: "raw", columnName: "ID" }]);
  });
  it("has nothing to compare with one side alone, and says when the definition is unknown", () => {
    expect(compareSchemas([], [schema("materialization", column("a", "int"))])).toMatchObject({ differences: 0, hasDeclared: false, hasActual: true });
    expect(compareSchemas([{ type: "table_schema", value: { unknown: "read from a database" }, label: "dagster/column_schema", from: "definition" }], []).unknown).toEqual({ unknown: "read from a database" });
    expect(compareSchemas([], []).columns).toEqual([]);
  });
});

describe("metadata in a line", () => {
  it.each<readonly [MetadataValue, boolean, string]>([
    [{ type: "table", value: { records: [{ a: 1 }, { a: 2, b: 3 }], schema: null } }, false, "table, 2 rows × 2 columns"],
    [{ type: "json", value: { a: "x".repeat(80), b: [] } }, false, "object, 2 keys"],
    [{ type: "json", value: { a: 1 } }, true, "object, 1 key"],
    [{ type: "unknown", value: { __class__: "FancyValue", deep: "x".repeat(80) } }, false, "FancyValue (raw JSON)"],
    [{ type: "text", value: "a\nb" }, false, "text, 3 characters"],
    [{ type: "table_column_lineage", value: { depsByColumn: { a: [], b: [] } } }, false, "lineage of 2 columns"],
  ])("%o", (value, short, text) => {
    expect(isShort(value)).toBe(short);
    expect(summarize(value)).toBe(text);
  });
  it("compares by type and value, not by the order of keys", () => {
    expect(isSameValue({ type: "int", value: 30 }, { type: "text", value: "30" })).toBe(false);
    expect(isSameValue({ type: "json", value: { a: 1, b: { c: 2, d: 3 } } }, { type: "json", value: { b: { d: 3, c: 2 }, a: 1 } })).toBe(true);
    expect(isSameValue({ type: "json", value: [1, 2] }, { type: "json", value: [2, 1] })).toBe(false);
  });
});

describe("numbers over time", () => {
  it("leaves gaps for what is no finite number, and counts them", () => {
    const [series] = toSeries([event(4, [float("Infinity")]), event(3, [float(3)]), event(2, [float("NaN")]), event(1, [float(1)])], "time");
    expect(series?.points.map((point) => [point.x, point.y])).toEqual([[1, 1], [2, null], [3, 3], [4, null]]);
    expect(series).toMatchObject({ gaps: 2, rounded: 0 });
  });
  it("tells that a big whole number was rounded", () => {
    expect(toSeries([event(1, [{ type: "int", value: "1180591620717411303424", label: "x", from: "materialization" }])], "time")[0]).toMatchObject({ gaps: 0, rounded: 1 });
  });
  it("takes the latest event of each partition, in the order of keys", () => {
    const [series] = toSeries([event(3, [float(30)], "b"), event(2, [float(20)], "a"), event(1, [float(10)], "b")], "partition");
    expect(series?.points.map((point) => [point.label, point.y])).toEqual([["a", 20], ["b", 30]]);
  });
});

it("shows what cannot be seen", () => {
  expect(splitInvisible("a\u202Eb\u200Bc\u0007")).toEqual([
    { text: "a", isEscape: false }, { text: "\\u{202e}", isEscape: true }, { text: "b", isEscape: false }, { text: "\\u{200b}", isEscape: true }, { text: "c", isEscape: false }, { text: "\\u{7}", isEscape: true },
  ]);
  expect(splitInvisible("plain é 日本 tab\tline\n")).toEqual([{ text: "plain é 日本 tab\tline\n", isEscape: false }]);
});

import { describe, expect, it } from "vitest";
import { catalogColumns, fitColumns, nextSort, sortRows } from "../../../renderer/state/catalog-columns.ts";
import { treeLines } from "../../../renderer/state/catalog-tree.ts";
import { countFacet, rowsInState } from "../../../renderer/state/facets.ts";
import type { AssetRow } from "../../../shared/api.ts";
import { parseAssetKey } from "../../../shared/asset-key.ts";

function row(key: string, more: Partial<AssetRow> = {}): AssetRow {
  return {
    key, keyPath: parseAssetKey(key), kind: "materializable", isStub: false, group: "default", owners: [], tags: {}, kinds: [], summary: null, codeLocation: "shop", materializedAt: null, runStatus: null,
    rowCount: null, checks: { total: 0, failed: 0, warned: 0 }, isPartitioned: false, unknownFields: [], file: null, line: null, reader: "static", ...more,
  };
}
const keys = (rows: readonly AssetRow[]): string => rows.map((one) => one.key).join(" ");

describe("sorting", () => {
  const rows = [row("b", { rowCount: 10, materializedAt: 5 }), row("a", { rowCount: "1180591620717411303424" }), row("c", { rowCount: 9, materializedAt: 9 }), row("d")];
  it.each([
    [undefined, "a b c d"], ["-key", "d c b a"], ["rows", "c b a d"], ["-rows", "a b c d"], ["materialized", "b c a d"], ["-materialized", "c b a d"], ["nothing-like-it", "a b c d"],
  ])("by %s gives %s; what has no value is last", (sort, expected) => {
    expect(keys(sortRows(rows, sort))).toBe(expected);
  });
  it("begins numbers with the highest, names with the first, and turns on the second click", () => {
    const [key, rowsColumn] = [catalogColumns.find((one) => one.id === "key")!, catalogColumns.find((one) => one.id === "rows")!];
    expect(nextSort(undefined, rowsColumn)).toBe("-rows");
    expect(nextSort("-rows", rowsColumn)).toBe("rows");
    expect(nextSort(undefined, key)).toBe("-key");
    expect(nextSort("rows", key)).toBe("key");
  });
});

describe("folders", () => {
  const rows = ["top", "shop/mart/a", "shop/raw/x", "shop/mart/b", "part\\/slash/c"].map((key) => row(key));
  const draw = (closed: readonly string[]): string[] => treeLines(rows, new Set(closed)).map((line) => `${"  ".repeat(line.depth)}${line.kind === "folder" ? `${line.name}/ ${line.count}` : line.row.key}`);
  it("hold what their prefix names", () => {
    expect(draw([])).toEqual(["part/slash/ 1", "  part\\/slash/c", "shop/ 3", "  mart/ 2", "    shop/mart/a", "    shop/mart/b", "  raw/ 1", "    shop/raw/x", "top"]);
  });
  it("hide what is folded", () => {
    expect(draw(["shop/mart", "part\\/slash"])).toEqual(["part/slash/ 1", "shop/ 3", "  mart/ 2", "  raw/ 1", "    shop/raw/x", "top"]);
  });
});

describe("facets", () => {
  const rows = [row("a", { owners: ["team:x", "y@example.com"], tags: { pii: "", tier: "gold" } }), row("b", { owners: { unknown: "read from a file" }, tags: { tier: "gold" } }), row("c", { isStub: true })];
  it("count each value once a row, none last, unknown nowhere", () => {
    expect(countFacet(rows, "owner")).toEqual([{ value: "team:x", count: 1 }, { value: "y@example.com", count: 1 }, { value: null, count: 1 }]);
    expect(countFacet(rows, "tag")).toEqual([{ value: "tier=gold", count: 2 }, { value: "pii", count: 1 }, { value: null, count: 1 }]);
  });
  it("tell stubs from what was never materialized", () => {
    expect(keys(rowsInState(rows, "stub"))).toBe("c");
    expect(keys(rowsInState(rows, "never"))).toBe("a b");
    expect(keys(rowsInState(rows, "no such state"))).toBe("a b c");
  });
});

describe("widths", () => {
  const widths = (rows: readonly AssetRow[]): ReadonlyMap<string, number> => new Map(fitColumns(catalogColumns, rows, false).map((track) => [track.column.id, track.minWidth]));
  it("give keys the room that they need, within bounds", () => {
    expect(widths([row("a")]).get("key")).toBe(200);
    expect(widths([row("x".repeat(45))]).get("key")).toBe(Math.round(45 * 7.25 + 30));
    expect(widths([row("x".repeat(500))]).get("key")).toBe(440);
  });
  it("take from columns that are empty, not from those that are unknown", () => {
    expect(widths([row("a")]).get("tags")).toBeLessThan(widths([row("a", { tags: { pii: "" } })]).get("tags")!);
    expect(widths([row("a", { tags: { unknown: "read from a file" }, unknownFields: ["tags"] })]).get("tags")).toBe(catalogColumns.find((column) => column.id === "tags")!.minWidth);
  });
});

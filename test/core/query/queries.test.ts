import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Core } from "../../../main/core/core.ts";
import { scoreName } from "../../../main/core/query/score-name.ts";
import type { MetadataEntry } from "../../../shared/model.ts";
import { unknown } from "../../../shared/unknown.ts";
import { handMadeProject, makeAsset, makeCheck, type HandMade } from "../../support/hand-made.ts";

let made: HandMade;
let core: Core;

const schema = (...names: string[]): MetadataEntry => ({
  label: "dagster/column_schema", type: "table_schema", from: "definition",
  value: { columns: names.map((name) => ({ name, type: "string", description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {} })), constraints: { other: [] } },
});

beforeAll(async () => {
  made = handMadeProject();
  made.put("all", [
    makeAsset("raw/orders", { kinds: ["s3"], group: "ingest", owners: ["team:data"], description: "Every order as the shop wrote it." }),
    makeAsset("raw/order_items", { group: "ingest", tags: { domain: "sales" } }),
    makeAsset("marts/orders", { deps: ["raw/orders", "raw/order_items"], owners: ["ann@example.com"], tags: { domain: "sales", pii: "" }, kinds: ["dbt"], metadata: [schema("order_id", "customer_email"), { label: "dagster/row_count", type: "int", value: 7, from: "definition" }, { label: "runbook", type: "url", value: "https://example.com/orders-runbook", from: "definition" }] }),
    makeAsset("marts/customers", { deps: ["marts/orders"], owners: unknown("read from a file that is not there"), partitions: { kind: "static", keys: ["a"] } }),
    makeAsset("lonely", { group: "misc", description: 'Holds "quotes" and * stars\n\nsecond paragraph' }),
    makeCheck("marts/orders", "no_orphans"),
  ]);
  core = made.core();
  await core.openProject(made.folder);
  await core.whenIdle();
});
afterAll(async () => {
  await core.close();
  made.remove();
});

describe("selection", () => {
  const cases: readonly (readonly [select: string, keys: readonly string[]])[] = [
    ["", ["lonely", "marts/customers", "marts/orders", "raw/order_items", "raw/orders"]],
    ["order", ["marts/orders", "raw/order_items", "raw/orders"]],
    ["ORDERS", ["marts/orders", "raw/orders"]],
    ["orders sales", ["marts/orders"]],
    ['key:"raw/*"', ["raw/order_items", "raw/orders"]],
    ["key:marts/orders", ["marts/orders"]],
    ["group:ingest and not kind:s3", ["raw/order_items"]],
    ["owner:data", ["raw/orders"]],
    ["owner:ann@example.com", ["marts/orders"]],
    ["tag:domain=sales", ["marts/orders", "raw/order_items"]],
    ["tag:pii", ["marts/orders"]],
    ["kind:dbt or kind:s3", ["marts/orders", "raw/orders"]],
    ['(group:"misc" or group:"ingest") and not tag:domain="sales"', ["lonely", "raw/orders"]],
    ['+key:"marts/orders"', ["marts/orders", "raw/order_items", "raw/orders"]],
    ['key:"raw/orders"+1', ["marts/orders", "raw/orders"]],
    ['column:"customer_email"', ["marts/orders"]],
    ["partitions:static", ["marts/customers"]],
    ["code_location:nowhere", []],
    ['metadata:"runbook"', ["marts/orders"]],
    ['sinks(*)', ["lonely", "marts/customers"]],
  ];
  test.each(cases)("%s", async (select, keys) => {
    const page = await core.project()["catalog.list"]({ select });
    expect(page.rows.map((row) => row.key)).toEqual(keys);
    expect(page.selectError).toBeNull();
    expect(page.total).toBe(5);
  });

  test("what an unknown field keeps from being told is counted, not selected", async () => {
    expect(await core.project()["catalog.list"]({ select: "not owner:data" })).toMatchObject({ undecided: 1, rows: { length: 3 } });
  });

  test("what no folder can tell is a mistake with its place", async () => {
    expect(await core.project()["catalog.list"]({ select: "group:misc or changed_in_branch:NEW" })).toMatchObject({ rows: [], selectError: { start: 14, message: expect.stringContaining("branch deployment") } });
  });

  test("text that is not the language says where, and falls back to words", async () => {
    const page = await core.project()["catalog.list"]({ select: "owner:(" });
    expect(page.selectError).toMatchObject({ start: 6 });
    expect(page.rows).toEqual([]);
  });
});

describe("rows", () => {
  test("carry counts, unknown fields and the definition's row count", async () => {
    const rows = new Map((await core.project()["catalog.list"]({})).rows.map((row) => [row.key, row]));
    expect(rows.get("marts/orders")).toMatchObject({ rowCount: 7, checks: { total: 1, failed: 0, warned: 0 }, unknownFields: [] });
    expect(rows.get("marts/customers")).toMatchObject({ unknownFields: ["owners"], isPartitioned: true });
    expect(rows.get("lonely")).toMatchObject({ summary: 'Holds "quotes" and * stars' });
  });
});

describe("search", () => {
  const cases: readonly (readonly [text: string, first: string])[] = [
    ["orders", "asset raw/orders"],
    ["raw/orders", "asset raw/orders"],
    ["order_items", "asset raw/order_items"],
    ["ord", "asset raw/orders"],
    ["items", "asset raw/order_items"],
    ["cstmrs", "asset marts/customers"],
    ["customer_email", "column customer_email"],
    ["email", "column customer_email"],
    ["ingest", "group ingest"],
    ["sales", "tag domain: sales"],
    ["orphans", "check no_orphans"],
    ["shop wrote", "description raw/orders"],
    ["runbook", "metadata marts/orders"],
    ["paragraph", "description lonely"],
  ];
  test.each(cases)("%s -> %s", async (text, first) => {
    const [hit] = await core.project()["search.query"]({ text });
    expect(`${hit?.kind} ${hit?.title}`).toBe(first);
  });

  test.each(['"', "*", "a AND", "NEAR(", "^x", "\u0000", "()", "-", "%", "_", "\\"])("%j is text like any other", async (text) => {
    await expect(core.project()["search.query"]({ text })).resolves.toBeInstanceOf(Array);
  });

  test("facets lead to a selection that finds what they count", async () => {
    for (const text of ["ingest", "sales", "team:data", "dbt"]) {
      const [hit] = await core.project()["search.query"]({ text });
      const page = await core.project()["catalog.list"]({ select: hit?.select ?? "" });
      expect(`${page.rows.length} asset${page.rows.length === 1 ? "" : "s"}`).toBe(hit?.detail);
    }
  });

  test("nothing for nothing", async () => {
    expect(await core.project()["search.query"]({ text: "  " })).toEqual([]);
    expect(await core.project()["search.query"]({ text: "zzzzqq" })).toEqual([]);
  });

  test("whole name before beginning before word before inside before letters", () => {
    const scores = ["orders", "orders_raw", "raw_orders", "reorders", "o_r_d_e_r_s"].map((name) => scoreName("orders", name));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBe(5);
    expect(scoreName("abc", "cba")).toBe(0);
  });
});

describe("sources", () => {
  test("lines around a place, only of files that the index knows", async () => {
    const text = await core.project()["source.get"]({ file: "assets/all.json", line: 1 });
    expect(text).toMatchObject({ file: "assets/all.json", firstLine: 1, totalLines: 1, language: "json", isStale: false });
    writeFileSync(path.join(made.folder, "secret.txt"), "x");
    writeFileSync(path.join(made.folder, "secret.sql"), "x");
    await expect(core.project()["source.get"]({ file: "secret.sql", line: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(core.project()["source.get"]({ file: "secret.txt", line: 1 })).rejects.toMatchObject({ code: "not_found" });
    await expect(core.project()["source.get"]({ file: "../../etc/passwd", line: 1 })).rejects.toMatchObject({ code: "not_found" });
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { writeAsset } from "../../../../main/core/index/assets.ts";
import { writeEventBatch, type EventBatch, type LoggedEvent } from "../../../../main/core/index/events.ts";
import { openProjectIndex, type ProjectIndex } from "../../../../main/core/index/project-index.ts";
import { createFacts } from "../../../../main/core/query/asset-facts.ts";
import { createCatalog, type Catalog } from "../../../../main/core/query/catalog.ts";
import { createLineage, type Lineage, type SqlLineageEdges } from "../../../../main/core/query/lineage/lineage.ts";
import { createSearch } from "../../../../main/core/query/search.ts";
import type { ColumnEdge } from "../../../../shared/lineage.ts";
import type { Asset, MetadataEntry } from "../../../../shared/model.ts";
import { unknown } from "../../../../shared/unknown.ts";
import { makeAsset } from "../../../support/hand-made.ts";

type From = MetadataEntry["from"];
const schema = (from: From, ...columns: string[]): MetadataEntry => ({
  label: "dagster/column_schema", type: "table_schema", from,
  value: { columns: columns.map((text) => ({ name: text.split(" ")[0]!, type: text.split(" ")[1] ?? "string", description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {} })), constraints: { other: [] } },
});
/** "total < orders.amount orders.tax" */
const lineageOf = (from: From, ...texts: string[]): MetadataEntry => ({
  label: "dagster/column_lineage", type: "table_column_lineage", from, ...(from === "definition" ? { at: { file: "defs.py", line: 7 } } : {}),
  value: { depsByColumn: Object.fromEntries(texts.map((text) => [text.split(" < ")[0]!, (text.split(" < ")[1] ?? "").split(" ").filter(Boolean).map((dep) => ({ assetKey: dep.split(".")[0]!, columnName: dep.split(".")[1]! }))])) },
});

let index: ProjectIndex;
let catalog: Catalog;
let lineage: Lineage;
let sql: SqlLineageEdges;
let lastId: number;
beforeEach(() => {
  index = openProjectIndex(null);
  const homes = () => ["h"];
  catalog = createCatalog(index, homes);
  sql = { edges: [], problems: [], isReading: false };
  lastId = 0;
  lineage = createLineage({ index, homes, facts: createFacts(index, catalog, homes), sqlEdges: () => Promise.resolve(sql), onProblems: () => undefined });
});
function put(...assets: Asset[]): void {
  index.write((db) => {
    for (const asset of assets) writeAsset(db, asset);
    return true;
  });
  catalog.touch(new Set(assets.map((asset) => asset.key)));
}
function log(batch: Partial<EventBatch>): void {
  index.write((db) => {
    catalog.touch(writeEventBatch(db, "/home", { home: "h", startsOver: null, wipes: [], runs: [], events: [], checks: [], cursor: { id: ++lastId }, ...batch }));
    return true;
  });
}
const materialized = (assetKey: string, storageId: number, ...metadata: MetadataEntry[]): LoggedEvent => ({
  assetKey, storageId, eventType: "materialization", timestamp: 1000 + storageId, runId: `run${storageId}`, partition: null, description: null, metadata, tags: {}, stepKey: null, home: "h", runStatus: null,
});
const both = { direction: "both", depth: null, withInferred: false } as const;
/** "orders.amount > totals.total (definition)" */
async function edges(asset: string, column: string, withInferred = false): Promise<string[] | null> {
  const found = await lineage.column({ asset, column }, { ...both, withInferred });
  return found && found.edges.map(({ from, to, evidence }) => `${from.asset}.${from.column} > ${to.asset}.${to.column} (${evidence.map((one) => (one.kind === "materialization" ? `${one.runId}${one.isLatest ? " latest" : ""}` : one.kind)).join(", ")})`);
}

describe("column lineage comes from", () => {
  test("definitions, the newest and earlier materializations, and SQL, each edge with all that say it", async () => {
    put(makeAsset("orders", { metadata: [schema("definition", "amount", "tax")] }), makeAsset("totals", { deps: ["orders"], metadata: [schema("definition", "total"), lineageOf("definition", "total < orders.amount")] }));
    log({ events: [materialized("totals", 1, lineageOf("materialization", "total < orders.amount")), materialized("totals", 2, lineageOf("materialization", "total < orders.tax")), materialized("totals", 3, lineageOf("materialization", "total < orders.tax"))] });
    const sum: ColumnEdge = { from: { asset: "orders", column: "AMOUNT" }, to: { asset: "totals", column: "total" }, evidence: [{ kind: "sql", expression: "sum(amount)", at: { file: "t.sql", line: 2 }, dialect: "duckdb" }] };
    sql = { edges: [sum], problems: [], isReading: false };
    expect(await edges("totals", "total")).toEqual(["orders.amount > totals.total (definition, run1, sql)", "orders.tax > totals.total (run3 latest)"]);
  });

  test("materializations of assets that no code defines", async () => {
    log({ events: [materialized("a", 1, schema("materialization", "x int")), materialized("b", 2, schema("materialization", "y int"), lineageOf("materialization", "y < a.x"))] });
    expect(await edges("a", "x")).toEqual(["a.x > b.y (run2 latest)"]);
    expect(await lineage.columns({ text: "", asset: null, isBroken: false, limit: 10, offset: 0 })).toMatchObject({ total: 2, rows: [{ asset: "a", column: "x", type: "int", downstream: 1 }, { asset: "b", upstream: 1 }] });
  });

  test("names alone only when asked, and only where nobody says anything", async () => {
    put(makeAsset("up", { metadata: [schema("definition", "id", "at")] }), makeAsset("down", { deps: ["up"], metadata: [schema("definition", "ID", "at"), lineageOf("definition", "at")] }));
    expect(await edges("down", "id")).toEqual([]);
    expect(await edges("down", "id", true)).toEqual(["up.id > down.ID (inferred)"]);
    expect(await edges("down", "at", true)).toEqual([]);
  });
});

describe("columns", () => {
  test("are those of the definition and those that only the newest materialization has", async () => {
    put(makeAsset("t", { metadata: [schema("definition", "id int", "gone")] }));
    log({ events: [materialized("t", 1, schema("materialization", "older")), materialized("t", 2, schema("materialization", "ID bigint", "added"))] });
    const page = await lineage.columns({ text: "", asset: "t", isBroken: false, limit: 10, offset: 0 });
    expect(page.rows.map((row) => `${row.column} ${row.type} ${row.broken}`)).toEqual(["id bigint null", "gone string null", "added string null"]);
  });

  test("are found by words, page by page, in the order of assets and schemas", async () => {
    put(makeAsset("b/orders", { metadata: [schema("definition", "id", "amount_net", "amount")] }), makeAsset("a/orders", { metadata: [schema("definition", "amount")] }), makeAsset("c/items", { metadata: [schema("definition", "amount")] }));
    const ask = async (text: string, offset = 0) => {
      const page = await lineage.columns({ text, asset: null, isBroken: false, limit: 2, offset });
      return [page.rows.map((row) => `${row.asset}.${row.column}`), page.total, page.columns];
    };
    expect(await ask("AMOUNT orders")).toEqual([["a/orders.amount", "b/orders.amount_net"], 3, 5]);
    expect(await ask("amount orders", 2)).toEqual([["b/orders.amount"], 3, 5]);
    expect(await ask("nothing")).toEqual([[], 0, 5]);
  });

  test("that lineage names and that do not exist are counted and can be had alone", async () => {
    put(makeAsset("t", { metadata: [schema("definition", "id", "sum"), lineageOf("definition", "sum < nowhere.x", "id < t.gone")] }));
    const { rows, total, columns, broken } = await lineage.columns({ text: "", asset: null, isBroken: true, limit: 10, offset: 0 });
    expect({ rows: rows.map((row) => `${row.asset}.${row.column}: ${row.broken}`).sort(), total, columns, broken }).toEqual({ rows: ["nowhere.x: no such asset", "t.gone: no such column"], total: 2, columns: 4, broken: 2 });
  });
});

describe("answers", () => {
  test("follow the index: definitions, new lineage in the log, wipes", async () => {
    put(makeAsset("a", { metadata: [schema("definition", "x")] }), makeAsset("b", { metadata: [schema("definition", "y")] }));
    expect(await edges("a", "x")).toEqual([]);
    log({ events: [materialized("b", 1, lineageOf("materialization", "y < a.x"))] });
    expect(await edges("a", "x")).toEqual(["a.x > b.y (run1 latest)"]);
    log({ events: [materialized("b", 2)] });
    expect(await edges("a", "x")).toEqual(["a.x > b.y (run1)"]);
    log({ wipes: [{ assetKey: "b", timestamp: 5000 }] });
    expect(await edges("a", "x")).toEqual([]);
    put(makeAsset("b", { metadata: [schema("definition", "y"), lineageOf("definition", "y < a.x")] }));
    expect(await edges("a", "x")).toEqual(["a.x > b.y (definition)"]);
  });

  test("are never older than the question, also while an older one is being worked out", async () => {
    put(makeAsset("a", { metadata: [schema("definition", "x")] }), makeAsset("b", { metadata: [schema("definition", "y")] }));
    const early = edges("a", "x");
    put(makeAsset("b", { metadata: [schema("definition", "y"), lineageOf("definition", "y < a.x")] }));
    expect(await Promise.all([edges("a", "x"), edges("b", "y")])).toEqual([["a.x > b.y (definition)"], ["a.x > b.y (definition)"]]);
    await early;
  });

  test("say that SQL is still being read", async () => {
    put(makeAsset("a", { metadata: [schema("definition", "x")] }));
    sql = { edges: [], problems: [], isReading: true };
    expect(await lineage.column({ asset: "a", column: "x" }, both)).toMatchObject({ isReadingSql: true });
    sql = { ...sql, isReading: false };
    expect(await lineage.column({ asset: "a", column: "x" }, both)).toMatchObject({ isReadingSql: false });
  });

  test("of what nothing knows are null", async () => {
    put(makeAsset("a"));
    expect(await lineage.column({ asset: "a", column: "x" }, both)).toBeNull();
    expect(await lineage.impact("nowhere", null)).toBeNull();
    expect(await lineage.impact("a", "x")).toBeNull();
  });
});

test("search finds columns that only a materialization states", async () => {
  put(makeAsset("t", { metadata: [schema("definition", "id")] }));
  log({ events: [materialized("t", 1, schema("materialization", "id", "net_amount int"))] });
  const search = createSearch(index, catalog, createFacts(index, catalog, () => ["h"]));
  expect((await search.query("net_am", 5)).map((hit) => [hit.kind, hit.title, hit.key])).toEqual([["column", "net_amount", "t"]]);
  expect((await search.query("id", 5)).filter((hit) => hit.kind === "column").length).toBe(1);
});

test("problems: what is broken and what cannot be known, with the place", async () => {
  put(
    makeAsset("a", { metadata: [schema("definition", "x"), lineageOf("definition", "x < gone.q a.nope", "z < gone.r")] }),
    makeAsset("b", { metadata: [{ label: "dagster/column_lineage", type: "table_column_lineage", from: "definition", value: unknown("read from the network", { file: "defs.py", line: 9 }) }] }),
  );
  sql = { edges: [], isReading: false, problems: [{ severity: "warning", code: "sql.unreadable", stage: "sql", message: "no" }] };
  expect((await lineage.problems()).map((problem) => [problem.code, problem.message, problem.at?.line])).toEqual([
    ["sql.unreadable", "no", undefined],
    ["lineage.unknown", "The column lineage of b cannot be known: read from the network", 9],
    ["lineage.broken", "The column lineage of a names the asset gone that is not here and the columns a.nope, a.z that no schema states", 7],
  ]);
});

test("the graph of assets: edges as numbers, circles, what is unknown", async () => {
  put(
    makeAsset("a", { deps: ["c"] }), makeAsset("b", { deps: ["a"] }), makeAsset("c", { deps: ["b", "c"] }), makeAsset("d", { deps: ["c"] }),
    makeAsset("e", { deps: unknown("chosen at run time") }),
  );
  const graph = await lineage.assetGraph();
  expect(graph.edges.map(([from, to]) => graph.keys[from]! + graph.keys[to]!).sort()).toEqual(["ab", "bc", "ca", "cd"]);
  expect(graph.cycles).toEqual([["a", "b", "c"]]);
  expect(graph.unknownDeps).toEqual({ e: { unknown: "chosen at run time" } });
});

test("impact names checks of definitions and of the log", async () => {
  put(makeAsset("a"), makeAsset("b", { deps: ["a"], owners: ["team:x"] }));
  log({ checks: [{ assetKey: "b", checkName: "fresh", status: "succeeded", severity: null, timestamp: 1, runId: "r", partition: null, description: null, blocking: null, metadata: [], targetMaterialization: null, home: "h" }] });
  expect(await lineage.impact("a", null)).toMatchObject({ rows: [{ asset: "b", distance: 1, path: ["a", "b"], checks: ["fresh"] }], countsByOwner: { "team:x": 1 } });
});

test("impact keeps why owners, group and kinds are unknown, and counts those assets apart from those without any", async () => {
  const why = unknown("read from the environment variable OWNER", { file: "defs.py", line: 3 });
  put(makeAsset("a"), makeAsset("b", { deps: ["a"], owners: why, group: why }), makeAsset("c", { deps: ["b"], owners: ["team:x"], kinds: why }), makeAsset("d", { deps: ["b"], owners: [] }));
  const impact = await lineage.impact("a", null);
  expect(impact?.rows.map((row) => [row.asset, row.owners])).toEqual([["b", why], ["c", ["team:x"]], ["d", []]]);
  expect(impact).toMatchObject({ rows: [{ group: why }, { kinds: why }, {}], countsByOwner: { "team:x": 1 }, unknownCounts: { owners: 1, group: 1, kinds: 1 } });
});

import { describe, expect, it } from "vitest";
import type { SqlTable } from "../../../main/core/sql/match-table.ts";
import { matchTable } from "../../../main/core/sql/match-table.ts";
import { sqlLineage } from "../../../main/core/sql/sql-lineage.ts";

const table = (key: string, columns: string, fields: Partial<SqlTable> = {}): SqlTable => ({ key, names: [key.replaceAll("/", ".")], columns: columns.split(" ").filter(Boolean).map((name) => ({ name, type: "int" })), ...fields });
const tables = [table("raw/orders", "id amount customer_id"), table("raw/customers", "id name"), table("lake/events", "")];
const read = (sql: string, given: readonly SqlTable[] = tables, dialect = "duckdb") => sqlLineage({ sql, dialect, tables: given });
const sources = (sql: string, given?: readonly SqlTable[]) => Object.fromEntries(read(sql, given).columns.map((column) => [column.name, column.sources.map((source) => `${source.key ?? `?${source.table}`}.${source.column}`)]));

describe("what is not known is said", () => {
  it("text that is no SQL, with its line", () => {
    expect(read("select id\nfrom raw.orders\nwhere (((")).toMatchObject({ columns: [], problems: [{ message: expect.stringContaining("it cannot be read as duckdb SQL") }] });
    expect(read("select id\nfrom raw.orders\nwhere ) (").problems[0]?.line).toBe(3);
    expect(read("drop table x").problems).toEqual([{ message: "no statement in it gives rows", line: null }]);
  });

  it("a name that several tables have", () => {
    const { columns, problems } = read("select\n  id\nfrom raw.orders o join raw.customers c on c.id = o.customer_id");
    expect(columns).toMatchObject([{ name: "id", sources: [] }]);
    expect(problems).toEqual([{ message: "id: it may be a column of o or c", line: 2 }]);
  });

  it("a table that several assets may be; what is stated to be read decides", () => {
    const two = [table("a/orders", "id"), table("b/orders", "id")];
    expect(read("select id from orders", two).problems).toEqual([{ message: "orders: it may be a/orders or b/orders", line: 1 }]);
    expect(sources("select id from orders", two)).toEqual({ id: ["?orders.id"] });
    expect(sources("select id from orders", [two[0]!, { ...two[1]!, isNear: true }])).toEqual({ id: ["b/orders.id"] });
  });

  it("a table that nobody knows and a column that its table has not are kept as they are written", () => {
    expect(sources("select x.a, b from elsewhere.x")).toEqual({ a: ["?elsewhere.x.a"], b: ["?elsewhere.x.b"] });
    expect(sources("select o.nope from raw.orders o")).toEqual({ nope: ["raw/orders.nope"] });
    expect(sources("select nope from raw.orders")).toEqual({ nope: ["raw/orders.nope"] });
  });

  it("columns of unknown tables in a join", () => {
    const { columns, problems } = read("select a, m.b from x join y as m on true");
    expect(columns.map((column) => column.sources.length)).toEqual([0, 1]);
    expect(problems[0]?.message).toContain("the columns of x and y are not known");
  });
});

describe("tables whose columns nobody knows", () => {
  it("are passed through stars", () => {
    expect(sources("with e as (select * from lake.events), f as (select * exclude (secret) from e) select kind, upper(at) as at, secret from f")).toEqual({ kind: ["lake/events.kind"], at: ["lake/events.at"], secret: [] });
    expect(sources("select *, 1 as one from lake.events")).toEqual({ "*": ["lake/events.*"], one: [] });
  });
});

describe("statements of one text", () => {
  it("know the tables that were made before", () => {
    expect(sources("create temp table t as select id, amount * 2 as twice from raw.orders; create table u as select * from t; select twice, id from u")).toEqual({ twice: ["raw/orders.amount"], id: ["raw/orders.id"] });
  });
});

describe("expressions", () => {
  const expressions = (sql: string) => read(sql).columns.map((column) => [column.name, column.expression, column.line]);
  it("are the author's text, where the value is computed", () => {
    expect(expressions("with t as (\n  select id,\n    sum(amount) /* all, of it */ as total\n  from raw.orders group by 1\n)\nselect id,\n  t.total,\n  coalesce(total, 0) + 1 as more\nfrom t")).toEqual([
      ["id", "id", 6], ["total", "sum(amount) /* all, of it */ as total", 3], ["more", "coalesce(total, 0) + 1 as more", 8],
    ]);
  });
  it("are found beside characters outside of the basic plane", () => {
    expect(expressions("select '😀😀' as face, upper(name) as loud -- 😀\nfrom raw.customers")).toEqual([["face", "'😀😀' as face", 1], ["loud", "upper(name) as loud", 1]]);
  });
});

describe("names of tables", () => {
  const named = (key: string, ...names: string[]): SqlTable => ({ key, names, columns: [] });
  const match = (given: readonly SqlTable[], written: string) => {
    const found = matchTable(given, written.split("."));
    return "table" in found ? found.table.key : found.candidates.map((one) => one.key);
  };
  it.each<[string, SqlTable[], string, string | string[]]>([
    ["the same", [named("a", "raw.orders"), named("b", "mart.orders")], "raw.orders", "a"],
    ["case does not matter", [named("a", "RAW.Orders")], "raw.ORDERS", "a"],
    ["more is written than known", [named("a", "orders")], "db.raw.orders", "a"],
    ["less is written than known", [named("a", "db.raw.orders")], "orders", "a"],
    ["a schema that differs", [named("a", "raw.orders")], "mart.orders", []],
    ["the longest end", [named("a", "orders"), named("b", "raw.orders")], "db.raw.orders", "b"],
    ["the stated name before the key", [named("a", "wh.x", "orders"), named("b", "wh.orders", "y")], "orders", "b"],
    ["two that fit", [named("a", "raw.orders"), named("b", "mart.orders")], "orders", ["a", "b"]],
  ])("%s", (_, given, written, expected) => expect(match(given, written)).toEqual(expected));
});

import { afterEach, describe, expect, it } from "vitest";
import { launchNodeProcess } from "../../../main/core/node-launcher.ts";
import { createSqlClient, type SqlClient } from "../../../main/core/sql/sql-client.ts";

const clients: SqlClient[] = [];
const open = (limitMs?: number): SqlClient => {
  const client = createSqlClient(launchNodeProcess, limitMs);
  clients.push(client);
  return client;
};
afterEach(() => clients.splice(0).forEach((client) => client.close()));

const statement = (sql: string) => ({ sql, dialect: "duckdb", tables: [] });
const wide = `select ${Array.from({ length: 8_000 }, (_, i) => `sum(a${i} * b${i}) as c${i}`).join(", ")} from t`;

describe("the SQL process", () => {
  it("answers in order, and says what it cannot read", async () => {
    const client = open();
    const answers = await Promise.all(["select a from t", "select (", "select b from t"].map((sql) => client.read(statement(sql))));
    expect(answers.map(({ lineage }) => lineage.columns.map((column) => column.name))).toEqual([["a"], [], ["b"]]);
    expect(answers[1]?.lineage.problems).toHaveLength(1);
  });

  it("is killed when a text takes longer than its limit, and begins anew", async () => {
    const client = open(1);
    await client.read(statement("select a from t"));
    const late = await client.read(statement(wide));
    expect(late).toMatchObject({ isLasting: true, lineage: { columns: [], problems: [{ message: "reading it took longer than 0.001 s" }] } });
    expect((await client.read(statement("select a from t"))).lineage.columns).toHaveLength(1);
  });

  it.each([
    ["brackets", `select ${"(".repeat(20_000)}a${")".repeat(20_000)} from t`],
    ["operators", `select ${"a + ".repeat(50_000)}a as s from t`],
    ["subqueries", `${"select * from (".repeat(3_000)}select a from t${")".repeat(3_000)}`],
    ["quotes and comments", `select ${"'/*--".repeat(20_000)}`],
    ["Jinja", `select {% for a in [1,2] %}${"{% if ".repeat(5_000)}`],
  ])("lives through %s without end", async (_, sql) => {
    const client = open();
    const answer = await client.read(statement(sql));
    expect(answer.lineage.columns.length > 0 || answer.lineage.problems.length > 0).toBe(true);
    expect((await client.read(statement("select a from t"))).lineage.columns).toHaveLength(1);
  });

  it("answers when it is closed", async () => {
    const client = open();
    const asked = client.read(statement("select a from t"));
    client.close();
    expect((await asked).isLasting).toBe(false);
  });
});

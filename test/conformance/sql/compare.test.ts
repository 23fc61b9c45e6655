import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../main/core/sql/dialects.ts";
import { sqlLineage } from "../../../main/core/sql/sql-lineage.ts";

/** expected.json is what sqlglot_lineage.py prints; differences.json holds, one by one, the columns where sqlglot is not followed, and why. */
type Lineage = { readonly [column: string]: readonly string[] };

const here = import.meta.dirname;
const read = <T>(name: string): T => JSON.parse(readFileSync(path.join(here, name), "utf8")) as T;
const expected = read<{ readonly [statement: string]: Lineage }>("expected.json");
const differences = read<{ readonly [statement: string]: { readonly reason: string; readonly columns: Lineage } }>("differences.json");
const schema = read<{ readonly [table: string]: { readonly [column: string]: string } }>("schema.json");
const tables = Object.entries(schema).map(([key, columns]) => ({ key, names: [key], columns: Object.entries(columns).map(([name, type]) => ({ name, type })) }));
const statements = readdirSync(path.join(here, "statements")).map((file) => file.replace(".sql", ""));

function lineageOf(statement: string): Lineage {
  const sql = readFileSync(path.join(here, "statements", `${statement}.sql`), "utf8");
  const { columns, problems } = sqlLineage({ sql, dialect: dialectOf([statement.split("-")[0]!]), tables });
  expect(problems).toEqual([]);
  return Object.fromEntries(columns.map((column, i) => [(column.name ?? `_col_${i}`).toLowerCase(), column.sources.map((source) => `${source.key ?? source.table}.${source.column}`.toLowerCase()).sort()]));
}

describe("column lineage of SQL, beside sqlglot's", () => {
  it("has an answer of sqlglot for every statement", () => {
    expect(Object.keys(expected).sort()).toEqual([...statements].sort());
    expect(statements.length).toBeGreaterThanOrEqual(150);
  });

  it.each(statements)("%s", (statement) => {
    const difference = differences[statement];
    expect(lineageOf(statement)).toEqual({ ...(difference && "!" in expected[statement]! ? {} : expected[statement]), ...difference?.columns });
  });

  it("follows sqlglot in at least 95 % of the columns, and lists no difference that is none", () => {
    const all = statements.flatMap((statement) => Object.keys({ ...expected[statement], ...differences[statement]?.columns }).filter((column) => column !== "!"));
    const different = Object.entries(differences).flatMap(([statement, { columns }]) => Object.entries(columns).map(([column, sources]) => ({ statement, column, isSame: JSON.stringify(expected[statement]?.[column]) === JSON.stringify(sources) })));
    expect(different.filter((one) => one.isSame)).toEqual([]);
    expect(Object.values(differences).filter((one) => one.reason.length < 20)).toEqual([]);
    expect((all.length - different.length) / all.length).toBeGreaterThanOrEqual(0.95);
  });
});

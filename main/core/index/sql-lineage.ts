/** Answers of the SQL stage by what they rest on (sql/sql-edges.ts). A damaged or foreign answer is simply asked for again. */
import type { Database } from "better-sqlite3";
import { sql } from "./statements.ts";

export function readSqlAnswer(db: Database, hash: string): unknown {
  const row = sql<{ answer: string }>(db, "SELECT answer FROM sql_lineage WHERE hash = ?").get(hash);
  if (!row) return null;
  try {
    return JSON.parse(row.answer);
  } catch {
    return null;
  }
}

export function writeSqlAnswers(db: Database, answers: ReadonlyMap<string, unknown>): void {
  const put = sql(db, "INSERT OR REPLACE INTO sql_lineage (hash, answer) VALUES (?, ?)");
  for (const [hash, answer] of answers) put.run(hash, JSON.stringify(answer));
}

/** Forgets what no statement of the project rests on any more. */
export function keepSqlAnswers(db: Database, hashes: ReadonlySet<string>): void {
  sql(db, "DELETE FROM sql_lineage WHERE hash NOT IN (SELECT value FROM json_each(?))").run(JSON.stringify([...hashes]));
}

/** Changes when any asset does. */
export function assetsFingerprint(db: Database): string {
  const row = sql<{ n: number; sum: number | null; last: number | null }>(db, "SELECT count(*) AS n, sum(checksum * (id % 1009 + 1)) AS sum, max(id) AS last FROM assets").get();
  return `${row?.n ?? 0} ${row?.sum ?? 0} ${row?.last ?? 0}`;
}

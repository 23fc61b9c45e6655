/**
 * What a Dagster database holds of the tables that are read: which of their columns are there. Dagster does not migrate by itself, so
 * every version may meet every schema. Views, virtual tables and computed columns count as missing: reading them runs what they say.
 */
import type { DatabaseSync } from "node:sqlite";
import { DatabaseError } from "./database-error.ts";

export type TableName = "event_logs" | "asset_keys" | "asset_check_executions" | "runs";

/** Names of the stored columns, or null when there is no such table. Throws DatabaseError for something else of that name. */
export function storedColumns(database: DatabaseSync, table: TableName): ReadonlySet<string> | null {
  const found = database.prepare("SELECT type, substr(sql, 1, 30) AS sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE").all(table);
  if (found.length === 0) return null;
  if (found.some((row) => row["type"] !== "table" || /^\s*create\s+virtual/i.test(String(row["sql"])))) {
    throw new DatabaseError("not-dagster", `\`${table}\` is no table but a view or a virtual table, which is not read`);
  }
  const columns = database.prepare(`PRAGMA table_xinfo(${table})`).all();
  return new Set(columns.filter((row) => row["hidden"] === 0).map((row) => String(row["name"]).toLowerCase()));
}

/** The columns of a table that must be there with these. Throws DatabaseError. */
export function requireColumns(database: DatabaseSync, table: TableName, needed: readonly string[]): ReadonlySet<string> {
  const columns = storedColumns(database, table);
  if (columns === null) throw new DatabaseError("not-dagster", `it has no table \`${table}\``);
  const missing = needed.filter((name) => !columns.has(name));
  if (missing.length > 0) throw new DatabaseError("not-dagster", `its table \`${table}\` has no column ${missing.map((name) => `\`${name}\``).join(", ")}`);
  return columns;
}

/** The column, or NULL under its name where the schema has none. */
export function columnOrNull(columns: ReadonlySet<string>, name: string): string {
  return columns.has(name) ? `"${name}"` : `NULL AS "${name}"`;
}

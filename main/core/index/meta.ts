/** Single values of the index: its revision, the project's layout, when it last agreed with the disk. */
import type { Database } from "better-sqlite3";
import { sql } from "./statements.ts";

export type MetaName = "revision" | "layout" | "layoutKey" | "indexedAt" | "isFinished" | "definitionsVersion" | `exact ${string}`;

export function readMeta(db: Database, name: MetaName): string | null {
  return sql<{ value: string }>(db, "SELECT value FROM meta WHERE name = ?").get(name)?.value ?? null;
}

export function writeMeta(db: Database, name: MetaName, value: string): void {
  sql(db, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value").run(name, value);
}

export function readRevision(db: Database): number {
  return Number(readMeta(db, "revision") ?? 0);
}

/** Inside the transaction that changes something: whoever holds an older revision knows that it is stale. */
export function raiseRevision(db: Database): number {
  const revision = readRevision(db) + 1;
  writeMeta(db, "revision", String(revision));
  return revision;
}

/** Changes when another process has written; see PRAGMA data_version. */
export function dataVersion(db: Database): number {
  return Number(db.pragma("data_version", { simple: true }));
}

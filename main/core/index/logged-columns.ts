/**
 * Schemas, column lineage and SQL that materializations carry -> rows that lineage is built from without reading every event: each
 * distinct text of an asset once, with the newest event that said it. Knows nothing of definitions.
 */
import { createHash } from "node:crypto";
import type { Database } from "better-sqlite3";
import type { Materialization, MetadataEntry, TableColumn, TableColumnLineage, TableSchema } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { sql } from "./statements.ts";

/** An asset whose columns change with every run would otherwise fill the index. */
const mostTexts = 20;
const longestQuery = 400_000;

export function writeLoggedColumns(db: Database, event: Materialization): void {
  for (const entry of event.metadata) {
    if (entry.type === "table_schema" && entry.label === "dagster/column_schema" && !isUnknown(entry.value)) put(db, event, "schema", entry.value);
    else if (entry.type === "table_column_lineage" && entry.label === "dagster/column_lineage" && !isUnknown(entry.value)) put(db, event, "lineage", entry.value);
  }
  const queries = event.metadata.filter(mayHoldQuery);
  if (queries.length > 0) put(db, event, "query", queries);
}

/** Whether it does is for those to say who read SQL. */
function mayHoldQuery(entry: MetadataEntry): boolean {
  return (entry.type === "text" || entry.type === "md") && !isUnknown(entry.value) && entry.value.length <= longestQuery && /\bselect\b/i.test(entry.value);
}

export function forgetLoggedColumns(db: Database, home: string): void {
  sql(db, "DELETE FROM logged_columns WHERE home = ?").run(home);
}

/** Events of the asset up to this time are gone. */
export function wipeLoggedColumns(db: Database, home: string, key: string, timestamp: number): void {
  sql(db, "DELETE FROM logged_columns WHERE home = ? AND asset_key = ? AND timestamp <= ?").run(home, key, timestamp);
}

export interface LoggedColumns<T> {
  readonly id: number;
  readonly assetKey: string;
  readonly value: T;
}

const inScope = "c.home IN (SELECT value FROM json_each($homes)) AND c.asset_key IN (SELECT value FROM json_each($keys))";
const ofNewest = "JOIN latest_events l ON l.asset_key = c.asset_key AND l.event_type = 'materialization' AND l.home = c.home AND l.storage_id = c.storage_id";

/** Columns of the schema in the newest materialization of each of these assets, where it has one. */
export function readLatestSchemas(db: Database, homes: readonly string[], keys: readonly string[]): Map<string, readonly TableColumn[]> {
  return readNewest(db, "schema", homes, keys, (schema: TableSchema) => schema.columns);
}

export function hasLoggedSchemas(db: Database): boolean {
  return sql(db, "SELECT 1 FROM logged_columns WHERE kind = 'schema' LIMIT 1").get() !== undefined;
}

/** Metadata that may hold a query in the newest materialization of each of these assets. */
export function readLatestQueries(db: Database, homes: readonly string[], keys: readonly string[]): Map<string, readonly MetadataEntry[]> {
  return readNewest(db, "query", homes, keys, (entries: readonly MetadataEntry[]) => entries);
}

function readNewest<V, T>(db: Database, kind: Kind, homes: readonly string[], keys: readonly string[], take: (value: V) => T): Map<string, T> {
  const rows = sql<{ assetKey: string; value: string }>(db, `SELECT c.asset_key AS assetKey, c.value FROM logged_columns c ${ofNewest} WHERE c.kind = $kind AND ${inScope} ORDER BY c.timestamp`)
    .all({ kind, homes: JSON.stringify(homes), keys: JSON.stringify(keys) });
  return new Map(rows.map((row) => [row.assetKey, take(JSON.parse(row.value) as V)]));
}

/** Lineage that materializations of these assets stated, the newest first. */
export function readLoggedLineage(db: Database, homes: readonly string[], keys: readonly string[]): LoggedColumns<TableColumnLineage>[] {
  return sql<{ id: number; assetKey: string; value: string }>(db, `SELECT c.id, c.asset_key AS assetKey, c.value FROM logged_columns c
    WHERE c.kind = 'lineage' AND ${inScope} ORDER BY c.timestamp DESC, c.id`).all({ homes: JSON.stringify(homes), keys: JSON.stringify(keys) })
    .map((row) => ({ id: row.id, assetKey: row.assetKey, value: JSON.parse(row.value) as TableColumnLineage }));
}

export interface LoggedSaying {
  readonly runId: string;
  readonly timestamp: number;
  /** Said by the newest materialization of the asset, over all homes. */
  readonly isLatest: boolean;
}

/** Which materialization said it; null where the row is gone. */
export function readSaying(db: Database, homes: readonly string[], id: number): LoggedSaying | null {
  const row = sql<{ runId: string; timestamp: number; storageId: number; home: string; lastId: number | null; lastHome: string | null }>(db, `SELECT c.run_id AS runId, c.timestamp, c.storage_id AS storageId, c.home,
    l.storage_id AS lastId, l.home AS lastHome FROM logged_columns c LEFT JOIN latest_events l ON l.asset_key = c.asset_key AND l.event_type = 'materialization' AND l.home IN (SELECT value FROM json_each($homes))
    WHERE c.id = $id ORDER BY l.timestamp DESC LIMIT 1`).get({ homes: JSON.stringify(homes), id });
  return row ? { runId: row.runId, timestamp: row.timestamp, isLatest: row.lastId === row.storageId && row.lastHome === row.home } : null;
}

/** Changes when other lineage is stated, or another schema or query by the newest materialization; not with every event that says the same. */
export function loggedFingerprint(db: Database, homes: readonly string[]): string {
  const bound = { homes: JSON.stringify(homes) };
  const count = "SELECT count(*) AS n, sum(c.id * (c.id % 1009 + 1)) AS sum FROM logged_columns c";
  const inHomes = "c.home IN (SELECT value FROM json_each($homes))";
  const lineage = sql<Sum>(db, `${count} WHERE c.kind = 'lineage' AND ${inHomes}`).get(bound);
  const newest = sql<Sum>(db, `${count} ${ofNewest} WHERE c.kind <> 'lineage' AND ${inHomes}`).get(bound);
  return `${lineage?.n ?? 0} ${lineage?.sum ?? 0} ${newest?.n ?? 0} ${newest?.sum ?? 0}`;
}

interface Sum { readonly n: number; readonly sum: number | null }
type Kind = "schema" | "lineage" | "query";

function put(db: Database, event: Materialization, kind: Kind, value: TableSchema | TableColumnLineage | readonly MetadataEntry[]): void {
  const text = JSON.stringify(value);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 32);
  sql(db, `INSERT INTO logged_columns (asset_key, home, kind, hash, storage_id, timestamp, run_id, value) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET storage_id = excluded.storage_id, timestamp = excluded.timestamp, run_id = excluded.run_id WHERE excluded.storage_id >= storage_id`)
    .run(event.assetKey, event.home, kind, hash, event.storageId, event.timestamp, event.runId, text);
  sql(db, `DELETE FROM logged_columns WHERE asset_key = $key AND kind = $kind AND home = $home AND storage_id <
    (SELECT storage_id FROM logged_columns WHERE asset_key = $key AND kind = $kind AND home = $home ORDER BY storage_id DESC LIMIT 1 OFFSET ${mostTexts - 1})`)
    .run({ key: event.assetKey, kind, home: event.home });
}

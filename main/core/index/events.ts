/**
 * What Dagster's logs say, as rows: events, check evaluations, runs, and the newest event of each asset. Batches are applied as the
 * log's reader hands them over (same identities, twice is the same as once); `touched` names the assets that look different now.
 */
import type { Database } from "better-sqlite3";
import type { CheckEvaluation, Json, Materialization, RunSummary } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { seal } from "./damage.ts";
import { forgetLoggedColumns, wipeLoggedColumns, writeLoggedColumns } from "./logged-columns.ts";
import { sql } from "./statements.ts";

export type EventType = "materialization" | "observation";
export type LoggedEvent = Materialization & { readonly eventType: EventType };

/** The members of main/core/logs' LogBatch that are kept; the cursor is opaque here. */
export interface EventBatch {
  readonly home: string;
  readonly startsOver: string | null;
  readonly wipes: readonly { readonly assetKey: string; readonly timestamp: number }[];
  readonly runs: readonly RunSummary[];
  readonly events: readonly LoggedEvent[];
  readonly checks: readonly CheckEvaluation[];
  readonly cursor: object;
}

export interface HomeRow { readonly id: string; readonly path: string; readonly cursor: string | null; readonly signature: string | null }

interface KeyRow { readonly asset_key: string }

/** Inside a transaction of the caller's, which makes rows and cursor one. */
export function writeEventBatch(db: Database, path: string, batch: EventBatch): Set<string> {
  const touched = new Set<string>();
  if (batch.startsOver !== null) for (const key of forgetHome(db, batch.home)) touched.add(key);
  for (const wipe of batch.wipes) {
    wipeAsset(db, batch.home, wipe.assetKey, wipe.timestamp);
    touched.add(wipe.assetKey);
  }
  for (const run of batch.runs) writeRun(db, run, touched);
  for (const event of batch.events) {
    writeEvent(db, event);
    touched.add(event.assetKey);
  }
  for (const check of batch.checks) {
    writeCheck(db, check);
    touched.add(check.assetKey);
  }
  sql(db, `INSERT INTO homes (id, path, cursor, signature) VALUES (?, ?, ?, NULL)
    ON CONFLICT (id) DO UPDATE SET path = excluded.path, cursor = excluded.cursor, signature = NULL`).run(batch.home, path, seal(batch.cursor));
  return touched;
}

export function readHome(db: Database, id: string): HomeRow | null {
  return sql<HomeRow>(db, "SELECT id, path, cursor, signature FROM homes WHERE id = ?").get(id) ?? null;
}

/** The home was read to its end while its databases looked like `signature`: as long as they do, it need not be opened. */
export function writeHomeSignature(db: Database, id: string, path: string, signature: string | null): void {
  sql(db, `INSERT INTO homes (id, path, cursor, signature) VALUES (?, ?, NULL, ?)
    ON CONFLICT (id) DO UPDATE SET signature = excluded.signature WHERE signature IS NOT excluded.signature`).run(id, path, signature);
}

export function countEvents(db: Database, homes: readonly string[]): number {
  return sql<{ n: number }>(db, "SELECT count(*) AS n FROM events WHERE home IN (SELECT value FROM json_each(?))").get(JSON.stringify(homes))?.n ?? 0;
}

function forgetHome(db: Database, home: string): string[] {
  const keys = sql<KeyRow>(db, "SELECT DISTINCT asset_key FROM latest_events WHERE home = ? UNION SELECT DISTINCT asset_key FROM check_evaluations WHERE home = ?").all(home, home);
  for (const table of ["events", "latest_events", "check_evaluations", "runs"]) sql(db, `DELETE FROM ${table} WHERE home = ?`).run(home);
  forgetLoggedColumns(db, home);
  return keys.map((row) => row.asset_key);
}

function wipeAsset(db: Database, home: string, key: string, timestamp: number): void {
  sql(db, "DELETE FROM events WHERE home = ? AND asset_key = ? AND timestamp <= ?").run(home, key, timestamp);
  sql(db, "DELETE FROM latest_events WHERE home = ? AND asset_key = ?").run(home, key);
  wipeLoggedColumns(db, home, key, timestamp);
  const rest = sql<{ event_type: EventType; payload: string }>(db, `SELECT event_type, payload FROM events WHERE home = ? AND asset_key = ? AND storage_id IN
    (SELECT max(storage_id) FROM events WHERE home = ? AND asset_key = ? GROUP BY event_type)`).all(home, key, home, key);
  for (const row of rest) writeLatest(db, { ...(JSON.parse(row.payload) as LoggedEvent), eventType: row.event_type });
}

function writeEvent(db: Database, event: LoggedEvent): void {
  const { runStatus: _, eventType, ...kept } = event;
  sql(db, `INSERT INTO events (home, storage_id, asset_key, event_type, timestamp, run_id, partition, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET asset_key = excluded.asset_key, event_type = excluded.event_type, timestamp = excluded.timestamp,
    run_id = excluded.run_id, partition = excluded.partition, payload = excluded.payload`)
    .run(event.home, event.storageId, event.assetKey, eventType, event.timestamp, event.runId, event.partition, JSON.stringify(kept));
  writeLatest(db, event);
  if (eventType === "materialization") writeLoggedColumns(db, event);
}

function writeLatest(db: Database, event: LoggedEvent): void {
  sql(db, `INSERT INTO latest_events (asset_key, event_type, home, storage_id, timestamp, run_id, row_count) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET storage_id = excluded.storage_id, timestamp = excluded.timestamp, run_id = excluded.run_id, row_count = excluded.row_count
    WHERE excluded.storage_id >= storage_id`)
    .run(event.assetKey, event.eventType, event.home, event.storageId, event.timestamp, event.runId, rowCountOf(event));
}

function writeCheck(db: Database, check: CheckEvaluation): void {
  sql(db, `INSERT INTO check_evaluations (home, asset_key, check_name, run_id, partition, timestamp, status, severity, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET timestamp = excluded.timestamp, status = excluded.status, severity = excluded.severity, payload = excluded.payload`)
    .run(check.home, check.assetKey, check.checkName, check.runId, check.partition ?? "", check.timestamp, check.status, check.severity, JSON.stringify(check));
}

function writeRun(db: Database, run: RunSummary, touched: Set<string>): void {
  const changed = sql(db, `INSERT INTO runs (home, run_id, status, start_time, payload) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET status = excluded.status, start_time = excluded.start_time, payload = excluded.payload WHERE payload <> excluded.payload`)
    .run(run.home, run.runId, run.status, run.startTime, JSON.stringify(run)).changes;
  if (changed === 0) return;
  // The status stands beside the newest event of the assets that this run made.
  for (const row of sql<KeyRow>(db, "SELECT asset_key FROM latest_events WHERE home = ? AND run_id = ?").all(run.home, run.runId)) touched.add(row.asset_key);
}

/** JSON of the `dagster/row_count` entry, which counts only as an int (`isCanonicalRowCountMetadataEntry` of Dagster's UI). */
export function rowCountOf(event: { readonly metadata: Materialization["metadata"] }): string | null {
  for (const entry of event.metadata) {
    if (entry.label === "dagster/row_count" && entry.type === "int" && !isUnknown(entry.value)) return JSON.stringify(entry.value satisfies Json);
  }
  return null;
}

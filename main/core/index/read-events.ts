/** Rows of the log -> events, check evaluations and runs with the status of their run beside them. Only of the homes asked for. */
import type { Database } from "better-sqlite3";
import type { CheckEvaluation, Materialization, RunSummary } from "../../../shared/model.ts";
import { readPayload } from "./damage.ts";
import type { EventType, LoggedEvent } from "./events.ts";
import { sql } from "./statements.ts";

/** The newest event of one asset and type. */
export interface LatestEvent {
  readonly assetKey: string;
  readonly eventType: EventType;
  readonly home: string;
  readonly storageId: number;
  readonly timestamp: number;
  readonly runStatus: string | null;
  /** JSON number or text, or null. */
  readonly rowCount: string | null;
}

/** The newest evaluation of one check. */
export interface LatestCheck {
  readonly assetKey: string;
  readonly checkName: string;
  readonly status: CheckEvaluation["status"];
  readonly severity: CheckEvaluation["severity"];
}

interface EventRow { readonly event_type: EventType; readonly payload: string; readonly status: string | null }

const inHomes = "IN (SELECT value FROM json_each($homes))";
const inKeys = "($keys IS NULL OR asset_key IN (SELECT value FROM json_each($keys)))";

/** `keys`: only these assets; null for all. With several homes the newest by time wins. */
export function readLatestEvents(db: Database, homes: readonly string[], keys: readonly string[] | null): LatestEvent[] {
  const rows = sql<LatestEvent>(db, `SELECT l.asset_key AS assetKey, l.event_type AS eventType, l.home, l.storage_id AS storageId, l.timestamp, r.status AS runStatus, l.row_count AS rowCount
    FROM latest_events l LEFT JOIN runs r ON r.home = l.home AND r.run_id = l.run_id WHERE l.home ${inHomes} AND ${inKeys} ORDER BY l.timestamp`).all(scope(homes, keys));
  const newest = new Map<string, LatestEvent>();
  for (const row of rows) newest.set(`${row.eventType} ${row.assetKey}`, row);
  return [...newest.values()];
}

export function readEvent(db: Database, home: string, storageId: number): LoggedEvent | null {
  const row = sql<EventRow>(db, `SELECT e.event_type, e.payload, r.status FROM events e LEFT JOIN runs r ON r.home = e.home AND r.run_id = e.run_id
    WHERE e.home = ? AND e.storage_id = ?`).get(home, storageId);
  return row ? toEvent(row) : null;
}

export interface EventPage { readonly events: readonly LoggedEvent[]; readonly total: number; readonly next: number | null }

export interface EventFilter {
  /** Of one asset, or of all. */
  readonly key: string | null;
  readonly partition: string | null;
  readonly limit: number;
  /** Storage id to go on from. */
  readonly before: number | null;
}

/** Newest first. Events of several homes with the same storage id stay on one page, which may so be longer than `limit`. */
export function readEventPage(db: Database, homes: readonly string[], filter: EventFilter): EventPage {
  // Only conditions that apply: one general text would keep SQLite from using its indexes.
  const conditions = `${filter.key === null ? "" : "e.asset_key = $key AND "}${filter.partition === null ? "" : "e.partition = $partition AND "}`;
  const only = { ...(filter.key === null ? {} : { key: filter.key }), ...(filter.partition === null ? {} : { partition: filter.partition }) };
  const where = `${conditions} e.home ${inHomes}`;
  const bound = { ...only, homes: JSON.stringify(homes) };
  const total = sql<{ n: number }>(db, `SELECT count(*) AS n FROM events e WHERE ${where}`).get(bound)?.n ?? 0;
  const before = filter.before ?? Number.MAX_SAFE_INTEGER;
  // Home by home: so each is a walk down one index that ends after a page.
  const ofHome = sql<{ id: number }>(db, `SELECT e.storage_id AS id FROM events e WHERE e.home = $home AND ${conditions} e.storage_id < $before ORDER BY e.storage_id DESC LIMIT $limit`);
  const ids = [...new Set(homes.flatMap((home) => ofHome.all({ ...only, home, before, limit: filter.limit + 1 }).map((row) => row.id)))].sort((a, b) => b - a);
  const last = ids[Math.min(ids.length, filter.limit) - 1];
  if (last === undefined) return { events: [], total, next: null };
  const rows = sql<EventRow>(db, `SELECT e.event_type, e.payload, r.status FROM events e LEFT JOIN runs r ON r.home = e.home AND r.run_id = e.run_id
    WHERE ${where} AND e.storage_id < $before AND e.storage_id >= $last ORDER BY e.storage_id DESC, e.home`).all({ ...bound, before, last });
  return { events: rows.map(toEvent), total, next: ids.length > filter.limit ? last : null };
}

export interface PartitionRow { readonly partition: string; readonly timestamp: number; readonly runId: string; readonly runStatus: string | null; readonly materializations: number }

/** Partitions of one asset that were ever materialized, latest event each, newest first. */
export function readPartitions(db: Database, homes: readonly string[], key: string): PartitionRow[] {
  // SQLite takes the other columns of a group from the row that holds its max().
  return sql<PartitionRow>(db, `SELECT g.partition, g.timestamp, g.runId, r.status AS runStatus, g.materializations FROM
    (SELECT home, partition, max(timestamp) AS timestamp, run_id AS runId, count(*) AS materializations FROM events
     WHERE asset_key = $key AND event_type = 'materialization' AND partition IS NOT NULL AND home ${inHomes} GROUP BY partition) g
    LEFT JOIN runs r ON r.home = g.home AND r.run_id = g.runId ORDER BY g.timestamp DESC, g.partition DESC`).all({ key, homes: JSON.stringify(homes) });
}

/** `keys`: only checks of these assets; null for all. */
export function readLatestChecks(db: Database, homes: readonly string[], keys: readonly string[] | null): LatestCheck[] {
  const rows = sql<LatestCheck>(db, `SELECT asset_key AS assetKey, check_name AS checkName, status, severity FROM check_evaluations
    WHERE home ${inHomes} AND ${inKeys} ORDER BY timestamp`).all(scope(homes, keys));
  const newest = new Map<string, LatestCheck>();
  for (const row of rows) newest.set(`${row.checkName} ${row.assetKey}`, row);
  return [...newest.values()];
}

/** Newest first. */
export function readCheckHistory(db: Database, homes: readonly string[], key: string, name: string, limit: number): CheckEvaluation[] {
  return sql<{ payload: string }>(db, `SELECT payload FROM check_evaluations WHERE asset_key = $key AND check_name = $name AND home ${inHomes} ORDER BY timestamp DESC LIMIT $limit`)
    .all({ key, name, homes: JSON.stringify(homes), limit }).map((row) => readPayload<CheckEvaluation>(row.payload));
}

/** Newest first; those that never began come last. */
export function readRuns(db: Database, homes: readonly string[], limit: number): RunSummary[] {
  return sql<{ payload: string }>(db, `SELECT payload FROM runs WHERE home ${inHomes} ORDER BY start_time DESC LIMIT $limit`)
    .all({ homes: JSON.stringify(homes), limit }).map((row) => readPayload<RunSummary>(row.payload));
}

function scope(homes: readonly string[], keys: readonly string[] | null): { homes: string; keys: string | null } {
  return { homes: JSON.stringify(homes), keys: keys === null ? null : JSON.stringify(keys) };
}

function toEvent(row: EventRow): LoggedEvent {
  return { ...readPayload<Omit<Materialization, "runStatus">>(row.payload), runStatus: row.status, eventType: row.event_type };
}

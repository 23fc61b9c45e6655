/**
 * `runs` of runs.db -> raw rows: all of them page by page at first, later those that are new or changed. Dagster changes rows in place,
 * so what changed is found by `update_timestamp`, with an overlap for writers that commit late.
 */
import type { DatabaseSync } from "node:sqlite";
import type { LogCursor } from "./log-batch.ts";
import type { RunRow } from "./read-run.ts";
import { integerCell, numberCell, textCell, type Row } from "./row.ts";
import { columnOrNull, requireColumns } from "./tables.ts";
import { formatTimestamp, parseTimestamp } from "./timestamp.ts";

const rowsPerPage = 500;
const maxBodyBytes = 4_000_000;
/** Seconds between a row's time and its commit that are allowed for. */
const lateCommitSeconds = 10;

export function runColumns(database: DatabaseSync): ReadonlySet<string> {
  return requireColumns(database, "runs", ["id", "run_id", "status"]);
}

/** Rows after `afterId` in the order of their ids, at most `rowsPerPage`. */
export function readRunPage(database: DatabaseSync, columns: ReadonlySet<string>, afterId: number): readonly RunRow[] {
  return select(database, columns, "id > ? ORDER BY id LIMIT ?", [afterId, rowsPerPage]);
}

/** Ids of rows up to the cursor that changed since; `readAt` is when the cursor was made, in seconds since 1970. */
export function changedRunIds(database: DatabaseSync, columns: ReadonlySet<string>, cursor: LogCursor["runs"], readAt: number): readonly number[] {
  const updatedAt = parseTimestamp(cursor.updatedAt);
  if (updatedAt === null || !columns.has("update_timestamp")) return [];
  const statement = database.prepare("SELECT id, update_timestamp FROM runs WHERE update_timestamp >= ?");
  statement.setReadBigInts(true);
  return statement.all(formatTimestamp(updatedAt - lateCommitSeconds)).flatMap((row) => {
    const id = integerCell(row, "id") ?? 0;
    const time = parseTimestamp(textCell(row, "update_timestamp")) ?? 0;
    const isNew = time > updatedAt || time >= readAt - lateCommitSeconds;
    return isNew && id > 0 && id <= cursor.lastId ? [id] : [];
  });
}

export function readRunsById(database: DatabaseSync, columns: ReadonlySet<string>, ids: readonly number[]): readonly RunRow[] {
  return chunks(ids).flatMap((some) => select(database, columns, `id IN (${some.map(() => "?").join(", ")})`, some));
}

/** Status of each run that is there. */
export function readRunStatuses(database: DatabaseSync, runIds: readonly string[]): ReadonlyMap<string, string> {
  const statuses = new Map<string, string>();
  for (const some of chunks(runIds)) {
    for (const row of database.prepare(`SELECT run_id, status FROM runs WHERE run_id IN (${some.map(() => "?").join(", ")})`).all(...some)) {
      statuses.set(String(row["run_id"]), String(row["status"]));
    }
  }
  return statuses;
}

function chunks<T>(values: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < values.length; start += rowsPerPage) parts.push(values.slice(start, start + rowsPerPage));
  return parts;
}

function select(database: DatabaseSync, columns: ReadonlySet<string>, where: string, values: readonly number[]): RunRow[] {
  const others = ["pipeline_name", "update_timestamp", "start_time", "end_time"].map((name) => columnOrNull(columns, name)).join(", ");
  const body = columns.has("run_body") ? `CASE WHEN octet_length(run_body) <= ${maxBodyBytes} THEN run_body END` : "NULL";
  const statement = database.prepare(`SELECT id, run_id, status, ${others}, ${body} AS body FROM runs WHERE ${where}`);
  statement.setReadBigInts(true);
  return statement.all(...values).flatMap(toRunRow);
}

/** A row without a run id says nothing. */
function toRunRow(cells: Row): RunRow[] {
  const runId = textCell(cells, "run_id");
  if (runId === null) return [];
  return [{
    id: integerCell(cells, "id") ?? 0,
    runId,
    jobName: textCell(cells, "pipeline_name"),
    status: textCell(cells, "status"),
    body: textCell(cells, "body", maxBodyBytes),
    updatedAt: textCell(cells, "update_timestamp"),
    startTime: numberCell(cells, "start_time"),
    endTime: numberCell(cells, "end_time"),
  }];
}

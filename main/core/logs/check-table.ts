/**
 * `asset_check_executions` -> raw rows: one for each check in each run. Dagster inserts the row when the check is planned and changes it
 * when the result comes, so rows of runs that go on are read again by id. (Check events are in `event_logs` too, but before 1.9 only
 * in the shards of single runs.)
 */
import type { DatabaseSync } from "node:sqlite";
import { maxEventBytes } from "./event-table.ts";
import { integerCell, textCell, type Row } from "./row.ts";
import { columnOrNull, storedColumns } from "./tables.ts";

const rowsPerPage = 500;
const charactersPerPage = 16_000_000;

export interface CheckRow {
  readonly id: number;
  readonly assetKey: string | null;
  readonly checkName: string | null;
  readonly runId: string;
  readonly partition: string | null;
  /** PLANNED, SUCCEEDED, FAILED: an open set. */
  readonly status: string;
  /** Naive UTC text. */
  readonly timestamp: string | null;
  /** EventLogEntry of the evaluation (or of the plan); null when it is no text or longer than is read. */
  readonly event: string | null;
}

/** Null when the schema has no such table (or not these columns): it knows no checks. */
export function checkColumns(database: DatabaseSync): ReadonlySet<string> | null {
  const columns = storedColumns(database, "asset_check_executions");
  const needed = ["id", "asset_key", "check_name", "run_id", "execution_status"];
  return columns !== null && needed.every((name) => columns.has(name)) ? columns : null;
}

/** What tells the row `id` from another one that was given its id later; null when it is not there. */
export function describeCheckRow(database: DatabaseSync, id: number): string | null {
  const row = database.prepare("SELECT asset_key, check_name, run_id FROM asset_check_executions WHERE id = ?").get(id);
  return row === undefined ? null : [row["asset_key"], row["check_name"], row["run_id"]].join("|");
}

export function readCheckPage(database: DatabaseSync, columns: ReadonlySet<string>, afterId: number): readonly CheckRow[] {
  return select(database, columns, "id > ?", [afterId]);
}

/** Rows among `ids` (sorted) in the order of their ids; like a page it may end early, then ask again for those after its last. */
export function readChecksById(database: DatabaseSync, columns: ReadonlySet<string>, ids: readonly number[]): readonly CheckRow[] {
  const some = ids.slice(0, rowsPerPage);
  return select(database, columns, `id IN (${some.map(() => "?").join(", ")})`, some);
}

function select(database: DatabaseSync, columns: ReadonlySet<string>, where: string, values: readonly number[]): CheckRow[] {
  const others = ["partition", "evaluation_event_timestamp"].map((name) => columnOrNull(columns, name)).join(", ");
  const event = columns.has("evaluation_event") ? `CASE WHEN typeof(evaluation_event) = 'text' AND octet_length(evaluation_event) <= ${maxEventBytes} THEN evaluation_event END` : "NULL";
  const statement = database.prepare(
    `SELECT id, asset_key, check_name, run_id, execution_status, ${others}, ${event} AS event FROM asset_check_executions WHERE ${where} ORDER BY id LIMIT ${rowsPerPage}`);
  statement.setReadBigInts(true);
  const rows: CheckRow[] = [];
  let characters = 0;
  for (const cells of statement.iterate(...values)) {
    const row = toCheckRow(cells);
    rows.push(row);
    characters += row.event?.length ?? 0;
    if (characters > charactersPerPage) break;
  }
  return rows;
}

function toCheckRow(cells: Row): CheckRow {
  return {
    id: integerCell(cells, "id") ?? 0,
    assetKey: textCell(cells, "asset_key"),
    checkName: textCell(cells, "check_name"),
    runId: textCell(cells, "run_id") ?? "",
    partition: textCell(cells, "partition"),
    status: textCell(cells, "execution_status") ?? "",
    timestamp: textCell(cells, "evaluation_event_timestamp"),
    event: textCell(cells, "event", maxEventBytes),
  };
}

/**
 * Is a table still the one that a cursor was made on? Compares the first and the last row that were read and the number of rows, so that a
 * database that was replaced, rebuilt or pruned is noticed (SQLite gives the ids of deleted last rows out again).
 */
import type { DatabaseSync } from "node:sqlite";
import type { TablePosition } from "./log-batch.ts";
import { integerCell, textCell } from "./row.ts";

export type PositionedTable = "event_logs" | "runs";

/** The column that tells a row's moment. */
const timeColumn: { readonly [table in PositionedTable]: string } = { event_logs: "timestamp", runs: "create_timestamp" };

/** Tables with more rows are not counted: counting would take too long for one transaction. */
const maxCountedRows = 5_000_000;

export const startPosition: TablePosition = { lastId: 0, first: null, last: null, count: null };

export interface TableState {
  /** Largest id, 0 when the table is empty. */
  readonly maxId: number;
  /** Where the table stands now, up to `maxId`. */
  readonly position: TablePosition;
  /** What differs from the position compared with. */
  readonly isFirstSame: boolean;
  readonly isLastSame: boolean;
  readonly isCountSame: boolean;
}

/** One look at the table, within the transaction of the caller. */
export function compareTable(database: DatabaseSync, table: PositionedTable, columns: ReadonlySet<string>, before: TablePosition): TableState {
  const time = columns.has(timeColumn[table]) ? timeColumn[table] : "NULL";
  const describe = (where: string, id?: number): string | null => {
    const statement = database.prepare(`SELECT id, run_id, ${time} AS time FROM ${table} ${where} LIMIT 1`);
    statement.setReadBigInts(true);
    const row = id === undefined ? statement.get() : statement.get(id);
    return row === undefined ? null : [integerCell(row, "id"), textCell(row, "run_id"), textCell(row, "time")].join("|");
  };
  const number = (sql: string, ...values: number[]): number => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    // A table that is empty has no max(id).
    return integerCell(statement.get(...values), "n") ?? 0;
  };
  // Ids that a double does not hold are no work of Dagster's, and are left out.
  const maxId = number(`SELECT max(id) AS n FROM ${table} WHERE id <= ${Number.MAX_SAFE_INTEGER}`);
  const isCounted = (before.count ?? 0) <= maxCountedRows && maxId <= maxCountedRows;
  const count = isCounted ? number(`SELECT count(*) AS n FROM ${table}`) : null;
  const countBefore = count === null || before.count === null ? null : count - number(`SELECT count(*) AS n FROM ${table} WHERE id > ?`, before.lastId);
  const first = describe("ORDER BY id");
  const lastBefore = before.last === null ? null : describe("WHERE id = ?", Number(before.last.split("|")[0]));
  return {
    maxId,
    position: { lastId: maxId, first, last: maxId === 0 ? null : describe("WHERE id = ?", maxId), count },
    isFirstSame: before.first === null || first === before.first,
    isLastSame: lastBefore === before.last,
    isCountSame: countBefore === null || countBefore === before.count,
  };
}

/** Why reading cannot go on from the position, or null when it can. */
export function whyNotSame(state: TableState, what: string): string | null {
  if (!state.isFirstSame) return `${what} was replaced`;
  if (!state.isLastSame) return `the last entries of ${what} were deleted or replaced`;
  return state.isCountSame ? null : `entries of ${what} were deleted`;
}

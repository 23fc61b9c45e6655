/**
 * `event_logs` -> pages of raw rows of the types that are read, in the order of their ids (Dagster's own order of events). A page is one
 * short query over a range of ids, so that also a consolidated log full of other events is read in small steps. Pages of the file that
 * are damaged cost their rows alone: the range is halved until the rest reads.
 */
import type { DatabaseSync } from "node:sqlite";
import { DatabaseError, sqliteCode } from "./database-error.ts";
import { eventTypes, type EventRow } from "./read-event.ts";
import { integerCell, textCell, type Row } from "./row.ts";
import { columnOrNull, requireColumns } from "./tables.ts";

/** Longest event that is read, in bytes. */
export const maxEventBytes = 10_000_000;
const idsPerPage = 2_000;
const bytesPerPage = 16_000_000;
/** Damaged ranges of one page before the database counts as damaged altogether. */
const maxFailures = 10_000;

export interface EventPage {
  readonly rows: readonly EventRow[];
  /** Ids that the database could not hand over. */
  readonly lost: readonly { readonly id: number; readonly reason: string }[];
  /** Everything up to this id is in `rows` and `lost`. */
  readonly lastId: number;
}

export function eventColumns(database: DatabaseSync): ReadonlySet<string> {
  return requireColumns(database, "event_logs", ["id", "event", "dagster_event_type"]);
}

/** The page after `afterId`, of rows up to `maxId`. */
export function readEventPage(database: DatabaseSync, columns: ReadonlySet<string>, afterId: number, maxId: number): EventPage {
  const types = eventTypes.map((type) => `'${type}'`).join(", ");
  const others = ["run_id", "timestamp", "step_key", "asset_key", "partition"].map((name) => columnOrNull(columns, name)).join(", ");
  // The + keeps SQLite from going through the index of types, which would sort all rows for every page.
  const page = database.prepare(
    `SELECT id, dagster_event_type, ${others}, octet_length(event) AS size, typeof(event) AS stored,
       CASE WHEN typeof(event) = 'text' AND octet_length(event) <= ${maxEventBytes} THEN event END AS event
     FROM event_logs WHERE id > ? AND id <= ? AND +dagster_event_type IN (${types}) ORDER BY id`);
  page.setReadBigInts(true);
  const nextId = database.prepare("SELECT min(id) AS id FROM event_logs WHERE id > ?");
  nextId.setReadBigInts(true);

  const rows: EventRow[] = [];
  const lost: { id: number; reason: string }[] = [];
  let bytes = 0;

  /** Reads ids from `after` (exclusive) to `upTo`; returns the last id done. */
  const readRange = (after: number, upTo: number): number => {
    const start = rows.length;
    const bytesBefore = bytes;
    try {
      for (const cells of page.iterate(after, upTo)) {
        const row = toEventRow(cells);
        rows.push(row);
        bytes += row.event?.length ?? 0;
        if (bytes > bytesPerPage) return row.id;
      }
      return upTo;
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
      rows.length = start;
      bytes = bytesBefore;
      if (lost.length > maxFailures) throw new DatabaseError("damaged", "more of its pages are damaged than not");
      if (upTo - after <= 1) {
        lost.push({ id: upTo, reason: error instanceof Error ? error.message : String(error) });
        return upTo;
      }
      const middle = after + Math.floor((upTo - after) / 2);
      const done = readRange(after, middle);
      return done < middle ? done : readRange(middle, upTo);
    }
  };

  const upTo = Math.min(afterId + idsPerPage, maxId);
  const lastId = readRange(afterId, upTo);
  if (rows.length > 0 || lost.length > 0 || lastId >= maxId) return { rows, lost, lastId };
  // Ids may have wide gaps: go on right before the next one.
  return { rows, lost, lastId: Math.max(lastId, Math.min((integerCell(nextId.get(lastId), "id") ?? maxId + 1) - 1, maxId)) };
}

function toEventRow(cells: Row): EventRow {
  const size = integerCell(cells, "size") ?? 0;
  const stored = textCell(cells, "stored");
  return {
    id: integerCell(cells, "id") ?? 0,
    type: textCell(cells, "dagster_event_type") ?? "",
    runId: textCell(cells, "run_id"),
    timestamp: textCell(cells, "timestamp"),
    stepKey: textCell(cells, "step_key"),
    assetKey: textCell(cells, "asset_key"),
    partition: textCell(cells, "partition"),
    event: textCell(cells, "event", maxEventBytes),
    problem: stored !== "text" ? `it is stored as ${stored ?? "nothing"}, not as text` : size > maxEventBytes ? `it is ${Math.round(size / 1e6)} MB long` : null,
  };
}

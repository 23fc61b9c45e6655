/** Check results of one read: rows of runs that were still going on at the last read, then new rows. Sends those that say something new. */
import type { BatchWriter } from "./batch-writer.ts";
import { checkColumns, describeCheckRow, readCheckPage, readChecksById, type CheckRow } from "./check-table.ts";
import type { LogCursor } from "./log-batch.ts";
import type { DatabaseSource } from "./open-database.ts";
import { isOpen, readCheck, type CheckRunStatus } from "./read-check.ts";
import { Unreadable } from "./serdes.ts";

/** Rows that are watched for their result; of more, the oldest are given up. */
const maxOpenRows = 5_000;

export const startChecks: LogCursor["checks"] = { lastId: 0, last: null, open: [], unreadable: 0, unreadableReason: null };

export interface CheckIntake {
  readonly home: string;
  readonly source: DatabaseSource;
  readonly writer: BatchWriter;
  /** Looks the statuses up of those runs that are not known yet. */
  lookUp(runIds: readonly string[]): Promise<void>;
  runStatus(runId: string): CheckRunStatus;
  /** Was the asset wiped after this time? */
  isWiped(assetKey: string, timestamp: number): boolean;
}

export async function readChecks(intake: CheckIntake): Promise<void> {
  const { source, writer } = intake;
  const begin = await source.read((database) => {
    const columns = checkColumns(database);
    const { lastId, last } = writer.cursor.checks;
    return columns === null ? null : { columns, isSame: last === null || describeCheckRow(database, lastId) === last };
  });
  if (begin === null) return;
  const { columns, isSame } = begin;
  // A wipe deletes rows, and SQLite gives their ids out again: then all are read anew, which only repeats them.
  const before = isSame ? writer.cursor.checks : startChecks;
  const said = new Map(before.open);
  setChecks(writer, { ...before, open: [] });

  for (let ids = [...said.keys()].sort((a, b) => a - b); ids.length > 0; ) {
    const asked = ids;
    const rows = await source.read((database) => readChecksById(database, columns, asked));
    await take(intake, rows, said);
    const last = rows.at(-1)?.id ?? Infinity;
    ids = ids.filter((id) => id > last);
  }
  for (;;) {
    const { lastId } = writer.cursor.checks;
    const rows = await source.read((database) => readCheckPage(database, columns, lastId));
    const last = rows.at(-1);
    if (last === undefined || last.id <= lastId) break;
    await take(intake, rows, said);
    setChecks(writer, { ...writer.cursor.checks, lastId: last.id, last: [last.assetKey, last.checkName, last.runId].join("|") });
  }
}

async function take({ home, writer, lookUp, runStatus, isWiped }: CheckIntake, rows: readonly CheckRow[], said: ReadonlyMap<number, string>): Promise<void> {
  await lookUp(rows.map((row) => row.runId));
  for (const row of rows) {
    try {
      const status = runStatus(row.runId);
      const { check, problem } = readCheck(row, status, home);
      const saying = `${check.status} ${check.timestamp}`;
      if (isOpen(row, status)) setChecks(writer, { ...writer.cursor.checks, open: [...writer.cursor.checks.open.slice(1 - maxOpenRows), [row.id, saying]] });
      if (isWiped(check.assetKey, check.timestamp) || said.get(row.id) === saying) continue;
      if (problem !== null) countUnreadable(writer, problem);
      await writer.addCheck(check, row.event?.length ?? 0);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      countUnreadable(writer, error.message);
    }
  }
}

function countUnreadable(writer: BatchWriter, reason: string): void {
  const { checks } = writer.cursor;
  setChecks(writer, { ...checks, unreadable: checks.unreadable + 1, unreadableReason: checks.unreadableReason ?? reason });
}

function setChecks(writer: BatchWriter, checks: LogCursor["checks"]): void {
  writer.cursor = { ...writer.cursor, checks };
}

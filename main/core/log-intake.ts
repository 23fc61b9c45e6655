/**
 * Logs of Dagster homes -> the index: one reader a home, batches written as they come (rows and cursor in one transaction), tailed
 * when the project is being watched. A log that did not change since it was read to its end is not opened.
 */
import type { DagsterHome } from "../../shared/model.ts";
import { writeEventBatch, readHome, writeHomeSignature } from "./index/events.ts";
import { unseal } from "./index/damage.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { writeFinds } from "./index/finds.ts";
import { IndexReplacedError, type ProjectIndex } from "./index/project-index.ts";
import { homeSignature } from "./home-signature.ts";
import type { LogBatch, LogCursor, LogReader, LogReadResult } from "./logs/log-batch.ts";
import type { ProcessLauncher } from "./processes.ts";

export interface LogIntakeOptions {
  readonly index: ProjectIndex;
  readonly launch: ProcessLauncher;
  readonly cacheFolder: string;
  readonly isTailing: boolean;
  onChanged(keys: ReadonlySet<string>): void;
  onProgress(home: DagsterHome, rows: number): void;
}

export interface LogIntake {
  /** Brings the index up to date with a home, and goes on tailing it. `isFull` reads it from its beginning. */
  read(home: DagsterHome, isFull: boolean): Promise<void>;
  /** Is some process of Dagster holding a log open now? */
  isLive(): boolean;
  close(): Promise<void>;
}

export function createLogIntake(options: LogIntakeOptions): LogIntake {
  const { index } = options;
  const readers = new Map<string, LogReader>();
  const live = new Set<string>();
  const tailed = new Set<string>();
  let isClosed = false;

  function take(home: DagsterHome, batch: LogBatch): void {
    if (isClosed) return;
    let touched: ReadonlySet<string> = new Set();
    index.write((db) => {
      touched = writeEventBatch(db, home.path, batch);
      return touched.size > 0 || batch.runs.length > 0;
    });
    if (touched.size > 0 || batch.runs.length > 0) options.onChanged(touched);
  }

  /** `signature` was taken before the read: what was written during it makes the next opening look again. */
  function account(home: DagsterHome, result: LogReadResult, signature: string): void {
    if (isClosed) return;
    if (result.isLive) live.add(home.id);
    else live.delete(home.id);
    let isChanged = false;
    index.write((db) => {
      writeHomeSignature(db, home.id, home.path, result.status === "complete" && !result.isLive ? signature : null);
      const hasProblems = writeProjectProblems(db, `logs ${home.id}`, result.problems);
      const hasFinds = writeFinds(db, `logs ${home.id}`, result.finds);
      return (isChanged = hasProblems || hasFinds);
    });
    if (isChanged) options.onChanged(new Set());
  }

  async function readerOf(home: DagsterHome): Promise<LogReader> {
    let reader = readers.get(home.id);
    if (!reader) {
      const { openLogReader } = await import("./logs/open-log-reader.ts");
      reader = openLogReader({ home, launch: options.launch, cacheFolder: options.cacheFolder });
      readers.set(home.id, reader);
    }
    return reader;
  }

  return {
    async read(home, isFull) {
      if (!home.eventLog || (tailed.has(home.id) && !isFull)) return;
      const signature = homeSignature(home);
      const row = readHome(index.db, home.id);
      const isUnchanged = !isFull && row?.signature === signature;
      if (isUnchanged && !options.isTailing) return;
      const reader = await readerOf(home);
      let cursor = row?.cursor && !isFull ? unseal<LogCursor>(row.cursor) : null;
      if (!isUnchanged) {
        let rows = 0;
        let failure: unknown = null;
        const result = await reader.read(cursor, (batch) => {
          if (failure !== null) return;
          // From its beginning on request: what is there may be more than the log still holds.
          const whole = isFull && rows === 0 && batch.startsOver === null ? { ...batch, startsOver: "read again from its beginning" } : batch;
          try {
            take(home, whole);
          } catch (error) {
            failure = error;
          }
          rows += batch.events.length + batch.checks.length + batch.runs.length + 1;
          options.onProgress(home, rows);
        });
        if (failure !== null) throw failure;
        account(home, result, signature);
        cursor = result.cursor;
      }
      if (!options.isTailing || isClosed || tailed.has(home.id)) return;
      tailed.add(home.id);
      // The cursor is the reader's own from here on.
      reader.tail(cursor, (batch) => guarded(() => take(home, batch)), (result) => guarded(() => account(home, result, homeSignature(home))));
    },
    isLive: () => live.size > 0,
    async close() {
      isClosed = true;
      await Promise.all([...readers.values()].map((reader) => reader.close()));
    },
  };

  /** Tailing has no caller who could hear of an error: an index begun anew is read again by the next refresh. */
  function guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof IndexReplacedError)) throw error;
      tailed.clear();
      options.onChanged(new Set());
    }
  }
}

/**
 * What the reader of a Dagster home's log hands over: batches to apply in order, the cursor to go on from, and the account of one
 * read. Plain JSON, so that it crosses processes and is stored beside the index. Words are Dagster's; no SQL here, no files.
 *
 * How to apply a batch: `startsOver` (forget the home), then `wipes`, then everything else as upserts by the identity that each
 * field names. The last batch of a read may hold nothing but its cursor. Applying the same batch twice gives the same index, so a
 * reader that is restarted may repeat itself.
 */
import type { CheckEvaluation, DagsterHome, Find, Materialization, Problem, RunSummary } from "../../../shared/model.ts";
import type { ProcessLauncher } from "../processes.ts";

/** Identity: (home, storageId). `runStatus` is that of the moment of reading; later statuses come as `runs`. */
export type LogEvent = Materialization & { readonly eventType: "materialization" | "observation" };

/** A materialization that was planned, or that failed (`ASSET_MATERIALIZATION_PLANNED`, `ASSET_FAILED_TO_MATERIALIZE`). Identity: (home, storageId). */
export interface MaterializationAttempt {
  readonly attempt: "planned" | "failed";
  readonly assetKey: string;
  /** Seconds since 1970 UTC, with fraction. */
  readonly timestamp: number;
  readonly runId: string;
  readonly partition: string | null;
  readonly stepKey: string | null;
  readonly storageId: number;
  readonly home: string;
  /** Of the moment of reading. A plan whose run ended without a materialization never finished. */
  readonly runStatus: string | null;
  /** Why it failed, in Dagster's words (`FAILED_TO_MATERIALIZE`, `UPSTREAM_FAILED_TO_MATERIALIZE`, ...); null for plans. */
  readonly reason: string | null;
  /** The error's message, at most 2,000 characters. */
  readonly message: string | null;
}

/** The asset was wiped: its events, attempts and checks with a timestamp at or before this one no longer count, and are not sent again. Identity: (home, assetKey). */
export interface AssetWipe {
  readonly assetKey: string;
  /** Seconds since 1970 UTC. */
  readonly timestamp: number;
  readonly home: string;
}

export interface LogBatch {
  /** Id of the home that all of it comes from. */
  readonly home: string;
  /** Only in the first batch of a read that could not go on from its cursor: why. Forget everything held from this home first. */
  readonly startsOver: string | null;
  readonly wipes: readonly AssetWipe[];
  /** Identity: (home, runId). A run comes again whenever it changes. */
  readonly runs: readonly RunSummary[];
  readonly events: readonly LogEvent[];
  /**
   * Identity: (home, assetKey, checkName, runId, partition); the later one in the log replaces the earlier. One that is `planned`
   * comes again as its result, or as `execution_failed` (its run failed) or `skipped` (its run ended otherwise, or was deleted).
   */
  readonly checks: readonly CheckEvaluation[];
  readonly attempts: readonly MaterializationAttempt[];
  /** Where reading goes on after this batch; store it in the transaction that applies the batch. */
  readonly cursor: LogCursor;
}

/** Rows that tell whether a table is still the one that the cursor was made on, and where it stood. */
export interface TablePosition {
  /** `id` up to which rows were read; 0 at the beginning. */
  readonly lastId: number;
  /** What the first and the last row read were (run id and time), to notice a database that was replaced or rows that were deleted. */
  readonly first: string | null;
  readonly last: string | null;
  /** Rows of the table up to `lastId`, or null where not counted. */
  readonly count: number | null;
}

/** Opaque to everyone but main/core/logs; plain JSON, to be stored and passed back. */
export interface LogCursor {
  readonly version: 1;
  /** The log that it belongs to: its kind and path. Another one starts over. */
  readonly log: string;
  readonly events: TablePosition;
  readonly runs: TablePosition & { readonly updatedAt: string | null };
  /** `open`: rows that may still change, each with what was said of it. */
  readonly checks: {
    readonly lastId: number;
    readonly last: string | null;
    readonly open: readonly (readonly [id: number, said: string])[];
    readonly unreadable: number;
    readonly unreadableReason: string | null;
  };
  /** Newest wipe seen, and when this cursor was made; seconds since 1970. */
  readonly wipedAt: number | null;
  readonly readAt: number;
  /** Rows that could not be read since the beginning of the log. */
  readonly unreadable: { readonly count: number; readonly firstIds: readonly number[]; readonly reason: string | null };
}

/** The account of one read, for "What was read", the status line and the Problems page. */
export interface LogReadResult {
  readonly home: string;
  readonly cursor: LogCursor;
  /** Why the read could not go on from the cursor, or null. */
  readonly startedOver: string | null;
  /** `complete`: everything up to `asOf` was read. `partial`: some database could not be read; `problems` say which and why. */
  readonly status: "complete" | "partial";
  /** Rows handed over in this read. */
  readonly counts: { readonly events: number; readonly checks: number; readonly runs: number; readonly attempts: number; readonly wipes: number };
  /** All problems of this home as of now: they replace those of the read before. Stage "logs", codes `log.*`. */
  readonly problems: readonly Problem[];
  /** The databases looked at, each with how it was opened or why not. */
  readonly finds: readonly Find[];
  /** Is a process holding the log open now (a write-ahead log and its index are there)? */
  readonly isLive: boolean;
  /** Seconds since 1970 of the state that was read. */
  readonly asOf: number;
  readonly elapsedMs: number;
}

export interface LogReaderOptions {
  readonly home: DagsterHome;
  readonly launch: ProcessLauncher;
  /** Our own folder: copies of databases that cannot be read in place go below it and are removed again. */
  readonly cacheFolder: string;
  /** Kill the reading process when it shows no progress for so long; default 10,000 ms. */
  readonly stallMs?: number;
  /** How often the files are looked at while tailing; default 500 ms. */
  readonly pollMs?: number;
}

/** One home's log. `read` and `tail` never run at the same time: calls queue. */
export interface LogReader {
  /**
   * Reads what is new since `cursor` (null: all), batch by batch. `onBatch` runs synchronously; the next batch waits for it. What goes
   * wrong is in `problems` of the result; it rejects only after `close`.
   */
  read(cursor: LogCursor | null, onBatch: (batch: LogBatch) => void): Promise<LogReadResult>;
  /**
   * Reads now and whenever Dagster writes, until `close`. `onRead` hears the account of every read, also of failed ones; a batch
   * whose `onBatch` throws comes again.
   */
  tail(cursor: LogCursor | null, onBatch: (batch: LogBatch) => void, onRead?: (result: LogReadResult) => void): void;
  close(): Promise<void>;
}

/** What crosses between open-log-reader.ts and log-process.ts. Plain JSON. `read` numbers the reads, so that late answers are told apart. */
import type { DagsterHome } from "../../../shared/model.ts";
import type { LogBatch, LogCursor, LogReadResult } from "./log-batch.ts";

export type ToLogProcess =
  /** `copyFolder` exists and is ours. */
  | { readonly type: "read"; readonly read: number; readonly home: DagsterHome; readonly cursor: LogCursor | null; readonly copyFolder: string }
  /** The batch was applied: the next may come. */
  | { readonly type: "applied"; readonly read: number };

export type FromLogProcess =
  /** Sent before each step that may take long: a sign of life. */
  | { readonly type: "progress"; readonly read: number; readonly detail: string }
  | { readonly type: "batch"; readonly read: number; readonly batch: LogBatch }
  | { readonly type: "done"; readonly read: number; readonly result: LogReadResult };

/**
 * The parent's side of reading a Dagster home's log: starts the reading process, hands its batches on, kills it when it stalls,
 * starts it again, and looks at the files to know when there is something new. Opens no database itself.
 */
import type { LogReader, LogReaderOptions } from "./log-batch.ts";

export declare function openLogReader(options: LogReaderOptions): LogReader;

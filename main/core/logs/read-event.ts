/**
 * One row of Dagster's `event_logs` -> what it says: a materialization, an observation, an attempt. Check results have a table of
 * their own: check-table.ts. Mirrors `EventLogEntry`, `DagsterEvent` and the `event_specific_data` classes of dagster 1.5 to 1.13, and their older names
 * (`DagsterEventRecord`, `Materialization`). Throws Unreadable for a row that says none of it; the rows around it are not concerned.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import type { Json } from "../../../shared/model.ts";
import type { LogEvent, MaterializationAttempt } from "./log-batch.ts";
import { readMetadata } from "./metadata-values.ts";
import { PythonJsonError, parsePythonJson } from "./python-json.ts";
import { Unreadable, assetKeyPath, enumName, member, numberOrNull, textMapping, textOrNull } from "./serdes.ts";
import { parseTimestamp } from "./timestamp.ts";

/** A row of `event_logs` as it comes from the database: nothing about it is trusted. */
export interface EventRow {
  readonly id: number;
  readonly type: string;
  readonly runId: string | null;
  /** Naive UTC text. */
  readonly timestamp: string | null;
  readonly stepKey: string | null;
  /** JSON list. */
  readonly assetKey: string | null;
  readonly partition: string | null;
  /** Null when it is no text or longer than is read; `problem` then says so. */
  readonly event: string | null;
  readonly problem: string | null;
}

export type ReadEvent =
  | { readonly kind: "event"; readonly event: LogEvent }
  | { readonly kind: "attempt"; readonly attempt: MaterializationAttempt };

/** Home and, by run id, the status of its run. */
export interface EventContext {
  readonly home: string;
  runStatus(runId: string): string | null;
}

type Handler = (entry: Entry, context: EventContext) => ReadEvent;

interface Entry {
  readonly row: EventRow;
  readonly data: Json | undefined;
  readonly timestamp: number;
  readonly runId: string;
  readonly stepKey: string | null;
}

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["ASSET_MATERIALIZATION", (entry, context) => readAssetEvent(entry, context, "materialization", member(entry.data, "materialization", "asset_materialization"))],
  ["ASSET_OBSERVATION", (entry, context) => readAssetEvent(entry, context, "observation", member(entry.data, "asset_observation"))],
  ["ASSET_MATERIALIZATION_PLANNED", (entry, context) => readAttempt(entry, context, "planned", entry.data)],
  ["ASSET_FAILED_TO_MATERIALIZE", (entry, context) => readAttempt(entry, context, "failed", member(entry.data, "asset_materialization_failure"))],
]);

/** The types of event that are read; all others are passed over in the database. */
export const eventTypes: readonly string[] = [...handlers.keys()];

export function readEvent(row: EventRow, context: EventContext): ReadEvent {
  if (row.event === null) throw new Unreadable(row.problem ?? "it holds no text");
  const handler = handlers.get(row.type);
  if (handler === undefined) throw new Unreadable(`an event of the type ${row.type}`);
  return handler(readEntry(row, row.event), context);
}

function readEntry(row: EventRow, text: string): Entry {
  const { data, timestamp, runId, stepKey } = parseEventLogEntry(text);
  const time = timestamp ?? parseTimestamp(row.timestamp);
  if (time === null) throw new Unreadable("it has no time");
  return { row, data, timestamp: time, runId: row.runId ?? runId ?? "", stepKey: stepKey ?? row.stepKey };
}

/** Text of an `EventLogEntry` -> its parts, null where missing; `data` is the `event_specific_data`. Throws Unreadable for broken JSON. */
export function parseEventLogEntry(text: string): { readonly data: Json | undefined; readonly timestamp: number | null; readonly runId: string | null; readonly stepKey: string | null } {
  const entry = parse(text);
  const event = member(entry, "dagster_event");
  return {
    data: member(event, "event_specific_data"),
    timestamp: numberOrNull(member(entry, "timestamp")),
    runId: textOrNull(member(entry, "run_id")),
    stepKey: textOrNull(member(event, "step_key")),
  };
}

function parse(text: string): Json {
  try {
    return parsePythonJson(text);
  } catch (error) {
    if (error instanceof PythonJsonError) throw new Unreadable(`its JSON is broken: ${error.message}`);
    throw error;
  }
}

function readAssetEvent(entry: Entry, context: EventContext, eventType: LogEvent["eventType"], said: Json | undefined): ReadEvent {
  if (said === undefined) throw new Unreadable(`it holds no ${eventType}`);
  return {
    kind: "event",
    event: {
      eventType,
      assetKey: keyOf(said, entry.row),
      timestamp: entry.timestamp,
      runId: entry.runId,
      partition: textOrNull(member(said, "partition")) ?? entry.row.partition,
      description: textOrNull(member(said, "description")),
      metadata: readMetadata(said, eventType),
      tags: textMapping(member(said, "tags")),
      storageId: entry.row.id,
      stepKey: entry.stepKey,
      home: context.home,
      runStatus: context.runStatus(entry.runId),
    },
  };
}

function readAttempt(entry: Entry, context: EventContext, attempt: MaterializationAttempt["attempt"], said: Json | undefined): ReadEvent {
  const error = member(entry.data, "error");
  return {
    kind: "attempt",
    attempt: {
      attempt,
      assetKey: keyOf(said, entry.row),
      timestamp: entry.timestamp,
      runId: entry.runId,
      partition: textOrNull(member(said, "partition")) ?? entry.row.partition,
      stepKey: entry.stepKey,
      storageId: entry.row.id,
      home: context.home,
      runStatus: context.runStatus(entry.runId),
      reason: attempt === "failed" ? enumName(member(said, "reason")) : null,
      message: textOrNull(member(error, "message"))?.slice(0, 2_000) ?? null,
    },
  };
}

/** The key that the event names, else that of the row: old events hold none. */
function keyOf(said: Json | undefined, row: EventRow): string {
  const path = assetKeyPath(member(said, "asset_key")) ?? parseAssetKeyColumn(row.assetKey);
  if (path === null) throw new Unreadable("it names no asset");
  return formatAssetKey(path);
}

/** `asset_key` columns hold a JSON list: `["shop", "raw"]`. */
export function parseAssetKeyColumn(text: string | null): readonly string[] | null {
  if (text === null) return null;
  try {
    return assetKeyPath(parsePythonJson(text));
  } catch (error) {
    if (error instanceof PythonJsonError) return null;
    throw error;
  }
}

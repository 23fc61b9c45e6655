/** Writes into a home's databases as Dagster does: the same columns, the same JSON, WAL, a connection for each statement unless kept. */
import { DatabaseSync } from "node:sqlite";
import type { DagsterHome } from "../../../shared/model.ts";
import { indexDatabase } from "./home-files.ts";

/** Opens as Dagster's SQLAlchemy engine does. */
export function openAsDagster(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 30_000 });
  database.exec("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
  return database;
}

/** Naive UTC text to the microsecond. */
export function timestampText(seconds: number): string {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ")}.${String(Math.round((seconds % 1) * 1e6)).padStart(6, "0")}`;
}

export interface WrittenEvent {
  readonly key: readonly string[];
  readonly runId?: string;
  readonly timestamp?: number;
  readonly partition?: string;
  /** JSON of `metadata_entries`. */
  readonly metadata?: string;
  /** Instead of the JSON that the rest would make. */
  readonly event?: string | Uint8Array | number;
}

export function materializationJson({ key, runId = "", timestamp = 0, partition, metadata = "[]" }: WrittenEvent): string {
  const path = JSON.stringify(key);
  return `{"__class__": "EventLogEntry", "dagster_event": {"__class__": "DagsterEvent", "event_specific_data": {"__class__": "StepMaterializationData", "asset_lineage": [], "materialization": {"__class__": "AssetMaterialization", "asset_key": {"__class__": "AssetKey", "path": ${path}}, "description": null, "metadata_entries": ${metadata}, "partition": ${JSON.stringify(partition ?? null)}, "tags": {}}}, "event_type_value": "ASSET_MATERIALIZATION", "logging_tags": {}, "message": "", "pid": null, "pipeline_name": "job", "solid_handle": null, "step_handle": null, "step_key": null, "step_kind_value": null}, "error_info": null, "level": 20, "message": "", "pipeline_name": "job", "run_id": ${JSON.stringify(runId)}, "step_key": null, "timestamp": ${timestamp}, "user_message": ""}`;
}

/** Returns the row's id. */
export function writeMaterialization(database: DatabaseSync, written: WrittenEvent): number {
  const timestamp = written.timestamp ?? Date.now() / 1000;
  const key = `[${written.key.map((part) => JSON.stringify(part)).join(", ")}]`;
  const { lastInsertRowid } = database
    .prepare("INSERT INTO event_logs (run_id, event, dagster_event_type, timestamp, step_key, asset_key, partition) VALUES (?, ?, 'ASSET_MATERIALIZATION', ?, NULL, ?, ?)")
    .run(written.runId ?? "", written.event ?? materializationJson({ ...written, timestamp }), timestampText(timestamp), key, written.partition ?? null);
  database.prepare("INSERT INTO asset_keys (asset_key, last_materialization_timestamp) VALUES (?, ?) ON CONFLICT (asset_key) DO UPDATE SET last_materialization_timestamp = excluded.last_materialization_timestamp").run(key, timestampText(timestamp));
  return Number(lastInsertRowid);
}

/** One connection, one event, closed: NullPool. */
export function materialize(home: DagsterHome, ...written: readonly WrittenEvent[]): number[] {
  const database = openAsDagster(indexDatabase(home));
  const ids = written.map((each) => writeMaterialization(database, each));
  database.close();
  return ids;
}

export function writeRun(home: DagsterHome, runId: string, status: string, updatedAt = Date.now() / 1000): void {
  const database = openAsDagster(home.runs!);
  database
    .prepare("INSERT INTO runs (run_id, pipeline_name, status, run_body, create_timestamp, update_timestamp) VALUES (?, 'job', ?, '{\"__class__\": \"PipelineRun\", \"tags\": {}}', ?, ?) ON CONFLICT (run_id) DO UPDATE SET status = excluded.status, update_timestamp = excluded.update_timestamp")
    .run(runId, status, timestampText(updatedAt), timestampText(updatedAt));
  database.close();
}

/** As `SqliteEventLogStorage.wipe_asset` does. */
export function wipe(home: DagsterHome, key: readonly string[], at = Date.now() / 1000): void {
  const database = openAsDagster(indexDatabase(home));
  const text = `[${key.map((part) => JSON.stringify(part)).join(", ")}]`;
  database.prepare("UPDATE asset_keys SET wipe_timestamp = ?, last_materialization = NULL WHERE asset_key = ?").run(timestampText(at), text);
  database.prepare("DELETE FROM asset_check_executions WHERE asset_key = ?").run(text);
  database.prepare("DELETE FROM event_logs WHERE asset_key = ?").run(text);
  database.close();
}

/** As a run plans a check, and later as its result comes. */
export function writeCheck(home: DagsterHome, runId: string, status: "PLANNED" | "SUCCEEDED", at = Date.now() / 1000): void {
  const database = openAsDagster(indexDatabase(home));
  if (status === "PLANNED") {
    database
      .prepare("INSERT INTO asset_check_executions (asset_key, check_name, run_id, execution_status, evaluation_event, evaluation_event_timestamp) VALUES ('[\"a\"]', 'fine', ?, 'PLANNED', '{}', ?)")
      .run(runId, timestampText(at));
  } else {
    const event = `{"dagster_event": {"event_specific_data": {"__class__": "AssetCheckEvaluation", "asset_key": {"path": ["a"]}, "check_name": "fine", "success": true, "severity": {"__enum__": "AssetCheckSeverity.ERROR"}, "metadata": {}}}, "timestamp": ${at}}`;
    database.prepare("UPDATE asset_check_executions SET execution_status = ?, evaluation_event = ?, evaluation_event_timestamp = ? WHERE run_id = ?").run(status, event, timestampText(at), runId);
  }
  database.close();
}

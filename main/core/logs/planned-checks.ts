/**
 * Rows of `asset_check_executions` that are still PLANNED -> what became of them. Dagster leaves the row of a check that crashed PLANNED
 * for ever; the status of its run decides (`AssetCheckExecutionRecord.resolve_status`): failed -> execution_failed; ended otherwise or
 * deleted -> skipped; else planned. Results are not read here: they are events.
 */
import type { DatabaseSync } from "node:sqlite";
import { formatAssetKey } from "../../../shared/asset-key.ts";
import type { CheckEvaluation } from "../../../shared/model.ts";
import { parseAssetKeyColumn } from "./read-event.ts";
import { isFinished } from "./read-run.ts";
import { integerCell, textCell, type Row } from "./row.ts";
import { columnOrNull, storedColumns } from "./tables.ts";
import { parseTimestamp } from "./timestamp.ts";

const rowsPerPage = 1_000;

export interface PlannedCheck {
  readonly assetKey: string;
  readonly checkName: string;
  readonly runId: string;
  readonly partition: string | null;
  readonly timestamp: number;
  /** Id of the event that planned it; 0 where not stored. */
  readonly storageId: number;
}

export interface PlannedPage {
  readonly planned: readonly PlannedCheck[];
  /** Id to go on after, or null at the end. */
  readonly next: number | null;
}

export function readPlannedPage(database: DatabaseSync, afterId: number): PlannedPage {
  const columns = storedColumns(database, "asset_check_executions");
  const needed = ["id", "asset_key", "check_name", "run_id", "execution_status"];
  if (columns === null || needed.some((name) => !columns.has(name))) return { planned: [], next: null };
  const others = ["partition", "evaluation_event_timestamp", "evaluation_event_storage_id"].map((name) => columnOrNull(columns, name)).join(", ");
  const statement = database.prepare(
    `SELECT id, asset_key, check_name, run_id, ${others} FROM asset_check_executions
     WHERE id > ? AND execution_status = 'PLANNED' ORDER BY id LIMIT ${rowsPerPage}`);
  statement.setReadBigInts(true);
  const rows = statement.all(afterId);
  return { planned: rows.flatMap(toPlanned), next: rows.length < rowsPerPage ? null : integerCell(rows.at(-1), "id") };
}

/** `runStatus` is null when the run is not there. */
export function resolvePlanned(check: PlannedCheck, runStatus: string | null, home: string): CheckEvaluation {
  const { assetKey, checkName, runId, partition, timestamp } = check;
  const status = runStatus === "FAILURE" ? "execution_failed" : runStatus === null || isFinished(runStatus) ? "skipped" : "planned";
  return { assetKey, checkName, status, severity: null, timestamp, runId, partition, description: null, blocking: null, metadata: [], targetMaterialization: null, home };
}

function toPlanned(row: Row): PlannedCheck[] {
  const path = parseAssetKeyColumn(textCell(row, "asset_key"));
  const checkName = textCell(row, "check_name");
  const timestamp = parseTimestamp(textCell(row, "evaluation_event_timestamp"));
  if (path === null || checkName === null || timestamp === null) return [];
  return [{
    assetKey: formatAssetKey(path),
    checkName,
    runId: textCell(row, "run_id") ?? "",
    partition: textCell(row, "partition"),
    timestamp,
    storageId: integerCell(row, "evaluation_event_storage_id") ?? 0,
  }];
}

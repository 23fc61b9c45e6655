/**
 * One row of `asset_check_executions` -> CheckEvaluation. Mirrors `AssetCheckEvaluation` of dagster 1.5 to 1.13 and
 * `AssetCheckExecutionRecord.resolve_status`: Dagster leaves the row of a check that crashed PLANNED for ever, and the status of its
 * run decides: failed -> execution_failed; ended otherwise or deleted -> skipped; else it is still planned.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import type { CheckEvaluation, Json } from "../../../shared/model.ts";
import type { CheckRow } from "./check-table.ts";
import { readMetadata } from "./metadata-values.ts";
import { parseAssetKeyColumn, parseEventLogEntry } from "./read-event.ts";
import { isFinished } from "./read-run.ts";
import { Unreadable, assetKeyPath, enumName, member, numberOrNull, textOrNull } from "./serdes.ts";
import { parseTimestamp } from "./timestamp.ts";

/** Status of the check's run: null when the run is not there, "unknown" when the list of runs could not be read. */
export type CheckRunStatus = string | null | "unknown";

/** Throws Unreadable when the row does not say which check it is, or when. A result without details keeps what the row says. */
export function readCheck(row: CheckRow, runStatus: CheckRunStatus, home: string): { readonly check: CheckEvaluation; readonly problem: string | null } {
  const { evaluation, timestamp, problem } = readEvaluation(row);
  const path = parseAssetKeyColumn(row.assetKey) ?? assetKeyPath(member(evaluation, "asset_key"));
  const checkName = row.checkName ?? textOrNull(member(evaluation, "check_name"));
  if (path === null || checkName === null) throw new Unreadable("a check result names no check");
  if (timestamp === null) throw new Unreadable(`a result of the check ${checkName} has no time`);
  const passed = member(evaluation, "success", "passed");
  const isResult = row.status === "SUCCEEDED" || row.status === "FAILED";
  const severity = enumName(member(evaluation, "severity"));
  const blocking = member(evaluation, "blocking");
  return {
    problem: isResult && typeof passed !== "boolean" ? (problem ?? "it does not say whether the check passed") : null,
    check: {
      assetKey: formatAssetKey(path),
      checkName,
      status: isResult ? (row.status === "SUCCEEDED" ? "succeeded" : "failed") : resolve(row.status, runStatus),
      severity: isResult && (severity === "WARN" || severity === "ERROR") ? severity : null,
      timestamp,
      runId: row.runId,
      partition: row.partition ?? textOrNull(member(evaluation, "partition")),
      description: textOrNull(member(evaluation, "description")),
      blocking: typeof blocking === "boolean" ? blocking : null,
      metadata: readMetadata(evaluation, "check"),
      targetMaterialization: readTarget(member(evaluation, "target_materialization_data")),
      home,
    },
  };
}

/** May the row still change? */
export function isOpen(row: CheckRow, runStatus: CheckRunStatus): boolean {
  if (row.runId === "" || runStatus === null) return false;
  return runStatus === "unknown" ? row.status === "PLANNED" : !isFinished(runStatus);
}

function resolve(status: string, runStatus: CheckRunStatus): CheckEvaluation["status"] {
  if (status === "SKIPPED") return "skipped";
  if (runStatus === "FAILURE") return "execution_failed";
  return runStatus === null || isFinished(runStatus) ? "skipped" : "planned";
}

function readEvaluation(row: CheckRow): { readonly evaluation: Json | undefined; readonly timestamp: number | null; readonly problem: string | null } {
  const column = parseTimestamp(row.timestamp);
  if (row.event === null) return { evaluation: undefined, timestamp: column, problem: "it is stored without a readable event" };
  try {
    const { data, timestamp } = parseEventLogEntry(row.event);
    return { evaluation: data, timestamp: timestamp ?? column, problem: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { evaluation: undefined, timestamp: column, problem: error.message };
  }
}

function readTarget(target: Json | undefined): CheckEvaluation["targetMaterialization"] {
  const storageId = numberOrNull(member(target, "storage_id"));
  const timestamp = numberOrNull(member(target, "timestamp"));
  if (storageId === null || timestamp === null) return null;
  return { runId: textOrNull(member(target, "run_id")) ?? "", storageId, timestamp };
}

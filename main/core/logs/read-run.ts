/**
 * One row of Dagster's `runs` -> RunSummary. Mirrors `DagsterRun` (stored as `PipelineRun`) of dagster 1.5 to 1.13; of `run_body` only
 * the tags are taken (it also holds paths of the user's machine, which stay where they are). A body that cannot be read costs the tags.
 */
import type { RunSummary } from "../../../shared/model.ts";
import { PythonJsonError, parsePythonJson } from "./python-json.ts";
import { member, textMapping } from "./serdes.ts";

/** A row of `runs` as it comes from the database. */
export interface RunRow {
  readonly id: number;
  readonly runId: string;
  readonly jobName: string | null;
  readonly status: string | null;
  readonly body: string | null;
  /** Naive UTC text. */
  readonly updatedAt: string | null;
  readonly startTime: number | null;
  readonly endTime: number | null;
}

export function readRun(row: RunRow, home: string): RunSummary {
  return {
    runId: row.runId,
    jobName: row.jobName ?? "",
    status: row.status ?? "",
    startTime: row.startTime,
    endTime: row.endTime,
    tags: readTags(row.body),
    home,
  };
}

/** `DagsterRun.is_finished`. */
export function isFinished(status: string): boolean {
  return status === "SUCCESS" || status === "FAILURE" || status === "CANCELED";
}

function readTags(body: string | null): RunSummary["tags"] {
  if (body === null) return {};
  try {
    return textMapping(member(parsePythonJson(body), "tags"));
  } catch (error) {
    if (error instanceof PythonJsonError) return {};
    throw error;
  }
}

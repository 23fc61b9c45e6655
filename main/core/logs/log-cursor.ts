/** Where a home's databases are, and the cursor that stands at the beginning of its log. Opens nothing. */
import { join } from "node:path";
import type { DagsterHome } from "../../../shared/model.ts";
import { startChecks } from "./check-intake.ts";
import type { LogCursor } from "./log-batch.ts";
import { startPosition } from "./table-position.ts";

/** Null where the home keeps nothing locally. */
export function databasePaths(home: DagsterHome): { readonly events: string | null; readonly runs: string | null } {
  const log = home.eventLog;
  return { events: log === null ? null : log.kind === "sharded" ? join(log.path, "index.db") : log.path, runs: home.runs };
}

export function startCursor(home: DagsterHome): LogCursor {
  const { events, runs } = databasePaths(home);
  return {
    version: 1,
    log: [home.eventLog?.kind ?? "none", events ?? "", runs ?? ""].join(" "),
    events: startPosition,
    runs: { ...startPosition, updatedAt: null },
    checks: startChecks,
    wipedAt: null,
    readAt: 0,
    unreadable: { count: 0, firstIds: [], reason: null },
  };
}

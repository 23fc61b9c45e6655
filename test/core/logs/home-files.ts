/** Where the databases of a test's home are. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DagsterHome } from "../../../shared/model.ts";

export function homeAt(folder: string): DagsterHome {
  const consolidated = join(folder, "event_log.db");
  const eventLog: DagsterHome["eventLog"] = existsSync(consolidated) ? { kind: "consolidated", path: consolidated } : { kind: "sharded", path: join(folder, "history", "runs") };
  return { id: "home", path: folder, foundBy: "a test", eventLog, runs: join(folder, "history", "runs.db"), schedules: null };
}

export function indexDatabase(home: DagsterHome): string {
  return home.eventLog?.kind === "consolidated" ? home.eventLog.path : join(home.eventLog?.path ?? "", "index.db");
}

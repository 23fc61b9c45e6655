/**
 * A Dagster home's databases -> a text that stays the same while nobody writes to them, so that a log read to its end is not opened
 * again. Looks at sizes and times; opens nothing.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { DagsterHome } from "../../shared/model.ts";

export function homeSignature(home: DagsterHome): string {
  const events = home.eventLog?.kind === "sharded" ? join(home.eventLog.path, "index.db") : home.eventLog?.path;
  return JSON.stringify([home.eventLog, ...[events, home.runs].flatMap((file) => (file ? [file, `${file}-wal`] : [])).map(stateOf)]);
}

function stateOf(file: string): string | null {
  try {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    return stat ? `${stat.size} ${stat.mtimeNs} ${stat.ino}` : null;
  } catch {
    return null;
  }
}

/** Lines of "What was read", by the stage that looked. */
import type { Database } from "better-sqlite3";
import type { Find } from "../../../shared/model.ts";
import { readPayload } from "./damage.ts";
import { sql } from "./statements.ts";

/** Replaces what a stage found; true when something is different. */
export function writeFinds(db: Database, stage: string, finds: readonly Find[]): boolean {
  const old = sql<{ payload: string }>(db, "SELECT payload FROM finds WHERE stage = ? ORDER BY ordinal").all(stage);
  const next = finds.map((find) => JSON.stringify(find));
  if (old.length === next.length && old.every((row, i) => row.payload === next[i])) return false;
  sql(db, "DELETE FROM finds WHERE stage = ?").run(stage);
  const put = sql(db, "INSERT INTO finds (stage, ordinal, payload) VALUES (?, ?, ?)");
  next.forEach((payload, ordinal) => put.run(stage, ordinal, payload));
  return true;
}

export function readFinds(db: Database): Find[] {
  return sql<{ payload: string }>(db, "SELECT payload FROM finds ORDER BY stage <> 'project', stage, ordinal").all().map((row) => readPayload<Find>(row.payload));
}

/** Forgets what was said of logs that the project no longer has; their events stay for when it has them again. */
export function dropLogReports(db: Database, homes: readonly string[]): boolean {
  const kept = JSON.stringify(homes.map((home) => `logs ${home}`));
  const finds = sql(db, "DELETE FROM finds WHERE stage LIKE 'logs %' AND stage NOT IN (SELECT value FROM json_each(?))").run(kept).changes;
  const problems = sql(db, "DELETE FROM parts WHERE location = '' AND reader LIKE 'logs %' AND reader NOT IN (SELECT value FROM json_each(?))").run(kept).changes;
  return finds + problems > 0;
}

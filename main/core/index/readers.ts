/** Where two readers speak of one code location: who says what, and what of one is superseded by the other. Inside a transaction of the caller's. */
import type { Database } from "better-sqlite3";
import type { Reader } from "../../../shared/model.ts";
import { sql } from "./statements.ts";

const definedParts = "('check', 'job', 'schedule', 'sensor')";

export function keysOnlySaidBy(db: Database, location: string, reader: Reader, other: Reader): string[] {
  return sql<{ key: string }>(db, `SELECT key FROM definitions WHERE location = ? AND reader = ?
    EXCEPT SELECT key FROM definitions WHERE location = ? AND reader = ?`).all(location, reader, location, other).map((row) => row.key);
}

/** Checks, jobs, schedules and sensors of `reader`: all of them, or those that `other` says too. */
export function dropRepeatedParts(db: Database, location: string, reader: Reader, other: Reader | null): void {
  sql(db, `DELETE FROM parts WHERE location = $location AND reader = $reader AND kind IN ${definedParts} AND ($other IS NULL OR EXISTS (
    SELECT 1 FROM parts p WHERE p.location = parts.location AND p.reader = $other AND p.kind = parts.kind AND p.name = parts.name AND p.asset IS parts.asset))`).run({ location, reader, other });
}

/** Forgets what a reader said of these assets, and of everything that is no asset. */
export function forgetReader(db: Database, location: string, reader: Reader, keys: ReadonlySet<string>): void {
  sql(db, "DELETE FROM definitions WHERE location = ? AND reader = ? AND key IN (SELECT value FROM json_each(?))").run(location, reader, JSON.stringify([...keys]));
  sql(db, `DELETE FROM parts WHERE location = ? AND reader = ? AND kind IN ${definedParts}`).run(location, reader);
}

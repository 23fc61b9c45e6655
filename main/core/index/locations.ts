/** Which code locations the index holds, and with which entry each was read. */
import type { Database } from "better-sqlite3";
import { sql } from "./statements.ts";

export interface LocationRow {
  readonly name: string;
  /** JSON CodeLocation that it was read with. */
  readonly entry: string;
  readonly readAt: number;
  readonly elapsedMs: number;
  readonly steps: number;
  readonly isComplete: 0 | 1;
}

export function readLocationRows(db: Database): LocationRow[] {
  return sql<LocationRow>(db, `SELECT name, entry, read_at AS readAt, elapsed_ms AS elapsedMs, steps, is_complete AS isComplete
    FROM locations ORDER BY position, name`).all();
}

export function writeLocationRow(db: Database, row: LocationRow, position: number): void {
  sql(db, `INSERT INTO locations (name, position, entry, read_at, elapsed_ms, steps, is_complete) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET position = excluded.position, entry = excluded.entry, read_at = excluded.read_at,
    elapsed_ms = excluded.elapsed_ms, steps = excluded.steps, is_complete = excluded.is_complete`)
    .run(row.name, position, row.entry, row.readAt, row.elapsedMs, row.steps, row.isComplete);
}

export function deleteLocationRow(db: Database, name: string): void {
  sql(db, "DELETE FROM locations WHERE name = ?").run(name);
  sql(db, "DELETE FROM probes WHERE owner = ?").run(name);
}

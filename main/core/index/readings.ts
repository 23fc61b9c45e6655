/**
 * What is kept of each exact reading besides its definitions: what it rests on, whether all of it loaded, which assets it knows not to
 * exist, and how it fared. One row of `meta` a code location.
 */
import type { Database } from "better-sqlite3";
import type { LocationReading } from "../../../shared/model.ts";
import { seal, unseal } from "./damage.ts";
import { readLocationRows } from "./locations.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { readProbes } from "./probes.ts";
import { sql } from "./statements.ts";

export interface ExactRecord {
  /** Of the code location's entry and the reader: another one means that it is read again. */
  readonly stamp: string;
  /** Keys that only the static reading has, of a location that loaded whole: they are not in the catalog. */
  readonly absent: readonly string[];
  readonly reading: LocationReading;
}

/** Owner of its probes (probes.ts). */
export function exactOwner(location: string): `exact ${string}` {
  return `exact ${location}`;
}

export function readExact(db: Database, location: string): ExactRecord | null {
  const text = readMeta(db, exactOwner(location));
  return text === null ? null : unseal<ExactRecord>(text);
}

export function readAllExact(db: Database): ExactRecord[] {
  return sql<{ value: string }>(db, "SELECT value FROM meta WHERE name >= 'exact ' AND name < 'exact!' ORDER BY name").all().map((row) => unseal<ExactRecord>(row.value));
}

export function writeExact(db: Database, location: string, record: ExactRecord): void {
  writeMeta(db, exactOwner(location), seal(record));
}

export function deleteExact(db: Database, location: string): void {
  sql(db, "DELETE FROM meta WHERE name = ?").run(exactOwner(location));
  sql(db, "DELETE FROM probes WHERE owner = ?").run(exactOwner(location));
}

/** How each code location was read: by the exact reader where one spoke, then from source. */
export function readReadings(db: Database): LocationReading[] {
  const counts = new Map(sql<{ location: string; n: number }>(db, "SELECT location, count(*) AS n FROM definitions WHERE reader = 'static' AND json_extract(payload, '$.isStub') = 0 GROUP BY location").all().map((row) => [row.location, row.n]));
  return readLocationRows(db).flatMap((row) => {
    const exact = readExact(db, row.name);
    const isRead = row.isComplete === 1;
    const ofSource: LocationReading = {
      codeLocation: row.name, reader: "static", outcome: isRead ? "whole" : "failed", at: row.readAt, elapsedMs: row.elapsedMs, assets: counts.get(row.name) ?? 0,
      stubs: [], placeholders: [], refused: [], filesRead: readFilesOf(db, row.name), leftOut: [], failure: isRead ? null : "reading was stopped; see the problems",
    };
    return exact ? [exact.reading, ofSource] : [ofSource];
  });
}

function readFilesOf(db: Database, location: string): string[] {
  return readProbes(db, location).filter((probe) => probe.kind === "read" && probe.answer !== "missing").map((probe) => probe.path);
}

/**
 * What each reader said of each code location: its assets as rows of `definitions`, all else as rows of `parts`. Writing is a
 * comparison: rows that say the same stay untouched, and the caller learns which asset keys changed. Does not merge readers.
 */
import type { Database } from "better-sqlite3";
import type { Asset, AssetCheck, Problem, Reader } from "../../../shared/model.ts";
import { DamagedIndexError, readPayload } from "./damage.ts";
import { shownParts, type SaidPart } from "./readers.ts";
import { rowName, type ReadAsset, type ReadDefinitions } from "./read-definitions.ts";
import { sql } from "./statements.ts";

export interface WrittenDefinitions {
  /** Keys of assets of which this location now says something else, or nothing any more. */
  readonly changedKeys: ReadonlySet<string>;
  /** Keys of assets whose checks changed. */
  readonly checkedKeys: ReadonlySet<string>;
  /** Did a check, job, schedule, sensor, unloaded asset or problem change? */
  readonly hasChangedParts: boolean;
}

export type PartKind = "check" | "job" | "schedule" | "sensor" | "unloaded" | "problem";

interface DefinitionRow { readonly key: string; readonly ordinal: number; readonly payload: string | null }
interface PartRow { readonly kind: PartKind; readonly ordinal: number; readonly name: string; readonly asset: string | null; readonly payload: string }

/** Replaces what `reader` said of a location. Inside a transaction of the caller's. */
export function writeDefinitions(db: Database, reader: Reader, definitions: ReadDefinitions): WrittenDefinitions {
  const location = definitions.codeLocation;
  const changedKeys = writeAssets(db, location, reader, definitions.assets);
  const checksBefore = checkTexts(db, location, reader);
  const hasChangedParts = writeParts(db, location, reader, partsOf(definitions));
  const checkedKeys = new Set<string>();
  if (hasChangedParts) {
    const checksAfter = checkTexts(db, location, reader);
    for (const key of new Set([...checksBefore.keys(), ...checksAfter.keys()])) if (checksBefore.get(key) !== checksAfter.get(key)) checkedKeys.add(key);
  }
  return { changedKeys, checkedKeys, hasChangedParts };
}

/** Problems of the project as a whole (discovery, logs, index): `reader` names the stage that replaces its own. */
export function writeProjectProblems(db: Database, stage: string, problems: readonly Problem[]): boolean {
  return writeParts(db, "", stage, problems.map((problem, ordinal) => partOfProblem(problem, ordinal)));
}

export function deleteDefinitions(db: Database, location: string): ReadonlySet<string> {
  const keys = sql<{ key: string }>(db, "SELECT DISTINCT key FROM definitions WHERE location = ?").all(location);
  sql(db, "DELETE FROM definitions WHERE location = ?").run(location);
  sql(db, "DELETE FROM parts WHERE location = ?").run(location);
  return new Set(keys.map((row) => row.key));
}

/** All that is said of one key, in the order of the code locations. */
export function readDefinitionsOf(db: Database, key: string): Asset[] {
  return sql<{ payload: string }>(db, `SELECT d.payload FROM definitions d LEFT JOIN locations l ON l.name = d.location
    WHERE d.key = ? ORDER BY l.position, d.location, d.reader, d.ordinal`).all(key).map((row) => readPayload<Asset>(row.payload));
}

/** Keys that are defined more than once, by whichever reader. */
export function readContestedKeys(db: Database): string[] {
  return sql<{ key: string }>(db, "SELECT key FROM definitions GROUP BY key HAVING count(DISTINCT location || ' ' || ordinal) > 1 ORDER BY key").all().map((row) => row.key);
}

/** Does any other location or reader say something? */
export function hasOtherDefinitions(db: Database, location: string, reader: Reader): boolean {
  return sql(db, "SELECT 1 FROM definitions WHERE location <> ? OR reader <> ? LIMIT 1").get(location, reader) !== undefined;
}

/** JSON texts of one kind of part, in the order of the code locations, then as they were said. */
export function readParts<T>(db: Database, kind: PartKind): T[] {
  return sql<SaidPart & { payload: string }>(db, `SELECT p.location, p.reader, p.kind, p.name, p.asset, p.payload FROM parts p LEFT JOIN locations l ON l.name = p.location
    WHERE p.kind = ? ORDER BY p.location <> '', l.position, p.location, p.reader, p.ordinal`).all(kind).filter(shownParts(db)).map((row) => readPayload<T>(row.payload));
}

export function readChecksOf(db: Database, key: string): AssetCheck[] {
  return sql<SaidPart & { payload: string }>(db, "SELECT location, reader, kind, name, asset, payload FROM parts WHERE asset = ? ORDER BY location, reader, ordinal").all(key)
    .filter(shownParts(db)).map((row) => readPayload<AssetCheck>(row.payload));
}

/** Names of the checks that definitions state: of these assets, or of all. */
export function readChecks(db: Database, keys: readonly string[] | null): { readonly asset: string; readonly name: string }[] {
  return sql<SaidPart & { asset: string }>(db, `SELECT location, reader, kind, name, asset FROM parts WHERE asset IS NOT NULL
    AND ($keys IS NULL OR asset IN (SELECT value FROM json_each($keys)))`).all({ keys: keys === null ? null : JSON.stringify(keys) }).filter(shownParts(db));
}

export function countParts(db: Database): Map<PartKind, number> {
  const counts = new Map<PartKind, number>();
  const isShown = shownParts(db);
  for (const part of sql<SaidPart & { kind: PartKind }>(db, "SELECT location, reader, kind, name, asset FROM parts").all()) {
    if (isShown(part)) counts.set(part.kind, (counts.get(part.kind) ?? 0) + 1);
  }
  return counts;
}

/** Keys that a reader defines in a code location. */
export function readKeysOf(db: Database, location: string, reader: Reader): string[] {
  return sql<{ key: string }>(db, "SELECT DISTINCT key FROM definitions WHERE location = ? AND reader = ?").all(location, reader).map((row) => row.key);
}

/** What one reader said of these assets in a code location. */
export function readPicturesOf(db: Database, location: string, reader: Reader, keys: readonly string[]): Asset[] {
  return sql<{ payload: string }>(db, "SELECT payload FROM definitions WHERE location = ? AND reader = ? AND ordinal = 0 AND key IN (SELECT value FROM json_each(?))")
    .all(location, reader, JSON.stringify(keys)).map((row) => readPayload<Asset>(row.payload));
}

/** Replaces what a reader said of one asset, or takes it back. */
export function writePicture(db: Database, picture: Asset): void {
  sql(db, "UPDATE definitions SET payload = ? WHERE key = ? AND location = ? AND reader = ? AND ordinal = 0").run(JSON.stringify(picture), picture.key, picture.codeLocation, picture.reader);
}

export function deletePicture(db: Database, picture: Asset): void {
  sql(db, "DELETE FROM definitions WHERE key = ? AND location = ? AND reader = ?").run(picture.key, picture.codeLocation, picture.reader);
}

function writeAssets(db: Database, location: string, reader: Reader, assets: readonly ReadAsset[]): Set<string> {
  const isPartial = assets.some((asset) => asset.text === null);
  // Where only differences were sent the texts held need not be read, only which there are.
  const old = new Map<string, string | null>();
  const held = isPartial ? "SELECT key, ordinal, NULL AS payload FROM definitions WHERE location = ? AND reader = ?" : "SELECT key, ordinal, payload FROM definitions WHERE location = ? AND reader = ?";
  for (const row of sql<DefinitionRow>(db, held).all(location, reader)) old.set(rowName(row.key, row.ordinal), row.payload);
  const put = sql(db, `INSERT INTO definitions (key, location, reader, ordinal, payload) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET payload = excluded.payload`);
  const changed = new Set<string>();
  for (const { key, ordinal, name, text } of assets) {
    if (text === null && !old.has(name)) throw new DamagedIndexError("the index does not hold what was read before");
    if (text !== null && old.get(name) !== text) {
      put.run(key, location, reader, ordinal, text);
      changed.add(key);
    }
    old.delete(name);
  }
  const drop = sql(db, "DELETE FROM definitions WHERE key = ? AND location = ? AND reader = ? AND ordinal = ?");
  for (const name of old.keys()) {
    const at = name.indexOf(" ");
    const key = name.slice(at + 1);
    drop.run(key, location, reader, Number(name.slice(0, at)));
    changed.add(key);
  }
  return changed;
}

function writeParts(db: Database, location: string, reader: string, parts: readonly PartRow[]): boolean {
  const old = sql<PartRow>(db, "SELECT kind, ordinal, name, asset, payload FROM parts WHERE location = ? AND reader = ? ORDER BY kind, ordinal").all(location, reader);
  const next = [...parts].sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.ordinal - b.ordinal));
  if (old.length === next.length && old.every((row, i) => row.kind === next[i]?.kind && row.payload === next[i]?.payload)) return false;
  sql(db, "DELETE FROM parts WHERE location = ? AND reader = ?").run(location, reader);
  const put = sql(db, "INSERT INTO parts (location, reader, kind, ordinal, name, asset, payload) VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const part of next) put.run(location, reader, part.kind, part.ordinal, part.name, part.asset, part.payload);
  return true;
}

/** Asset -> all that is said of its checks. */
function checkTexts(db: Database, location: string, reader: string): Map<string, string> {
  return new Map(sql<{ asset: string; texts: string }>(db, `SELECT asset, group_concat(payload, char(10)) AS texts FROM
    (SELECT asset, payload FROM parts WHERE location = ? AND reader = ? AND kind = 'check' ORDER BY ordinal) GROUP BY asset`).all(location, reader).map((row) => [row.asset, row.texts]));
}

function partsOf(definitions: ReadDefinitions): PartRow[] {
  const named = (kind: PartKind) => (part: { readonly name: string }, ordinal: number): PartRow => ({ kind, ordinal, name: part.name, asset: null, payload: JSON.stringify(part) });
  return [
    ...definitions.checks.map((check, ordinal): PartRow => ({ kind: "check", ordinal, name: check.name, asset: check.asset, payload: JSON.stringify(check) })),
    ...definitions.jobs.map(named("job")),
    ...definitions.schedules.map(named("schedule")),
    ...definitions.sensors.map(named("sensor")),
    ...definitions.unloaded.map(named("unloaded")),
    ...definitions.problems.map((problem, ordinal) => partOfProblem({ codeLocation: definitions.codeLocation, ...problem }, ordinal)),
  ];
}

function partOfProblem(problem: Problem, ordinal: number): PartRow {
  return { kind: "problem", ordinal, name: problem.code, asset: null, payload: JSON.stringify(problem) };
}

/**
 * What the definitions process read of a code location -> rows of the index, with every asset that changed reconciled anew. One
 * transaction a location: a kill at any moment leaves the location as it was or as it is now.
 */
import type { Database } from "better-sqlite3";
import type { Asset, CodeLocation, LocationDefinitions, Problem } from "../../shared/model.ts";
import type { LocationRead } from "./definitions-messages.ts";
import { deleteAsset, writeAsset } from "./index/assets.ts";
import { readPayload } from "./index/damage.ts";
import { deleteDefinitions, hasOtherDefinitions, readContestedKeys, readDefinitionsOf, writeDefinitions, writeProjectProblems } from "./index/definitions.ts";
import { dropRepeatedParts, forgetReader, keysOnlySaidBy } from "./index/readers.ts";
import { readMeta, writeMeta } from "./index/meta.ts";
import { toReadDefinitions } from "./index/read-definitions.ts";
import { deleteLocationRow, readLocationRows, writeLocationRow } from "./index/locations.ts";
import { writeFileStamps, writeProbes } from "./index/probes.ts";
import { reconcile } from "./reconcile/reconcile.ts";

/** Keys of the assets that look different now, and whether anything shown changed at all. */
export interface Applied { readonly keys: ReadonlySet<string>; readonly isChanged: boolean }

export function applyLocation(db: Database, location: CodeLocation, position: number, read: LocationRead): Applied {
  // The name is the layout's: what a reader calls the location must not make it two.
  const contested = new Set(read.definitions.assets.filter((asset) => asset.ordinal > 0).map((asset) => asset.key));
  const written = writeDefinitions(db, "static", { ...read.definitions, codeLocation: location.name });
  // What the sealed Dagster said of what changed is of yesterday: the static reading is shown until it speaks again.
  if (written.changedKeys.size > 0 || written.hasChangedParts) forgetReader(db, location.name, "sandbox", written.changedKeys);
  writeProbes(db, location.name, read.probes);
  writeFileStamps(db, read.stamps);
  writeLocationRow(db, { name: location.name, entry: JSON.stringify(location), readAt: Date.now() / 1000, elapsedMs: read.elapsedMs, steps: read.steps, isComplete: 1 }, position);
  // Usually nobody else says anything of a key: then it is shown as it was read.
  const isAlone = !hasOtherDefinitions(db, location.name, "static");
  const texts = new Map(isAlone ? read.definitions.assets.map((asset) => [asset.key, asset.text]) : []);
  for (const key of written.changedKeys) {
    const text = contested.has(key) ? null : (texts.get(key) ?? null);
    if (text === null) showAsset(db, key);
    else writeAsset(db, readPayload<Asset>(text));
  }
  return { keys: new Set([...written.changedKeys, ...written.checkedKeys]), isChanged: written.changedKeys.size > 0 || written.hasChangedParts };
}

/**
 * What the sealed Dagster said of a location. Where nothing of it failed, its word is whole: assets that only the static reading has are
 * not shown. Else the static reading stands in for what is missing.
 */
export function applyExact(db: Database, location: CodeLocation, definitions: LocationDefinitions): Applied {
  const isWhole = definitions.assets.length > 0 && !definitions.problems.some((problem) => problem.severity === "error");
  const before = readAbsent(db, location.name);
  const written = writeDefinitions(db, "sandbox", toReadDefinitions(definitions));
  const absent = isWhole ? keysOnlySaidBy(db, location.name, "static", "sandbox") : [];
  writeMeta(db, absentName(location.name), JSON.stringify(absent));
  dropRepeatedParts(db, location.name, "static", isWhole ? null : "sandbox");
  const keys = new Set([...written.changedKeys, ...absent, ...before]);
  for (const key of keys) showAsset(db, key);
  return { keys: new Set([...keys, ...written.checkedKeys]), isChanged: keys.size > 0 || written.hasChangedParts };
}

function absentName(location: string): `absent ${string}` {
  return `absent ${location}`;
}

/** Keys that the exact reading of a location knows not to exist. */
function readAbsent(db: Database, location: string): readonly string[] {
  return JSON.parse(readMeta(db, absentName(location)) ?? "[]") as string[];
}

/** A location that could not be read keeps what was read before; the problem says so, and the next opening tries again. */
export function applyFailure(db: Database, location: CodeLocation, position: number, problem: Problem): Applied {
  const stage = `definitions ${location.name}`;
  writeLocationRow(db, { name: location.name, entry: JSON.stringify(location), readAt: Date.now() / 1000, elapsedMs: 0, steps: 0, isComplete: 0 }, position);
  return { keys: new Set(), isChanged: writeProjectProblems(db, stage, [problem]) };
}

export function clearFailure(db: Database, location: string): boolean {
  return writeProjectProblems(db, `definitions ${location}`, []);
}

/** Locations that the project no longer has. */
export function dropLocations(db: Database, kept: ReadonlySet<string>): Applied {
  const keys = new Set<string>();
  let isChanged = false;
  for (const { name } of readLocationRows(db)) {
    if (kept.has(name)) continue;
    for (const key of deleteDefinitions(db, name)) keys.add(key);
    deleteLocationRow(db, name);
    clearFailure(db, name);
    isChanged = true;
  }
  for (const key of keys) showAsset(db, key);
  return { keys, isChanged };
}

/** Keys that more than one code location, or one location twice, defines. */
export function reportConflicts(db: Database): boolean {
  const problems = readContestedKeys(db).flatMap((key): Problem[] => {
    const result = reconcile(readDefinitionsOf(db, key));
    const others = result?.duplicates.filter((other) => other.kind === "materializable") ?? [];
    if (!result || result.asset.kind !== "materializable" || others.length === 0) return [];
    const places = others.map((other) => (other.source ? `${other.source.file}:${other.source.line}` : other.codeLocation)).join(", ");
    return [{
      severity: "warning", code: "reconcile.duplicate-key", stage: "reconcile", codeLocation: result.asset.codeLocation,
      message: `The asset ${key} is defined more than once: also at ${places}`, ...(result.asset.source ? { at: result.asset.source } : {}),
      hint: "The first definition is shown; the others are listed on the asset's page.",
    }];
  });
  return writeProjectProblems(db, "reconcile", problems);
}

function showAsset(db: Database, key: string): void {
  const pictures = readDefinitionsOf(db, key);
  const result = reconcile(pictures.filter((picture) => picture.reader !== "static" || !isDenied(db, picture, pictures)));
  if (result) writeAsset(db, result.asset);
  else deleteAsset(db, key);
}

/** The exact reading of its location is whole and does not have it. */
function isDenied(db: Database, picture: Asset, pictures: readonly Asset[]): boolean {
  return !pictures.some((other) => other.reader === "sandbox" && other.codeLocation === picture.codeLocation) && readAbsent(db, picture.codeLocation).includes(picture.key);
}

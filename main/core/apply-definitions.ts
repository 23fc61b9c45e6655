/**
 * What the definitions process read of a code location -> rows of the index, with every asset that changed reconciled anew. One
 * transaction a location: a kill at any moment leaves the location as it was or as it is now.
 */
import type { Database } from "better-sqlite3";
import type { Asset, CodeLocation, LocationDefinitions, LocationReading, Problem, Reader, UnloadedAsset } from "../../shared/model.ts";
import type { LocationRead } from "./definitions-messages.ts";
import { deleteAsset, writeAsset } from "./index/assets.ts";
import { readPayload } from "./index/damage.ts";
import { deleteDefinitions, deletePicture, hasOtherDefinitions, readContestedKeys, readDefinitionsOf, readKeysOf, readPicturesOf, writeDefinitions, writePicture, writeProjectProblems } from "./index/definitions.ts";
import { toReadDefinitions } from "./index/read-definitions.ts";
import { deleteExact, exactOwner, readAllExact, readExact, writeExact } from "./index/readings.ts";
import { deleteLocationRow, readLocationRows, writeLocationRow } from "./index/locations.ts";
import { writeFileStamps, writeProbes, type Probe } from "./index/probes.ts";
import { outdated } from "./reconcile/outdated.ts";
import { reconcile } from "./reconcile/reconcile.ts";

/** Keys of the assets that look different now, and whether anything shown changed at all. */
export interface Applied { readonly keys: ReadonlySet<string>; readonly isChanged: boolean }

export function applyLocation(db: Database, location: CodeLocation, position: number, read: LocationRead): Applied {
  // The name is the layout's: what a reader calls the location must not make it two.
  const contested = new Set(read.definitions.assets.filter((asset) => asset.ordinal > 0).map((asset) => asset.key));
  const exact = readExact(db, location.name);
  const sent = read.definitions.assets.flatMap((asset) => (asset.text === null ? [] : [asset.key]));
  const before = exact ? readPicturesOf(db, location.name, "static", sent) : [];
  const written = writeDefinitions(db, "static", { ...read.definitions, codeLocation: location.name });
  if (exact) outdateExact(db, location.name, exact.reading.reader, written.changedKeys, before);
  writeProbes(db, location.name, read.probes);
  writeFileStamps(db, read.stamps);
  writeLocationRow(db, { name: location.name, entry: JSON.stringify(location), readAt: Date.now() / 1000, elapsedMs: read.elapsedMs, steps: read.steps, isComplete: 1 }, position);
  // Usually nobody else says anything of a key: then it is shown as it was read.
  const isAlone = !hasOtherDefinitions(db, location.name, "static");
  const texts = new Map(isAlone ? read.definitions.assets.map((asset) => [asset.key, asset.text]) : []);
  const others: string[] = [];
  for (const key of written.changedKeys) {
    const text = contested.has(key) ? null : (texts.get(key) ?? null);
    if (text === null) others.push(key);
    else writeAsset(db, readPayload<Asset>(text));
  }
  showAssets(db, others);
  return { keys: new Set([...written.changedKeys, ...written.checkedKeys]), isChanged: written.changedKeys.size > 0 || written.hasChangedParts };
}

/** The source changed since an exact reader loaded it: what it said stays where the static reading sees no change. */
function outdateExact(db: Database, location: string, reader: Reader, changedKeys: ReadonlySet<string>, before: readonly Asset[]): void {
  const keys = [...changedKeys];
  const said = readPicturesOf(db, location, reader, keys);
  const now = new Map(readPicturesOf(db, location, "static", keys).map((picture) => [picture.key, picture]));
  const old = new Map(before.map((picture) => [picture.key, picture]));
  for (const picture of said) {
    const [was, is] = [old.get(picture.key), now.get(picture.key)];
    if (!is) deletePicture(db, picture);
    else if (was) writePicture(db, outdated(picture, was, is));
  }
}

/** What an exact reader answered of a location: definitions, or only the problem that there are none. */
export interface ExactAnswer {
  readonly stamp: string;
  readonly probes: readonly Probe[];
  readonly definitions: LocationDefinitions;
  readonly reading: Omit<LocationReading, "outcome" | "assets" | "at">;
}

/** Errors of what is no asset: they leave the list of assets whole. */
const besideAssets: ReadonlySet<string> = new Set(["sandbox.jobs"]);

/** What is defined may depend on what was stood in for: Dagster itself might have said otherwise. */
const decidedByStandIn = "sandbox.decided-by-stand-in";

/**
 * Where nothing of the location failed its word is whole: assets that only the static reading has are not in the catalog, and listed as
 * not loaded. Else the static reading stands in for what is missing.
 */
export function applyExact(db: Database, location: CodeLocation, answer: ExactAnswer): Applied {
  const { definitions, reading } = answer;
  const said = new Set(definitions.assets.map((asset) => asset.key));
  const read = readKeysOf(db, location.name, "static");
  const hasErrors = definitions.problems.some((problem) => problem.severity === "error" && !besideAssets.has(problem.code));
  const isDecided = definitions.problems.some((problem) => problem.code === decidedByStandIn);
  const isWhole = reading.failure === null && !hasErrors && !isDecided && (said.size > 0 || read.length === 0);
  const absent = isWhole ? read.filter((key) => !said.has(key)) : [];
  const before = readExact(db, location.name)?.absent ?? [];
  const written = writeDefinitions(db, reading.reader, toReadDefinitions({ ...definitions, unloaded: readPicturesOf(db, location.name, "static", absent).flatMap(toUnloaded) }));
  const outcome = reading.failure !== null ? "failed" : isWhole ? "whole" : "partial";
  writeExact(db, location.name, { stamp: answer.stamp, absent, reading: { ...reading, outcome, assets: definitions.assets.filter((asset) => !asset.isStub).length, at: Date.now() / 1000 } });
  writeProbes(db, exactOwner(location.name), answer.probes);
  const keys = new Set([...written.changedKeys, ...absent.filter((key) => !before.includes(key)), ...before.filter((key) => !absent.includes(key))]);
  showAssets(db, keys);
  // How it fared is shown, too: the answer is a change even when it says the same.
  return { keys: new Set([...keys, ...written.checkedKeys]), isChanged: true };
}

function toUnloaded(picture: Asset): UnloadedAsset[] {
  if (picture.isStub || !picture.source) return [];
  return [{ name: picture.key, source: picture.source, definedBy: picture.definedBy ?? "", reason: "Dagster loaded the whole code location, and it has no such asset" }];
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
    deleteExact(db, name);
    clearFailure(db, name);
    isChanged = true;
  }
  showAssets(db, keys);
  return { keys, isChanged };
}

/** Keys that more than one code location, or one location twice, defines. */
export function reportConflicts(db: Database): boolean {
  const isDenied = deniedBy(db);
  const problems = readContestedKeys(db).flatMap((key): Problem[] => {
    const result = reconcile(readDefinitionsOf(db, key).filter((picture) => !isDenied(picture)));
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

/** Writes these assets as they are shown; those that no reader has, or that an exact one knows not to exist, go. */
function showAssets(db: Database, keys: Iterable<string>): void {
  const isDenied = deniedBy(db);
  for (const key of keys) {
    const result = reconcile(readDefinitionsOf(db, key).filter((picture) => !isDenied(picture)));
    if (result) writeAsset(db, result.asset);
    else deleteAsset(db, key);
  }
}

/** Static pictures of assets that an exact reader, whole, does not have. */
function deniedBy(db: Database): (picture: Asset) => boolean {
  const denied = new Map(readAllExact(db).map((record) => [record.reading.codeLocation, new Set(record.absent)]));
  return (picture) => picture.reader === "static" && denied.get(picture.codeLocation)?.has(picture.key) === true;
}

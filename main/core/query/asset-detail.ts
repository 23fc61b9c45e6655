/** One asset with everything beside it: newest events, checks, neighbours, what runs it, what is wrong with it. */
import type { AssetDetail } from "../../../shared/api.ts";
import type { Asset, AssetCheck, JobDefinition, Problem, ScheduleDefinition, SensorDefinition, UnloadedAsset } from "../../../shared/model.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { readAsset, readDownstream } from "../index/assets.ts";
import { readChecksOf, readDefinitionsOf, readParts } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { readExact, readReadings } from "../index/readings.ts";
import { readCheckHistory, readEvent, readLatestChecks, readLatestEvents } from "../index/read-events.ts";
import { loggedAsset } from "./asset-row.ts";
import type { Catalog } from "./catalog.ts";

/** The asset with its newest events, also one that only the log knows; null where there is none of this key. */
export function readAssetWithEvents(index: ProjectIndex, catalog: Catalog, homes: readonly string[], key: string): Asset | null {
  const asset = readAsset(index.db, key) ?? (catalog.row(key) ? loggedAsset(key) : null);
  return asset ? (withLatest(index, homes, [asset])[0] ?? null) : null;
}

/** Fills in the newest events of assets. */
export function withLatest(index: ProjectIndex, homes: readonly string[], assets: readonly Asset[]): Asset[] {
  const keys = assets.length > 200 ? null : assets.map((asset) => asset.key);
  const latest = new Map(readLatestEvents(index.db, homes, keys).map((event) => [`${event.eventType} ${event.assetKey}`, event]));
  const eventOf = (type: "materialization" | "observation", key: string) => {
    const found = latest.get(`${type} ${key}`);
    const event = found ? readEvent(index.db, found.home, found.storageId) : null;
    if (!event) return null;
    const { eventType: _, ...materialization } = event;
    return materialization;
  };
  return assets.map((asset) => ({ ...asset, latestMaterialization: eventOf("materialization", asset.key), latestObservation: eventOf("observation", asset.key) }));
}

/** Checks that definitions state, then those that only the log knows, each with its newest evaluation. */
export function checksOf(index: ProjectIndex, homes: readonly string[], key: string): AssetCheck[] {
  const defined = readChecksOf(index.db, key);
  const names = new Set(defined.map((check) => check.name));
  const logged = readLatestChecks(index.db, homes, [key]).filter((check) => !names.has(check.checkName)).map((check): AssetCheck => ({
    asset: key, name: check.checkName, description: null, blocking: { unknown: "no code location defines this check; only the log knows it" },
    source: null, codeLocation: "", metadata: [], latestEvaluation: null,
  }));
  return [...defined, ...logged].map((check) => ({ ...check, latestEvaluation: readCheckHistory(index.db, homes, key, check.name, 1)[0] ?? null }));
}

export function readAssetDetail(index: ProjectIndex, catalog: Catalog, homes: readonly string[], key: string): AssetDetail | null {
  const asset = readAssetWithEvents(index, catalog, homes, key);
  if (!asset) return null;
  const jobs = readParts<JobDefinition>(index.db, "job").filter((job) => job.codeLocation === asset.codeLocation && asset.jobs.includes(job.name));
  const isTargeted = (part: ScheduleDefinition | SensorDefinition) => part.codeLocation === asset.codeLocation && asset.jobs.includes(knownOr(part.target, null) ?? "");
  const rowsOf = (keys: readonly string[]) => keys.flatMap((other) => catalog.row(other) ?? []);
  const file = asset.source?.file;
  return {
    revision: index.revision(), asset, checks: checksOf(index, homes, key), upstream: rowsOf(knownOr(asset.deps, [])), downstream: rowsOf(readDownstream(index.db, key)),
    jobs, schedules: readParts<ScheduleDefinition>(index.db, "schedule").filter(isTargeted), sensors: readParts<SensorDefinition>(index.db, "sensor").filter(isTargeted),
    problems: readParts<Problem>(index.db, "problem").filter((problem) => isAbout(problem, asset)),
    readings: readReadings(index.db).filter((reading) => reading.codeLocation === asset.codeLocation).map((reading) => ({ ...reading, filesRead: [] })),
    duplicates: otherDefinitions(index, asset),
    unloaded: readParts<UnloadedAsset>(index.db, "unloaded").filter((other) => other.source.file === file),
  };
}

/** It says so; or is within the definition; or is an error, which may concern all of its file. */
function isAbout({ asset: key, severity, at }: Problem, asset: Asset): boolean {
  if (key !== undefined) return key === asset.key;
  if (!at || !asset.source || at.file !== asset.source.file) return false;
  return severity === "error" || (at.line >= asset.source.line && at.line <= (asset.source.endLine ?? asset.source.line));
}

/** Elsewhere, by the best reader of each code location: what two readers say of one definition is no conflict. */
function otherDefinitions(index: ProjectIndex, asset: Asset): Asset[] {
  const pictures = readDefinitionsOf(index.db, asset.key).filter((picture) => !picture.isStub && readExact(index.db, picture.codeLocation)?.absent.includes(asset.key) !== true);
  const isExact = new Set(pictures.filter((picture) => picture.reader !== "static").map((picture) => picture.codeLocation));
  return pictures.filter((picture) => (picture.reader !== "static" || !isExact.has(picture.codeLocation)) && !isSamePlace(picture, asset));
}

function isSamePlace(a: Asset, b: Asset): boolean {
  return a.codeLocation === b.codeLocation && a.source?.file === b.source?.file && a.source?.line === b.source?.line;
}

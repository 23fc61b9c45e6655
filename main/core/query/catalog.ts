/**
 * The index -> the catalog's rows, kept in memory and brought up to date by the keys that changed. One catalog serves the table, the
 * search and the selection; it is the only cache of the queries.
 */
import type { AssetRow } from "../../../shared/api.ts";
import { compareAssetKeys } from "../../../shared/asset-key.ts";
import { readAsset, readAssets } from "../index/assets.ts";
import { readChecks } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { readLatestChecks, readLatestEvents, type LatestCheck, type LatestEvent } from "../index/read-events.ts";
import { assetRow, countChecks, definitionRow, loggedAsset, type DefinitionRow, type LiveFacts } from "./asset-row.ts";

export interface Catalog {
  /** Sorted by key. The same array until something changes. */
  rows(): readonly AssetRow[];
  row(key: string): AssetRow | undefined;
  /** Keys that have a definition or a stub, that is, all but those known from the log only. */
  isDefined(key: string): boolean;
  /** These assets changed; null: anything may have. */
  touch(keys: ReadonlySet<string> | null): void;
  /** Counts changes of the rows. */
  readonly version: number;
  /** Keys whose rows may have changed since a version; null where that is not known any more, or all. */
  changedSince(version: number): ReadonlySet<string> | null;
}

/** Whoever is further behind starts over. */
const mostRemembered = 2_000;

/** `homes`: ids of the Dagster homes whose events count. */
export function createCatalog(index: ProjectIndex, homes: () => readonly string[]): Catalog {
  const definitions = new Map<string, DefinitionRow>();
  let byKey = new Map<string, AssetRow>();
  let rows: readonly AssetRow[] = [];
  let stale: Set<string> | null = null;
  let version = 0;
  let seenGeneration = -1;
  let seenHomes = "";
  /** By version, from the one after `forgotten` on. */
  let changes: (readonly string[])[] = [];
  let forgotten = 0;

  const refresh = (): void => {
    const homeIds = homes();
    const isOther = index.generation !== seenGeneration || homeIds.join() !== seenHomes || index.wasWrittenByOthers();
    if (isOther) stale = null;
    if (stale !== null && stale.size === 0) return;
    seenGeneration = index.generation;
    seenHomes = homeIds.join();
    const keys = stale === null ? null : [...stale];
    if (keys === null) {
      definitions.clear();
      for (const asset of readAssets(index.db)) definitions.set(asset.key, definitionRow(asset));
      byKey = new Map();
    } else {
      for (const key of keys) {
        const asset = readAsset(index.db, key);
        if (asset) definitions.set(key, definitionRow(asset));
        else definitions.delete(key);
      }
    }
    const live = readLive(index, homeIds, keys);
    for (const key of keys ?? new Set([...definitions.keys(), ...live.logged])) {
      const definition = definitions.get(key) ?? (live.logged.has(key) ? definitionRow(loggedAsset(key)) : undefined);
      if (definition) byKey.set(key, assetRow(definition, live.of(key)));
      else byKey.delete(key);
    }
    rows = [...byKey.values()].sort((a, b) => compareAssetKeys(a.keyPath, b.keyPath));
    stale = new Set();
    version++;
    if (keys === null || changes.length === mostRemembered) {
      changes = keys === null ? [] : [keys];
      forgotten = keys === null ? version : version - 1;
    } else changes.push(keys);
  };

  return {
    rows() {
      refresh();
      return rows;
    },
    row(key) {
      refresh();
      return byKey.get(key);
    },
    isDefined(key) {
      refresh();
      return definitions.has(key);
    },
    touch(keys) {
      if (keys === null || stale === null) stale = null;
      else for (const key of keys) stale.add(key);
    },
    get version() {
      return version;
    },
    changedSince: (since) => (since < forgotten ? null : new Set(changes.slice(since - forgotten).flat())),
  };
}

/** What the log and the checks' definitions say of some assets, or of all. */
function readLive(index: ProjectIndex, homes: readonly string[], keys: readonly string[] | null): { readonly logged: ReadonlySet<string>; of(key: string): LiveFacts } {
  const materializations = new Map<string, LatestEvent>();
  const observations = new Map<string, LatestEvent>();
  for (const event of readLatestEvents(index.db, homes, keys)) (event.eventType === "materialization" ? materializations : observations).set(event.assetKey, event);
  const evaluated = new Map<string, LatestCheck[]>();
  for (const check of readLatestChecks(index.db, homes, keys)) addTo(evaluated, check.assetKey, check);
  const defined = new Map<string, string[]>();
  for (const check of readChecks(index.db, keys)) addTo(defined, check.asset, check.name);
  return {
    logged: new Set([...materializations.keys(), ...observations.keys()]),
    of: (key) => ({ materialization: materializations.get(key), observation: observations.get(key), checks: countChecks(defined.get(key) ?? [], evaluated.get(key) ?? []) }),
  };
}

function addTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

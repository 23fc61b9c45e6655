/**
 * An asset, its newest events and check results -> its line in the catalog. Also the asset that stands for a key which only the log
 * knows. Plain data in, plain data out.
 */
import type { AssetRow } from "../../../shared/api.ts";
import { parseAssetKey } from "../../../shared/asset-key.ts";
import type { Asset, MetadataEntry } from "../../../shared/model.ts";
import { isUnknown, knownOr, unknown, type Known } from "../../../shared/unknown.ts";
import { rowCountOf } from "../index/events.ts";
import type { LatestCheck, LatestEvent } from "../index/read-events.ts";

/** The part of a row that its definition gives. */
export type DefinitionRow = Omit<AssetRow, "materializedAt" | "runStatus" | "rowCount" | "checks"> & {
  /** JSON of the definition's row count. */
  readonly definedRowCount: string | null;
};

export interface LiveFacts {
  readonly materialization: LatestEvent | undefined;
  readonly observation: LatestEvent | undefined;
  readonly checks: AssetRow["checks"];
}

const summaryLength = 200;

const knownFields = ["group", "owners", "tags", "kinds", "description", "deps", "metadata", "partitions", "codeVersion", "automation", "freshness", "ioManagerKey"] as const;

export function definitionRow(asset: Asset): DefinitionRow {
  return {
    key: asset.key, keyPath: asset.keyPath, kind: asset.kind, isStub: asset.isStub, group: asset.group, owners: asset.owners, tags: asset.tags,
    kinds: asset.kinds, summary: summaryOf(asset.description), codeLocation: asset.codeLocation,
    isPartitioned: asset.partitions !== null && !isUnknown(asset.partitions), unknownFields: unknownFieldsOf(asset),
    file: asset.source?.file ?? null, line: asset.source?.line ?? null, reader: asset.reader, definedRowCount: rowCountOf({ metadata: knownOr(asset.metadata, []) }),
  };
}

/** Row count by the rule of Dagster's UI: the latest materialization's, else the latest observation's, else the definition's. */
export function assetRow(row: DefinitionRow, live: LiveFacts): AssetRow {
  const { definedRowCount, ...definition } = row;
  const rowCount = live.materialization?.rowCount ?? live.observation?.rowCount ?? definedRowCount;
  return {
    ...definition, materializedAt: live.materialization?.timestamp ?? null, runStatus: live.materialization?.runStatus ?? null,
    rowCount: rowCount === null ? null : (JSON.parse(rowCount) as number | string), checks: live.checks,
  };
}

/** `defined`: names of the checks that definitions state; the log may know more. A check that could not run counts as failed. */
export function countChecks(defined: Iterable<string>, latest: readonly LatestCheck[]): AssetRow["checks"] {
  const names = new Set([...defined, ...latest.map((check) => check.checkName)]);
  const isBad = (check: LatestCheck) => check.status === "failed" || check.status === "execution_failed";
  return {
    total: names.size,
    failed: latest.filter((check) => isBad(check) && check.severity !== "WARN").length,
    warned: latest.filter((check) => isBad(check) && check.severity === "WARN").length,
  };
}

/**
 * A key with events in the log that no code location defines: deleted since, or defined where we cannot see. Dagster's UI shows such
 * assets too. It counts as a stub, because no definition stands behind it; its reader is "log".
 */
export function loggedAsset(key: string): Asset {
  return {
    key, keyPath: parseAssetKey(key), kind: "external", isStub: true, group: unknown("no code location defines this asset; only the log knows it"),
    owners: [], tags: {}, kinds: [], description: null, deps: [], metadata: [], partitions: null, codeVersion: null, source: null, codeReferences: [],
    codeLocation: "", definedBy: null, op: null, jobs: [], automation: null, freshness: null, ioManagerKey: null, origins: {}, reader: "log",
    latestMaterialization: null, latestObservation: null,
  };
}

function summaryOf(description: Known<string | null>): Known<string | null> {
  if (isUnknown(description) || description === null) return description;
  const line = description.split("\n").find((text) => text.trim() !== "")?.trim() ?? "";
  if (line === "") return null;
  return line.length > summaryLength ? `${line.slice(0, summaryLength - 1)}…` : line;
}

function unknownFieldsOf(asset: Asset): string[] {
  return knownFields.filter((field) => isUnknown(asset[field])
    || (field === "tags" && Object.values(knownOr(asset.tags, {})).some(isUnknown))
    || (field === "metadata" && knownOr<readonly MetadataEntry[], []>(asset.metadata, []).some((entry) => isUnknown(entry.value))));
}

/**
 * The index -> what selection, graph and lineage need of each asset, kept in memory and brought up to date by the keys that changed.
 * Read in slices, so that ten thousand definitions hold nothing up. Reads no event but the schema of the newest materialization.
 */
import type { AssetRow } from "../../../shared/api.ts";
import type { Asset, MetadataEntry, TableColumn } from "../../../shared/model.ts";
import type { SelectableAsset } from "../../../shared/selection/evaluate.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import { columnsOf, readAsset, readAssetPage } from "../index/assets.ts";
import { readLatestSchemas } from "../index/logged-columns.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { loggedAsset } from "./asset-row.ts";
import type { Catalog } from "./catalog.ts";
import { createPace } from "../pace.ts";

/** All that a definition says to selections; what runs and logs say is added where it is asked for. */
export interface AssetFacts extends Omit<SelectableAsset, "sensors" | "schedules" | "materializedAt" | "status"> {
  readonly deps: Known<readonly string[]>;
  /** Columns that only the newest materialization states. */
  readonly loggedColumns: readonly { readonly name: string; readonly type: string }[];
}

export interface FactsOfRows {
  /** Version of the catalog whose rows these are. */
  readonly version: number;
  readonly rows: readonly AssetRow[];
  /** By key; of every row. */
  readonly facts: ReadonlyMap<string, AssetFacts>;
}

export interface Facts {
  /** The same object until something changes. */
  all(): Promise<FactsOfRows>;
}

const pageSize = 40;

export function createFacts(index: ProjectIndex, catalog: Catalog, homes: () => readonly string[]): Facts {
  let made: FactsOfRows = { version: -1, rows: [], facts: new Map() };
  let running: Promise<FactsOfRows> | null = null;

  async function update(): Promise<FactsOfRows> {
    for (;;) {
      const rows = catalog.rows();
      const { version } = catalog;
      if (version === made.version) return made;
      const changed = catalog.changedSince(made.version);
      const next = changed === null ? await readAll() : new Map(made.facts);
      for (const key of changed ?? []) {
        const asset = catalog.row(key) ? (readAsset(index.db, key) ?? loggedAsset(key)) : null;
        if (asset) next.set(key, factsOf(asset, readLatestSchemas(index.db, homes(), [key]).get(key)));
        else next.delete(key);
      }
      for (const row of changed === null ? rows : []) if (!next.has(row.key)) next.set(row.key, factsOf(loggedAsset(row.key), readLatestSchemas(index.db, homes(), [row.key]).get(row.key)));
      made = { version, rows, facts: next };
    }
  }

  async function readAll(): Promise<Map<string, AssetFacts>> {
    const all = new Map<string, AssetFacts>();
    const pace = createPace();
    for (let after: number | null = 0; after !== null; ) {
      const page = readAssetPage(index.db, after, pageSize);
      const schemas = readLatestSchemas(index.db, homes(), page.assets.map((asset) => asset.key));
      for (const asset of page.assets) all.set(asset.key, factsOf(asset, schemas.get(asset.key)));
      after = page.last;
      if (pace.isDue()) await pace.rest();
    }
    return all;
  }

  return { all: () => (running ??= update().finally(() => (running = null))) };
}

/** `logged`: columns that the newest materialization states, which may be others than the definition's. */
function factsOf(asset: Asset, logged: readonly TableColumn[] | undefined): AssetFacts {
  const { metadata } = asset;
  const defined = new Set(columnsOf(asset).map((column) => column.name.toLowerCase()));
  return {
    key: asset.key, deps: asset.deps, loggedColumns: (logged ?? []).filter((column) => !defined.has(column.name.toLowerCase())).map(({ name, type }) => ({ name, type })), isExternal: asset.kind !== "materializable", group: asset.group, owners: asset.owners, tags: asset.tags, kinds: asset.kinds,
    codeLocation: asset.codeLocation, codeLocationAliases: [`__repository__@${asset.codeLocation}`], partitions: partitionsWord(asset),
    automationTypes: isUnknown(asset.automation) ? asset.automation : asset.automation === null ? [] : ["sensor/automation_condition"], jobs: asset.jobs,
    columns: knownColumns(asset, logged ?? []), tableNames: isUnknown(metadata) ? metadata : tableNamesOf(metadata),
    metadata: isUnknown(metadata) ? metadata : new Map(metadata.map((entry) => [entry.label, valueText(entry)])),
    description: asset.description, path: asset.source?.file ?? null,
  };
}

function knownColumns(asset: Asset, logged: readonly TableColumn[]): AssetFacts["columns"] {
  if (isUnknown(asset.metadata)) return logged.length > 0 ? joinColumns([], logged) : asset.metadata;
  const schema = asset.metadata.find((entry) => entry.label === "dagster/column_schema");
  if (schema && isUnknown(schema.value) && logged.length === 0) return schema.value;
  return joinColumns(columnsOf(asset), logged);
}

function joinColumns(defined: readonly TableColumn[], logged: readonly TableColumn[]): { readonly name: string; readonly tags: TableColumn["tags"] }[] {
  const names = new Set(defined.map((column) => column.name.toLowerCase()));
  return [...defined, ...logged.filter((column) => !names.has(column.name.toLowerCase()))].map(({ name, tags }) => ({ name, tags }));
}

function partitionsWord(asset: Asset): SelectableAsset["partitions"] {
  if (asset.partitions === null) return "none";
  if (isUnknown(asset.partitions)) return asset.partitions;
  return ({ static: "static", time_window: "time", dynamic: "dynamic", multi: "multipartitions" } as const)[asset.partitions.kind];
}

/** `dagster/table_name`, and the name it had before. */
function tableNamesOf(entries: readonly MetadataEntry[]): string[] {
  return entries.flatMap((entry) => (/^dagster\/(table_name|relation_identifier)$/i.test(entry.label) && typeof entry.value === "string" ? [entry.value] : []));
}

/** Long values match by their beginning: a value of a megabyte is no name that somebody selects by. */
const longestValue = 2_000;

function valueText(entry: MetadataEntry): string {
  if (isUnknown(entry.value) || entry.type === "table_schema" || entry.type === "table_column_lineage") return "";
  return (typeof entry.value === "string" ? entry.value : JSON.stringify(entry.value)).slice(0, longestValue);
}

/**
 * Text of the selection language or plain words -> the catalog's rows that it names. The language itself (grammar, meaning) is
 * shared/selection; this file only feeds it with the index. Rows that an unknown field keeps from being told are not selected.
 */
import type { AssetRow, CatalogPage } from "../../../shared/api.ts";
import type { Asset, MetadataEntry, SensorDefinition, ScheduleDefinition } from "../../../shared/model.ts";
import { evaluateSelection as evaluate, type SelectableAsset, type SelectionGraph } from "../../../shared/selection/evaluate.ts";
import { parseSelection } from "../../../shared/selection/parse.ts";
import { upgradeSelection } from "../../../shared/selection/upgrade.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { columnsOf, readAssets } from "../index/assets.ts";
import { readParts } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { loggedAsset } from "./asset-row.ts";
import type { Catalog } from "./catalog.ts";

export interface SelectedRows {
  readonly rows: readonly AssetRow[];
  readonly error: CatalogPage["selectError"];
}

export interface Selector {
  select(text: string): SelectedRows;
}

export function createSelector(index: ProjectIndex, catalog: Catalog): Selector {
  let graph: SelectionGraph | null = null;
  let graphVersion = -1;
  return {
    select(text) {
      const rows = catalog.rows();
      if (text.trim() === "") return { rows, error: null };
      if (isPlainText(text)) return { rows: rows.filter(plainTextTest(text)), error: null };
      const parsed = parseSelection(upgradeSelection(text) ?? text);
      if (!parsed.selection) return { rows: rows.filter(plainTextTest(text)), error: parsed.error };
      if (graph === null || graphVersion !== catalog.version) {
        graph = buildGraph(index, rows);
        graphVersion = catalog.version;
      }
      const { yes } = evaluate(parsed.selection, { ...graph, now: Date.now() / 1000 });
      return { rows: rows.filter((_, i) => yes[i] === 1), error: null };
    },
  };
}

/** Words without any sign of the language; `*` and `+` at a word's edge are its older walks. */
function isPlainText(text: string): boolean {
  return !/[:"()=*+<>,]|\b(and|or|not|AND|OR|NOT)\b/.test(text);
}

/** Every word somewhere in what the row shows. */
function plainTextTest(text: string): (row: AssetRow) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) => {
    const shown = [row.key, knownOr(row.summary, null) ?? "", knownOr(row.group, ""), ...knownOr(row.owners, []), ...knownOr(row.kinds, []),
      ...Object.entries(knownOr(row.tags, {})).map(([key, value]) => `${key}=${knownOr(value, "")}`)].join("\n").toLowerCase();
    return words.every((word) => shown.includes(word));
  };
}

function buildGraph(index: ProjectIndex, rows: readonly AssetRow[]): SelectionGraph {
  const assets = new Map(readAssets(index.db).map((asset) => [asset.key, asset]));
  const schedules = readParts<ScheduleDefinition>(index.db, "schedule");
  const sensors = readParts<SensorDefinition>(index.db, "sensor");
  const positions = new Map(rows.map((row, i) => [row.key, i]));
  const upstream: number[][] = rows.map(() => []);
  const downstream: number[][] = rows.map(() => []);
  const selectable = rows.map((row, i) => {
    const asset = assets.get(row.key) ?? loggedAsset(row.key);
    for (const dep of knownOr(asset.deps, [])) {
      const from = positions.get(dep);
      if (from === undefined || from === i) continue;
      upstream[i]?.push(from);
      downstream[from]?.push(i);
    }
    return toSelectable(asset, row, schedules, sensors);
  });
  return { assets: selectable, upstream, downstream, now: 0 };
}

function toSelectable(asset: Asset, row: AssetRow, schedules: readonly ScheduleDefinition[], sensors: readonly SensorDefinition[]): SelectableAsset {
  const metadata = asset.metadata;
  const isTargeted = (part: ScheduleDefinition | SensorDefinition) => part.codeLocation === asset.codeLocation && asset.jobs.includes(knownOr(part.target, null) ?? "");
  return {
    key: asset.key, isExternal: asset.kind !== "materializable", group: asset.group, owners: asset.owners, tags: asset.tags, kinds: asset.kinds,
    codeLocation: asset.codeLocation, codeLocationAliases: [`__repository__@${asset.codeLocation}`], partitions: partitionsWord(asset),
    automationTypes: isUnknown(asset.automation) ? asset.automation : asset.automation === null ? [] : ["automation_condition"], jobs: asset.jobs,
    sensors: sensors.filter(isTargeted).map((part) => part.name), schedules: schedules.filter(isTargeted).map((part) => part.name),
    columns: columnsOf(asset), tableNames: tableNamesOf(knownOr<readonly MetadataEntry[], []>(metadata, [])),
    metadata: isUnknown(metadata) ? metadata : new Map(metadata.map((entry) => [entry.label, valueText(entry)])),
    description: asset.description, path: asset.source?.file ?? null, materializedAt: row.materializedAt, status: row.runStatus,
  };
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

function valueText(entry: MetadataEntry): string {
  if (isUnknown(entry.value)) return "";
  return typeof entry.value === "string" ? entry.value : JSON.stringify(entry.value);
}

/**
 * The index and the edges of SQL -> the columns' graph. Columns come from schemas of definitions and of the newest materializations;
 * edges from `dagster/column_lineage` of definitions, of the newest and of earlier materializations, and from SQL.
 */
import type { ColumnEdge } from "../../../../shared/lineage.ts";
import type { Asset, Problem, TableColumn } from "../../../../shared/model.ts";
import { isUnknown, knownOr } from "../../../../shared/unknown.ts";
import { columnsOf, readAssetPage } from "../../index/assets.ts";
import { readLatestSchemas, readLoggedLineage } from "../../index/logged-columns.ts";
import type { ProjectIndex } from "../../index/project-index.ts";
import type { Pace } from "../../pace.ts";
import { ColumnGraphBuilder, type ColumnGraph, type ColumnInfo } from "./column-graph.ts";

export interface ReadColumns {
  readonly graph: ColumnGraph;
  /** Lineage that definitions state in a way that cannot be read. */
  readonly problems: readonly Problem[];
}

const pageSize = 40;

/** `keys`: all assets that exist, also those that only the log knows. */
export async function readColumnGraph(index: ProjectIndex, homes: readonly string[], keys: readonly string[], sqlEdges: readonly ColumnEdge[], pace: Pace): Promise<ReadColumns> {
  const builder = new ColumnGraphBuilder();
  const problems: Problem[] = [];
  const ofSql = Map.groupBy(sqlEdges, (edge) => edge.to.asset);
  const defined = new Set<string>();

  const readPage = (page: readonly string[], assets: readonly Asset[]): void => {
    const schemas = readLatestSchemas(index.db, homes, page);
    const logged = Map.groupBy(readLoggedLineage(index.db, homes, page), (one) => one.assetKey);
    const byKey = new Map(assets.map((asset) => [asset.key, asset]));
    for (const key of page) {
      const asset = byKey.get(key);
      builder.addAsset(key, joinSchemas(asset ? columnsOf(asset) : [], schemas.get(key) ?? []));
      if (asset) addDefined(builder, asset, problems);
      for (const { id, value } of logged.get(key) ?? []) {
        const evidence = { kind: "logged", id } as const;
        for (const [column, deps] of Object.entries(value.depsByColumn)) builder.addSources(key, column, deps.map(toRef), evidence);
      }
      for (const edge of ofSql.get(key) ?? []) for (const evidence of edge.evidence) builder.addSources(key, edge.to.column, [edge.from], evidence);
    }
  };

  for (let after: number | null = 0; after !== null; ) {
    const { assets, last }: ReturnType<typeof readAssetPage> = readAssetPage(index.db, after, pageSize);
    for (const asset of assets) defined.add(asset.key);
    readPage(assets.map((asset) => asset.key), assets);
    after = last;
    if (pace.isDue()) await pace.rest();
  }
  const others = keys.filter((key) => !defined.has(key));
  for (let at = 0; at < others.length; at += pageSize) {
    readPage(others.slice(at, at + pageSize), []);
    if (pace.isDue()) await pace.rest();
  }
  return { graph: await builder.finish(pace), problems };
}

function addDefined(builder: ColumnGraphBuilder, asset: Asset, problems: Problem[]): void {
  for (const entry of knownOr(asset.metadata, [])) {
    if (entry.type !== "table_column_lineage" || entry.label !== "dagster/column_lineage") continue;
    const at = entry.at ?? asset.source;
    if (isUnknown(entry.value)) {
      const place = entry.value.at ?? at;
      problems.push({ severity: "info", code: "lineage.unknown", stage: "lineage", message: `The column lineage of ${asset.key} cannot be known: ${entry.value.unknown}`, codeLocation: asset.codeLocation, asset: asset.key, ...(place ? { at: place } : {}) });
      continue;
    }
    const evidence = { kind: "definition", at } as const;
    for (const [column, deps] of Object.entries(entry.value.depsByColumn)) builder.addSources(asset.key, column, deps.map(toRef), evidence);
  }
}

function toRef(dep: { readonly assetKey: string; readonly columnName: string }): { asset: string; column: string } {
  return { asset: dep.assetKey, column: dep.columnName };
}

/** By the rule of Dagster's UI types come from the materialization, descriptions and tags from the definition first. No column is dropped. */
function joinSchemas(defined: readonly TableColumn[], logged: readonly TableColumn[]): (ColumnInfo & { name: string })[] {
  const newest = new Map(logged.map((column) => [column.name.toLowerCase(), column]));
  const names = new Set(defined.map((column) => column.name.toLowerCase()));
  return [
    ...defined.map((column) => {
      const now = newest.get(column.name.toLowerCase());
      return { name: column.name, type: now?.type ?? column.type, description: column.description ?? now?.description ?? null, tags: now ? { ...now.tags, ...column.tags } : column.tags };
    }),
    ...logged.filter((column) => !names.has(column.name.toLowerCase())).map(({ name, type, description, tags }) => ({ name, type, description, tags })),
  ];
}

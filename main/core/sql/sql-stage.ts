/**
 * The SQL stage of one open project: edges of the assets as the index holds them now. Asked for, it answers from what it made before
 * where nothing of that changed; else it reads what is new in the killable child and keeps the answers in the index. Its problems are
 * listed with the others. Whoever asks while it works gets the same answer.
 */
import type { Asset, MetadataEntry, Problem } from "../../../shared/model.ts";
import { knownOr } from "../../../shared/unknown.ts";
import type { ProjectFiles } from "../files.ts";
import { columnsOf, readAssets } from "../index/assets.ts";
import { writeProjectProblems } from "../index/definitions.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { readEvent, readLatestEvents } from "../index/read-events.ts";
import { assetsFingerprint, keepSqlAnswers, readLatestWithQueries, readSqlAnswer, writeSqlAnswers } from "../index/sql-lineage.ts";
import type { ProcessLauncher } from "../processes.ts";
import { sqlFiles, sqlOfAsset, tableNames, type AssetSql } from "./asset-sql.ts";
import { createSqlClient, type SqlClient } from "./sql-client.ts";
import { type AssetTable, readSqlEdges, type SqlEdges } from "./sql-edges.ts";
import type { SqlLineage } from "./sql-lineage.ts";

export interface SqlStageOptions {
  readonly index: ProjectIndex;
  readonly files: ProjectFiles;
  readonly launch: ProcessLauncher;
  /** Ids of the Dagster homes whose events count. */
  homeIds(): readonly string[];
  /** The list of problems shows something else. */
  onChanged(): void;
}

export interface SqlStage {
  edges(): Promise<SqlEdges>;
  close(): void;
}

interface Made extends SqlEdges {
  readonly of: string;
  readonly files: readonly string[];
}

export function createSqlStage({ index, files, launch, homeIds, onChanged }: SqlStageOptions): SqlStage {
  let client: SqlClient | null = null;
  let made: Made | null = null;
  let running: Promise<SqlEdges> | null = null;
  let isClosed = false;

  async function make(): Promise<SqlEdges> {
    const before = made;
    if (before && before.of === stateOf(before.files)) return before;
    const assets = index.read((db) => readAssets(db));
    const logged = loggedQueries();
    const texts = assets.flatMap((asset) => sqlOfAsset(asset, files, logged.get(asset.key)));
    const named = [...new Set(assets.flatMap((asset) => sqlFiles(asset, knownOr(asset.metadata, []), files)))];
    const of = stateOf(named);
    const result = await readSqlEdges({
      texts, tables: tablesOf(assets, texts), files,
      kept: (hash) => index.read((db) => toLineage(readSqlAnswer(db, hash))),
      read: (statement) => (client ??= createSqlClient(launch)).read(statement),
      isCancelled: () => isClosed,
    });
    if (isClosed) return result;
    keep(result.fresh, result.used, result.problems);
    made = { edges: result.edges, problems: result.problems, of, files: named };
    return made;
  }

  /** What edges rest on, as one text: assets, the files they name, and the log where it states schemas. */
  function stateOf(named: readonly string[]): string {
    const stamps = named.map((file) => JSON.stringify(files.stat(file)));
    return index.read((db) => [index.generation, assetsFingerprint(db), ...stamps, ...readLatestEvents(db, homeIds(), null).map((event) => `${event.home} ${event.storageId}`)].join("\n"));
  }

  function tablesOf(assets: readonly Asset[], texts: readonly AssetSql[]): Map<string, AssetTable> {
    const logged = texts.length === 0 ? new Map<string, AssetTable["columns"]>() : loggedSchemas(new Set(assets.filter((asset) => columnsOf(asset).length === 0).map((asset) => asset.key)));
    return new Map(assets.map((asset) => [asset.key, {
      asset, names: tableNames(asset), deps: new Set(knownOr(asset.deps, [])),
      columns: (columnsOf(asset).length > 0 ? columnsOf(asset) : (logged.get(asset.key) ?? [])).map(({ name, type }) => ({ name, type })),
    }]));
  }

  /** Metadata of newest materializations that may hold a query. */
  function loggedQueries(): Map<string, readonly MetadataEntry[]> {
    return index.read((db) => new Map(readLatestWithQueries(db, homeIds()).map((latest) => [latest.assetKey, readEvent(db, latest.home, latest.storageId)?.metadata ?? []])));
  }

  /** Schemas that only the newest materialization states. */
  function loggedSchemas(keys: ReadonlySet<string>): Map<string, AssetTable["columns"]> {
    return index.read((db) => new Map(readLatestEvents(db, homeIds(), null).filter((event) => event.eventType === "materialization" && keys.has(event.assetKey)).flatMap((latest) => {
      const entry = readEvent(db, latest.home, latest.storageId)?.metadata.find((one) => one.label === "dagster/column_schema");
      const columns = entry?.type === "table_schema" ? knownOr(entry.value, null)?.columns : undefined;
      return columns ? [[latest.assetKey, columns] as const] : [];
    })));
  }

  function keep(fresh: ReadonlyMap<string, SqlLineage>, used: ReadonlySet<string>, problems: readonly Problem[]): void {
    let isNew = false;
    index.write((db) => {
      if (fresh.size > 0) {
        writeSqlAnswers(db, fresh);
        keepSqlAnswers(db, used);
      }
      return (isNew = writeProjectProblems(db, "sql", problems));
    });
    if (isNew) onChanged();
  }

  return {
    edges() {
      running ??= make().finally(() => (running = null));
      return running;
    },
    close() {
      isClosed = true;
      client?.close();
    },
  };
}

/** An answer of another shape (another version's) is none. */
function toLineage(answer: unknown): SqlLineage | null {
  if (typeof answer !== "object" || answer === null || !("columns" in answer) || !("problems" in answer)) return null;
  return Array.isArray(answer.columns) && Array.isArray(answer.problems) ? (answer as SqlLineage) : null;
}

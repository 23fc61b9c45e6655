/**
 * The SQL stage of one open project: edges of the assets as the index holds them now. Asked for, it answers from what it made before
 * where nothing of that changed; else it reads what is new in the killable child and keeps the answers in the index. Its problems are
 * listed with the others. Whoever asks while it works waits for that work, and reads again only what has changed since.
 */
import type { Asset, Problem } from "../../../shared/model.ts";
import { knownOr } from "../../../shared/unknown.ts";
import type { ProjectFiles } from "../files.ts";
import { columnsOf, readAssetPage } from "../index/assets.ts";
import { writeProjectProblems } from "../index/definitions.ts";
import { loggedFingerprint, readLatestQueries, readLatestSchemas } from "../index/logged-columns.ts";
import type { ProjectIndex } from "../index/project-index.ts";
import { assetsFingerprint, keepSqlAnswers, readSqlAnswer, writeSqlAnswers } from "../index/sql-lineage.ts";
import { createPace } from "../pace.ts";
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
  /** Do files that the edges rest on look different now? */
  areFilesChanged(): boolean;
  close(): void;
}

interface Made {
  readonly edges: SqlEdges;
  /** What they rest on, as texts: the index, in short and in full, and the files. */
  readonly seen: string;
  readonly of: string;
  readonly stamps: string;
  readonly files: readonly string[];
}

const pageSize = 40;

export function createSqlStage({ index, files, launch, homeIds, onChanged }: SqlStageOptions): SqlStage {
  let client: SqlClient | null = null;
  let made: Made | null = null;
  let running: Promise<SqlEdges> | null = null;
  let isClosed = false;

  async function make(): Promise<SqlEdges> {
    const seen = index.read(() => `${index.generation} ${index.revision()} ${homeIds().join(" ")}`);
    const isSame = made !== null && stampsOf(made.files) === made.stamps;
    if (isSame && made?.seen === seen) return made.edges;
    // Most changes of the index are events that say nothing new of columns.
    const of = index.read((db) => [index.generation, assetsFingerprint(db), loggedFingerprint(db, homeIds())].join(" "));
    if (isSame && made?.of === of) {
      made = { ...made, seen };
      return made.edges;
    }
    const { texts, tables, named } = await readProject();
    const stamps = stampsOf(named);
    const { fresh, used, ...edges } = await readSqlEdges({
      texts, tables, files,
      kept: (hash) => index.read((db) => toLineage(readSqlAnswer(db, hash))),
      read: (statement) => (client ??= createSqlClient(launch)).read(statement),
      isCancelled: () => isClosed,
    });
    if (isClosed) return edges;
    keep(fresh, used, edges.problems);
    made = { edges, seen, of, stamps, files: named };
    return edges;
  }

  function stampsOf(named: readonly string[]): string {
    return named.map((file) => JSON.stringify(files.stat(file))).join("\n");
  }

  /** Every asset as a table, the texts of SQL, and the files that hold some or would. */
  async function readProject(): Promise<{ readonly texts: AssetSql[]; readonly tables: Map<string, AssetTable>; readonly named: string[] }> {
    const texts: AssetSql[] = [];
    const tables = new Map<string, AssetTable>();
    const named = new Set<string>();
    const pace = createPace();
    for (let after: number | null = 0; after !== null; ) {
      const { assets, last }: ReturnType<typeof readAssetPage> = index.read((db) => readAssetPage(db, after ?? 0, pageSize));
      const keys = assets.map((asset) => asset.key);
      const [queries, schemas] = index.read((db) => [readLatestQueries(db, homeIds(), keys), readLatestSchemas(db, homeIds(), keys)] as const);
      for (const asset of assets) {
        texts.push(...sqlOfAsset(asset, files, queries.get(asset.key)));
        for (const file of sqlFiles(asset, knownOr(asset.metadata, []), files)) named.add(file);
        tables.set(asset.key, tableOf(asset, schemas.get(asset.key) ?? []));
        if (pace.isDue()) await pace.rest();
      }
      after = last;
    }
    return { texts, tables, named: [...named] };
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
    async edges() {
      // What is being read may rest on an older state than the one that is asked about.
      if (running) await running.catch(() => undefined);
      return (running ??= make().finally(() => (running = null)));
    },
    areFilesChanged: () => made !== null && stampsOf(made.files) !== made.stamps,
    close() {
      isClosed = true;
      client?.close();
    },
  };
}

/** `logged`: columns of its newest materialization, for where the definition states none. */
function tableOf(asset: Asset, logged: ReturnType<typeof columnsOf>): AssetTable {
  const defined = columnsOf(asset);
  return { key: asset.key, names: tableNames(asset), deps: new Set(knownOr(asset.deps, [])), columns: (defined.length > 0 ? defined : logged).map(({ name, type }) => ({ name, type })) };
}

/** An answer of another shape (another version's) is none. */
function toLineage(answer: unknown): SqlLineage | null {
  if (typeof answer !== "object" || answer === null || !("columns" in answer) || !("problems" in answer)) return null;
  return Array.isArray(answer.columns) && Array.isArray(answer.problems) ? (answer as SqlLineage) : null;
}

/**
 * Questions about the open project -> answers in the contract's shapes. Each is a call into query/ or a neighbour; an index found
 * damaged while answering is begun anew, and the question answered from what is there then.
 */
import type { Params, Results, Settings } from "../../shared/api.ts";
import type { Asset, AssetCheck, Catalog as CatalogExport, JobDefinition, Problem, ScheduleDefinition, SensorDefinition, UnloadedAsset } from "../../shared/model.ts";
import { compareAssetKeys } from "../../shared/asset-key.ts";
import { readAssets } from "./index/assets.ts";
import { readParts } from "./index/definitions.ts";
import { readFinds } from "./index/finds.ts";
import { readCheckHistory, readEventPage, readLatestEvents, readPartitions, readRuns } from "./index/read-events.ts";
import type { Environment } from "./probed-files.ts";
import { loggedAsset } from "./query/asset-row.ts";
import { readAssetDetail, withLatest } from "./query/asset-detail.ts";
import { createFacts } from "./query/asset-facts.ts";
import { createLineage } from "./query/lineage/lineage.ts";
import { createSearch } from "./query/search.ts";
import { selectionValues } from "./query/selection-values.ts";
import { createSelector } from "./query/selection.ts";
import type { SelectionsFile } from "./selections-file.ts";
import type { Session } from "./session.ts";
import { readSource } from "./source-text.ts";

export interface QueryOptions {
  readonly environment: Environment;
  settings(): Promise<Settings>;
  readonly isEditorAllowed: boolean;
  readonly selections: SelectionsFile;
}

type ProjectRequest = keyof Results & keyof typeof queryNames;
const queryNames = {
  "catalog.list": 1, "asset.get": 1, "asset.history": 1, "asset.partitions": 1, "event.list": 1, "unloaded.list": 1, "check.history": 1, "source.get": 1,
  "search.query": 1, "graph.get": 1, "column.list": 1, "column.lineage": 1, "impact.get": 1, "lineage.problems": 1, "selection.values": 1, "selection.list": 1,
  "selection.save": 1, "selection.forget": 1, "selection.use": 1, "problem.list": 1, "find.list": 1, "run.list": 1, "editor.list": 1, "editor.open": 1,
} as const;

export type ProjectQueries = { readonly [N in ProjectRequest]: (params: Params<N>) => Promise<Results[N]> } & {
  /** Everything, as `assetscope list --json` prints it. */
  readonly exportCatalog: (params: object) => Promise<CatalogExport>;
};

/** The same before healing: most need not wait for anything. */
type Answers = { readonly [N in ProjectRequest]: (params: Params<N>) => Results[N] | Promise<Results[N]> } & { readonly exportCatalog: (params: object) => CatalogExport };

const pageLength = 50;
const searchLength = 50;
const columnsLength = 1_000;

export function createProjectQueries(session: Session, options: QueryOptions): ProjectQueries {
  const { index, catalog } = session;
  const facts = createFacts(index, catalog, session.homeIds);
  const selector = createSelector(index, catalog, facts);
  const lineage = createLineage({ index, facts, homes: session.homeIds, sqlEdges: session.sqlEdgesSoon, onProblems: session.noteLineageProblems });
  const search = createSearch(index, catalog, facts);
  const homes = session.homeIds;
  const editors = async () => ({ environment: options.environment, settings: await options.settings(), isAllowed: options.isEditorAllowed });

  const answers: Answers = {
    async "catalog.list"({ select }) {
      const { rows, error, undecided } = await selector.select(select ?? "");
      return { revision: index.revision(), rows, total: catalog.rows().length, undecided, selectError: error };
    },
    "asset.get": ({ key }) => readAssetDetail(index, catalog, homes(), key),
    "asset.history": ({ key, limit, before, partition }) =>
      readEventPage(index.db, homes(), { key, partition: partition ?? null, limit: limit ?? pageLength, before: before ?? null }),
    "asset.partitions": ({ key }) => readPartitions(index.db, homes(), key),
    "event.list": ({ limit, before }) => readEventPage(index.db, homes(), { key: null, partition: null, limit: limit ?? pageLength, before: before ?? null }),
    "unloaded.list": () => readParts<UnloadedAsset>(index.db, "unloaded").sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
    "check.history": ({ asset, name, limit }) => readCheckHistory(index.db, homes(), asset, name, limit ?? pageLength),
    "source.get": (params) => readSource(session, params),
    "search.query": ({ text, limit }) => search.query(text, limit ?? searchLength),
    "graph.get": () => lineage.assetGraph(),
    "column.list": ({ text, asset, broken, limit, offset }) => lineage.columns({ text: text ?? "", asset: asset ?? null, isBroken: broken ?? false, limit: limit ?? columnsLength, offset: offset ?? 0 }),
    "column.lineage": ({ asset, column, direction, depth, inferred }) =>
      lineage.column({ asset, column }, { direction: direction ?? "both", depth: depth ?? null, withInferred: inferred ?? false }),
    "impact.get": ({ key, column }) => lineage.impact(key, column ?? null),
    "lineage.problems": () => lineage.problems(),
    "selection.values": async () => selectionValues(await selector.graph()),
    "selection.list": () => options.selections.list(session.folder),
    "selection.save": ({ name, select }) => options.selections.save(session.folder, name, select),
    "selection.forget": ({ name }) => options.selections.forget(session.folder, name),
    "selection.use": ({ select }) => options.selections.use(session.folder, select),
    "problem.list": () => readProblems(session),
    "find.list": () => readFinds(index.db),
    "run.list": ({ limit }) => readRuns(index.db, homes(), limit ?? pageLength),
    // Loaded when asked: the command line's listings never are.
    "editor.list": async () => (await import("./open-in-editor.ts")).listEditors(await editors()),
    "editor.open": async (params) => (await import("./open-in-editor.ts")).openInEditor(session, params, await editors()),
    exportCatalog: () => exportCatalog(session),
  };
  return healing(session, answers);
}

/** Each question, asked again where the index turned out damaged: begun anew and read to the end before the second answer. */
function healing(session: Session, answers: Answers): ProjectQueries {
  const asked = <P, R>(ask: (params: P) => R | Promise<R>) => async (params: P): Promise<R> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask(params);
      } catch (error) {
        if (attempt === 2 || !session.heal(error)) throw error;
        await session.whenIdle();
      }
    }
  };
  return {
    "catalog.list": asked(answers["catalog.list"]), "asset.get": asked(answers["asset.get"]), "asset.history": asked(answers["asset.history"]),
    "asset.partitions": asked(answers["asset.partitions"]), "event.list": asked(answers["event.list"]), "unloaded.list": asked(answers["unloaded.list"]),
    "check.history": asked(answers["check.history"]), "source.get": asked(answers["source.get"]), "search.query": asked(answers["search.query"]),
    "graph.get": asked(answers["graph.get"]),
    "column.list": asked(answers["column.list"]), "column.lineage": asked(answers["column.lineage"]), "impact.get": asked(answers["impact.get"]),
    "lineage.problems": asked(answers["lineage.problems"]), "selection.values": asked(answers["selection.values"]), "selection.list": asked(answers["selection.list"]),
    "selection.save": asked(answers["selection.save"]), "selection.forget": asked(answers["selection.forget"]), "selection.use": asked(answers["selection.use"]), "problem.list": asked(answers["problem.list"]), "find.list": asked(answers["find.list"]), "run.list": asked(answers["run.list"]),
    "editor.list": asked(answers["editor.list"]), "editor.open": asked(answers["editor.open"]), exportCatalog: asked(answers.exportCatalog),
  };
}

const severities: { readonly [S in Problem["severity"]]: number } = { error: 0, warning: 1, info: 2 };

/** Worst first, then by place. */
function readProblems(session: Session): Problem[] {
  const place = (problem: Problem) => `${problem.at?.file ?? ""}:${String(problem.at?.line ?? 0).padStart(8, "0")}`;
  return readParts<Problem>(session.index.db, "problem")
    .sort((a, b) => severities[a.severity] - severities[b.severity] || (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

function exportCatalog(session: Session): CatalogExport {
  const { index, layout } = session;
  const defined = readAssets(index.db);
  const isDefined = new Set(defined.map((asset) => asset.key));
  const loggedKeys = new Set(readLatestEvents(index.db, session.homeIds(), null).map((event) => event.assetKey));
  const logged = [...loggedKeys].filter((key) => !isDefined.has(key)).map((key): Asset => loggedAsset(key));
  return {
    schema: "assetscope.catalog/1",
    project: {
      name: session.name, folder: session.folder,
      codeLocations: layout.codeLocations, dagsterHomes: layout.dagsterHomes, dbtProjects: layout.dbtProjects,
    },
    assets: withLatest(index, session.homeIds(), [...defined, ...logged].sort((a, b) => compareAssetKeys(a.keyPath, b.keyPath))),
    checks: readParts<AssetCheck>(index.db, "check").map((check) => ({ ...check, latestEvaluation: readCheckHistory(index.db, session.homeIds(), check.asset, check.name, 1)[0] ?? null })),
    jobs: readParts<JobDefinition>(index.db, "job"),
    schedules: readParts<ScheduleDefinition>(index.db, "schedule"),
    sensors: readParts<SensorDefinition>(index.db, "sensor"),
    unloaded: readParts<UnloadedAsset>(index.db, "unloaded"),
    problems: readProblems(session),
  };
}

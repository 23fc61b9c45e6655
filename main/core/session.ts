/**
 * One opened project over time: its index, the runs of the pipeline (one at a time, again when something changed meanwhile), the
 * watcher and the logs being tailed. Tells its owner when state or content changed; answers no query itself.
 */
import type { IndexProgress, ProjectState } from "../../shared/api.ts";
import type { Problem } from "../../shared/model.ts";
import { createDefinitionsClient, type DefinitionsClient } from "./definitions-client.ts";
import type { ExactReader } from "./exact-reading.ts";
import type { ExactSource, MissingSource } from "./exact-source.ts";
import { openProjectFiles, type ProjectFiles } from "./files.ts";
import { createHeldReadings } from "./held-readings.ts";
import { IndexReplacedError, indexFile, openProjectIndex, type ProjectIndex } from "./index/project-index.ts";
import { readMeta } from "./index/meta.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { createLogIntake, type LogIntake } from "./log-intake.ts";
import { runPipeline } from "./pipeline.ts";
import type { Environment } from "./probed-files.ts";
import type { ProcessLauncher } from "./processes.ts";
import { storedLayout } from "./project-layout.ts";
import type { DiscoverOptions, ProjectLayout } from "./project/discover.ts";
import { createProgress } from "./progress.ts";
import { countCatalog } from "./query/counts.ts";
import { createCatalog, type Catalog } from "./query/catalog.ts";
import type { SqlEdges } from "./sql/sql-edges.ts";
import type { SqlStage } from "./sql/sql-stage.ts";
import type { Watcher } from "./watch/watch.ts";

export interface SessionOptions {
  /** Absolute, links resolved. */
  readonly folder: string;
  readonly discover: Omit<DiscoverOptions, "environment">;
  readonly environment: Environment;
  readonly cacheFolder: string;
  /** False: the index lives in memory and nothing is kept. */
  readonly isCached: boolean;
  /** Follow the disk and the logs after the first run. */
  readonly isWatching: boolean;
  readonly definitionsVersion: string;
  readonly launch: ProcessLauncher;
  /** Who says exactly what is defined, asked after the static reading; null: nobody. */
  readonly exact: (() => ExactSource | MissingSource) | null;
  /** Keeps apart what different readers said of the same folder. */
  readonly variant: string;
  onState(): void;
  onProgress(progress: IndexProgress | null): void;
  onChanged(keys: ReadonlySet<string> | null): void;
}

export interface Session {
  /** Last part of the folder's path. */
  readonly name: string;
  readonly folder: string;
  readonly files: ProjectFiles;
  readonly index: ProjectIndex;
  readonly catalog: Catalog;
  readonly layout: ProjectLayout;
  /** Ids of the Dagster homes whose events count. */
  homeIds(): readonly string[];
  state(): ProjectState;
  /** Edges between columns that the SQL of the assets states, as the index is now. Loaded and computed when asked for. */
  sqlEdges(): Promise<SqlEdges>;
  /** The same, or what was read before where reading takes long: it goes on, and the index changes when it is done. */
  sqlEdgesSoon(): Promise<SqlEdges & { readonly isReading: boolean }>;
  /** Replaces what lineage has to say among the problems. */
  noteLineageProblems(problems: readonly Problem[]): void;
  /** Brings the index up to date; resolves when it is, or when that was cancelled. */
  refresh(isFull: boolean): Promise<void>;
  /** Resolves when nothing is being read. */
  whenIdle(): Promise<void>;
  cancel(): void;
  /** After an error while answering: true when the index was begun anew and is being read again. */
  heal(error: unknown): boolean;
  close(): Promise<void>;
}

/** Longer than that nobody looks at an empty page. */
const sqlPatienceMs = 700;

/** How often to look for a runtime that is being built. */
const comingMs = 5_000;

type Counted = Pick<ProjectState, "revision" | "counts">;

const emptyLayout: ProjectLayout = { codeLocations: [], dagsterHomes: [], dbtProjects: [], finds: [], problems: [], configFiles: [], watchRoots: ["."] };

export function openSession(options: SessionOptions): Session {
  const files = openProjectFiles(options.folder);
  const variant = [options.discover.entry ? JSON.stringify(options.discover.entry) : "", options.variant].filter(Boolean).join(" ");
  const index = openProjectIndex(options.isCached ? indexFile(options.cacheFolder, options.folder, variant) : null);
  const definitions: DefinitionsClient = createDefinitionsClient(options.launch);
  const held = createHeldReadings(index);
  const known = index.read(() => storedLayout(index));
  // Nothing was read before: the child can start while the folder is looked at.
  if (!known) definitions.warm();
  let layout = known ?? emptyLayout;
  let status: ProjectState["status"] = "opening";
  let agreedAt: number | null = index.read((db) => Number(readMeta(db, "indexedAt"))) || null;
  let running: Promise<void> | null = null;
  let isAgain: { isFull: boolean } | null = null;
  let isCancelled = false;
  let isClosed = false;
  let watcher: Watcher | null = null;
  let exact: ExactReader | null = null;
  let comingTimer: NodeJS.Timeout | undefined;
  let lastSql: SqlEdges = { edges: [], problems: [] };
  let isSqlLate = false;
  let sqlStage: SqlStage | null = null;
  let watched = "";
  let counted: { readonly of: string; readonly counts: ProjectState["counts"] } | null = null;

  const homeIds = (): string[] => layout.dagsterHomes.map((home) => home.id);
  const catalog = createCatalog(index, homeIds);
  const progress = createProgress(options.onProgress);
  const changed = (keys: ReadonlySet<string> | null): void => {
    catalog.touch(keys);
    options.onChanged(keys);
  };
  const logs: LogIntake = createLogIntake({ index, launch: options.launch, cacheFolder: options.cacheFolder, isTailing: options.isWatching, onChanged: changed, onProgress: (home, rows) => progress.report("logs", rows, null, home.path) });

  function setStatus(next: ProjectState["status"]): void {
    status = next;
    options.onState();
  }

  async function runOnce(isFull: boolean): Promise<void> {
    // A folder that is away (a drive unplugged, a checkout being replaced) is no empty project: what was read of it stays.
    if (!files.isFolder(".")) return;
    let begun: Promise<void> | undefined;
    await runPipeline({
      files, index, definitions, held, discover: options.discover, environment: options.environment, definitionsVersion: options.definitionsVersion, isFull,
      isCancelled: () => isCancelled || isClosed,
      readLog: (home) => logs.read(home, isFull),
      onProgress: progress.report,
      onLayout(next) {
        layout = next;
        options.onState();
        // What fails here fails again where it is waited for.
        begun = exactReader().then((reader) => (isCancelled || isClosed ? undefined : reader?.begin({ files, index, locations: next.codeLocations, isFull }))).catch(() => undefined);
      },
      onChanged: changed,
    });
    await begun;
    if (isCancelled || isClosed) return;
    const exact = await exactReader();
    // What changed meanwhile is read first: its static picture is worth more than the exact one of the files before.
    if (!exact || isAgain || isClosed) return;
    await exact.read({ files, index, locations: layout.codeLocations, isFull, isCancelled: () => isCancelled || isClosed, onProgress: progress.report, onChanged: changed });
  }

  async function exactReader(): Promise<ExactReader | null> {
    if (options.exact === null) return null;
    const { createExactReader } = await import("./exact-reading.ts");
    // One that was missing may be there by now.
    if (exact === null || exact.missing !== null) exact = createExactReader(options.exact());
    if (exact.missing?.isComing === true && options.isWatching && !isClosed) {
      clearTimeout(comingTimer);
      comingTimer = setTimeout(() => void session.refresh(false), comingMs);
      comingTimer.unref();
    }
    return exact;
  }

  async function runUntilDone(isFull: boolean): Promise<void> {
    isCancelled = false;
    setStatus("indexing");
    progress.begin();
    try {
      for (let next: { isFull: boolean } | null = { isFull }; next && !isCancelled && !isClosed; next = isAgain) {
        isAgain = null;
        try {
          await runOnce(next.isFull);
        } catch (error) {
          // Begun anew, the index is empty: read everything again. It can happen a few times at most (project-index.ts).
          if (!(error instanceof IndexReplacedError) && !index.heal(error)) throw error;
          changed(null);
          isAgain = { isFull: true };
        }
      }
      if (!isCancelled) agreedAt = Date.now() / 1000;
      // SQL that assets name is no source of definitions: a change of it alone shows nowhere else.
      if (sqlStage?.areFilesChanged() === true) changed(new Set());
    } catch (error) {
      if (!isClosed) reportFault(error);
    } finally {
      progress.end();
      running = null;
      if (!isClosed) setStatus(files.isFolder(".") ? (isCancelled ? "cancelled" : "ready") : "gone");
    }
    if (options.isWatching && !isClosed && !isCancelled) await watch();
  }

  /** A fault of ours, or a disk that fails: said where problems are listed, never a crash. */
  function reportFault(error: unknown): void {
    say("fault", [{ severity: "error", code: "index.fault", stage: "index", message: `Reading the project failed: ${error instanceof Error ? error.message : String(error)}`, hint: "What was read before stays shown; refresh to try again." }]);
    changed(null);
  }

  /** Replaces what a part of the session has to say. */
  function say(part: "fault" | "watch" | "lineage", problems: readonly Problem[]): void {
    try {
      let isNew = false;
      index.write((db) => (isNew = writeProjectProblems(db, part, problems)));
      if (isNew) changed(new Set());
    } catch {
      // An index that cannot be written has its own way of telling (open-index.ts); there is nobody here who could do more.
    }
  }

  /** The state is asked for everywhere, so it must not fail: an index found damaged here is begun anew like anywhere. */
  function countsNow(): Counted {
    try {
      return count();
    } catch (error) {
      if (!session.heal(error)) throw error;
      return count();
    }
  }

  /** Counting a million events takes a while: once a revision is enough. */
  function count(): Counted {
    const revision = index.revision();
    const of = `${revision} ${index.generation} ${homeIds().join(" ")}`;
    if (counted?.of !== of) counted = { of, counts: countCatalog(index, catalog, homeIds()) };
    return { revision, counts: counted.counts };
  }

  async function watch(): Promise<void> {
    const roots = JSON.stringify([layout.watchRoots, layout.configFiles]);
    if (watcher && roots !== watched) await watcher.setRoots(layout.watchRoots, layout.configFiles);
    watched = roots;
    if (watcher) return;
    const { watchFolders } = await import("./watch/watch.ts");
    if (isClosed) return;
    // What kept an earlier session from watching may be gone.
    say("watch", []);
    watcher = watchFolders({
      files, roots: layout.watchRoots, alsoFiles: layout.configFiles,
      onChange: () => void session.refresh(false),
      onNotice: (problem) => say("watch", [problem]),
      onPresence: (presence) => (presence === "gone" ? setStatus("gone") : void session.refresh(false)),
    });
    definitions.warm();
    await watcher.ready;
    // What changed between the reading and the first scan of the watcher would otherwise be told by nobody.
    void session.refresh(false);
  }

  // Nothing was read before: Dagster, which starts slowly, starts while the source is read.
  if (!known) void exactReader().then((reader) => reader?.warm()).catch(() => undefined);

  const session: Session = {
    name: nameOf(options.folder), folder: options.folder, files, index, catalog,
    get layout() { return layout; },
    homeIds,
    state: () => ({
      status, ...countsNow(), progress: progress.current(), indexedAt: agreedAt, isLive: logs.isLive(),
      project: { name: nameOf(options.folder), folder: options.folder, codeLocations: layout.codeLocations, dagsterHomes: layout.dagsterHomes, dbtProjects: layout.dbtProjects },
      homes: layout.dagsterHomes,
    }),
    async sqlEdges() {
      const { createSqlStage } = await import("./sql/sql-stage.ts");
      if (isClosed) return { edges: [], problems: [] };
      sqlStage ??= createSqlStage({ index, files, launch: options.launch, homeIds, onChanged: () => changed(new Set()) });
      return sqlStage.edges();
    },
    async sqlEdgesSoon() {
      const whole = session.sqlEdges();
      // Whoever looks once waits for all of it; whoever waited once already need not wait again.
      const patience = new Promise<null>((resolve) => setTimeout(resolve, isSqlLate ? 0 : sqlPatienceMs, null).unref());
      const edges = options.isWatching ? await Promise.race([whole, patience]) : await whole;
      if (edges) {
        lastSql = edges;
        return { ...edges, isReading: false };
      }
      if (!isSqlLate) {
        isSqlLate = true;
        void whole.catch(() => undefined).finally(() => {
          isSqlLate = false;
          if (!isClosed) changed(new Set());
        });
      }
      return { ...lastSql, isReading: true };
    },
    noteLineageProblems: (problems) => {
      if (!isClosed) say("lineage", problems);
    },
    refresh(isFull) {
      if (isClosed) return Promise.resolve();
      if (running) {
        isAgain = { isFull: isFull || (isAgain?.isFull ?? false) };
        exact?.interrupt();
      }
      return (running ??= runUntilDone(isFull));
    },
    async whenIdle() {
      while (running) await running;
    },
    heal(error) {
      if (!index.heal(error)) return false;
      catalog.touch(null);
      void session.refresh(true);
      return true;
    },
    cancel() {
      if (!running) return;
      isCancelled = true;
      definitions.cancel();
      exact?.cancel();
    },
    async close() {
      isClosed = true;
      watcher?.close();
      definitions.close();
      exact?.close();
      clearTimeout(comingTimer);
      sqlStage?.close();
      await logs.close();
      await running?.catch(() => undefined);
      index.close();
    },
  };
  return session;
}

function nameOf(folder: string): string {
  return folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder;
}


/**
 * The product without a shell: opens one project at a time, keeps its index true to the disk, answers questions about it. The only
 * file of core that entries and handlers import. Speaks to the outside through `emit` and `launch`; knows no transport.
 */
import { resolve } from "node:path";
import type { EventName, Events, Params, ProjectState, ReaderState, Settings } from "../../shared/api.ts";
import { RequestError } from "../../shared/request-error.ts";
import { createChangeFeed } from "./change-feed.ts";
import { exactSourceOf, variantOf } from "./exact-source.ts";
import { openProjectFiles } from "./files.ts";
import type { Environment } from "./probed-files.ts";
import type { ProcessLauncher } from "./processes.ts";
import { definitionsVersion } from "./program-version.ts";
import type { EntryOptions } from "./project/discover.ts";
import { createProjectQueries, type ProjectQueries } from "./project-queries.ts";
import { openProjectsFile, type ProjectsFile, type ReaderChoice } from "./projects-file.ts";
import { openSelectionsFile } from "./selections-file.ts";
import { openSession, type Session } from "./session.ts";
import type { SealedHost } from "./sandbox/sealed-host.ts";
import type { SettingsFile } from "./settings-file.ts";

export interface CoreOptions {
  /** Ours to fill and anybody's to delete. */
  readonly cacheFolder: string;
  /** Settings and what is remembered of projects. */
  readonly configFolder: string;
  readonly sampleFolder: string;
  /** Variables of the user's environment: DAGSTER_HOME, PATH, EDITOR, VISUAL, ... */
  readonly environment: Environment;
  readonly launch: ProcessLauncher;
  /** Where the sealed Dagster runs; without it definitions are read from their source alone. */
  readonly sealed?: () => SealedHost;
  readonly emit: <N extends EventName>(name: N, data: Events[N]) => void;
  /** May whoever asks start an editor on this machine? */
  readonly allowEditor: boolean;
  /** Follow changes on disk and in logs, and remember what was opened; default true. The command line looks once. */
  readonly isWatching?: boolean;
  /** False: no index is kept; default true. */
  readonly isCached?: boolean;
  /** May whoever asks have the project's code run by an interpreter of this machine, when the user says so? Default false. */
  readonly allowPython?: boolean;
}

export interface OpenOptions {
  readonly entry?: EntryOptions;
  /** A Dagster home to read, for this time only. */
  readonly chosenHome?: string;
  /** Who reads definitions, this time; default: what was chosen for the project, else the sealed Dagster where it is to be had. */
  readonly reader?: ReaderChoice | { readonly reader: "python"; /** Null: the one that was chosen for the project. */ readonly python: null };
  /** Give the sealed Dagster the project's `.env`, this time; default: as was chosen for the project. */
  readonly isDotEnvGiven?: boolean;
}

export interface Core {
  readonly options: CoreOptions;
  readonly projects: ProjectsFile;
  settings(): Promise<SettingsFile>;
  /** Shows what the index holds at once and brings it up to date; `whenIdle` tells when that is done. */
  openProject(folder: string, options?: OpenOptions): Promise<ProjectState>;
  /** Opens, and resolves when everything is read: for who asks once and needs no state on the way. */
  readProject(folder: string, options?: OpenOptions): Promise<void>;
  openRecent(id: string): Promise<ProjectState>;
  openSample(): Promise<ProjectState>;
  /** Reads one more Dagster home with this project, from now on. */
  addDagsterHome(folder: string): Promise<ProjectState>;
  /** Who reads the definitions of the open project, and who else could. */
  readers(): Promise<ReaderState>;
  /** Another reader for the open project, from now on. */
  setReader(change: Params<"reader.set">): Promise<ProjectState>;
  /** Whether the sealed Dagster has the `.env` of the open project, from now on. */
  setDotEnvGiven(isGiven: boolean): Promise<ProjectState>;
  /** Starts reading again; resolves when it has begun. */
  refresh(isFull: boolean): void;
  cancel(): void;
  closeProject(): Promise<void>;
  state(): ProjectState;
  /** Questions to the open project; throws `no_project` when there is none. */
  project(): ProjectQueries;
  whenIdle(): Promise<void>;
  setSettings(change: Parameters<SettingsFile["set"]>[0]): Promise<Settings>;
  close(): Promise<void>;
}

const nothingOpen: ProjectState = {
  status: "none", project: null, revision: 0, counts: { assets: 0, stubs: 0, checks: 0, columns: 0, events: 0, problems: 0, unloaded: 0 },
  progress: null, indexedAt: null, isLive: false, homes: [],
};

interface Opened { readonly session: Session; readonly choice: ReaderChoice | null; readonly isDotEnvGiven: boolean; readonly queries: ProjectQueries; readonly options: OpenOptions }

export function createCore(options: CoreOptions): Core {
  const projects = openProjectsFile(options.configFolder);
  const selections = openSelectionsFile(options.configFolder);
  let settingsFile: Promise<SettingsFile> | null = null;
  // Its schema is loaded when somebody asks: listing a catalog needs none.
  const settings = (): Promise<SettingsFile> => (settingsFile ??= import("./settings-file.ts").then(({ openSettingsFile }) => openSettingsFile(options.configFolder)));
  const isWatching = options.isWatching ?? true;
  let opened: Opened | null = null;
  // Opening and closing wait for each other: two quick clicks must not leave two projects open.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  };

  const state = (): ProjectState => opened?.session.state() ?? nothingOpen;
  // Who looks once asks for the state itself; working it out costs as much as reading the catalog.
  const tellState = (): void => {
    if (isWatching) options.emit("project.changed", state());
  };

  const changes = createChangeFeed((keys) => {
    if (!opened) return;
    options.emit("index.changed", { revision: opened.session.index.revision(), keys });
    tellState();
  });

  async function close(): Promise<void> {
    const closing = opened;
    opened = null;
    changes.close();
    await closing?.session.close();
  }

  /** Only an app acts on a remembered interpreter by itself; the command line is told each time. */
  async function choiceFor(real: string, { reader }: OpenOptions): Promise<ReaderChoice | null> {
    const remembered = projects.readerOf(real);
    if (reader?.reader === "python") return (await import("./reader-state.ts")).pythonChoice(reader.python, remembered, { folder: real, environment: options.environment });
    if (reader) return reader;
    return remembered?.reader === "python" && !(isWatching && options.allowPython) ? null : remembered;
  }

  async function open(folder: string, open: OpenOptions): Promise<Session> {
    const real = existingFolder(folder);
    await close();
    const homes = [...(open.chosenHome ? [resolve(open.chosenHome)] : []), ...projects.homesOf(real)];
    const choice = await choiceFor(real, open);
    const isDotEnvGiven = open.isDotEnvGiven ?? projects.isDotEnvGiven(real);
    const session: Session = openSession({
      folder: real, environment: options.environment, cacheFolder: options.cacheFolder, isCached: options.isCached ?? true, isWatching, launch: options.launch,
      exact: exactSourceOf(choice, () => openProjectFiles(real), options.sealed ?? null, isDotEnvGiven), variant: variantOf(choice, isDotEnvGiven),
      definitionsVersion: definitionsVersion(), discover: { ...(open.entry ? { entry: open.entry } : {}), chosenHomes: homes },
      onState: () => {
        if (opened?.session !== session) return;
        changes.flush();
        tellState();
      },
      onProgress: (progress) => {
        if (opened?.session === session) options.emit("index.progress", progress);
      },
      onChanged: (keys) => {
        if (opened?.session === session) changes.add(keys);
      },
    });
    opened = { session, choice, isDotEnvGiven, queries: createProjectQueries(session, { environment: options.environment, settings: async () => (await settings()).get(), isEditorAllowed: options.allowEditor, selections }), options: open };
    if (isWatching) projects.noteOpened(real);
    void session.refresh(false);
    return session;
  }

  function current(): Opened {
    if (!opened) throw new RequestError("no_project", "no project is open");
    return opened;
  }

  const core: Core = {
    options, projects, settings, state,
    openProject: (folder, open_ = {}) => inTurn(() => open(folder, open_).then(state)),
    readProject: (folder, open_ = {}) => inTurn(() => open(folder, open_).then((session) => session.whenIdle())),
    openRecent: (id) => inTurn(async () => {
      const folder = projects.folderOf(id);
      if (folder === null) throw new RequestError("not_found", "this project is not among the recent ones any more");
      return open(folder, {}).then(state);
    }),
    openSample: () => core.openProject(options.sampleFolder),
    addDagsterHome: (folder) => inTurn(async () => {
      const { session, options: open_ } = current();
      projects.addHome(session.folder, existingFolder(folder));
      return open(session.folder, open_).then(state);
    }),
    async readers() {
      const { session, choice, isDotEnvGiven } = current();
      const { readerState } = await import("./reader-state.ts");
      return readerState({ session, choice, chosen: projects.readerOf(session.folder), sealed: options.sealed ?? null, environment: options.environment, isPythonAllowed: options.allowPython ?? false, isDotEnvGiven });
    },
    setReader: (change) => inTurn(async () => {
      const { session, options: open_ } = current();
      const { choiceOf } = await import("./reader-state.ts");
      projects.setReader(session.folder, choiceOf(change, { folder: session.folder, environment: options.environment, isPythonAllowed: options.allowPython ?? false }));
      const { reader: _before, ...others } = open_;
      return open(session.folder, others).then(state);
    }),
    setDotEnvGiven: (isGiven) => inTurn(async () => {
      const { session, options: open_ } = current();
      projects.setDotEnvGiven(session.folder, isGiven);
      const { isDotEnvGiven: _before, ...others } = open_;
      return open(session.folder, others).then(state);
    }),
    refresh: (isFull) => void current().session.refresh(isFull),
    cancel: () => current().session.cancel(),
    closeProject: () => inTurn(async () => {
      await close();
      tellState();
    }),
    project: () => current().queries,
    async whenIdle() {
      await turn;
      await opened?.session.whenIdle();
    },
    async setSettings(change) {
      const changed = (await settings()).set(change);
      options.emit("settings.changed", changed);
      return changed;
    },
    close: () => inTurn(close),
  };
  return core;
}

/** Absolute, links resolved. */
function existingFolder(folder: string): string {
  const files = openProjectFiles(folder);
  if (files.isFolder(".")) return files.folder;
  throw new RequestError("not_found", `There is no folder ${folder}`);
}

/**
 * THE contract between the core and whoever shows it: desktop window (IPC), browser mode (HTTP) and tests speak it word for word.
 * A request has a name `noun.verb`, params that are checked against its schema at every border, and one result type.
 * Adding one = a row in `requestParams`, a line in `Results`, a function in main/handlers.ts; the compiler finds the rest.
 */
import { z } from "zod";
import type { AssetGraph, ColumnLineage, ColumnPage, Impact } from "./lineage.ts";
import type {
  Asset, AssetCheck, CheckEvaluation, DagsterHome, Find, JobDefinition, LocationReading, Materialization, Problem, ProjectInfo,
  RunSummary, ScheduleDefinition, SensorDefinition, UnloadedAsset,
} from "./model.ts";
import type { ErrorCode } from "./request-error.ts";
import type { Known } from "./unknown.ts";

/** Longest text that a request may carry, in characters. */
export const maxTextLength = 10_000;

const text = z.string().max(maxTextLength);
const assetKey = z.string().max(maxTextLength);
const id = z.string().min(1).max(200);
const limit = z.number().int().min(1).max(10_000);
const none = z.strictObject({});

/** What every request takes; also the list of requests. */
export const requestParams = {
  /** What is open, how far it is indexed. */
  "project.get": none,
  /** Index again from the disk; `full` forgets what the index holds first. */
  "project.refresh": z.strictObject({ full: z.boolean().optional() }),
  /** Stop the indexing under way; what is there stays. */
  "project.cancel": none,
  "project.close": none,
  /** Projects opened before, newest first. */
  "recent.list": none,
  "recent.open": z.strictObject({ id }),
  "recent.forget": z.strictObject({ id }),
  /** Opens the sample that ships with the program. */
  "sample.open": none,
  /** The catalog's rows; `select` in the selection language or plain words. */
  "catalog.list": z.strictObject({ select: text.optional() }),
  "asset.get": z.strictObject({ key: assetKey }),
  /** Materializations and observations of one asset, newest first; `before` is the storageId to go on from. */
  "asset.history": z.strictObject({ key: assetKey, limit: limit.optional(), before: z.number().int().optional(), partition: text.optional() }),
  /** Partitions of one asset that were ever materialized, latest event each, newest first. */
  "asset.partitions": z.strictObject({ key: assetKey }),
  /** Materializations and observations over all assets, newest first; `before` as in asset.history. */
  "event.list": z.strictObject({ limit: limit.optional(), before: z.number().int().optional() }),
  /** Assets in source that no `Definitions` holds, sorted by name. */
  "unloaded.list": none,
  "check.history": z.strictObject({ asset: assetKey, name: text, limit: limit.optional() }),
  /** Lines of a file of the project, with what is needed to highlight them. Only files that the index knows. */
  "source.get": z.strictObject({ file: text, line: z.number().int().min(1).max(10_000_000), context: z.number().int().min(0).max(2_000).optional() }),
  /** Assets, columns, metadata keys and values, owners, tags, jobs by free text. */
  "search.query": z.strictObject({ text, limit: limit.optional() }),
  /** Every dependency between assets. */
  "graph.get": none,
  /** Columns of the project: all, of one asset, or those whose name or asset holds every word of `text`; `broken`: only those that lineage names and that do not exist. */
  "column.list": z.strictObject({ text: text.optional(), asset: assetKey.optional(), broken: z.boolean().optional(), limit: limit.optional(), offset: z.number().int().min(0).optional() }),
  /** Where a column comes from and where it goes; `depth` null for no limit, `inferred` with guesses by equal names. */
  "column.lineage": z.strictObject({
    asset: assetKey, column: text, direction: z.enum(["both", "upstream", "downstream"]).optional(), depth: z.number().int().min(0).nullable().optional(), inferred: z.boolean().optional(),
  }),
  /** Everything downstream of an asset or of one of its columns. */
  "impact.get": z.strictObject({ key: assetKey, column: text.optional() }),
  /** Lineage between columns that could not be read, and references to what does not exist. */
  "lineage.problems": none,
  /** Values of each attribute of the selection language with how many assets have them. */
  "selection.values": none,
  "selection.list": none,
  "selection.save": z.strictObject({ name: z.string().trim().min(1).max(200), select: text.min(1) }),
  "selection.forget": z.strictObject({ name: z.string().max(200) }),
  /** A selection was used: it is the first of the recent ones from now on. */
  "selection.use": z.strictObject({ select: text.min(1) }),
  "problem.list": none,
  "find.list": none,
  "run.list": z.strictObject({ limit: limit.optional() }),
  /** Who reads the definitions of this project, what else could, and how each code location fared. */
  "reader.get": none,
  /** Another reader for this project, remembered. `python` runs the project's code on this machine: which interpreter (an id of reader.get), and that the user knows. */
  "reader.set": z.discriminatedUnion("reader", [
    z.strictObject({ reader: z.enum(["default", "static", "sandbox"]) }),
    z.strictObject({ reader: z.literal("python"), python: id, isUnderstood: z.literal(true) }),
  ]),
  /** May the sealed Dagster have the variables of the project's `.env` from now on? Remembered. */
  "reader.env": z.strictObject({ isGiven: z.boolean() }),
  "editor.list": none,
  /** Open a place in the editor. `file` as in a SourceSpan or a code reference of the project. `dryRun` only tells the command. */
  "editor.open": z.strictObject({ key: assetKey.optional(), file: text.optional(), line: z.number().int().min(1).max(10_000_000).optional(), editor: id.optional(), dryRun: z.boolean().optional() }),
  "settings.get": none,
  "settings.set": z.strictObject({
    editor: id.nullable().optional(),
    /** Template of one's own: argv with {file} {line} {column} {project}. */
    editorCommand: z.array(z.string().max(1_000)).max(20).nullable().optional(),
    theme: z.enum(["system", "light", "dark"]).optional(),
    singleKeys: z.boolean().optional(),
    keys: z.record(z.string().max(100), z.string().max(50)).optional(),
  }),
} as const;

export type RequestName = keyof typeof requestParams;
export type Params<N extends RequestName> = z.infer<(typeof requestParams)[N]>;

/** What every request gives. */
export interface Results {
  "project.get": ProjectState;
  "project.refresh": null;
  "project.cancel": null;
  "project.close": null;
  "recent.list": readonly RecentProject[];
  "recent.open": ProjectState;
  "recent.forget": null;
  "sample.open": ProjectState;
  "catalog.list": CatalogPage;
  "asset.get": AssetDetail | null;
  "asset.history": HistoryPage;
  "asset.partitions": readonly PartitionSummary[];
  "event.list": HistoryPage;
  "unloaded.list": readonly UnloadedAsset[];
  "check.history": readonly CheckEvaluation[];
  "source.get": SourceText;
  "search.query": readonly SearchHit[];
  "graph.get": AssetGraph;
  "column.list": ColumnPage;
  "column.lineage": ColumnLineage | null;
  "impact.get": Impact | null;
  "lineage.problems": readonly Problem[];
  "selection.values": SelectionValues;
  "selection.list": SavedSelections;
  "selection.save": SavedSelections;
  "selection.forget": SavedSelections;
  "selection.use": SavedSelections;
  "problem.list": readonly Problem[];
  "find.list": readonly Find[];
  "run.list": readonly RunSummary[];
  "reader.get": ReaderState;
  "reader.set": ProjectState;
  "reader.env": ProjectState;
  "editor.list": readonly EditorInfo[];
  "editor.open": EditorLaunch;
  "settings.get": Settings;
  "settings.set": Settings;
}

export interface ProjectState {
  readonly status: "none" | "opening" | "indexing" | "ready" | "cancelled" | "gone";
  readonly project: ProjectInfo | null;
  /** Grows with every change of the index. */
  readonly revision: number;
  readonly counts: { readonly assets: number; readonly stubs: number; readonly checks: number; readonly columns: number; readonly events: number; readonly problems: number; readonly unloaded: number };
  readonly progress: IndexProgress | null;
  /** Seconds since 1970 when the index last agreed with the disk. */
  readonly indexedAt: number | null;
  /** Is a Dagster home being tailed? */
  readonly isLive: boolean;
  readonly homes: readonly DagsterHome[];
}

export interface IndexProgress {
  /** Name of the stage: project, python, dagster, dbt, logs, index, sandbox, own-python. */
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  /** File or database being read. */
  readonly detail: string;
  readonly elapsedMs: number;
}

export interface RecentProject {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** Seconds since 1970. */
  readonly openedAt: number;
  readonly isMissing: boolean;
}

/** One line of the catalog: enough to draw, sort and filter a row. */
export interface AssetRow {
  readonly key: string;
  readonly keyPath: readonly string[];
  readonly kind: Asset["kind"];
  readonly isStub: boolean;
  readonly group: Known<string>;
  readonly owners: Known<readonly string[]>;
  readonly tags: Asset["tags"];
  readonly kinds: Known<readonly string[]>;
  /** First line of the description, at most 200 characters. */
  readonly summary: Known<string | null>;
  readonly codeLocation: string;
  /** Seconds since 1970 of the latest materialization. */
  readonly materializedAt: number | null;
  readonly runStatus: string | null;
  /** `dagster/row_count` by the rule of Dagster's UI: materialization, observation, definition. */
  readonly rowCount: number | string | null;
  readonly checks: { readonly total: number; readonly failed: number; readonly warned: number };
  readonly isPartitioned: boolean;
  /** Names of the fields that are unknown. */
  readonly unknownFields: readonly string[];
  readonly file: string | null;
  readonly line: number | null;
  /** Who says that it is there. */
  readonly reader: Asset["reader"];
}

export interface CatalogPage {
  readonly revision: number;
  readonly rows: readonly AssetRow[];
  /** Rows without the selection. */
  readonly total: number;
  /** Assets of which an unknown field keeps from being told whether `select` means them: they are not in `rows`. */
  readonly undecided: number;
  /** Set when `select` does not parse: the rows are then those of plain text search. Or when it asks what no folder can tell: there are none then. */
  readonly selectError: { readonly message: string; readonly start: number; readonly end: number } | null;
}

export interface AssetDetail {
  readonly revision: number;
  readonly asset: Asset;
  readonly checks: readonly AssetCheck[];
  readonly upstream: readonly AssetRow[];
  readonly downstream: readonly AssetRow[];
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly sensors: readonly SensorDefinition[];
  readonly problems: readonly Problem[];
  /** Other definitions of the same key (a conflict). */
  readonly duplicates: readonly Asset[];
  readonly unloaded: readonly UnloadedAsset[];
  /** How its code location was read, the reader that goes first at the head; without the list of files. */
  readonly readings: readonly LocationReading[];
}

export interface HistoryPage {
  readonly events: readonly (Materialization & { readonly eventType: "materialization" | "observation" })[];
  readonly total: number;
  /** storageId to pass as `before`, or null at the end. */
  readonly next: number | null;
}

/** One partition of an asset, as the log knows it. */
export interface PartitionSummary {
  readonly partition: string;
  /** Seconds since 1970 of its latest materialization. */
  readonly timestamp: number;
  readonly runId: string;
  readonly runStatus: string | null;
  /** How often it was materialized. */
  readonly materializations: number;
}

export interface SourceText {
  readonly file: string;
  /** Number of the first line in `lines`. */
  readonly firstLine: number;
  /** Each at most 10,000 characters. */
  readonly lines: readonly string[];
  readonly totalLines: number;
  readonly language: "python" | "yaml" | "sql" | "toml" | "json" | "text";
  /** Set where the file on disk is newer than the index. */
  readonly isStale: boolean;
}

export interface SearchHit {
  readonly kind: "asset" | "column" | "metadata" | "owner" | "tag" | "kind" | "group" | "job" | "check" | "description";
  readonly title: string;
  readonly detail: string;
  /** Asset that it leads to, or null for facets. */
  readonly key: string | null;
  /** Selection that it stands for, for facets. */
  readonly select: string | null;
  readonly score: number;
}

export interface SelectionValues {
  /** Attribute -> value -> number of assets; `tag:KEY` (`column_tag:KEY`, `metadata:KEY`) holds the values of one key. Of many values only the most frequent. */
  readonly attributes: { readonly [attribute: string]: { readonly [value: string]: number } };
}

/** Kept for each project in the user's own folder. */
export interface SavedSelections {
  /** Newest first. */
  readonly recent: readonly string[];
  /** Sorted by name. */
  readonly saved: readonly { readonly name: string; readonly select: string }[];
}

export interface ReaderState {
  /** What was chosen for this project; `default`: nothing, so the sealed Dagster where it is to be had. */
  readonly chosen: "default" | "static" | "sandbox" | "python";
  /** Who speaks beside the static reading; `static`: nobody. */
  readonly active: "static" | "sandbox" | "python";
  /** Is the sealed Dagster here? Else why not, and how to get it. */
  readonly sealed: { readonly isReady: boolean; readonly missing: string | null };
  /** The project's `.env`: is there one, and is the sealed Dagster given its variables? */
  readonly dotEnv: { readonly isThere: boolean; readonly isGiven: boolean };
  /** Interpreters that were found for this project. None of them was started. */
  readonly pythons: readonly PythonInfo[];
  /** Whether this shell may run one; the browser mode only when it was started so. */
  readonly isPythonAllowed: boolean;
  readonly readings: readonly LocationReading[];
}

export interface PythonInfo {
  readonly id: string;
  /** Absolute path of its program. */
  readonly path: string;
  /** How it was found: ".venv in the project", "VIRTUAL_ENV", ... */
  readonly foundBy: string;
  /** Version of its Dagster, as its folder says; null where there is none. */
  readonly dagster: string | null;
  /** The one that was chosen for this project. */
  readonly isChosen: boolean;
}

export interface EditorInfo {
  readonly id: string;
  readonly name: string;
  /** Absolute path of its program, or null where only its link works. */
  readonly program: string | null;
  readonly isDefault: boolean;
}

export interface EditorLaunch {
  readonly editor: string | null;
  /** What was (or, dry, would be) run. */
  readonly command: readonly string[] | null;
  readonly link: string | null;
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
  readonly isLaunched: boolean;
  /** Why nothing was launched, and what was tried. */
  readonly failure: string | null;
}

export interface Settings {
  readonly editor: string | null;
  readonly editorCommand: readonly string[] | null;
  readonly theme: "system" | "light" | "dark";
  /** Single-key shortcuts on (WCAG 2.1.4). */
  readonly singleKeys: boolean;
  readonly keys: { readonly [command: string]: string };
}

/** What the core tells unasked. */
export interface Events {
  "project.changed": ProjectState;
  "index.progress": IndexProgress | null;
  /** The index has a new revision; `keys` are the assets touched, null for all. */
  "index.changed": { readonly revision: number; readonly keys: readonly string[] | null };
  "settings.changed": Settings;
}
export type EventName = keyof Events;

/** The one shape of an error on every transport. Codes are listed in docs of each request. */
export interface ApiError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What every transport carries back. */
export type Answer<T> = { readonly result: T } | { readonly error: ApiError };

/** What only a shell can do; browser mode answers `unavailable` where it cannot. */
export const shellParams = {
  "shell.chooseProject": none,
  "shell.chooseDagsterHome": none,
  /** A folder dropped on the window: desktop only. */
  "shell.openDropped": z.strictObject({ path: text }),
  /** Opens an http(s) link in the system's browser, after the shell's own checks. */
  "shell.openLink": z.strictObject({ url: text }),
} as const;
export type ShellName = keyof typeof shellParams;
export type ShellParams<N extends ShellName> = z.infer<(typeof shellParams)[N]>;
export interface ShellResults {
  "shell.chooseProject": ProjectState | null;
  "shell.chooseDagsterHome": ProjectState | null;
  "shell.openDropped": ProjectState;
  "shell.openLink": { readonly isOpened: boolean; readonly reason: string | null };
}

/** One function a request; handlers.ts `satisfies` it. */
export type Handlers = { readonly [N in RequestName]: (params: Params<N>) => Promise<Results[N]> };
export type ShellHandlers = { readonly [N in ShellName]: (params: ShellParams<N>) => Promise<ShellResults[N]> };

/** Kept apart so that whoever only fails does not load the schemas. */
export { RequestError } from "./request-error.ts";

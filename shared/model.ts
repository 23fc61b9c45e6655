/**
 * What Assetscope knows of a project, as plain JSON. Main, CLI, browser mode and renderer all speak these types.
 * Words are Dagster's. `Known<T>` fields hold the value or `{unknown: reason, at}`.
 */
import type { SourceSpan } from "./source-span.ts";
import type { Known, Unknown } from "./unknown.ts";

/** Any JSON value, as read from a file or a log. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who said a thing. `log` is Dagster's event log; `yaml` a component or dbt file; `sandbox` the sealed Dagster; `python` the interpreter that the user picked. */
export type Reader = "static" | "yaml" | "dbt" | "sandbox" | "python" | "log";

// ---------------------------------------------------------------- metadata

/** Dagster's word for each kind of metadata value; `unknown` is one whose kind could not be read. */
export type MetadataType =
  | "text" | "url" | "path" | "notebook" | "json" | "md" | "python_artifact" | "float" | "int" | "bool" | "null" | "timestamp"
  | "dagster_run" | "job" | "asset" | "table" | "table_schema" | "table_column_lineage" | "code_references" | "pool"
  | "code_location_reconstruction" | "object" | "unknown";

export interface TableColumn {
  readonly name: string;
  /** The database's word for it; Dagster's default is "string". */
  readonly type: string;
  readonly description: string | null;
  readonly constraints: { readonly nullable: boolean; readonly unique: boolean; readonly other: readonly string[] };
  readonly tags: { readonly [key: string]: string };
}

export interface TableSchema {
  readonly columns: readonly TableColumn[];
  readonly constraints: { readonly other: readonly string[] };
}

export interface TableColumnDep {
  /** `a/b` */
  readonly assetKey: string;
  readonly columnName: string;
}

/** Column name -> the columns that it comes from (may be empty). */
export interface TableColumnLineage {
  readonly depsByColumn: { readonly [column: string]: readonly TableColumnDep[] };
}

/** A place that code came from. `local`: a path as written (absolute, or relative to the opened folder); `url`: a page on a git host. */
export type CodeReference =
  | { readonly kind: "local"; readonly file: string; readonly line: number | null; readonly label: string | null }
  | { readonly kind: "url"; readonly url: string; readonly label: string | null };

export interface TableValue {
  readonly records: readonly { readonly [column: string]: Json }[];
  readonly schema: TableSchema | null;
}

/**
 * A metadata value by its type. Numbers are JSON numbers where JSON carries them exactly, else their text
 * ("NaN", "Infinity", "1180591620717411303424").
 */
export type MetadataValue =
  | { readonly type: "text" | "url" | "path" | "notebook" | "md" | "dagster_run" | "pool" | "code_location_reconstruction"; readonly value: Known<string> }
  /** `value` is the class name of the object. */
  | { readonly type: "object"; readonly value: Known<string> }
  | { readonly type: "json"; readonly value: Known<Json> }
  | { readonly type: "float" | "int"; readonly value: Known<number | string> }
  | { readonly type: "bool"; readonly value: Known<boolean> }
  | { readonly type: "null"; readonly value: null }
  /** Seconds since 1970 UTC. */
  | { readonly type: "timestamp"; readonly value: Known<number | string> }
  /** `module.name` */
  | { readonly type: "python_artifact"; readonly value: Known<{ readonly module: string; readonly name: string }> }
  | { readonly type: "job"; readonly value: Known<{ readonly jobName: string; readonly locationName: string | null; readonly repositoryName: string | null }> }
  /** `a/b` */
  | { readonly type: "asset"; readonly value: Known<string> }
  | { readonly type: "table"; readonly value: Known<TableValue> }
  | { readonly type: "table_schema"; readonly value: Known<TableSchema> }
  | { readonly type: "table_column_lineage"; readonly value: Known<TableColumnLineage> }
  | { readonly type: "code_references"; readonly value: Known<readonly CodeReference[]> }
  /** A class that we do not know (the raw JSON is kept), or a value that could not be known. */
  | { readonly type: "unknown"; readonly value: Known<Json> };

export type MetadataEntry = MetadataValue & {
  readonly label: string;
  readonly description?: string | null;
  readonly from: "definition" | "materialization" | "observation" | "check";
  /** Where the value was written, for definitions. */
  readonly at?: SourceSpan;
};

// ---------------------------------------------------------------- definitions

export type Partitions =
  | { readonly kind: "static"; readonly keys: Known<readonly string[]> }
  | {
      readonly kind: "time_window";
      /** hourly, daily, weekly, monthly, or custom for a cron schedule of its own. */
      readonly cadence: Known<"hourly" | "daily" | "weekly" | "monthly" | "custom">;
      readonly cron: Known<string> | null;
      readonly start: Known<string>;
      readonly end: Known<string | null>;
      readonly timezone: Known<string>;
      /** strftime/strptime format of the keys. */
      readonly format: Known<string>;
    }
  | { readonly kind: "dynamic"; readonly name: Known<string | null> }
  | { readonly kind: "multi"; readonly dimensions: readonly { readonly name: string; readonly partitions: Known<Partitions> }[] };

/** What a field's value rests on, when it was not written at the asset's own definition. */
export interface FieldOrigin {
  readonly reader: Reader;
  /** Where the value was written. */
  readonly at?: SourceSpan;
  /** What other readers said when they differ. */
  readonly others?: readonly { readonly reader: Reader; readonly value: Json }[];
}

export interface Asset {
  /** `a/b`; see asset-key.ts. */
  readonly key: string;
  readonly keyPath: readonly string[];
  /** Why the key is not sure, or which part of it is not known; that part stands in braces: `{REGION}_orders`. */
  readonly keyDoubt?: Unknown;
  readonly kind: "materializable" | "external" | "observable";
  /** Only named as a dependency of another asset, defined nowhere in the folder. */
  readonly isStub: boolean;
  readonly group: Known<string>;
  /** E-mail addresses, or `team:name`. */
  readonly owners: Known<readonly string[]>;
  /** Without the kinds (`dagster/kind/*`). An empty value is a label. */
  readonly tags: Known<{ readonly [key: string]: Known<string> }>;
  readonly kinds: Known<readonly string[]>;
  readonly description: Known<string | null>;
  /** Keys of the direct upstream assets, sorted. */
  readonly deps: Known<readonly string[]>;
  readonly metadata: Known<readonly MetadataEntry[]>;
  readonly partitions: Known<Partitions | null>;
  readonly codeVersion: Known<string | null>;
  /** From the first decorator to the last line of the definition; null for stubs and assets known only from the log. */
  readonly source: SourceSpan | null;
  readonly codeReferences: readonly CodeReference[];
  readonly codeLocation: string;
  /** What made it: "@asset", "@multi_asset", "AssetSpec", "SourceAsset", "dbt model", "component ..."; null for stubs. */
  readonly definedBy: string | null;
  /** Name of the function (or op) that computes it, if any. */
  readonly op: string | null;
  /** Names of the jobs that select it, where known. */
  readonly jobs: readonly string[];
  /** Automation condition or auto-materialize policy, freshness policy, backfill policy, pool, io manager: as written. */
  readonly automation: Known<string | null>;
  readonly freshness: Known<string | null>;
  readonly ioManagerKey: Known<string | null>;
  /** Field name -> where its value comes from, for the fields that do not come from `source` itself. */
  readonly origins: { readonly [field: string]: FieldOrigin };
  /** Which reader this picture of the asset comes from. */
  readonly reader: Reader;
  readonly latestMaterialization: Materialization | null;
  readonly latestObservation: Materialization | null;
}

export interface AssetCheck {
  /** Key of the asset that it checks. */
  readonly asset: string;
  readonly name: string;
  readonly description: Known<string | null>;
  readonly blocking: Known<boolean>;
  readonly source: SourceSpan | null;
  readonly codeLocation: string;
  readonly metadata: Known<readonly MetadataEntry[]>;
  readonly latestEvaluation: CheckEvaluation | null;
}

export interface JobDefinition {
  readonly name: string;
  readonly description: Known<string | null>;
  readonly source: SourceSpan | null;
  readonly codeLocation: string;
  /** The asset selection as written, for asset jobs. */
  readonly selection: Known<string | null>;
  readonly tags: Known<{ readonly [key: string]: Known<string> }>;
}

export interface ScheduleDefinition {
  readonly name: string;
  readonly cron: Known<string | null>;
  readonly timezone: Known<string | null>;
  readonly target: Known<string | null>;
  readonly description: Known<string | null>;
  readonly source: SourceSpan | null;
  readonly codeLocation: string;
}

export interface SensorDefinition {
  readonly name: string;
  /** "sensor", "asset_sensor", "run_status_sensor", "automation_condition_sensor", ... */
  readonly sensorType: string;
  readonly target: Known<string | null>;
  readonly description: Known<string | null>;
  readonly source: SourceSpan | null;
  readonly codeLocation: string;
}

// ---------------------------------------------------------------- the log

export interface Materialization {
  readonly assetKey: string;
  /** Seconds since 1970 UTC, with fraction. */
  readonly timestamp: number;
  /** Empty for runless events. */
  readonly runId: string;
  readonly partition: string | null;
  readonly description: string | null;
  readonly metadata: readonly MetadataEntry[];
  readonly tags: { readonly [key: string]: string };
  /** Row of `event_logs` in Dagster's index.db. */
  readonly storageId: number;
  readonly stepKey: string | null;
  /** Which home it was read from: an id of `ProjectLayout.dagsterHomes`. */
  readonly home: string;
  /** Status of its run, as Dagster writes it (an open set); null when there is no run. */
  readonly runStatus: string | null;
}

export interface CheckEvaluation {
  readonly assetKey: string;
  readonly checkName: string;
  /** `execution_failed`: planned and its run ended without a result. */
  readonly status: "planned" | "succeeded" | "failed" | "skipped" | "execution_failed";
  readonly severity: "WARN" | "ERROR" | null;
  readonly timestamp: number;
  readonly runId: string;
  readonly partition: string | null;
  readonly description: string | null;
  readonly blocking: boolean | null;
  readonly metadata: readonly MetadataEntry[];
  readonly targetMaterialization: { readonly runId: string; readonly storageId: number; readonly timestamp: number } | null;
  readonly home: string;
}

export interface RunSummary {
  readonly runId: string;
  readonly jobName: string;
  /** SUCCESS, FAILURE, STARTED, ...: an open set. */
  readonly status: string;
  readonly startTime: number | null;
  readonly endTime: number | null;
  readonly tags: { readonly [key: string]: string };
  readonly home: string;
}

// ---------------------------------------------------------------- what is in the folder

export interface CodeLocation {
  /** As Dagster would name it; unique in the project. */
  readonly name: string;
  /** How it is entered: what Dagster's commands take. */
  readonly entry:
    | { readonly kind: "module"; readonly module: string; readonly attribute: string | null; readonly workingDirectory: string }
    | { readonly kind: "file"; readonly file: string; readonly attribute: string | null; readonly workingDirectory: string }
    /** A `dg` project: the defs module loaded as a folder of definitions. */
    | { readonly kind: "defs_module"; readonly module: string; readonly workingDirectory: string };
  /** Root folder of the code location, relative to the opened folder ("." for itself). */
  readonly root: string;
  /** Folders that imports are looked up in, in order, relative to the opened folder. */
  readonly sourceRoots: readonly string[];
  /** Where it was declared: "pyproject.toml [tool.dg.project]", ... */
  readonly declaredIn: SourceSpan | null;
  readonly declaredBy: string;
}

export interface DagsterHome {
  /** Stable id within the project (a hash of its path). */
  readonly id: string;
  /** Absolute path of the home. */
  readonly path: string;
  /** How it was found: "DAGSTER_HOME of the environment", ".env", "chosen by you", ... */
  readonly foundBy: string;
  /** Folder with index.db (sharded), or the file of the consolidated log; null when the storage is not local. */
  readonly eventLog: { readonly kind: "sharded" | "consolidated"; readonly path: string } | null;
  /** runs.db, if there. */
  readonly runs: string | null;
  readonly schedules: string | null;
}

export interface DbtProject {
  readonly name: Known<string>;
  /** Relative to the opened folder. */
  readonly root: string;
  readonly manifest: string | null;
}

/** One line of "What was read": a thing looked for, and what came of it. */
export interface Find {
  readonly what: "code_location" | "source_root" | "dagster_home" | "dbt_project" | "file" | "database" | "skipped";
  readonly status: "found" | "missing" | "skipped" | "failed";
  /** What was looked for, for people. */
  readonly title: string;
  /** Path or reason. */
  readonly detail: string;
  readonly at?: SourceSpan;
  readonly elapsedMs?: number;
}

export interface Problem {
  readonly severity: "error" | "warning" | "info";
  /** Stable and documented, e.g. "python.syntax", "python.import-missing", "log.locked". */
  readonly code: string;
  readonly message: string;
  readonly at?: SourceSpan;
  /** Folder = stage name: project, watch, python, dagster, dbt, logs, sandbox, sql, lineage, reconcile, index. */
  readonly stage: string;
  readonly codeLocation?: string;
  /** Key of the asset that it is about, where it is about one. */
  readonly asset?: string;
  /** What stays shown in spite of it, or what to do. */
  readonly hint?: string;
}

/** An asset that exists in source but that no `Definitions` object holds. */
export interface UnloadedAsset {
  readonly name: string;
  readonly source: SourceSpan;
  readonly definedBy: string;
  /** Why it is not loaded, where that is known. */
  readonly reason?: string;
}

/** A library, variable or act that a reading met: how often, and where the project's code first asked for it. */
export interface UsedName {
  readonly name: string;
  readonly count: number;
  readonly at: SourceSpan | null;
}

/** How one reader fared with one code location. */
export interface LocationReading {
  readonly codeLocation: string;
  readonly reader: "static" | "sandbox" | "python";
  /** `partial`: what failed is a problem, the static reading stands in for it. `failed`: no answer at all. */
  readonly outcome: "whole" | "partial" | "failed";
  /** Seconds since 1970. */
  readonly at: number;
  readonly elapsedMs: number;
  readonly assets: number;
  /** Libraries that were stood in for. */
  readonly stubs: readonly UsedName[];
  /** Environment variables that are not set and got a placeholder. */
  readonly placeholders: readonly UsedName[];
  /** Acts that were refused. */
  readonly refused: readonly UsedName[];
  /** Files of the project that it read, relative to the opened folder. */
  readonly filesRead: readonly string[];
  /** What was not handed over, and why. */
  readonly leftOut: readonly string[];
  /** Why there is no answer. */
  readonly failure: string | null;
}

export interface ProjectInfo {
  /** Last part of the folder's path. */
  readonly name: string;
  /** Absolute path of the opened folder. */
  readonly folder: string;
  readonly codeLocations: readonly CodeLocation[];
  readonly dagsterHomes: readonly DagsterHome[];
  readonly dbtProjects: readonly DbtProject[];
}

/** Everything that the definitions of one code location say. */
export interface LocationDefinitions {
  readonly codeLocation: string;
  readonly assets: readonly Asset[];
  readonly checks: readonly AssetCheck[];
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly sensors: readonly SensorDefinition[];
  readonly unloaded: readonly UnloadedAsset[];
  readonly problems: readonly Problem[];
}

/** What `assetscope list --json` prints. */
export interface Catalog {
  readonly schema: "assetscope.catalog/1";
  readonly project: ProjectInfo;
  readonly assets: readonly Asset[];
  readonly checks: readonly AssetCheck[];
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly sensors: readonly SensorDefinition[];
  readonly unloaded: readonly UnloadedAsset[];
  readonly problems: readonly Problem[];
}

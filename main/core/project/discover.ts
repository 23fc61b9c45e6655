/**
 * A folder -> what is in it: code locations with the folders their imports are looked up in, Dagster homes, dbt projects, and a line for
 * each thing looked for, found or not. Reads configuration as data; evaluates no Python, runs nothing, opens no database.
 */
import type { CodeLocation, DagsterHome, DbtProject, Find, Problem } from "../../../shared/model.ts";
import type { ProjectFiles } from "../files.ts";

/** A code location named as Dagster's own commands take it: `-m`, `-f`, `-a`, `-d`, and `--defs-module` for a `dg` project's folder of definitions. */
export interface EntryOptions {
  readonly module?: string;
  readonly file?: string;
  readonly attribute?: string;
  /** Relative to the opened folder, or absolute. */
  readonly workingDirectory?: string;
  readonly defsModule?: string;
}

export interface DiscoverOptions {
  /** In place of what the folder declares. */
  readonly entry?: EntryOptions;
  /** Variables that may be looked up: DAGSTER_HOME, and those that a dagster.yaml names with `{env: NAME}`. */
  readonly environment: { readonly DAGSTER_HOME?: string | undefined; readonly [name: string]: string | undefined };
  /** Absolute paths of homes that the user picked for this folder before. */
  readonly chosenHomes: readonly string[];
}

export interface ProjectLayout {
  readonly codeLocations: readonly CodeLocation[];
  readonly dagsterHomes: readonly DagsterHome[];
  readonly dbtProjects: readonly DbtProject[];
  readonly finds: readonly Find[];
  readonly problems: readonly Problem[];
  /** Files that the layout was read from or whose coming would change it: when one of these changes, discover again. Relative paths. */
  readonly configFiles: readonly string[];
  /** Folders to watch: the opened folder (".") and source roots beside it. Relative paths. */
  readonly watchRoots: readonly string[];
}

export declare function discoverProject(files: ProjectFiles, options: DiscoverOptions): ProjectLayout;

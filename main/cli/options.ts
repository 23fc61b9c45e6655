/** Options of each command, as the command line gives them. */

/** Of every command that opens a project. */
export interface ProjectOptions {
  readonly moduleName?: string;
  readonly pythonFile?: string;
  readonly attribute?: string;
  readonly workingDirectory?: string;
  readonly defsModule?: string;
  readonly dagsterHome?: string;
  /** Who reads definitions; default: the sealed Dagster where it is built, beside the static reading. */
  readonly with?: "static" | "sandbox" | "python";
  /** Interpreter for `--with python`. */
  readonly python?: string;
  /** Give the sealed Dagster the project's `.env`. */
  readonly dotEnv?: boolean;
  /** False with --no-cache. */
  readonly cache?: boolean;
}

export interface ListOptions extends ProjectOptions { readonly json?: boolean; readonly select?: string; readonly strict?: boolean }
export interface ShowOptions extends ProjectOptions { readonly json?: boolean }
export interface OpenOptions extends ProjectOptions { readonly json?: boolean; readonly print?: boolean; readonly editor?: string }
export interface ImpactOptions extends ProjectOptions { readonly json?: boolean; readonly csv?: boolean; readonly column?: string }
export interface LineageOptions extends ProjectOptions {
  readonly json?: boolean;
  readonly column?: string;
  readonly upstream?: boolean;
  readonly downstream?: boolean;
  readonly depth?: number;
  readonly inferred?: boolean;
}
export interface DoctorOptions extends ProjectOptions { readonly json?: boolean; readonly strict?: boolean }
export interface ServeOptions extends ProjectOptions { readonly port?: number; readonly allowOpen?: boolean; readonly allowPython?: boolean; readonly open?: boolean }
export interface WindowOptions extends ServeOptions { readonly browser?: boolean; readonly sandbox?: boolean }

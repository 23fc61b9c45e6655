/** Who reads the definitions of a project, who else could, and how each code location fared: for the page "Readers". */
import type { Params, ReaderState } from "../../shared/api.ts";
import { RequestError } from "../../shared/request-error.ts";
import { readReadings } from "./index/readings.ts";
import { findPythons, isProgram } from "./own-python/find-pythons.ts";
import type { Environment } from "./probed-files.ts";
import type { ReaderChoice } from "./projects-file.ts";
import { dotEnvFiles } from "./sandbox/collect-files.ts";
import type { SealedHost } from "./sandbox/sealed-host.ts";
import type { Session } from "./session.ts";

export interface ReaderQuestion {
  readonly session: Session;
  /** In effect now. */
  readonly choice: ReaderChoice | null;
  /** Remembered for the project. */
  readonly chosen: ReaderChoice | null;
  readonly sealed: (() => SealedHost) | null;
  readonly environment: Environment;
  readonly isPythonAllowed: boolean;
  readonly isDotEnvGiven: boolean;
}

export function readerState({ session, choice, chosen, sealed, environment, isPythonAllowed, isDotEnvGiven }: ReaderQuestion): ReaderState {
  const host = sealed?.() ?? { missing: "this program was started without it" };
  const missing = "missing" in host ? host.missing : null;
  const active = choice?.reader ?? "sandbox";
  return {
    chosen: chosen?.reader ?? "default", active: active === "sandbox" && missing !== null ? "static" : active, sealed: { isReady: missing === null, missing }, isPythonAllowed,
    dotEnv: { isThere: dotEnvFiles(session.layout.codeLocations).some((file) => session.files.stat(file)?.kind === "file"), isGiven: isDotEnvGiven },
    pythons: findPythons(session.folder, environment).map((found) => ({ ...found, isChosen: chosen?.reader === "python" && chosen.python === found.path })),
    readings: session.index.read((db) => readReadings(db)),
  };
}

/** Null for the default. An interpreter must be one of those that were found: no request names a program to run. */
export function choiceOf(change: Params<"reader.set">, where: { readonly folder: string; readonly environment: Environment; readonly isPythonAllowed: boolean }): ReaderChoice | null {
  if (change.reader === "default") return null;
  if (change.reader !== "python") return { reader: change.reader };
  if (!where.isPythonAllowed) throw new RequestError("forbidden", "this page may not run the project's code; start `assetscope serve` with --allow-python for that");
  const found = findPythons(where.folder, where.environment).find((one) => one.id === change.python);
  if (!found) throw new RequestError("not_found", "this interpreter is not there any more");
  return { reader: "python", python: found.path };
}

/** `program` null: the one that was chosen before. A wrong or missing one is an error that lists those that were found. */
export function pythonChoice(program: string | null, remembered: ReaderChoice | null, where: { readonly folder: string; readonly environment: Environment }): ReaderChoice {
  const chosen = program ?? (remembered?.reader === "python" ? remembered.python : null);
  if (chosen !== null && isProgram(chosen)) return { reader: "python", python: chosen };
  const found = findPythons(where.folder, where.environment).map((one) => `\n  ${one.path}  (${one.foundBy}${one.dagster === null ? ", without Dagster" : `, Dagster ${one.dagster}`})`);
  const why = chosen === null ? "name the interpreter that is to run the project's code on this machine: --with python --python PROGRAM" : `there is no program ${chosen}`;
  throw new RequestError("bad_request", `${why}${found.length > 0 ? `\nFound for this project:${found.join("")}` : "\nNo environment was found for this project."}`);
}

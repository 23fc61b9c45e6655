/** `-m MODULE`, `-f FILE`, `-a ATTRIBUTE`, `-d WORKING_DIRECTORY`, `--defs-module MODULE` -> the code location, as Dagster's commands take them. */
import type { CodeLocation } from "../../../shared/model.ts";
import { createCodeLocation, pathFrom } from "./code-location.ts";
import { addProblem, joinPath } from "./findings.ts";
import type { Findings } from "./findings.ts";

/** A code location named as Dagster's own commands take it: `-m`, `-f`, `-a`, `-d`, and `--defs-module` for a `dg` project's folder of definitions. */
export interface EntryOptions {
  readonly module?: string;
  readonly file?: string;
  readonly attribute?: string;
  /** Relative to the opened folder, or absolute. */
  readonly workingDirectory?: string;
  readonly defsModule?: string;
}

/** Whether an entry point is named at all: `-a` and `-d` alone name none. */
export function isNamed(entry: EntryOptions): boolean {
  return entry.module !== undefined || entry.file !== undefined || entry.defsModule !== undefined;
}

/** With neither `-d`, imports start in the opened folder: Dagster's current directory. */
export function readNamedEntry(findings: Findings, entry: EntryOptions): readonly CodeLocation[] {
  const root = ".";
  const directory = entry.workingDirectory === undefined ? root : pathFrom(findings, root, entry.workingDirectory);
  if (directory === null || !findings.files.isFolder(directory)) {
    addProblem(findings, "error", "project.working-directory", `The working directory ${entry.workingDirectory ?? root} is no folder of this repository`, undefined, "Name one with -d, relative to the opened folder.");
  }
  const common = { attribute: entry.attribute ?? null, workingDirectory: directory ?? root, root, declaredIn: null };
  const locations: CodeLocation[] = [];
  if (entry.module !== undefined) locations.push(createCodeLocation(findings, { ...common, module: entry.module, declaredBy: "-m" }));
  if (entry.file !== undefined) {
    const file = pathFrom(findings, root, entry.file);
    // -f is relative to the current directory, wherever imports start.
    if (file === null) addProblem(findings, "error", "project.entry-missing", `The file ${joinPath(root, entry.file)} lies outside of this repository`);
    else locations.push(createCodeLocation(findings, { ...common, file, declaredBy: "-f" }));
  }
  if (entry.defsModule !== undefined) locations.push(createCodeLocation(findings, { ...common, attribute: null, defsModule: entry.defsModule, declaredBy: "--defs-module" }));
  return locations;
}

/** What one evaluation takes and gives, and how it reaches files: for the interpreter and for whoever asks it (evaluate.ts). */
import type { Problem } from "../../../shared/model.ts";
import type { CallContext, Host, ModuleValue, UnknownValue, Value } from "./values.ts";

/** How the evaluator reaches the project's files (main/core/files.ts implements it; a Map does in tests). */
export interface ModuleFiles {
  /** Text of a file, or null when there is none; `problem` when it is there but cannot be read. Paths relative to the opened folder, with `/`. */
  readText(file: string): { readonly text: string; readonly hash: string } | { readonly problem: string } | null;
  isFile(file: string): boolean;
  isFolder(folder: string): boolean;
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): readonly string[];
}

export interface EvaluationOptions {
  readonly files: ModuleFiles;
  /** Folders that imports are looked up in, in order. */
  readonly sourceRoots: readonly string[];
  readonly host: Host;
  /** Evaluation steps in all; default 5,000,000. */
  readonly maxSteps?: number;
  /** Depth of calls; default 200. */
  readonly maxDepth?: number;
}

export interface Evaluation {
  importModule(name: string): ModuleValue | UnknownValue;
  /** A file by path (`-f FILE`); the module's name is the file's. */
  importFile(file: string): ModuleValue | UnknownValue;
  /** For who loads definitions after the modules are evaluated: calls what they made (`@definitions` functions, `build_defs`) in the same budget. */
  readonly context: CallContext;
  /** The value of a library's name ("pathlib.Path"), as an import of the project would give it. */
  library(qualifiedName: string): Value;
  readonly problems: readonly Problem[];
  /** Every file that was read (or looked for and missed: hash null) -> content hash. What the result depends on. */
  readonly filesRead: ReadonlyMap<string, string | null>;
  readonly steps: number;
}

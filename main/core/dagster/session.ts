/**
 * What the readers of one code location share: the location, its files, and every definition that was made while its modules were
 * evaluated (to tell which ones no `Definitions` object holds). One session a call of `readLocation`; nothing outlives it.
 */
import type { CodeLocation } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { ModuleFiles } from "../python/evaluate.ts";
import type { NativeFunction, NativeObject, Value } from "../python/values.ts";

/** A definition as it was first made, before anything transformed it. Transformed copies keep a reference to it. */
export interface Root {
  readonly name: string;
  readonly source: SourceSpan;
  readonly definedBy: string;
}

export interface Session {
  readonly location: CodeLocation;
  readonly files: ModuleFiles;
  /** Folders that imports are looked up in, relative to the opened folder. */
  readonly sourceRoots: readonly string[];
  readonly roots: Root[];
  /** Things said of the code that are not found where a native function is called (YAML, dbt). */
  report(problem: { readonly severity: "error" | "warning" | "info"; readonly code: string; readonly message: string; readonly at?: SourceSpan; readonly hint?: string }): void;
  /** Value of a library's name, as the Host gives it. */
  resolve(qualifiedName: string): Value | undefined;
  /** Value of any library's name, also of Python's own ("pathlib.Path"). */
  library(qualifiedName: string): Value;
  /** Text of a file that is not Python, noted as read; null when it is not there or cannot be read (which is then reported). */
  readText(file: string): string | null;
}

/** Names of libraries and what they mean; one table a construct, joined in host.ts. */
export type NameTable = { readonly [qualifiedName: string]: NativeFunction | NativeObject };
export type Readers = (session: Session) => NameTable;

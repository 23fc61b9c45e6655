/** Who can say exactly what a project defines, behind one face: the real Dagster in the sealed runtime, or in the interpreter that the user picked. */
import type { CodeLocation } from "../../shared/model.ts";
import type { ProjectFiles } from "./files.ts";
import type { ReaderChoice } from "./projects-file.ts";
import type { Collected } from "./sandbox/collect-files.ts";
import type { ExactFailure, ExactResult } from "./sandbox/read-answer.ts";
import type { SealedHost } from "./sandbox/sealed-host.ts";

export interface ExactLoader {
  /** One at a time: the next call waits for the one before. */
  load(location: CodeLocation, collected: Collected): Promise<ExactResult | ExactFailure>;
  /** Starts what takes long to start. */
  warm(): void;
  /** Ends the load under way. */
  cancel(): void;
  /** Lets go of its process; the next load starts one anew. */
  close(): void;
}

export interface ExactSource {
  readonly reader: "sandbox" | "python";
  /** Another version's answers are not kept. */
  readonly version: string;
  /** Is it given the project's `.env`? */
  readonly hasDotEnv: boolean;
  open(): Promise<ExactLoader>;
}

export type MissingSource = Extract<SealedHost, { readonly missing: string }>;

/** Null: nobody speaks beside the static reading. Nothing is looked for before it is asked. */
export function exactSourceOf(choice: ReaderChoice | null, files: () => ProjectFiles, sealed: (() => SealedHost) | null, isDotEnvGiven: boolean): (() => ExactSource | MissingSource) | null {
  if (choice?.reader === "static") return null;
  if (choice?.reader === "python") return () => pythonSource(choice.python, files());
  return sealed ? () => sealedSource(sealed(), isDotEnvGiven) : null;
}

/** Part of the index's name: what different readers said of the same folder is kept apart, and so is what came of its secrets. */
export function variantOf(choice: ReaderChoice | null, isDotEnvGiven: boolean): string {
  return choice?.reader === "static" ? "static" : choice?.reader === "python" ? `python ${choice.python}` : isDotEnvGiven ? ".env" : "";
}

/** Loaded when something is to be read: an unchanged project needs none of it. */
function sealedSource(host: SealedHost, hasDotEnv: boolean): ExactSource | MissingSource {
  if ("missing" in host) return host;
  return { reader: "sandbox", version: host.version, hasDotEnv, open: async () => (await import("./sandbox/open-sandbox.ts")).openSandbox(host) };
}

function pythonSource(program: string, { folder, bound }: ProjectFiles): ExactSource {
  return { reader: "python", version: program, hasDotEnv: false, open: async () => (await import("./own-python/open-python.ts")).openPython({ program, folder, bound }) };
}

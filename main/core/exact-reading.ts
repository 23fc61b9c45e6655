/**
 * The exact answers beside the static ones: each code location whose files changed is loaded by the sealed Dagster, and what it says is
 * written as a reader of its own. Runs after the pipeline, so that the static reading is on screen first. An unchanged location is
 * never loaded twice, a failed one neither until something changes or everything is read anew.
 */
import { createHash } from "node:crypto";
import type { CodeLocation, Problem } from "../../shared/model.ts";
import { applyExact, type Applied } from "./apply-definitions.ts";
import type { ProjectFiles } from "./files.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { readMeta, writeMeta } from "./index/meta.ts";
import type { ProjectIndex } from "./index/project-index.ts";
import { collectFiles } from "./sandbox/collect-files.ts";
import { openSandbox, type Sandbox, type SandboxFailure } from "./sandbox/open-sandbox.ts";
import type { SealedHost } from "./sandbox/sealed-host.ts";

export interface ExactRun {
  readonly files: ProjectFiles;
  readonly index: ProjectIndex;
  readonly locations: readonly CodeLocation[];
  readonly isFull: boolean;
  isCancelled(): boolean;
  onProgress(stage: string, done: number, total: number | null, detail: string): void;
  onChanged(keys: ReadonlySet<string>): void;
}

export interface ExactReader {
  read(run: ExactRun): Promise<void>;
  cancel(): void;
  close(): void;
}

export function createExactReader(host: SealedHost): ExactReader {
  let sandbox: Sandbox | null = null;

  async function readOne(run: ExactRun, location: CodeLocation): Promise<void> {
    if ("missing" in host) return;
    const collected = collectFiles(run.files, [location]);
    const stamp = createHash("sha256").update(`${collected.hash}\0${JSON.stringify(location)}\0${host.version}`).digest("hex");
    const name = `exact ${location.name}` as const;
    if (!run.isFull && readMeta(run.index.db, name) === stamp) return;
    sandbox ??= openSandbox({ start: host.start });
    const answer = await sandbox.load(location, collected);
    if (run.isCancelled()) return;
    apply(run, (db) => {
      writeMeta(db, name, stamp);
      if (answer.type === "failed") return { keys: new Set(), isChanged: writeProjectProblems(db, name, [problemOf(location, answer)]) };
      const isCleared = writeProjectProblems(db, name, []);
      const applied = applyExact(db, location, answer.definitions);
      return { ...applied, isChanged: applied.isChanged || isCleared };
    });
  }

  return {
    async read(run) {
      if ("missing" in host) {
        apply(run, (db) => ({ keys: new Set(), isChanged: writeProjectProblems(db, "exact", [{ severity: "info", code: "sandbox.missing", stage: "sandbox", message: `Definitions are read from source only: ${host.missing}` }]) }));
        return;
      }
      for (const [i, location] of run.locations.entries()) {
        if (run.isCancelled()) return;
        run.onProgress("sandbox", i, run.locations.length, location.name);
        await readOne(run, location);
      }
    },
    cancel: () => sandbox?.cancel(),
    close: () => sandbox?.close(),
  };
}

function apply(run: ExactRun, act: (db: ProjectIndex["db"]) => Applied): void {
  let applied: Applied = { keys: new Set(), isChanged: false };
  run.index.write((db) => {
    applied = act(db);
    return applied.isChanged;
  });
  if (applied.isChanged) run.onChanged(applied.keys);
}

function problemOf(location: CodeLocation, failure: SandboxFailure): Problem {
  return {
    severity: "warning", code: failure.code, stage: "sandbox", codeLocation: location.name, ...(location.declaredIn ? { at: location.declaredIn } : {}),
    message: `The sealed Dagster gave no answer for ${location.name}: ${failure.message}`, hint: "The static reading stays shown.",
  };
}

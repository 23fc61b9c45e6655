/**
 * The way of a project through the core, top to bottom: what is in the folder (project), what its code defines (definitions), what
 * Dagster logged (logs), all of it into the index. Stages that would only find what the index already holds are skipped; a change on
 * disk simply runs it again. Knows no shell and keeps nothing between runs.
 */
import type { CodeLocation, DagsterHome, Problem } from "../../shared/model.ts";
import { applyFailure, applyLocation, clearFailure, dropLocations, reportConflicts, type Applied } from "./apply-definitions.ts";
import type { DefinitionsClient, ReadFailure } from "./definitions-client.ts";
import { checkFreshness, type FreshnessCheck } from "./freshness.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { dropLogReports } from "./index/finds.ts";
import { readLocationRows } from "./index/locations.ts";
import { readMeta, writeMeta } from "./index/meta.ts";
import { readFileStamps, readProbes, writeFileStamps } from "./index/probes.ts";
import type { ProjectIndex } from "./index/project-index.ts";
import type { HeldReadings } from "./held-readings.ts";
import { findLayout, type LayoutRun } from "./project-layout.ts";
import type { ProjectLayout } from "./project/discover.ts";

export interface PipelineRun extends LayoutRun {
  readonly definitions: DefinitionsClient;
  readonly held: HeldReadings;
  isCancelled(): boolean;
  readLog(home: DagsterHome): Promise<void>;
  /** Stage, how far, of how many (null: unknown), and the file or database being read. */
  onProgress(stage: string, done: number, total: number | null, detail: string): void;
  onLayout(layout: ProjectLayout): void;
  /** The index shows something else now for these assets. */
  onChanged(keys: ReadonlySet<string>): void;
}

export async function runPipeline(run: PipelineRun): Promise<void> {
  const freshness = checkFreshness(run.files, new Map(readFileStamps(run.index.db).map((stamp) => [stamp.path, stamp])), run.environment);

  run.onProgress("project", 0, null, run.files.folder);
  const layout = await findLayout(run, freshness);
  run.onLayout(layout);

  await readDefinitions(run, layout.codeLocations, freshness);

  for (const [i, home] of layout.dagsterHomes.entries()) {
    if (run.isCancelled()) return;
    run.onProgress("logs", i, layout.dagsterHomes.length, home.path);
    await run.readLog(home);
  }
  if (run.isCancelled()) return;

  run.onProgress("index", 0, null, "");
  finish(run, layout, freshness);
}

async function readDefinitions(run: PipelineRun, locations: readonly CodeLocation[], freshness: FreshnessCheck): Promise<void> {
  const stale = staleLocations(run, locations, freshness);
  apply(run, (db) => dropLocations(db, new Set(locations.map((location) => location.name))));
  for (const [done, location] of stale.entries()) {
    if (run.isCancelled()) return;
    run.onProgress("dagster", done, stale.length, location.name);
    const read = await run.definitions.read(run.files.folder, location, run.isFull ? null : run.held.of(location.name), (file) => run.onProgress("python", done, stale.length, file));
    if (read.type === "cancelled") return;
    const position = locations.indexOf(location);
    let isHeld = false;
    apply(run, (db) => {
      if (read.type !== "done") return applyFailure(db, location, position, failureProblem(location, read));
      const applied = applyLocation(db, location, position, read);
      isHeld = true;
      return clearFailure(db, location.name) ? { ...applied, isChanged: true } : applied;
    });
    if (isHeld && read.type === "done") run.held.set(location.name, read.id);
  }
}

/** Those whose entry, sources or reader changed since they were read. */
function staleLocations(run: PipelineRun, locations: readonly CodeLocation[], freshness: FreshnessCheck): CodeLocation[] {
  const { db } = run.index;
  const isSameReader = readMeta(db, "definitionsVersion") === run.definitionsVersion;
  const rows = new Map(readLocationRows(db).map((row) => [row.name, row]));
  return locations.filter((location) => {
    const row = rows.get(location.name);
    if (run.isFull || !isSameReader || row?.isComplete !== 1 || row.entry !== JSON.stringify(location)) return true;
    return !freshness.holds(readProbes(db, location.name));
  });
}

function finish(run: PipelineRun, layout: ProjectLayout, freshness: FreshnessCheck): void {
  // Opening an unchanged project changes no row here, and so writes nothing.
  const isUnfinished = freshness.renewed.size > 0 || run.isFull || readMeta(run.index.db, "isFinished") !== "1";
  run.index.write((db) => {
    if (isUnfinished) {
      writeFileStamps(db, freshness.renewed.values());
      writeMeta(db, "definitionsVersion", run.definitionsVersion);
      writeMeta(db, "indexedAt", String(Date.now() / 1000));
      writeMeta(db, "isFinished", "1");
    }
    const changes = [
      writeProjectProblems(db, "index", run.index.notices), writeProjectProblems(db, "fault", []),
      dropLogReports(db, layout.dagsterHomes.map((home) => home.id)), isUnfinished && reportConflicts(db),
    ];
    return changes.includes(true);
  });
}

function apply(run: PipelineRun, act: (db: ProjectIndex["db"]) => Applied): void {
  let applied: Applied | null = null;
  run.index.write((db) => {
    applied = act(db);
    if (applied.isChanged) writeMeta(db, "isFinished", "0");
    return applied.isChanged;
  });
  const { keys, isChanged } = applied ?? { keys: new Set<string>(), isChanged: false };
  if (isChanged) run.onChanged(keys);
}

function failureProblem(location: CodeLocation, failure: ReadFailure): Problem {
  return {
    severity: "error", code: `definitions.${failure.type}`, stage: "python", codeLocation: location.name,
    message: `The code location ${location.name} could not be read: ${failure.message.split("\n")[0]}`, ...(location.declaredIn ? { at: location.declaredIn } : {}),
    hint: "What was read of it before stays shown. All other code locations are complete.",
  };
}

/**
 * What is in the project's folder: from the index where everything that discovery looked at is as it was, else discovered anew and
 * kept. Loads the readers of configuration files only when they are needed.
 */
import { statSync } from "node:fs";
import { join } from "node:path";
import { seal, unseal } from "./index/damage.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { writeFinds } from "./index/finds.ts";
import { readMeta, writeMeta } from "./index/meta.ts";
import { readProbes, writeFileStamps, writeProbes } from "./index/probes.ts";
import type { FreshnessCheck } from "./freshness.ts";
import type { ProjectFiles } from "./files.ts";
import type { ProjectIndex } from "./index/project-index.ts";
import { probeFiles, type Environment } from "./probed-files.ts";
import type { DiscoverOptions, ProjectLayout } from "./project/discover.ts";

export interface LayoutRun {
  readonly files: ProjectFiles;
  readonly index: ProjectIndex;
  readonly discover: Omit<DiscoverOptions, "environment">;
  readonly environment: Environment;
  /** Changes with the program: what another version read is read again. */
  readonly definitionsVersion: string;
  /** Trust nothing that the index holds. */
  readonly isFull: boolean;
}

export async function findLayout(run: LayoutRun, freshness: FreshnessCheck): Promise<ProjectLayout> {
  const { db } = run.index;
  const stored = storedLayout(run.index);
  if (!run.isFull && stored && readMeta(db, "layoutKey") === layoutKey(run, stored) && freshness.holds(readProbes(db, ""))) return stored;
  const { discoverProject } = await import("./project/discover.ts");
  const probed = probeFiles(run.files);
  const layout = discoverProject(probed.files, { ...run.discover, environment: probed.environment(run.environment) });
  run.index.write((write) => {
    writeProbes(write, "", probed.probes());
    writeFileStamps(write, probed.stamps());
    const before = readMeta(write, "layout");
    writeMeta(write, "layout", seal(layout));
    writeMeta(write, "layoutKey", layoutKey(run, layout));
    const hasProblems = writeProjectProblems(write, "project", layout.problems);
    const hasFinds = writeFinds(write, "project", layout.finds);
    return hasProblems || hasFinds || before !== readMeta(write, "layout");
  });
  return layout;
}

export function storedLayout(index: ProjectIndex): ProjectLayout | null {
  const text = readMeta(index.db, "layout");
  return text === null ? null : unseal<ProjectLayout>(text);
}

/** What a layout depends on besides the project's own files: how it was asked for, and homes that lie elsewhere. */
function layoutKey(run: LayoutRun, layout: ProjectLayout): string {
  const homes = new Set([...layout.dagsterHomes.map((home) => home.path), ...run.discover.chosenHomes, ...(run.environment.DAGSTER_HOME ? [run.environment.DAGSTER_HOME] : [])]);
  const states = [...homes].sort().flatMap((home) => ["", "dagster.yaml", "history", "storage"].map((name) => stateOf(join(home, name))));
  return JSON.stringify([run.definitionsVersion, run.discover.entry ?? null, run.discover.chosenHomes, states]);
}

/** Of a folder only that it is there: Dagster writes into its home all the time. */
function stateOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return !stat ? "missing" : stat.isDirectory() ? "folder" : `${stat.size} ${stat.mtimeMs}`;
}

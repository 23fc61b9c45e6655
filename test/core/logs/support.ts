/** What the tests of the log reader share: fixture homes in folders of their own, a readable dump of what was read, a folder's bytes. */
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach } from "vitest";
import type { CheckEvaluation, DagsterHome, Json, MetadataEntry, RunSummary } from "../../../shared/model.ts";
import type { AssetWipe, LogBatch, LogCursor, LogEvent, LogReadResult, MaterializationAttempt } from "../../../main/core/logs/log-batch.ts";
import { homeAt, indexDatabase } from "./home-files.ts";
import { readLog } from "../../../main/core/logs/read-log.ts";

export { homeAt, indexDatabase };

export const homesFolder = fileURLToPath(new URL("../../fixtures/homes/", import.meta.url));

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) {
    if (existsSync(folder)) chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "assetscope-logs-"));
  made.push(folder);
  return folder;
}

/** A copy of a fixture home that the test may change. */
export function copyHome(name: string): DagsterHome {
  const folder = join(temporaryFolder(), "home");
  cpSync(join(homesFolder, name), folder, { recursive: true });
  return homeAt(folder);
}

/** All that a reader said, put together as an index would. */
export class Collected {
  readonly wipes = new Map<string, AssetWipe>();
  readonly runs = new Map<string, RunSummary>();
  readonly events = new Map<number, LogEvent>();
  readonly attempts = new Map<number, MaterializationAttempt>();
  readonly checks = new Map<string, CheckEvaluation>();
  batches = 0;

  readonly apply = (batch: LogBatch): void => {
    this.batches++;
    if (batch.startsOver !== null) for (const held of [this.wipes, this.runs, this.events, this.attempts, this.checks]) held.clear();
    for (const wipe of batch.wipes) {
      this.wipes.set(wipe.assetKey, wipe);
      for (const held of [this.events, this.attempts]) forget<number>(held, wipe);
      forget<string>(this.checks, wipe);
    }
    for (const run of batch.runs) this.runs.set(run.runId, run);
    for (const event of batch.events) this.events.set(event.storageId, event);
    for (const attempt of batch.attempts) this.attempts.set(attempt.storageId, attempt);
    for (const check of batch.checks) this.checks.set([check.assetKey, check.checkName, check.runId, check.partition].join("|"), check);
  };
}

function forget<K>(held: Map<K, { readonly assetKey: string; readonly timestamp: number }>, wipe: AssetWipe): void {
  for (const [id, said] of held) if (said.assetKey === wipe.assetKey && said.timestamp <= wipe.timestamp) held.delete(id);
}

/** Reads in this process. */
export async function readHome(home: DagsterHome, cursor: LogCursor | null = null, into = new Collected()): Promise<{ collected: Collected; result: LogReadResult }> {
  const result = await readLog(home, cursor, temporaryFolder(), { send: async (batch) => into.apply(batch), progress: () => undefined });
  return { collected: into, result };
}

/** Sorted and readable; run ids by order of appearance and no times, so that it holds for a home that is made anew. */
export function dump({ collected, result }: { collected: Collected; result: LogReadResult }): string {
  const runNumbers = new Map([...collected.runs.keys()].map((runId, index) => [runId, `run ${index + 1}`]));
  const run = (runId: string): string => (runId === "" ? "no run" : (runNumbers.get(runId) ?? "an unknown run"));
  const tags = (all: { readonly [key: string]: string }): string =>
    Object.entries(all).filter(([key]) => !key.startsWith("dagster/") && !key.startsWith(".dagster")).sort().map(([key, value]) => ` ${key}=${value}`).join("");
  const metadata = (all: readonly MetadataEntry[]): string[] => all.map((entry) => `    ${JSON.stringify(entry.label)} ${entry.type} ${stable(entry.value)}${entry.description ? ` (${entry.description})` : ""}`);
  const lines = [
    ...[...collected.runs.values()].map((each) => `${run(each.runId)}: ${each.jobName} ${each.status}${each.endTime === null ? "" : each.endTime > (each.startTime ?? 0) ? " ended after it started" : " ended before it started"}${tags(each.tags)}`),
    ...[...collected.wipes.keys()].sort().map((assetKey) => `wiped: ${assetKey}`),
    ...[...collected.events.values()].flatMap((event) => [
      `${event.eventType} of ${event.assetKey}${event.partition === null ? "" : ` [${event.partition}]`} in ${run(event.runId)} (${event.runStatus ?? "no status"})${event.description === null ? "" : ` "${event.description}"`}${tags(event.tags)}`,
      ...metadata(event.metadata),
    ]),
    ...[...collected.attempts.values()].map((attempt) => `${attempt.attempt}: ${attempt.assetKey}${attempt.partition === null ? "" : ` [${attempt.partition}]`} in ${run(attempt.runId)} (${attempt.runStatus ?? "no status"})${attempt.reason === null ? "" : ` ${attempt.reason}`}`),
    ...[...collected.checks.values()].flatMap((check) => [
      `check ${check.checkName} of ${check.assetKey}${check.partition === null ? "" : ` [${check.partition}]`} in ${run(check.runId)}: ${check.status} ${check.severity ?? ""}${check.blocking === null ? "" : check.blocking ? " blocking" : " not blocking"}${check.targetMaterialization === null ? "" : " of a known materialization"}`,
      ...metadata(check.metadata),
    ]),
    `status: ${result.status}`,
    ...result.problems.map((problem) => `problem: ${problem.code}: ${problem.message}`),
  ];
  return `${lines.join("\n")}\n`;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: Json) => (typeof inner === "object" && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
}

/** Every file below the folder with its bytes, mode and time of change. */
export function bytesOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  return files.sort().map((file) => {
    const found = lstatSync(file);
    const hash = found.isFile() ? createHash("sha256").update(readFileSync(file)).digest("hex") : "no file";
    return `${relative(folder, file)} ${hash} ${found.mode} ${found.mtimeMs}`;
  }).join("\n");
}

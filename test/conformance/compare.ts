/**
 * Reads what dump.py printed (a file, one line a project), asks the command line for the same projects, prints a line a case and the
 * differences below it, and ends with `N passed, N failed, N skipped`. A case that Dagster itself cannot load is skipped and says so,
 * unless the case says that this is the point (a file `not-loadable` beside the project).
 *
 *     node compare.ts DUMP.jsonl [--details]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Catalog } from "../../shared/model.ts";
import { compareCatalog, type Dump } from "./differences.ts";

const [dumpFile, ...flags] = process.argv.slice(2);
const command = (process.env["ASSETSCOPE_CLI"] ?? "npm run --silent assetscope --").split(" ");
const cache = mkdtempSync(join(tmpdir(), "assetscope-conformance-"));
const counts = { passed: 0, failed: 0, skipped: 0 };

for (const line of readFileSync(dumpFile!, "utf8").trim().split("\n")) {
  const dump = JSON.parse(line) as Dump;
  const name = basename(dump.project) === "project" ? basename(dirname(dump.project)) : basename(dump.project);
  if (dump.error !== undefined) {
    const isMeant = existsSync(join(dirname(dump.project), "not-loadable"));
    counts.skipped++;
    console.log(`skip  ${name}: Dagster does not load it${isMeant ? ", as meant" : ""} (${dump.error.split("\n")[0]!.slice(0, 200)})`);
    continue;
  }
  const catalog = list(dump.project);
  if (typeof catalog === "string") {
    counts.failed++;
    console.log(`FAIL  ${name}: ${catalog}`);
    continue;
  }
  const { differences: all, equal, unknown } = compareCatalog(dump, catalog);
  const differences = judge(dump.project, all);
  counts[differences.length ? "failed" : "passed"]++;
  console.log(`${differences.length ? "FAIL" : "ok  "}  ${name}: ${dump.assets.length} assets, ${equal} fields equal, ${differences.length} different, ${unknown.length} unknown`);
  for (const difference of differences) console.log(`        ${difference}`);
  if (flags.includes("--details")) for (const what of unknown) console.log(`        unknown ${what}`);
}
rmSync(cache, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;

/** Differences that are not wanted, and wanted ones that are gone: PROJECT.differences.txt beside it has lines `beginning of a difference # reason`. */
function judge(project: string, found: readonly string[]): string[] {
  const file = `${project}.differences.txt`;
  const wanted = existsSync(file) ? readFileSync(file, "utf8").split("\n").flatMap((line) => line.split(" # ")[0]?.trim() || []) : [];
  return [...found.filter((difference) => !wanted.some((start) => difference.startsWith(start))), ...wanted.filter((start) => !found.some((difference) => difference.startsWith(start))).map((start) => `${start}: listed as a wanted difference, and is none`)];
}

function list(folder: string): Catalog | string {
  const run = spawnSync(command[0]!, [...command.slice(1), "list", folder, "--json"], { encoding: "utf8", maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, XDG_CACHE_HOME: cache, DAGSTER_HOME: "" } });
  try {
    return JSON.parse(run.stdout) as Catalog;
  } catch {
    return `no catalog (exit ${run.status}): ${run.stderr.trim().split("\n").at(-1) ?? ""}`;
  }
}

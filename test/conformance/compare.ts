/**
 * Reads what dump.py printed (a file, one line a project), has one of our readers read the same projects, prints a line a case and the
 * differences below it, and ends with `N passed, N failed, N skipped`. A case that Dagster cannot load is skipped with the reason that
 * `unlike-dagster.txt` beside the project gives; without that file it fails.
 *
 *     node compare.ts DUMP.jsonl [--with static|sandbox] [--details]
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { missingFor, readProjects, type Reader, type Reading } from "./catalogs.ts";
import { compareCatalog, type Dump } from "./differences.ts";

const [dumpFile, ...flags] = process.argv.slice(2);
const reader: Reader = flags.includes("sandbox") ? "sandbox" : "static";
const dumps = readFileSync(dumpFile!, "utf8").trim().split("\n").map((line) => JSON.parse(line) as Dump);
const counts = { passed: 0, failed: 0, skipped: 0 };
const sums = { assets: 0, equal: 0, unknown: 0 };
const began = Date.now();

const missing = missingFor(reader);
if (missing !== null) {
  console.log(`skip  ${reader}: ${missing}`);
  counts.skipped = dumps.length;
} else {
  const toRead = dumps.filter(isLoaded);
  for await (const { folder, reading } of readProjects(toRead.map((dump) => dump.project), reader)) judge(toRead.find((dump) => dump.project === folder)!, reading);
}
console.log(`${reader}: ${counts.passed + counts.failed} projects, ${sums.assets} assets, ${sums.equal} fields equal, ${sums.unknown} unknown, in ${((Date.now() - began) / 1000).toFixed(0)} s`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed ? 1 : 0;

function nameOf(project: string): string {
  return `${reader} ${basename(project) === "project" ? basename(dirname(project)) : basename(project)}`;
}

function isLoaded(dump: Dump): boolean {
  if (dump.error === undefined) return true;
  const [error] = dump.error.split("\n");
  const reason = besides(dump.project, "unlike-dagster.txt") ?? /No module named '(?:dagster_|dlt|dbt|sling)\w*/.exec(process.env["ASSETSCOPE_DAGSTER_PYTHON"] === undefined ? "" : dump.error)?.[0] ?? null;
  counts[reason === null ? "failed" : "skipped"]++;
  console.log(reason === null ? `FAIL  ${nameOf(dump.project)}: Dagster does not load it (${error})\n${(dump.traceback ?? "").trim().split("\n").slice(-12).map((line) => `        ${line}`).join("\n")}` : `skip  ${nameOf(dump.project)}: ${reason.trim()} (Dagster: ${error!.slice(0, 120)})`);
  return false;
}

function judge(dump: Dump, reading: Reading | string): void {
  if (typeof reading === "string") {
    counts.failed++;
    console.log(`FAIL  ${nameOf(dump.project)}: ${reading}`);
    return;
  }
  const { differences, equal, unknown } = compareCatalog(dump, reading.catalog);
  // The exact reader knows everything but what went through a stand-in or a placeholder.
  const unexplained = reader === "sandbox" ? unknown.filter((what) => !/not installed in the sealed runtime|depends on the environment variable/.test(what)).map((what) => `unknown ${what}`) : [];
  const failed = reader === "sandbox" ? reading.problems.filter((problem) => problem.stage === "sandbox" && problem.severity !== "info").map((problem) => `problem ${problem.message}`) : [];
  const left = unwanted(dump.project, [...differences, ...unexplained, ...failed]);
  counts[left.length ? "failed" : "passed"]++;
  sums.assets += dump.assets.length;
  sums.equal += equal;
  sums.unknown += unknown.length;
  console.log(`${left.length ? "FAIL" : "ok  "}  ${nameOf(dump.project)}: ${dump.assets.length} assets, ${equal} fields equal, ${left.length} different, ${unknown.length} unknown`);
  for (const difference of left) console.log(`        ${difference}`);
  if (flags.includes("--details")) for (const what of unknown) console.log(`        unknown ${what}`);
}

/** Differences that are not listed, and listed ones that are gone: differences.txt (sandbox-differences.txt) has lines `beginning of a difference # reason`. */
function unwanted(project: string, found: readonly string[]): string[] {
  const listed = (besides(project, reader === "sandbox" ? "sandbox-differences.txt" : "differences.txt") ?? "").split("\n").flatMap((line) => line.split(" # ")[0]?.trim() || []);
  return [...found.filter((difference) => !listed.some((start) => difference.startsWith(start))), ...listed.filter((start) => !found.some((difference) => difference.startsWith(start))).map((start) => `${start}: is listed as a difference, and is none`)];
}

/** A file about a project, beside it: `CASE/name` for `CASE/project`, else `PROJECT.name`. */
function besides(project: string, name: string): string | null {
  const file = basename(project) === "project" ? join(dirname(project), name) : `${project}.${name}`;
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

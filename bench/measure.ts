/**
 * Measures Assetscope and the real Dagster side by side on the same generated projects, in turns, so that a busy machine is busy for
 * both, and prints a table of medians with the least and the most. Options: see run.mjs.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findDagster, untilListed, validate, type Sample } from "./dagster.ts";
import { generateProject } from "./generate-project.ts";
import { generateAssets } from "./lineage-project.ts";
import { large, layoutInput, measureLayout, measureLineage, selections, type Timed } from "./lineage.ts";
import { measureGraph, openChromium, type Frames } from "./graph.ts";
import { saveUntilExact, saveUntilTold } from "./live.ts";
import { otherLayouts } from "./other-layouts.ts";
import { listExactly, loadThrice, sealedRuntime } from "./sandbox.ts";
import { openThrice } from "./ours.ts";

const root = resolve(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: {
    assets: { type: "string", default: "1000,5000" },
    runs: { type: "string", default: "3" },
    only: { type: "string", default: "ours,dagster,live,log,sandbox,lineage,graph" },
    generators: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const parts = new Set(options.only.split(","));
const runs = Number(options.runs);
const work = join(root, ".cache", "bench");
const cli = join(root, "dist", "cli.js");
const dagster = findDagster(root);
/** For all of Dagster's selections together. */
const dagsterLimitMs = 180_000;
let lines: string[] = [];
const say = (line = ""): void => {
  lines.push(line);
  console.log(line);
};

if (["ours", "dagster", "live", "log"].some((part) => parts.has(part))) {
  say(`${machine()} Median of ${runs} runs (of 7 saves), least and most in brackets; seconds, and MB of all processes together.`);
  if ("missing" in dagster) say(`\nDagster was not measured: ${dagster.missing}.`);
  for (const assets of options.assets.split(",").map(Number)) await compare(assets);
  if (parts.has("log")) await ingest(1_000, 100);
  write("opening");
}
if (parts.has("sandbox")) {
  await exactly(1_000);
  write("sandbox");
}
if (parts.has("lineage")) {
  await lineage();
  write("lineage");
}
if (parts.has("graph")) {
  await graph();
  write("graph");
}

function machine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${process.platform}, Node ${process.versions.node}.`;
}

/** The sealed Dagster beside the real one, in turns. */
async function exactly(assets: number): Promise<void> {
  const runtime = sealedRuntime();
  say(`## Exact definitions of ${assets.toLocaleString("en")} assets\n\n${machine()} Median of ${runs} runs (of 7 saves), least and most in brackets; seconds, and MB of all processes together.\n`);
  if ("missing" in runtime) return say(`Not measured: ${runtime.missing}.`);
  const folder = makeProject(assets);
  const native = findDagster(root, ["dagster"]);
  const rows = new Map<string, Sample[]>();
  const note = (name: string, sample: Sample): void => void rows.set(name, [...(rows.get(name) ?? []), sample]);
  for (let run = 0; run < runs; run++) {
    if ("bin" in native) note("dagster definitions validate", await validate(native.bin, folder));
    const listed = await listExactly(cli, folder, assets);
    note("assetscope list --with sandbox, nothing indexed", listed);
    const parts = await loadThrice(runtime, folder, listed.location);
    note("- the sealed process from its start until Dagster is imported, woken from the snapshot", parts.woken);
    note("- the same without a snapshot", parts.started);
    note("- woken and loaded", parts.first);
    note("- loaded again, nothing changed", parts.unchanged);
    note("- loaded again, one file changed", parts.changed);
  }
  for (const seconds of await saveUntilExact(cli, folder, 7)) note("assetscope open, from a save to the event with Dagster's answer", { seconds, megabytes: null });
  const theirs = rows.get("dagster definitions validate");
  say("| | seconds | MB at most | of what `dagster definitions validate` takes |\n|---|---|---|---|");
  for (const [name, samples] of rows) {
    const ratio = theirs ? (median(samples.map((s) => s.seconds)) / median(theirs.map((s) => s.seconds))).toFixed(2) : "";
    say(`| ${name} | ${range(samples.map((s) => s.seconds), 2)} | ${range(samples.flatMap((s) => s.megabytes ?? []), 0)} | ${ratio} |`);
  }
}

/** Puts what was said into its part of results.md; the other parts stay as they were measured. */
function write(part: string): void {
  const said = lines.join("\n").trim();
  lines = [];
  if (!options.write) return;
  const file = join(root, "bench", "results.md");
  const marked = (text: string): string => `<!-- ${part} -->\n\n${text}\n\n<!-- /${part} -->`;
  const before = existsSync(file) ? readFileSync(file, "utf8") : "# Results\n\nWritten by `node bench/run.mjs --write`. Measure again on your own machine: figures of a busy one mean little, ratios a little more.\n";
  const from = before.indexOf(`<!-- ${part} -->`);
  const to = before.indexOf(`<!-- /${part} -->`);
  const after = from < 0 || to < 0 ? `${before.trimEnd()}\n\n${marked(said)}\n` : `${before.slice(0, from)}${marked(said)}${before.slice(to + `<!-- /${part} -->`.length)}`;
  writeFileSync(file, after);
}

/** Questions to the core about a large project, and its layout; selections beside the real Dagster's. */
async function lineage(): Promise<void> {
  const times = Math.max(runs, 5);
  say(`## Selection and lineage, ${large.assets.toLocaleString("en")} assets with ${large.deps.toLocaleString("en")} edges, ${large.columns.toLocaleString("en")} columns with ${large.columnEdges.toLocaleString("en")} edges\n`);
  say(`${machine()} In the core, answers as objects; milliseconds of the thread's processor time, so that a busy machine changes little; median of ${times} (of two for Dagster), least and most in brackets.\n`);
  const measured = await measureLineage(times);
  const row = (one: Timed): string => `| ${one.name} | ${range(one.ms, 1)} | ${one.size.toLocaleString("en")} |`;
  say("| made once, in slices | ms | of |\n|---|---|---|");
  for (const one of measured.first) say(`| ${one.name} | ${one.ms[0]!.toFixed(0)} | ${one.size.toLocaleString("en")} |`);
  say(`\nMeanwhile nothing else had to wait longer than ${measured.longestStop.toFixed(0)} ms.\n`);
  say("| question | ms | answers |\n|---|---|---|");
  for (const one of measured.asked) say(row(one));
  const theirs = askDagster(measured.assets, 2);
  say(`\n| selection | ms | ${theirs ? "the real Dagster's Python, ms | " : ""}assets |\n|---|---|---|${theirs ? "---|" : ""}`);
  for (const one of measured.selected) {
    const answer = theirs?.get(one.name);
    if (answer && answer.size !== one.size) throw new Error(`${one.name}: ${one.size} assets here, ${answer.size} in Dagster`);
    say(`| \`${one.name}\` | ${range(one.ms, 1)} | ${theirs ? `${answer ? range(answer.ms, 0) : "not within the limit"} | ` : ""}${one.size.toLocaleString("en")} |`);
  }
  if (!theirs) say("\nDagster was not measured: there is none in .cache.");
  await layouts();
}

/** Answers by selection, as many as there are within the limit; null where there is no Dagster. */
function askDagster(assets: Parameters<typeof layoutInput>[0], times: number): ReadonlyMap<string, { readonly ms: readonly number[]; readonly size: number }> | null {
  const library = findDagster(root, ["dagster"]);
  if ("missing" in library) return null;
  const rows = assets.map(({ key, deps, group, owners, tags, kinds }) => ({ key, deps, group, owners, tags, kinds }));
  const run = spawnSync(join(library.bin, "python"), [join(root, "bench", "dagster_selection.py")], { input: JSON.stringify({ assets: rows, selections, runs: times }), maxBuffer: 2 ** 26, stdio: ["pipe", "pipe", "ignore"], timeout: dagsterLimitMs });
  const lines = run.stdout.toString().split("\n").slice(0, -1);
  return new Map(lines.map((line) => {
    const answer = JSON.parse(line) as { readonly text: string; readonly ms: readonly number[]; readonly size: number };
    return [answer.text, answer] as const;
  }));
}

/** The asset graph drawn in a browser. */
async function graph(): Promise<void> {
  say(`## The asset graph in Chromium, 1440 x 900, drawn in software\n`);
  say(`${machine()} On average ${loadavg()[0]!.toFixed(0)} other programs wanted these cores meanwhile. One run each, milliseconds; frames: median / 95 % / longest between two, and the longest task of the page's thread.\n`);
  say("| project | shown | drawn after | frames while panning | while zooming |\n|---|---|---|---|---|");
  const frames = ({ median: middle, p95, longest, longestTask }: Frames): string => `${[middle, p95, longest].map((value) => value.toFixed(0)).join(" / ")}; task ${longestTask.toFixed(0)}`;
  const browser = await openChromium();
  for (const assets of [1_000, 10_000]) {
    for (const one of await measureGraph(browser, cli, makeProject(assets), assets)) say(`| ${assets.toLocaleString("en")} assets, ${one.edges.toLocaleString("en")} edges | ${one.what} | ${one.drawnMs.toFixed(0)} | ${frames(one.pan)} | ${frames(one.zoom)} |`);
  }
  await browser.close();
}

async function layouts(): Promise<void> {
  const others = await otherLayouts(join(work, "layouts"));
  say(`\n| layout, positions and lines of all edges | ms |${others.map((one) => ` ${one.name}, ms |`).join("")}\n|---|---|${"---|".repeat(others.length)}`);
  for (const [assets, deps] of [[1_000, 1_800], [10_000, 18_000]] as const) {
    const generated = generateAssets({ assets, deps, columns: assets, columnEdges: assets });
    for (const withBoxes of [false, true]) {
      const input = layoutInput(generated, withBoxes);
      const theirs: string[] = [];
      for (const other of others) theirs.push(withBoxes || assets > 1_000 ? "" : (await other.measure(input)).toFixed(0));
      say(`| ${assets.toLocaleString("en")} nodes, ${input.edges.length.toLocaleString("en")} edges${withBoxes ? `, in ${input.boxes.length} open boxes` : ""} | ${range(measureLayout(input, Math.max(runs, 3)), 0)} |${theirs.map((one) => ` ${one} |`).join("")}`);
    }
  }
  if (others.length === 0) say("\nOther layout libraries were not measured: they are not in .cache/bench/layouts.");
}

async function compare(assets: number): Promise<void> {
  const folder = makeProject(assets);
  const rows = new Map<string, Sample[]>();
  const note = (name: string, sample: Sample): void => void rows.set(name, [...(rows.get(name) ?? []), sample]);
  for (let run = 0; run < runs; run++) {
    if (parts.has("ours")) {
      const { cold, again, changed } = await openThrice(cli, folder, assets);
      note("assetscope, nothing indexed", cold);
      note("assetscope, opened again", again);
      note("assetscope, one file changed", changed);
    }
    if (parts.has("dagster") && "bin" in dagster) {
      note("dagster dev", await untilListed(dagster.bin, "dagster dev", folder, assets));
      note("dagster-webserver", await untilListed(dagster.bin, "dagster-webserver", folder, assets));
      note("dagster definitions validate", await validate(dagster.bin, folder));
    }
  }
  say(`\n## ${assets.toLocaleString("en")} assets, from start until all are listed\n`);
  if (parts.has("live")) for (const seconds of await saveUntilTold(cli, folder, 7)) note("assetscope open, from a save to the event", { seconds, megabytes: null });
  say("| | seconds | MB at most | times faster than `dagster dev` |");
  say("|---|---|---|---|");
  const dev = rows.get("dagster dev");
  for (const [name, samples] of rows) {
    const ratio = dev && name.startsWith("assetscope,") ? (median(dev.map((s) => s.seconds)) / median(samples.map((s) => s.seconds))).toFixed(1) : "";
    say(`| ${name} | ${range(samples.map((s) => s.seconds), 2)} | ${range(samples.flatMap((s) => s.megabytes ?? []), 0)} | ${ratio} |`);
  }
}

/** A log of `assets` x `events` materializations, read for the first time. */
async function ingest(assets: number, events: number): Promise<void> {
  if ("missing" in dagster) return;
  const home = join(work, `home-${assets}-${events}`);
  if (!existsSync(join(home, "history", "runs", "index.db"))) {
    const python = join(dagster.bin, "python");
    const script = options.generators ? [join(options.generators, "make_home.py"), home, "--assets", String(assets), "--events", String(events), "--mode", "bulk"] : [join(root, "bench", "make_home.py"), home, String(assets), String(events)];
    execFileSync(python, script, { stdio: ["ignore", "ignore", "inherit"] });
  }
  const folder = makeProject(assets);
  const samples: { readonly cold: Sample; readonly again: Sample }[] = [];
  for (let run = 0; run < runs; run++) samples.push(await openThrice(cli, folder, assets, home));
  say(`\n## A log of ${(assets * events).toLocaleString("en")} materializations (${assets.toLocaleString("en")} assets, ${events} each)\n`);
  say("| | seconds | MB at most |");
  say("|---|---|---|");
  say(`| assetscope, nothing indexed | ${range(samples.map((s) => s.cold.seconds), 2)} | ${range(samples.flatMap((s) => s.cold.megabytes ?? []), 0)} |`);
  say(`| assetscope, opened again | ${range(samples.map((s) => s.again.seconds), 2)} | ${range(samples.flatMap((s) => s.again.megabytes ?? []), 0)} |`);
}

function makeProject(assets: number): string {
  const folder = join(work, `project-${assets}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if (options.generators) execFileSync("python3", [join(options.generators, "make_project.py"), String(assets), folder]);
  else generateProject(folder, assets);
  return folder;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function range(values: readonly number[], digits: number): string {
  if (values.length === 0) return "";
  return `${median(values).toFixed(digits)} [${Math.min(...values).toFixed(digits)}, ${Math.max(...values).toFixed(digits)}]`;
}

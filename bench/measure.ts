/**
 * Measures Assetscope and the real Dagster side by side on the same generated projects, in turns, so that a busy machine is busy for
 * both, and prints a table of medians with the least and the most. Options: see run.mjs.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findDagster, untilListed, validate, type Sample } from "./dagster.ts";
import { generateProject } from "./generate-project.ts";
import { saveUntilTold } from "./live.ts";
import { openThrice } from "./ours.ts";

const root = resolve(import.meta.dirname, "..");
const { values: options } = parseArgs({
  options: {
    assets: { type: "string", default: "1000,5000" },
    runs: { type: "string", default: "3" },
    only: { type: "string", default: "ours,dagster,live,log" },
    generators: { type: "string" },
    write: { type: "boolean", default: false },
  },
});
const parts = new Set(options.only.split(","));
const runs = Number(options.runs);
const work = join(root, ".cache", "bench");
const cli = join(root, "dist", "cli.js");
const dagster = findDagster(root);
const lines: string[] = [];
const say = (line = ""): void => {
  lines.push(line);
  console.log(line);
};

say(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${process.platform}, Node ${process.versions.node}. Median of ${runs} runs (of 7 saves), least and most in brackets; seconds, and MB of all processes together.`);
if ("missing" in dagster) say(`\nDagster was not measured: ${dagster.missing}.`);
for (const assets of options.assets.split(",").map(Number)) await compare(assets);
if (parts.has("log")) await ingest(1_000, 100);
if (options.write) writeFileSync(join(root, "bench", "results.md"), `# Results\n\nWritten by \`node bench/run.mjs --write\`. Measure again on your own machine: figures of a busy one mean little, ratios a little more.\n\n${lines.join("\n")}\n`);

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

/** The sealed Dagster on a generated project: its first exact answer from a cold start of the program, one file changed, what its process takes. */
import { appendFileSync, linkSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProjectFiles } from "../main/core/files.ts";
import { collectFiles } from "../main/core/sandbox/collect-files.ts";
import { findSealedRuntime, type SealedRuntime } from "../main/core/sandbox/find-runtime.ts";
import { openSandbox } from "../main/core/sandbox/open-sandbox.ts";
import { startSealedProcess } from "../main/core/sandbox/sealed-node.ts";
import type { Catalog, CodeLocation } from "../shared/model.ts";
import type { Sample } from "./dagster.ts";
import { measure } from "./processes.ts";

export interface SealedSamples {
  /** From the start of the sealed process until Dagster is imported, with the snapshot and without it. */
  readonly woken: Sample;
  readonly started: Sample;
  readonly first: Sample;
  readonly changed: Sample;
  readonly unchanged: Sample;
}

export function sealedRuntime(): SealedRuntime | { readonly missing: string } {
  const found = findSealedRuntime();
  return "missing" in found ? found : found.runtime;
}

/** `assetscope list --with sandbox` with nothing indexed: every asset must have been said by the sealed Dagster. */
export async function listExactly(cli: string, folder: string, assets: number): Promise<Sample & { readonly location: CodeLocation }> {
  const cache = mkdtempSync(join(tmpdir(), "assetscope-bench-"));
  try {
    const run = await measure([process.execPath, cli, "list", folder, "--json", "--with", "sandbox"], { cwd: folder, env: { ...process.env, XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: cache, DAGSTER_HOME: "" } });
    if (run.exitCode !== 0) throw new Error(`assetscope list ended with ${run.exitCode}: ${run.stderr.slice(-500)}`);
    const catalog = JSON.parse(run.stdout) as Catalog;
    const exact = catalog.assets.filter((asset) => asset.reader === "sandbox").length;
    if (exact < assets) throw new Error(`${exact} of ${assets} assets exact: ${JSON.stringify(catalog.problems.slice(0, 3))}`);
    return { seconds: run.seconds, megabytes: run.peakMegabytes, location: catalog.project.codeLocations[0]! };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** The parts of it, in a process that is asked thrice: first, unchanged, one file changed. */
export async function loadThrice(runtime: SealedRuntime, folder: string, location: CodeLocation): Promise<SealedSamples> {
  const woken = await untilReady(runtime);
  const without = mkdtempSync(join(runtime.imageFolder, ".without-"));
  linkSync(join(runtime.imageFolder, "image.bin"), join(without, "image.bin"));
  const started = await untilReady({ ...runtime, imageFolder: without });
  rmSync(without, { recursive: true, force: true });
  const sandbox = openSandbox({ start: (start) => startSealedProcess(runtime, start) });
  const files = openProjectFiles(folder);
  const load = async (): Promise<Sample> => {
    const began = performance.now();
    const answer = await sandbox.load(location, collectFiles(files, [location]));
    if (answer.type === "failed") throw new Error(answer.message);
    return { seconds: (performance.now() - began) / 1000, megabytes: peakOfSealed() };
  };
  try {
    const first = await load();
    const unchanged = await load();
    appendFileSync(join(folder, "src", "synth", "parts", "part_07.py"), "# changed\n");
    return { woken, started, first, unchanged, changed: await load() };
  } finally {
    sandbox.close();
  }
}

function untilReady(runtime: SealedRuntime): Promise<Sample> {
  const began = performance.now();
  const sealed = startSealedProcess(runtime, { withDbt: false });
  return new Promise((resolve, reject) => {
    sealed.onExit((_code, words) => reject(new Error(words)));
    sealed.onMessage(() => {
      const sample = { seconds: (performance.now() - began) / 1000, megabytes: peakOfSealed() };
      sealed.kill();
      resolve(sample);
    });
  });
}

/** Most memory that the sealed process of this one held, in MB (Linux). */
function peakOfSealed(): number | null {
  try {
    for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
      const status = readIfThere(`/proc/${name}/status`);
      if (Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) !== process.pid || !readIfThere(`/proc/${name}/cmdline`).includes("sandbox-process")) continue;
      return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024;
    }
  } catch {
    // No /proc here.
  }
  return null;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

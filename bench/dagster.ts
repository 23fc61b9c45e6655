/** The real Dagster on the same project: how long until its server lists every asset, and what it takes. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { measure, watch } from "./processes.ts";

export interface Sample { readonly seconds: number; readonly megabytes: number | null }

/** Folder of Dagster's programs, or why there is none. */
export function findDagster(root: string, programs: readonly string[] = ["dagster", "dagster-webserver"]): { readonly bin: string } | { readonly missing: string } {
  const python = process.env["ASSETSCOPE_DAGSTER_PYTHON"] ?? join(root, ".cache", "dagster-1.13.27", "bin", "python");
  const bin = dirname(python);
  for (const program of programs) {
    if (!existsSync(join(bin, program))) return { missing: `no ${program} beside the Python of ASSETSCOPE_DAGSTER_PYTHON (pip install dagster-webserver==1.13.27)` };
  }
  return { bin };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

function environment(home: string, folder: string): NodeJS.ProcessEnv {
  return { ...process.env, DAGSTER_HOME: home, PYTHONPATH: join(folder, "src"), DAGSTER_DISABLE_TELEMETRY: "1", PYTHONWARNINGS: "ignore" };
}

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "dagster-home-"));
  writeFileSync(join(home, "dagster.yaml"), "telemetry:\n  enabled: false\nnux:\n  enabled: false\n");
  return home;
}

/** Seconds from the start of `dagster dev` or `dagster-webserver` until its GraphQL lists `assets` assets. */
export async function untilListed(bin: string, program: "dagster dev" | "dagster-webserver", folder: string, assets: number): Promise<Sample> {
  const port = await freePort();
  const home = newHome();
  const command = program === "dagster dev" ? [join(bin, "dagster"), "dev"] : [join(bin, "dagster-webserver")];
  const began = performance.now();
  const server = watch([...command, "-h", "127.0.0.1", "-p", String(port), "-m", "synth.definitions", "-d", join(folder, "src")], { cwd: folder, env: environment(home, folder) });
  server.child.stdout!.resume();
  server.child.stderr!.resume();
  try {
    while (performance.now() - began < 300_000) {
      if (server.child.exitCode !== null) throw new Error(`${program} ended with ${server.child.exitCode}`);
      if ((await countAssets(port)) >= assets) return { seconds: (performance.now() - began) / 1000, megabytes: server.peakMegabytes() };
      await sleep(100);
    }
    throw new Error(`${program} did not list ${assets} assets within five minutes`);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function countAssets(port: number): Promise<number> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ assetNodes { assetKey { path } groupName } }" }),
      signal: AbortSignal.timeout(60_000),
    });
    const answer = (await response.json()) as { readonly data?: { readonly assetNodes?: readonly unknown[] } };
    return answer.data?.assetNodes?.length ?? 0;
  } catch {
    return 0;
  }
}

export async function validate(bin: string, folder: string): Promise<Sample> {
  const home = newHome();
  try {
    const run = await measure([join(bin, "dagster"), "definitions", "validate", "-m", "synth.definitions", "-d", join(folder, "src")], { cwd: folder, env: environment(home, folder) });
    if (run.exitCode !== 0) throw new Error(`dagster definitions validate ended with ${run.exitCode}: ${run.stderr.slice(-300)}`);
    return { seconds: run.seconds, megabytes: run.peakMegabytes };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** From the save of a file to the event that tells the page of it, in the browser mode: what the source says, and what Dagster says of it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { AssetDetail, ProjectState } from "../shared/api.ts";

/** Assetscope in the browser mode, as its page sees it. */
interface Served {
  ask<T>(request: string, params: object): Promise<T>;
  /** When each `index.changed` arrived. */
  readonly told: readonly number[];
}

const file = ["src", "synth", "parts", "part_11.py"];
/** The first asset of that file, and its description. */
const asset = "lake/g11/asset_00011";
const described = "Synthetic asset number 11.";
/** Nothing takes so long. */
const limitMs = 60_000;

/** Saves one file `times` times; seconds of each until `index.changed` arrived. */
export function saveUntilTold(cli: string, folder: string, times: number): Promise<readonly number[]> {
  return whileServed(cli, folder, async ({ told }) => {
    const seconds: number[] = [];
    for (let n = 1; n <= times; n++) {
      const before = told.length;
      const began = save(folder, `${described} Saved ${n} times.`);
      while (told.length === before) await untilLater(began);
      seconds.push((told[before]! - began) / 1000);
      await sleep(600);
    }
    return seconds;
  });
}

/** The same until the event after which the index has what the real Dagster says of the saved file. */
export function saveUntilExact(cli: string, folder: string, times: number): Promise<readonly number[]> {
  return whileServed(cli, folder, async ({ ask, told }) => {
    const isExact = async (text: string): Promise<boolean> => {
      const detail = await ask<AssetDetail | null>("asset.get", { key: asset });
      return detail?.asset.reader === "sandbox" && detail.asset.description === text && (detail.asset.origins["description"]?.reader ?? "sandbox") === "sandbox";
    };
    const seconds: number[] = [];
    for (let n = 0; n <= times; n++) {
      const text = n === 0 ? described : `${described} Saved ${n} times.`;
      const before = told.length;
      const began = n === 0 ? performance.now() : save(folder, text);
      let seen = before;
      while (!(await isExact(text))) {
        while (told.length === seen) await untilLater(began);
        seen = told.length;
      }
      // The first is the load of everything, which is measured elsewhere.
      if (n > 0) seconds.push((told[seen - 1]! - began) / 1000);
      await sleep(600);
    }
    return seconds;
  });
}

function save(folder: string, description: string): number {
  const path = join(folder, ...file);
  const source = readFileSync(path, "utf8");
  const changed = source.replace(/Synthetic asset number 11\.[^"]*/, description);
  const began = performance.now();
  writeFileSync(path, changed);
  return began;
}

async function untilLater(began: number): Promise<void> {
  if (performance.now() - began > limitMs) throw new Error(`no event within ${limitMs / 1000} s of a save`);
  await sleep(2);
}

async function whileServed<T>(cli: string, folder: string, act: (served: Served) => Promise<T>): Promise<T> {
  const cache = mkdtempSync(join(tmpdir(), "assetscope-bench-"));
  const child = spawn(process.execPath, [cli, "serve", folder], { env: { ...process.env, XDG_CACHE_HOME: cache, XDG_CONFIG_HOME: cache, DAGSTER_HOME: "" }, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const url = await new Promise<URL>((resolve, reject) => {
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said);
        if (found) resolve(new URL(found[0]));
      });
      child.once("exit", (code) => reject(new Error(`assetscope serve ended with ${code}`)));
    });
    const page = await fetch(url, { redirect: "manual" });
    const headers = { cookie: page.headers.getSetCookie().map((each) => each.split(";")[0]).join("; "), origin: url.origin, "content-type": "application/json" };
    const ask = async <R>(request: string, params: object): Promise<R> => {
      const response = await fetch(new URL(`/api/${request}`, url), { method: "POST", headers, body: JSON.stringify(params) });
      return ((await response.json()) as { readonly result: R }).result;
    };
    await untilReady(ask);
    return await act({ ask, told: await listen(new URL("/api/events", url), headers) });
  } finally {
    child.kill("SIGTERM");
    await exited;
    rmSync(cache, { recursive: true, force: true });
  }
}

async function untilReady(ask: Served["ask"]): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    if ((await ask<ProjectState>("project.get", {})).status === "ready") return;
    await sleep(100);
  }
  throw new Error("the project was not ready within two minutes");
}

/** Times at which `index.changed` arrives. */
async function listen(url: URL, headers: Record<string, string>): Promise<readonly number[]> {
  const response = await fetch(url, { headers });
  const told: number[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      for (let n = chunk.split("index.changed").length; n > 1; n--) told.push(performance.now());
    }
  };
  // Ends with the server.
  read().catch(() => undefined);
  return told;
}

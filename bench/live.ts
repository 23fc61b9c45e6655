/** From the save of a file to the event that tells the page of it, in the browser mode. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProjectState } from "../shared/api.ts";

/** Saves one file `times` times; seconds of each until `index.changed` arrived. */
export async function saveUntilTold(cli: string, folder: string, times: number): Promise<readonly number[]> {
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
    await untilReady(url, headers);
    const told = await listen(new URL("/api/events", url), headers);
    const file = join(folder, "src", "synth", "parts", "part_11.py");
    const source = readFileSync(file, "utf8");
    const seconds: number[] = [];
    for (let n = 0; n < times; n++) {
      const before = told.count();
      const began = performance.now();
      writeFileSync(file, source.replace(/Synthetic asset number (\d+)/, `Synthetic asset number $1, saved ${n + 1} times`));
      while (told.count() === before && performance.now() - began < 20_000) await sleep(2);
      if (told.count() === before) throw new Error("no event within 20 s of a save");
      seconds.push((performance.now() - began) / 1000);
      await sleep(600);
    }
    return seconds;
  } finally {
    child.kill("SIGTERM");
    await exited;
    rmSync(cache, { recursive: true, force: true });
  }
}

async function untilReady(url: URL, headers: Record<string, string>): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const response = await fetch(new URL("/api/project.get", url), { method: "POST", headers, body: "{}" });
    const { result } = (await response.json()) as { readonly result: ProjectState };
    if (result.status === "ready") return;
    await sleep(100);
  }
  throw new Error("the project was not ready within two minutes");
}

/** Counts `index.changed` events as they arrive. */
async function listen(url: URL, headers: Record<string, string>): Promise<{ readonly count: () => number }> {
  const response = await fetch(url, { headers });
  let count = 0;
  const read = async (): Promise<void> => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) count += chunk.split("index.changed").length - 1;
  };
  // Ends with the server.
  read().catch(() => undefined);
  return { count: () => count };
}

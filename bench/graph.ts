/**
 * The asset graph in a real Chromium: opened by groups and whole, panned by the mouse and zoomed by the wheel, while the page counts its
 * frames and its long tasks.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { unpackChromium } from "../test/support/chromium.ts";
import { serve } from "../test/support/serve.ts";

export interface GraphSample {
  readonly what: string;
  readonly edges: number;
  /** From the change of the address to the last stroke: the core's answer, layout, drawing, and 90 ms of waiting for rest. */
  readonly drawnMs: number;
  readonly pan: Frames;
  readonly zoom: Frames;
}

export interface Frames {
  /** Between two frames, while the mouse moves. */
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
  /** Longest task on the page's thread; 0 where none took 50 ms. */
  readonly longestTask: number;
}

export async function openChromium(): Promise<Browser> {
  const own = await unpackChromium();
  return chromium.launch(own === null ? {} : { executablePath: own.executablePath, env: { ...process.env, ...own.env } as Record<string, string> });
}

/** Ours: all groups open, then closed, on the project in `folder`. */
export async function measureGraph(browser: Browser, cli: string, folder: string, assets: number): Promise<GraphSample[]> {
  const workFolder = mkdtempSync(join(tmpdir(), "assetscope-bench-"));
  const env = { ...process.env, XDG_CACHE_HOME: workFolder, XDG_CONFIG_HOME: workFolder, DAGSTER_HOME: "" } as Record<string, string>;
  // Reading the source is measured elsewhere.
  execFileSync(process.execPath, [cli, "list", folder, "--with", "static", "--json"], { env, stdio: "ignore", maxBuffer: 2 ** 28 });
  const serving = await serve({ folder, workFolder, env, remove: () => undefined });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await page.goto(`${serving.url}#/catalog`);
    await page.waitForFunction((wanted) => Number(document.querySelector(".query-count")?.textContent?.replaceAll(",", "")) >= wanted, assets, { timeout: 300_000 });
    await page.evaluate(() => window.whenIdle?.());
    const edges = await page.evaluate(async () => {
      const answer = await fetch(`/api/graph.get`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
      return ((await answer.json()) as { readonly result?: { readonly edges: readonly unknown[] } }).result?.edges.length ?? 0;
    });
    const samples: GraphSample[] = [];
    for (const [what, place] of [["by groups, closed", "#/lineage?open=none"], ["every asset", "#/lineage?open=all"]] as const) {
      const drawnMs = await page.evaluate(async (to) => {
        const start = performance.now();
        location.hash = to;
        await new Promise((resolve) => setTimeout(resolve));
        await window.whenIdle?.();
        return performance.now() - start;
      }, place);
      const box = (await page.locator(".graph-stage").boundingBox())!;
      samples.push({ what, drawnMs, edges, ...(await moveAbout(page, box)) });
    }
    return samples;
  } finally {
    await page.goto("about:blank");
    await page.close();
    await serving.stop();
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

interface Place { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Drags the picture to and fro, then turns the wheel in and out, with the hand of a person: a move each 16 ms. */
export async function moveAbout(page: Page, box: Place): Promise<Pick<GraphSample, "pan" | "zoom">> {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // On paper, not on a node.
  await page.mouse.move(box.x + 30, box.y + 24);
  const pan = await countFrames(page, async () => {
    await page.mouse.down();
    for (let step = 0; step < 60; step++) {
      await page.mouse.move(box.x + 30 + 400 * Math.sin(step / 9) ** 2, box.y + 24 + 240 * Math.sin(step / 13) ** 2);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
  });
  await page.mouse.move(x, y);
  const zoom = await countFrames(page, async () => {
    for (let step = 0; step < 40; step++) {
      await page.mouse.wheel(0, step < 22 ? -120 : 120);
      await page.waitForTimeout(32);
    }
  });
  return { pan, zoom };
}

async function countFrames(page: Page, act: () => Promise<void>): Promise<Frames> {
  const counting = await page.evaluateHandle(() => {
    const seen = { frames: [] as number[], tasks: [] as number[], isOver: false };
    let last = performance.now();
    const tick = (): void => {
      const now = performance.now();
      seen.frames.push(now - last);
      last = now;
      if (!seen.isOver) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.tasks.push(entry.duration))).observe({ type: "longtask" });
    return seen;
  });
  await act();
  const { frames, tasks } = await counting.evaluate((seen) => {
    seen.isOver = true;
    return seen;
  });
  const sorted = frames.slice(1).toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0, longest: sorted.at(-1) ?? 0, longestTask: Math.max(0, ...tasks) };
}

/** Selection, lineage, impact and layout on a large generated project, in this process, as the core answers them. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProjectIndex } from "../main/core/index/project-index.ts";
import { createFacts } from "../main/core/query/asset-facts.ts";
import { createCatalog } from "../main/core/query/catalog.ts";
import { createLineage } from "../main/core/query/lineage/lineage.ts";
import { createSelector } from "../main/core/query/selection.ts";
import type { Asset } from "../shared/model.ts";
import type { LayoutInput } from "../shared/layout/graph.ts";
import { layOut } from "../shared/layout/layout.ts";
import { fillIndex, generateAssets, type LineageSize } from "./lineage-project.ts";

export interface Timed {
  readonly name: string;
  /** Milliseconds of this thread's processor time: other work of the machine does not count. */
  readonly ms: readonly number[];
  /** What came out, to be compared. */
  readonly size: number;
}

export const large: LineageSize = { assets: 10_000, deps: 18_000, columns: 200_000, columnEdges: 500_000 };

/** In the language of both; sets are compared with the real Dagster's. */
export const selections: readonly string[] = [
  'key:"lake/g1/*"', 'key:"*_0123*"', "group:group_3", 'owner:"user3@example.com"', 'kind:"s3" and tag:"tier"="bronze"', 'not group:"group_3" and tag:"domain"="d1"',
  '+key:"lake/g39/asset_09999"', 'key:"lake/g0/asset_00000"+', '2+group:"group_7"+3', "sinks(*)", 'roots(kind:"duckdb")', '(group:"group_0"+) and (+group:"group_5")',
];

/** `runs` of each question, after one that is not counted but told as the first. */
export async function measureLineage(runs: number): Promise<{ readonly assets: readonly Asset[]; readonly first: readonly Timed[]; readonly selected: readonly Timed[]; readonly asked: readonly Timed[]; readonly longestStop: number }> {
  const folder = mkdtempSync(join(tmpdir(), "assetscope-bench-"));
  const index = openProjectIndex(join(folder, "index.db"));
  try {
    const assets = generateAssets(large);
    fillIndex(index, assets);
    const homes = (): string[] => [];
    const catalog = createCatalog(index, homes);
    const facts = createFacts(index, catalog, homes);
    const selector = createSelector(index, catalog, facts);
    const lineage = createLineage({ index, facts, homes, sqlEdges: () => Promise.resolve(noSql), onProblems: () => undefined });
    const rows = await once("rows of the catalog, in one go", async () => catalog.rows().length);

    const stops = watchStops();
    const first = [
      rows,
      await once("what selections and lineage need of each asset", async () => (await facts.all()).facts.size),
      await once("first selection", async () => (await selector.select("kind:s3")).rows.length),
      await once("graph of the assets", async () => (await lineage.assetGraph()).edges.length),
      await once("graph of the columns", async () => (await lineage.columns({ text: "", asset: null, limit: 1, offset: 0, isBroken: false })).columns),
      await once("the same with edges inferred by name", async () => (await lineage.column({ asset: assets[0]!.key, column: "column_0" }, { direction: "upstream", depth: 1, withInferred: true }))!.columns.length),
    ];
    const longestStop = stops();
    const [wide, usual] = await pickColumns(assets, async (asset, column) => (await lineage.impact(asset, column))!.rows.length);
    const both = { direction: "both", depth: null, withInferred: false } as const;
    const asked = [
      await repeated("graph.get", runs, async () => (await lineage.assetGraph()).edges.length),
      await repeated("impact of the column that most depends on", runs, async () => (await lineage.impact(wide.asset, wide.column))!.rows.length),
      await repeated("impact of a usual column", runs, async () => (await lineage.impact(usual.asset, usual.column))!.rows.length),
      await repeated("lineage of the column that most depends on", runs, async () => (await lineage.column(wide, both))!.edges.length),
      await repeated("lineage of a usual column, 3 steps", runs, async () => (await lineage.column(usual, { ...both, depth: 3 }))!.edges.length),
      await repeated("impact of an asset", runs, async () => (await lineage.impact(wide.asset, null))!.rows.length),
      await repeated("columns by words", runs, async () => (await lineage.columns({ text: "asset_0123 column_7", asset: null, limit: 100, offset: 0, isBroken: false })).total),
    ];
    const selected: Timed[] = [];
    for (const text of selections) selected.push(await repeated(text, runs, async () => (await selector.select(text)).rows.length));
    return { assets, first, selected, asked, longestStop };
  } finally {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const noSql = { edges: [], problems: [], isReading: false };

/** The longest time, in ms, for which nothing else had its turn, until it is asked. */
function watchStops(): () => number {
  let last = threadMs();
  let longest = 0;
  const look = (): void => {
    const now = threadMs();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return () => {
    clearInterval(timer);
    look();
    return longest;
  };
}

export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function once(name: string, act: () => Promise<number>): Promise<Timed> {
  // As requests come: one after the other, with everything else that waits between them.
  await new Promise((resolve) => setTimeout(resolve, 2));
  const began = threadMs();
  const size = await act();
  return { name, ms: [threadMs() - began], size };
}

async function repeated(name: string, runs: number, act: () => Promise<number>): Promise<Timed> {
  const ms: number[] = [];
  let size = await act();
  for (let run = 0; run < runs; run++) {
    const timed = await once(name, act);
    ms.push(timed.ms[0]!);
    size = timed.size;
  }
  return { name, ms, size };
}

/** Of the sources' columns the one with most downstream; and of all the one in the middle. */
async function pickColumns(assets: readonly Asset[], sizeOf: (asset: string, column: string) => Promise<number>): Promise<[{ asset: string; column: string }, { asset: string; column: string }]> {
  const sized: { asset: string; column: string; size: number }[] = [];
  for (let i = 0; i < 200; i++) {
    const asset = assets[i < 40 ? i * 3 : Math.floor((i * assets.length) / 200)]!.key;
    const column = `column_${i % 20}`;
    sized.push({ asset, column, size: await sizeOf(asset, column) });
  }
  sized.sort((a, b) => b.size - a.size);
  return [sized[0]!, sized[Math.floor(sized.length / 2)]!];
}

/** Nodes of the size that the page draws, in boxes of their groups or without. */
export function layoutInput(assets: readonly Asset[], withBoxes: boolean): LayoutInput {
  const known = new Set(assets.map((asset) => asset.key));
  const edges = assets.flatMap((asset) => (Array.isArray(asset.deps) ? asset.deps : []).filter((dep) => known.has(dep)).map((from) => ({ from, to: asset.key })));
  const groups = [...new Set(assets.map((asset) => String(asset.group)))];
  return {
    nodes: assets.map((asset) => ({ id: asset.key, width: 200, height: 64, parent: withBoxes ? String(asset.group) : null })),
    boxes: withBoxes ? groups.map((id) => ({ id, parent: null, headerHeight: 28, padding: 16 })) : [],
    edges, direction: "right", gapBetweenLayers: 72, gapInLayer: 20,
  };
}

export function measureLayout(input: LayoutInput, runs: number): readonly number[] {
  return Array.from({ length: runs }, () => {
    const began = threadMs();
    layOut(input);
    return threadMs() - began;
  });
}

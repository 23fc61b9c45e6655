/** Assets and columns in layers, as data projects have them: straight into an index of ours, since reading source is measured elsewhere. */
import { writeAsset } from "../main/core/index/assets.ts";
import type { ProjectIndex } from "../main/core/index/project-index.ts";
import type { Asset, TableColumnDep } from "../shared/model.ts";

export interface LineageSize {
  readonly assets: number;
  readonly deps: number;
  readonly columns: number;
  readonly columnEdges: number;
}

const layers = 25;

/** The same for the same size. */
export function generateAssets(size: LineageSize): Asset[] {
  const random = randomFrom(1);
  const below = (n: number): number => Math.floor(random() * n);
  const perLayer = Math.ceil(size.assets / layers);
  const key = (i: number): string => `lake/g${i % 40}/asset_${String(i).padStart(5, "0")}`;
  const columnsEach = Math.round(size.columns / size.assets);
  const depending = size.assets - perLayer;
  const depsEach = size.deps / depending;
  const edgesEach = size.columnEdges / (depending * columnsEach);
  const some = (mean: number): number => Math.max(1, Math.floor(mean) + (random() < mean % 1 ? 1 : 0));
  return Array.from({ length: size.assets }, (_, i): Asset => {
    const layer = Math.floor(i / perLayer);
    const deps = new Set<number>();
    for (const wanted = layer === 0 ? 0 : some(depsEach); deps.size < wanted; ) {
      // Most feed the next layer, some skip a few.
      const from = Math.max(0, layer - 1 - (random() < 0.15 ? below(4) : 0));
      deps.add(Math.min(i - 1, from * perLayer + below(perLayer)));
    }
    const upstream = [...deps];
    const sources = (): TableColumnDep[] => Array.from({ length: upstream.length === 0 ? 0 : some(edgesEach) }, () => ({ assetKey: key(upstream[below(upstream.length)]!), columnName: `column_${below(columnsEach)}` }));
    return {
      key: key(i), keyPath: key(i).split("/"), kind: "materializable", isStub: false, group: `group_${i % 40}`, owners: [`team:team${i % 7}`, `user${i % 31}@example.com`], tags: { domain: `d${i % 9}`, tier: ["gold", "silver", "bronze"][i % 3]! },
      kinds: ["python", ["duckdb", "snowflake", "s3"][i % 3]!], description: `Synthetic asset number ${i}.`, deps: upstream.map(key).sort(),
      metadata: [
        { label: "dagster/column_schema", type: "table_schema", from: "definition", value: { columns: Array.from({ length: columnsEach }, (_, c) => ({ name: `column_${c}`, type: ["bigint", "varchar", "double"][c % 3]!, description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {} })), constraints: { other: [] } } },
        ...(upstream.length === 0 ? [] : [{ label: "dagster/column_lineage", type: "table_column_lineage" as const, from: "definition" as const, value: { depsByColumn: Object.fromEntries(Array.from({ length: columnsEach }, (_, c) => [`column_${c}`, sources()])) } }]),
      ],
      partitions: null, codeVersion: null, source: { file: `assets/part_${i % 50}.py`, line: 1 + i }, codeReferences: [], codeLocation: "synth", definedBy: "@asset", op: `asset_${i}`, jobs: [], automation: null, freshness: null,
      ioManagerKey: null, origins: {}, reader: "static", latestMaterialization: null, latestObservation: null,
    };
  });
}

export function fillIndex(index: ProjectIndex, assets: readonly Asset[]): void {
  index.write((db) => {
    for (const asset of assets) writeAsset(db, asset);
    return true;
  });
}

/** Mulberry32: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

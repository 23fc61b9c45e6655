/** The columns' graph -> pages of the list of all columns, in the order of the assets and of their schemas. */
import { compareAssetKeys, parseAssetKey } from "../../../../shared/asset-key.ts";
import type { ColumnPage, ColumnRow } from "../../../../shared/lineage.ts";
import type { Pace } from "../../pace.ts";
import type { ColumnGraph } from "./column-graph.ts";

export interface ColumnQuery {
  readonly text: string;
  /** Only of this asset; null of all. */
  readonly asset: string | null;
  readonly isBroken: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** A graph's columns in their order with what is searched, made once. */
export interface ColumnList {
  readonly graph: ColumnGraph;
  readonly order: Int32Array;
  /** `asset.column` in lower case, by place in `order`. */
  readonly texts: readonly string[];
  readonly broken: number;
}

export async function listColumns(graph: ColumnGraph, pace: Pace): Promise<ColumnList> {
  const assets = [...graph.columnsOf.keys()].map((key) => ({ key, path: parseAssetKey(key) })).sort((a, b) => compareAssetKeys(a.path, b.path));
  const order = new Int32Array(graph.size);
  const texts: string[] = [];
  for (const { key } of assets) {
    for (const node of graph.columnsOf.get(key)!) {
      order[texts.length] = node;
      texts.push(`${key}.${graph.names[node]!}`.toLowerCase());
    }
    if (pace.isDue()) await pace.rest();
  }
  return { graph, order, texts, broken: graph.broken.filter((why) => why !== null).length };
}

export function findColumns({ graph, order, texts, broken }: ColumnList, query: ColumnQuery): Pick<ColumnPage, "rows" | "total" | "columns" | "broken"> {
  const words = query.text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows: ColumnRow[] = [];
  let total = 0;
  const take = (node: number): void => {
    if (query.isBroken && graph.broken[node] === null) return;
    if (total >= query.offset && rows.length < query.limit) rows.push(rowOf(graph, node));
    total++;
  };
  if (query.asset !== null) {
    for (const node of graph.columnsOf.get(query.asset) ?? []) {
      const name = graph.names[node]!.toLowerCase();
      if (words.every((word) => name.includes(word))) take(node);
    }
  } else order.forEach((node, place) => words.every((word) => texts[place]!.includes(word)) && take(node));
  return { rows, total, columns: order.length, broken };
}

function rowOf(graph: ColumnGraph, node: number): ColumnRow {
  const info = graph.infos[node];
  const count = (edges: { readonly starts: Uint32Array }): number => edges.starts[node + 1]! - edges.starts[node]!;
  return {
    asset: graph.assetOf[node]!, column: graph.names[node]!, type: info?.type ?? null, description: info?.description ?? null, tags: info?.tags ?? {},
    upstream: count(graph.packed.upstream), downstream: count(graph.packed.downstream), broken: graph.broken[node]!,
  };
}

/** Every answer of the core that a view reads, one remote each. Keys are what the answer depends on. */
import { request } from "../api/client.ts";
import { createRemote } from "./remote.ts";

/** By selection text, "" for all. */
export const catalogPages = createRemote((select) => request("catalog.list", select === "" ? {} : { select }));
export const assetGraphs = createRemote(() => request("graph.get", {}));
/** By asset key. */
export const assetDetails = createRemote((key) => request("asset.get", { key }));
export const assetPartitions = createRemote((key) => request("asset.partitions", { key }));
/** Events of one asset; the key is a `HistoryQuery` as JSON. */
export const assetHistories = createRemote(async (query) => {
  const { key, partition, limit }: HistoryQuery = JSON.parse(query);
  return request("asset.history", { key, limit, ...(partition === null ? {} : { partition }) });
});
/** Evaluations of one check; the key is `[asset, name]` as JSON. */
export const checkHistories = createRemote(async (pair) => {
  const [asset, name]: [string, string] = JSON.parse(pair);
  return request("check.history", { asset, name, limit: 60 });
});
/** Source text; the key is a `SourceQuery` as JSON. */
export const sources = createRemote(async (query) => {
  const { file, line, context }: SourceQuery = JSON.parse(query);
  return request("source.get", { file, line, context });
});
export const problems = createRemote(() => request("problem.list", {}));
/** Asked so that the list of problems is whole: what it finds is listed there. */
export const lineageProblems = createRemote(() => request("lineage.problems", {}));
export const finds = createRemote(() => request("find.list", {}));
export const unloadedAssets = createRemote(() => request("unloaded.list", {}));
/** The key is the limit. */
export const runs = createRemote((limit) => request("run.list", { limit: Number(limit) }));
export const latestEvents = createRemote((limit) => request("event.list", { limit: Number(limit) }));
/** Lineage of a column; the key is a `LineageQuery` as JSON. */
export const columnLineages = createRemote(async (query) => {
  const { key, column, direction, depth, isInferred }: LineageQuery = JSON.parse(query);
  return request("column.lineage", { asset: key, column, direction, depth, inferred: isInferred });
});
/** All columns of an asset, by its key. */
export const assetColumns = createRemote((asset) => request("column.list", { asset, limit: 10_000 }));
/** A stretch of the list of columns; the key is a `ColumnsQuery` as JSON. */
export const columnPages = createRemote(async (query) => {
  const { text, isBroken, offset, limit }: ColumnsQuery = JSON.parse(query);
  return request("column.list", { limit, offset, broken: isBroken, ...(text === "" ? {} : { text }) });
});
/** The key is `[asset, column or null]` as JSON. */
export const impacts = createRemote(async (pair) => {
  const [key, column]: [string, string | null] = JSON.parse(pair);
  return request("impact.get", { key, ...(column === null ? {} : { column }) });
});
export const recentProjects = createRemote(() => request("recent.list", {}));
/** Who reads the definitions, who else could, and how each code location fared. */
export const readers = createRemote(() => request("reader.get", {}));
export const editors = createRemote(() => request("editor.list", {}));

export interface HistoryQuery {
  readonly key: string;
  readonly partition: string | null;
  readonly limit: number;
}

export interface LineageQuery {
  readonly key: string;
  readonly column: string;
  readonly direction: "both" | "upstream" | "downstream";
  readonly depth: number | null;
  readonly isInferred: boolean;
}

export interface ColumnsQuery {
  readonly text: string;
  readonly isBroken: boolean;
  readonly offset: number;
  readonly limit: number;
}

export interface SourceQuery {
  readonly file: string;
  readonly line: number;
  readonly context: number;
}

/**
 * Lineage of the open project as it is asked for: the graphs are made when somebody asks, in slices, and kept until what they rest on
 * changes. SQL that takes long to read is not waited for: answers say so, and the index changes when it is there.
 */
import { createHash } from "node:crypto";
import type { AssetGraph, ColumnEdge, ColumnLineage, ColumnPage, ColumnRef, EdgeEvidence, Impact } from "../../../../shared/lineage.ts";
import type { Problem } from "../../../../shared/model.ts";
import { knownOr } from "../../../../shared/unknown.ts";
import type { Facts, FactsOfRows } from "../asset-facts.ts";
import { readChecks } from "../../index/definitions.ts";
import { loggedFingerprint, readSaying } from "../../index/logged-columns.ts";
import type { ProjectIndex } from "../../index/project-index.ts";
import { readLatestChecks } from "../../index/read-events.ts";
import { assetsFingerprint } from "../../index/sql-lineage.ts";
import { createPace } from "../../pace.ts";
import { buildAssetGraph } from "./asset-graph.ts";
import { brokenReferences } from "./broken-references.ts";
import type { ColumnGraph, HeldEvidence } from "./column-graph.ts";
import { columnLineage, type ColumnLineageOptions } from "./column-lineage.ts";
import { findColumns, listColumns, type ColumnList, type ColumnQuery } from "./column-list.ts";
import { assetImpact, columnImpact, packAssets, type ImpactedAsset, type ImpactGraph } from "./impact.ts";
import { withInferredEdges } from "./inferred-edges.ts";
import { readColumnGraph } from "./read-column-graph.ts";

export interface SqlLineageEdges {
  readonly edges: readonly ColumnEdge[];
  readonly problems: readonly Problem[];
  /** More will follow. */
  readonly isReading: boolean;
}

export interface LineageOptions {
  readonly index: ProjectIndex;
  readonly facts: Facts;
  homes(): readonly string[];
  /** Edges of the SQL of the assets, as far as they are known by now. The same array while nothing changes. */
  sqlEdges(): Promise<SqlLineageEdges>;
  /** Told what is broken or unknown, each time the columns' graph was made anew. */
  onProblems(problems: readonly Problem[]): void;
}

export interface Lineage {
  assetGraph(): Promise<AssetGraph>;
  columns(query: ColumnQuery): Promise<ColumnPage>;
  column(focus: ColumnRef, options: Omit<ColumnLineageOptions, "show"> & { readonly withInferred: boolean }): Promise<ColumnLineage | null>;
  impact(key: string, column: string | null): Promise<Impact | null>;
  problems(): Promise<readonly Problem[]>;
}

interface Columns {
  /** What it was made of; and when that was last compared. */
  readonly of: string;
  readonly seen: string;
  readonly sql: SqlLineageEdges;
  readonly graph: ColumnGraph;
  readonly problems: readonly Problem[];
  readonly list: () => Promise<ColumnList>;
  readonly inferred: () => Promise<ColumnGraph>;
}

export function createLineage({ index, facts, homes, sqlEdges, onProblems }: LineageOptions): Lineage {
  let columns: Columns | null = null;
  let running: Promise<Columns> | null = null;
  let graph: { readonly of: FactsOfRows; readonly made: Omit<AssetGraph, "revision"> } | null = null;
  let impacted: { readonly of: string; readonly made: ImpactGraph } | null = null;

  async function make(): Promise<Columns> {
    const known = await facts.all();
    const sql = await sqlEdges();
    const seen = `${index.generation} ${index.revision()} ${known.version} ${homes().join(" ")}`;
    if (columns?.seen === seen && columns.sql.edges === sql.edges) return (columns = { ...columns, sql });
    // Most changes of the index are events that say nothing new of columns.
    const of = [index.generation, assetsFingerprint(index.db), loggedFingerprint(index.db, homes()), keysFingerprint(known)].join(" ");
    if (columns?.of === of && columns.sql.edges === sql.edges) return (columns = { ...columns, seen, sql });
    const read = await readColumnGraph(index, homes(), [...known.facts.keys()], sql.edges, createPace());
    const problems = [...read.problems, ...brokenReferences(read.graph)];
    onProblems(problems);
    return (columns = {
      of, seen, sql, graph: read.graph, problems,
      list: once(() => listColumns(read.graph, createPace())), inferred: once(() => guess(read.graph, known)),
    });
  }
  async function current(): Promise<Columns> {
    // What is being made may rest on an older state than the one that is asked about.
    if (running) await running.catch(() => undefined);
    return (running ??= make().finally(() => (running = null)));
  }

  const show = (): ((evidence: HeldEvidence) => EdgeEvidence | null) => {
    const shown = new Map<number, EdgeEvidence | null>();
    return (evidence) => {
      if (evidence.kind !== "logged") return evidence;
      if (!shown.has(evidence.id)) {
        const saying = readSaying(index.db, homes(), evidence.id);
        shown.set(evidence.id, saying && { kind: "materialization", ...saying });
      }
      return shown.get(evidence.id) ?? null;
    };
  };

  async function impactGraph(): Promise<ImpactGraph> {
    const known = await facts.all();
    const of = `${index.generation} ${known.version} ${index.revision()}`;
    if (impacted?.of !== of) impacted = { of, made: packAssets(impactedAssets(index, homes(), known)) };
    return impacted.made;
  }

  return {
    async assetGraph() {
      const known = await facts.all();
      if (graph?.of !== known) graph = { of: known, made: buildAssetGraph(known) };
      return { revision: index.revision(), ...graph.made };
    },
    async columns(query) {
      const made = await current();
      return { revision: index.revision(), ...findColumns(await made.list(), query), isReadingSql: made.sql.isReading };
    },
    async column(focus, { withInferred, ...options }) {
      const made = await current();
      const used = withInferred ? await made.inferred() : made.graph;
      const lineage = columnLineage(used, focus, { ...options, show: show() });
      return lineage && { ...lineage, isReadingSql: made.sql.isReading };
    },
    async impact(key, column) {
      const assets = await impactGraph();
      if (column === null) {
        const impact = assetImpact(assets, key);
        return impact && { ...impact, isReadingSql: false };
      }
      const made = await current();
      const impact = columnImpact(made.graph, assets.assets, { asset: key, column });
      return impact && { ...impact, isReadingSql: made.sql.isReading };
    },
    async problems() {
      const made = await current();
      return [...made.sql.problems, ...made.problems];
    },
  };
}

/** Changes when an asset comes or goes. */
function keysFingerprint({ facts }: FactsOfRows): string {
  return createHash("sha1").update([...facts.keys()].join("\n")).digest("hex");
}

function guess(graph: ColumnGraph, { facts }: FactsOfRows): Promise<ColumnGraph> {
  return withInferredEdges(graph, new Map([...facts].map(([key, asset]) => [key, knownOr(asset.deps, [])])), createPace());
}

function impactedAssets(index: ProjectIndex, homes: readonly string[], { rows, facts }: FactsOfRows): Map<string, ImpactedAsset> {
  const checks = new Map<string, Set<string>>();
  const note = (asset: string, name: string): void => void (checks.get(asset)?.add(name) ?? checks.set(asset, new Set([name])));
  for (const check of readChecks(index.db, null)) note(check.asset, check.name);
  for (const check of readLatestChecks(index.db, homes, null)) note(check.assetKey, check.checkName);
  return new Map(rows.map((row) => [row.key, toImpacted(row.key, facts, [...(checks.get(row.key) ?? [])].sort())]));
}

function toImpacted(key: string, facts: FactsOfRows["facts"], checks: readonly string[]): ImpactedAsset {
  const { deps, owners, group, kinds } = facts.get(key)!;
  return { key, deps: knownOr(deps, []), owners, group, kinds, checks };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

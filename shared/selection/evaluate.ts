/**
 * A selection's tree and a graph of assets -> the assets selected. Meaning: that of Dagster's UI (external assets take part, both
 * forms of an owner match). Answers in three values: a field that is unknown makes its asset a "maybe", and a maybe is never
 * counted as selected nor as excluded without being told.
 */
import { isUnknown, type Known } from "../unknown.ts";
import type { Selection, SelectionValue } from "./syntax.ts";
import { matchesWildcard } from "./wildcard.ts";

export interface SelectableAsset {
  readonly key: string;
  readonly isExternal: boolean;
  readonly group: Known<string>;
  readonly owners: Known<readonly string[]>;
  readonly tags: Known<{ readonly [key: string]: Known<string> }>;
  readonly kinds: Known<readonly string[]>;
  readonly codeLocation: string;
  /** `repository@location` and what else names it. */
  readonly codeLocationAliases: readonly string[];
  readonly partitions: Known<"none" | "static" | "dynamic" | "time" | "multipartitions">;
  readonly automationTypes: Known<readonly string[]>;
  readonly jobs: readonly string[];
  readonly sensors: readonly string[];
  readonly schedules: readonly string[];
  readonly columns: Known<readonly { readonly name: string; readonly tags: { readonly [key: string]: string } }[]>;
  readonly tableNames: Known<readonly string[]>;
  /** Label -> text of the value. */
  readonly metadata: Known<ReadonlyMap<string, string>>;
  readonly description: Known<string | null>;
  readonly path: string | null;
  /** Seconds since 1970, null when never. */
  readonly materializedAt: number | null;
  /** "SUCCESS", "FAILURE", ... of the run of the latest materialization, null when none. */
  readonly status: string | null;
}

export interface SelectionGraph {
  readonly assets: readonly SelectableAsset[];
  /** Positions in `assets`. */
  readonly upstream: readonly (readonly number[])[];
  readonly downstream: readonly (readonly number[])[];
  /** Seconds since 1970: the clock of `not_materialized_in_hours`. */
  readonly now: number;
}

/** One byte an asset. `maybe` holds `yes` and what an unknown field keeps from being told. */
export interface SelectedMask {
  readonly yes: Uint8Array;
  readonly maybe: Uint8Array;
}

export type Answer = true | false | null;

export function evaluateSelection(selection: Selection, graph: SelectionGraph): SelectedMask {
  const size = graph.assets.length;
  switch (selection.kind) {
    case "all":
      return { yes: new Uint8Array(size).fill(1), maybe: new Uint8Array(size).fill(1) };
    case "not": {
      const of = evaluateSelection(selection.of, graph);
      return { yes: invert(of.maybe), maybe: invert(of.yes) };
    }
    case "and":
    case "or": {
      const left = evaluateSelection(selection.left, graph);
      const right = evaluateSelection(selection.right, graph);
      const join = selection.kind === "and" ? (a: number, b: number) => a & b : (a: number, b: number) => a | b;
      return { yes: combine(left.yes, right.yes, join), maybe: combine(left.maybe, right.maybe, join) };
    }
    case "walk": {
      const of = evaluateSelection(selection.of, graph);
      return { yes: walk(of.yes, selection.up, selection.down, graph), maybe: walk(of.maybe, selection.up, selection.down, graph) };
    }
    case "sinks":
    case "roots": {
      const of = evaluateSelection(selection.of, graph);
      const onwards = selection.kind === "sinks" ? graph.downstream : graph.upstream;
      const backwards = selection.kind === "sinks" ? graph.upstream : graph.downstream;
      return { yes: ends(of.yes, of.maybe, onwards, backwards), maybe: ends(of.maybe, of.yes, onwards, backwards) };
    }
    default:
      return mask(graph, tester(selection, graph));
  }
}

function mask(graph: SelectionGraph, test: (asset: SelectableAsset) => Answer): SelectedMask {
  const yes = new Uint8Array(graph.assets.length);
  const maybe = new Uint8Array(graph.assets.length);
  graph.assets.forEach((asset, i) => {
    const answer = test(asset);
    if (answer === true) yes[i] = 1;
    if (answer !== false) maybe[i] = 1;
  });
  return { yes, maybe };
}

function tester(selection: Selection, graph: SelectionGraph): (asset: SelectableAsset) => Answer {
  switch (selection.kind) {
    case "key":
      return (asset) => matchesWildcard(selection.pattern, asset.key);
    case "attribute":
      return attributeTests[selection.name](selection.value);
    case "pair":
      return pairTests[selection.name](selection.key, selection.value);
    case "not_materialized_in_hours":
      return (asset) => asset.materializedAt === null || asset.materializedAt < graph.now - selection.hours * 3600;
    default:
      return () => false;
  }
}

function ofKnown<T>(value: Known<T>, test: (known: T) => boolean): Answer {
  return isUnknown(value) ? null : test(value);
}

type ValueTest = (value: SelectionValue) => (asset: SelectableAsset) => Answer;
const inList = (get: (asset: SelectableAsset) => Known<readonly string[]>): ValueTest => (value) => (asset) =>
  ofKnown(get(asset), (items) => (value === null ? items.length === 0 : items.includes(value)));

const attributeTests: { readonly [N in Extract<Selection, { kind: "attribute" }>["name"]]: ValueTest } = {
  owner: (value) => (asset) =>
    ofKnown(asset.owners, (owners) => (value === null ? owners.length === 0 : owners.includes(value) || owners.includes(`team:${value}`))),
  group: (value) => (asset) => ofKnown(asset.group, (group) => (value === null ? group === "" : matchesWildcard(value, group))),
  kind: inList((asset) => asset.kinds),
  is: (value) => (asset) => (value === "external" ? asset.isExternal : value === "materializable" ? !asset.isExternal : false),
  code_location: (value) => (asset) => (value === null ? asset.codeLocation === "" : asset.codeLocation === value || asset.codeLocationAliases.includes(value)),
  status: (value) => (asset) => statusTest(value?.toLowerCase() ?? null, asset),
  column: (value) => (asset) => ofKnown(asset.columns, (columns) => (value === null ? columns.length === 0 : columns.some((column) => matchesWildcard(value, column.name)))),
  table_name: (value) => (asset) => ofKnown(asset.tableNames, (names) => (value === null ? names.length === 0 : names.some((name) => matchesWildcard(value, name)))),
  // Told as a mistake before (unanswerable.ts).
  changed_in_branch: () => () => false,
  partitions: (value) => (asset) => ofKnown(asset.partitions, (kind) => kind === (value ?? "none")),
  automation_type: (value) => (asset) => ofKnown(asset.automationTypes, (types) => automationTest(value, types)),
  sensor: inList((asset) => asset.sensors),
  schedule: inList((asset) => asset.schedules),
  job: inList((asset) => asset.jobs),
  description: (value) => (asset) =>
    ofKnown(asset.description, (text) => (value === null ? !text : (text ?? "").toLowerCase().includes(value.toLowerCase()))),
  path: (value) => (asset) => (value === null ? asset.path === null : asset.path !== null && matchesWildcard(value, asset.path)),
};

/** The status of the latest run, and two words for what needs no run to be told. */
function statusTest(value: string | null, asset: SelectableAsset): boolean {
  if (value === "materialized") return asset.materializedAt !== null;
  if (value === null || value === "missing") return asset.materializedAt === null;
  return asset.status?.toLowerCase() === value;
}

function automationTest(value: SelectionValue, types: readonly string[]): boolean {
  if (value === null || value === "none") return types.length === 0;
  if (value === "any") return types.length > 0;
  return types.includes(value) || (value === "sensor" && types.some((type) => type.startsWith("sensor/")));
}

type PairTest = (key: SelectionValue, value: SelectionValue | undefined) => (asset: SelectableAsset) => Answer;
const pairTests: { readonly [N in Extract<Selection, { kind: "pair" }>["name"]]: PairTest } = {
  // `tag:k` means k with an empty value, as in Dagster; `tag:<null>` an asset without tags (kinds count as tags there).
  tag: (key, value) => (asset) => {
    if (isUnknown(asset.tags)) return null;
    if (key === null) return Object.keys(asset.tags).length > 0 ? false : ofKnown(asset.kinds, (kinds) => kinds.length === 0);
    if (key.startsWith("dagster/kind/")) return ofKnown(asset.kinds, (kinds) => !value && kinds.includes(key.slice("dagster/kind/".length)));
    if (!Object.hasOwn(asset.tags, key)) return false;
    return ofKnown(asset.tags[key]!, (text) => text === (value ?? ""));
  },
  column_tag: (key, value) => (asset) =>
    ofKnown(asset.columns, (columns) =>
      key === null ? columns.every((column) => Object.keys(column.tags).length === 0) : columns.some((column) => Object.hasOwn(column.tags, key) && column.tags[key] === (value ?? ""))),
  // Of our own: without a value it means "has such an entry".
  metadata: (key, value) => (asset) =>
    ofKnown(asset.metadata, (entries) => {
      if (key === null) return entries.size === 0;
      const text = entries.get(key);
      return text !== undefined && (value === undefined || (value === null ? text === "" : matchesWildcard(value, text)));
    }),
};

function invert(mask: Uint8Array): Uint8Array {
  return mask.map((bit) => bit ^ 1);
}

function combine(a: Uint8Array, b: Uint8Array, join: (a: number, b: number) => number): Uint8Array {
  return a.map((bit, i) => join(bit, b[i]!));
}

function walk(start: Uint8Array, up: number | null | undefined, down: number | null | undefined, graph: SelectionGraph): Uint8Array {
  const result = start.slice();
  if (up !== undefined) spread(start, graph.upstream, up, result);
  if (down !== undefined) spread(start, graph.downstream, down, result);
  return result;
}

/** Breadth first from all starts at once; `depth` null means to the ends. */
function spread(start: Uint8Array, next: readonly (readonly number[])[], depth: number | null, result: Uint8Array): void {
  const seen = start.slice();
  let frontier: number[] = [];
  start.forEach((bit, i) => bit && frontier.push(i));
  for (let level = 0; frontier.length > 0 && (depth === null || level < depth); level++) {
    const beyond: number[] = [];
    for (const from of frontier) {
      for (const to of next[from]!) {
        if (seen[to]) continue;
        seen[to] = 1;
        result[to] = 1;
        beyond.push(to);
      }
    }
    frontier = beyond;
  }
}

/** Members of `members` from which no walk `onwards`, of any length, reaches another member of `others`. */
function ends(members: Uint8Array, others: Uint8Array, onwards: readonly (readonly number[])[], backwards: readonly (readonly number[])[]): Uint8Array {
  // Walking back from all of `others` marks every asset that has one of them ahead. In a cycle an asset has itself ahead, which does not count.
  const hasOtherAhead = new Uint8Array(members.length);
  const starts: number[] = [];
  others.forEach((bit, i) => bit && starts.push(i));
  const queue = [...starts];
  while (queue.length > 0) {
    for (const before of backwards[queue.pop()!]!) {
      if (hasOtherAhead[before]) continue;
      hasOtherAhead[before] = 1;
      queue.push(before);
    }
  }
  return members.map((bit, i) => (bit && (!hasOtherAhead[i] || !reachesAnother(i, others, onwards)) ? 1 : 0));
}

function reachesAnother(start: number, others: Uint8Array, onwards: readonly (readonly number[])[]): boolean {
  const seen = new Set([start]);
  const queue = [start];
  while (queue.length > 0) {
    for (const next of onwards[queue.pop()!]!) {
      if (seen.has(next)) continue;
      if (others[next]) return true;
      seen.add(next);
      queue.push(next);
    }
  }
  return false;
}

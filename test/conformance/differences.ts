/**
 * What the real Dagster said of a project (dump.py) beside what `assetscope list --json` says: the differences, in words.
 * A field that we call unknown is counted, not a difference; a value that we state must be Dagster's.
 */
import type { Asset, Catalog, Json } from "../../shared/model.ts";
import { isUnknown } from "../../shared/unknown.ts";

interface Named { readonly name: string; readonly [field: string]: Json }
export interface DumpedAsset {
  readonly key: string;
  readonly isStub: boolean;
  readonly metadata: readonly { readonly label: string; readonly type: string; readonly value: Json }[];
  readonly place: { readonly file: string; readonly lines: readonly [number, number] } | null;
  readonly [field: string]: Json;
}
export interface Dump {
  readonly project: string;
  readonly error?: string;
  readonly traceback?: string;
  readonly assets: readonly DumpedAsset[];
  readonly checks: readonly (Named & { readonly asset: string; readonly metadata: DumpedAsset["metadata"] })[];
  readonly jobs: readonly Named[];
  readonly schedules: readonly Named[];
  readonly sensors: readonly Named[];
}
export interface Comparison {
  readonly differences: readonly string[];
  /** Fields that were compared and equal. */
  readonly equal: number;
  /** "key field: reason" of what we do not know. */
  readonly unknown: readonly string[];
}

const assetFields = ["kind", "isStub", "group", "owners", "tags", "kinds", "description", "deps", "partitions", "codeVersion", "codeReferences", "ioManagerKey", "jobs"] as const;
const unordered = new Set(["owners", "kinds", "deps", "jobs"]);

export function compareCatalog(dump: Dump, catalog: Catalog): Comparison {
  const differences: string[] = [];
  const unknown: string[] = [];
  let equal = 0;

  const compare = (where: string, dagster: unknown, ours: unknown): void => {
    const reason = unknownWithin(ours);
    if (reason !== null) unknown.push(`${where}: ${reason}`);
    else if (canonical(dagster) === canonical(ours)) equal++;
    else differences.push(`${where}: Dagster ${brief(dagster)}, ours ${brief(ours)}`);
  };
  const pair = <A, B>(what: string, dagster: readonly A[], ours: readonly B[], nameOf: (x: A) => string, ourNameOf: (x: B) => string, each: (name: string, a: A, b: B) => void): void => {
    const mine = new Map(ours.map((x) => [ourNameOf(x), x]));
    for (const one of dagster) {
      const name = nameOf(one);
      const other = mine.get(name);
      if (other === undefined) differences.push(`${what} ${name}: missing`);
      else each(`${what} ${name}`, one, other);
      mine.delete(name);
    }
    for (const name of mine.keys()) differences.push(`${what} ${name}: Dagster has none`);
  };

  const local = (value: unknown): unknown => relativeTo(catalog.project.folder, value);
  // A key that one code location defines and another only names is one asset; what only the log knows is no definition.
  const defined = new Set(dump.assets.filter((asset) => !asset.isStub).map((asset) => asset.key));
  const dumped = dump.assets.filter((asset) => !asset.isStub || !defined.has(asset.key));
  const named = new Set([...catalog.assets.flatMap((asset) => (isUnknown(asset.deps) ? [] : asset.deps)), ...catalog.checks.map((check) => check.asset)]);
  const listed = catalog.assets.filter((asset) => !asset.isStub || named.has(asset.key));
  pair("asset", dumped, listed, (a) => a.key, (a) => a.key, (name, dagster, ours) => {
    for (const field of assetFields) {
      let mine: unknown = field === "partitions" ? partitionsAsDumped(ours.partitions, dagster["partitions"]!) : ours[field];
      if (unordered.has(field) && Array.isArray(mine)) mine = mine.toSorted();
      compare(`${name} ${field}`, folded(field, dagster[field]!), folded(field, local(mine)));
    }
    compareMetadata(name, dagster.metadata, ours.metadata, compare, local);
    if (dagster.place) {
      const { file, lines } = dagster.place;
      const source = ours.source;
      if (source && source.file === file && source.line >= lines[0] - 1 && source.line <= lines[1]) equal++;
      else differences.push(`${name} source: Dagster ${file}:${lines.join("-")}, ours ${source ? `${source.file}:${source.line}` : "none"}`);
    }
  });
  const checkName = (check: { readonly asset: string; readonly name: string }): string => `${check.asset}:${check.name}`;
  pair("check", dump.checks, catalog.checks, checkName, checkName, (name, dagster, ours) => {
    compare(`${name} description`, folded("description", dagster["description"]!), folded("description", ours.description));
    compare(`${name} blocking`, dagster["blocking"]!, ours.blocking);
    compareMetadata(name, dagster.metadata, ours.metadata, compare, local);
  });
  const nameOf = (x: { readonly name: string }): string => x.name;
  const description = (name: string, dagster: Named, ours: { readonly description: unknown }): void => compare(`${name} description`, folded("description", dagster["description"]!), folded("description", ours.description));
  // Jobs that Dagster makes of a schedule's own target are not in the dump.
  pair("job", dump.jobs, catalog.jobs.filter((job) => !isAnonymous(job.name)), nameOf, nameOf, (name, dagster, ours) => {
    description(name, dagster, ours);
    compare(`${name} tags`, dagster["tags"]!, ours.tags);
  });
  pair("schedule", dump.schedules, catalog.schedules, nameOf, nameOf, (name, dagster, ours) => {
    const cron = dagster["cron"]!;
    compare(`${name} cron`, Array.isArray(cron) ? cron.join(", ") : cron, ours.cron);
    // A schedule without a timezone runs in UTC.
    compare(`${name} timezone`, dagster["timezone"]! ?? "UTC", ours.timezone ?? "UTC");
    description(name, dagster, ours);
    compareTarget(name, dagster, ours, compare);
  });
  pair("sensor", dump.sensors, catalog.sensors, nameOf, nameOf, (name, dagster, ours) => {
    compare(`${name} type`, dagster["sensorType"]!, ours.sensorType);
    description(name, dagster, ours);
    compareTarget(name, dagster, ours, compare);
  });
  return { differences, equal, unknown };
}

/** Names of jobs. A target that is a selection is shown as it is written where Dagster makes a job without a name of it. */
function compareTarget(name: string, dagster: Named, ours: { readonly target: unknown }, compare: (where: string, dagster: unknown, ours: unknown) => void): void {
  if (dagster["target"] !== null) compare(`${name} target`, dagster["target"]!, ours.target);
}

function isAnonymous(job: string): boolean {
  return job.startsWith("__anonymous_asset_job");
}

function compareMetadata(name: string, dagster: DumpedAsset["metadata"], ours: Asset["metadata"], compare: (where: string, dagster: unknown, ours: unknown) => void, local: (value: unknown) => unknown): void {
  if (isUnknown(ours)) return compare(`${name} metadata`, null, ours);
  const mine = new Map(ours.filter((entry) => entry.from === "definition" && entry.label !== "dagster/code_references").map((entry) => [entry.label, entry]));
  for (const entry of dagster) {
    const other = mine.get(entry.label);
    // Of an object that it cannot keep Dagster says the class alone; the sealed Dagster has the object's own words, or the class as the reason.
    if (other?.type === "object" && entry.type === "text" && /^\[.+\] \(unserializable\)$/s.test(String(entry.value))) {
      mine.delete(entry.label);
      compare(`${name} metadata ${entry.label}`, "object", other.type);
      continue;
    }
    compare(`${name} metadata ${entry.label}`, [entry.type, entry.value], other === undefined ? null : isUnknown(other.value) ? other.value : [other.type, local(other.value)]);
    mine.delete(entry.label);
  }
  for (const entry of mine.values()) compare(`${name} metadata ${entry.label}`, null, isUnknown(entry.value) ? entry.value : [entry.type, entry.value]);
}

/** Only what dump.py tells of partitions. */
function partitionsAsDumped(ours: Asset["partitions"], dagster: Json): unknown {
  if (ours === null || isUnknown(ours) || dagster === null || typeof dagster !== "object" || Array.isArray(dagster)) return ours;
  if (ours.kind === "multi") {
    const theirs = new Map(((dagster as { readonly dimensions?: readonly { readonly name: string; readonly partitions: Json }[] }).dimensions ?? []).map((one) => [one.name, one.partitions]));
    return { ...ours, dimensions: ours.dimensions.map((dimension) => ({ ...dimension, partitions: partitionsAsDumped(dimension.partitions, theirs.get(dimension.name) ?? null) })) };
  }
  return Object.fromEntries(Object.keys(dagster).map((field) => {
    const value = (ours as { readonly [field: string]: unknown })[field];
    // A cadence says as much as the cron that stands for it.
    if (field === "cron" && ours.kind === "time_window" && ours.cron === null && typeof ours.cadence === "string" && cronOf[ours.cadence] === (dagster as { readonly cron?: Json }).cron) return [field, cronOf[ours.cadence]];
    return [field, value];
  }));
}

const cronOf: { readonly [cadence: string]: string } = { hourly: "0 * * * *", daily: "0 0 * * *", weekly: "0 0 * * 0", monthly: "0 0 1 * *" };

/** The first reason why something in it cannot be known, or null. */
function unknownWithin(value: unknown): string | null {
  if (isUnknown(value)) return value.unknown;
  if (typeof value !== "object" || value === null) return null;
  for (const inner of Object.values(value)) {
    const reason = unknownWithin(inner);
    if (reason !== null) return reason;
  }
  return null;
}

function relativeTo(folder: string, value: unknown): unknown {
  if (typeof value === "string") return value.startsWith(`${folder}/`) ? value.slice(folder.length + 1) : value;
  if (Array.isArray(value)) return value.map((item) => relativeTo(folder, item));
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, relativeTo(folder, inner)]));
  return value;
}

function folded(field: string, value: unknown): unknown {
  return field === "description" && typeof value === "string" ? value.trim().replaceAll(/\s+/g, " ") : value;
}

/** JSON with sorted keys, and sorted items where order says nothing: the same value, the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null) return inner;
    if (Array.isArray(inner)) return key === "dimensions" || isColumnDeps(inner) ? inner.toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1)) : inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  }) ?? "nothing";
}

function isColumnDeps(list: readonly unknown[]): boolean {
  return list.every((item) => typeof item === "object" && item !== null && "columnName" in item);
}

function brief(value: unknown): string {
  const text = canonical(value);
  return text.length > 400 ? `${text.slice(0, 397)}...` : text;
}

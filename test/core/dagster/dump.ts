/**
 * Definitions -> sorted readable lines, for expected.txt. Lines that begin with asset, check, job, schedule or sensor are what the real
 * Dagster says too (test/conformance/definitions.py prints the same); source, origin, unloaded and problem lines are ours alone.
 */
import type { Asset, LocationDefinitions, MetadataEntry, Partitions } from "../../../shared/model.ts";
import { isUnknown, type Known } from "../../../shared/unknown.ts";

/** JSON as Python's `json.dumps(sort_keys=True)` writes it. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${Object.keys(value).sort().map((key) => `${json(key)}: ${json((value as { [key: string]: unknown })[key])}`).join(", ")}}`;
  return JSON.stringify(value);
}

function known<T>(value: Known<T>, show: (value: T) => string): string {
  return isUnknown(value) ? `? ${value.unknown}` : show(value);
}

function showPartitions(partitions: Partitions): string {
  switch (partitions.kind) {
    case "static": return `static ${known(partitions.keys, json)}`;
    case "dynamic": return `dynamic ${known(partitions.name, json)}`;
    case "multi": return `multi ${partitions.dimensions.map(({ name, partitions: inner }) => `${name}=(${known(inner, showPartitions)})`).sort().join(" ")}`;
    case "time_window": return `time_window ${partitions.cron === null ? "-" : known(partitions.cron, json)} from ${known(partitions.start, json)} ${known(partitions.timezone, String)} ${known(partitions.format, String)}`;
  }
}

function showMetadata(entry: MetadataEntry): string {
  if (isUnknown(entry.value)) return `${entry.label} (${entry.type}) ? ${entry.value.unknown}`;
  switch (entry.type) {
    case "table_schema": return `${entry.label} (table_schema) ${json(isUnknown(entry.value) ? null : entry.value.columns.map((column) => [column.name, column.type, column.description, column.constraints.nullable]))}`;
    case "table_column_lineage": return `${entry.label} (table_column_lineage) ${json(isUnknown(entry.value) ? null : Object.fromEntries(Object.entries(entry.value.depsByColumn).map(([column, deps]) => [column, deps.map((dep) => `${dep.assetKey}.${dep.columnName}`)])))}`;
    default: return `${entry.label} (${entry.type}) ${json(entry.value)}`;
  }
}

function assetLines(asset: Asset): string[] {
  const lines = [`asset ${asset.key} ${asset.isStub ? "stub" : asset.kind}`];
  const field = (name: string, text: string | null): void => { if (text !== null) lines.push(`asset ${asset.key} ${name}: ${text}`); };
  const unless = <T>(value: Known<T>, isDefault: (value: T) => boolean, show: (value: T) => string): string | null => isUnknown(value) ? `? ${value.unknown}` : isDefault(value) ? null : show(value);
  field("group", unless(asset.group, (value) => value === "default", String));
  field("deps", unless(asset.deps, (value) => value.length === 0, (value) => value.join(", ")));
  field("owners", unless(asset.owners, (value) => value.length === 0, (value) => value.join(", ")));
  field("tags", unless(asset.tags, (value) => Object.keys(value).length === 0, (value) => json(value)));
  field("kinds", unless(asset.kinds, (value) => value.length === 0, (value) => value.join(", ")));
  field("description", unless(asset.description, (value) => value === null || value === "", (value) => json(value?.replaceAll(/\s+/g, " ").trim())));
  field("code version", unless(asset.codeVersion, (value) => value === null, String));
  field("partitions", unless(asset.partitions, (value) => value === null, (value) => value ? showPartitions(value) : ""));
  if (isUnknown(asset.metadata)) field("metadata", `? ${asset.metadata.unknown}`);
  else for (const entry of asset.metadata) if (entry.label !== "dagster/code_references" && entry.label !== "dagster/component_origin") field("metadata", showMetadata(entry));
  if (asset.source) lines.push(`source ${asset.key} ${asset.source.file}:${asset.source.line}-${asset.source.endLine ?? asset.source.line} ${asset.definedBy}`);
  for (const [name, origin] of Object.entries(asset.origins)) if (origin.at) lines.push(`origin ${asset.key} ${name} ${origin.at.file}:${origin.at.line}`);
  for (const reference of asset.codeReferences) lines.push(`reference ${asset.key} ${reference.kind === "url" ? reference.url : `${reference.file}:${reference.line}`}`);
  if (asset.automation !== null) lines.push(`automation ${asset.key} ${known(asset.automation, String)}`);
  if (asset.freshness !== null) lines.push(`freshness ${asset.key} ${known(asset.freshness, String)}`);
  if (asset.jobs.length > 0) lines.push(`jobs ${asset.key} ${asset.jobs.join(", ")}`);
  return lines;
}

export function dumpDefinitions(definitions: LocationDefinitions): string {
  const lines = [
    ...definitions.assets.flatMap(assetLines),
    ...definitions.checks.map((check) => `check ${check.asset} ${check.name}${check.blocking === true ? " blocking" : ""}${isUnknown(check.description) || !check.description ? "" : ` ${json(check.description.replaceAll(/\s+/g, " ").trim())}`}`),
    ...definitions.jobs.map((job) => `job ${job.name}`),
    ...definitions.jobs.flatMap((job) => job.selection === null ? [] : [`selection ${job.name} ${known(job.selection, String)}`]),
    ...definitions.schedules.map((schedule) => `schedule ${schedule.name} ${known(schedule.cron, String)} ${known(schedule.timezone, String)}`),
    ...definitions.sensors.map((sensor) => `sensor ${sensor.name}`),
    ...definitions.unloaded.map((asset) => `unloaded ${asset.name} ${asset.source.file}:${asset.source.line} ${asset.definedBy}`),
    ...definitions.problems.map((problem) => `problem ${problem.severity} ${problem.code} ${problem.at ? `${problem.at.file}:${problem.at.line} ` : ""}${problem.message}`),
  ];
  return `${lines.sort((a, b) => a < b ? -1 : a > b ? 1 : 0).join("\n")}\n`;
}

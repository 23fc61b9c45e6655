/**
 * A merged `Definitions` -> the lists of `LocationDefinitions`: assets with the jobs that select them, checks, jobs (also those that
 * schedules and sensors bring along), schedules, sensors. What has no known name becomes a problem.
 */
import { isUnknown, type Known } from "../../../shared/unknown.ts";
import type { Asset, AssetCheck, JobDefinition, Problem, ScheduleDefinition, SensorDefinition } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { Value } from "../python/values.ts";
import { graphOf, normalizeAssets } from "./asset-graph.ts";
import { dataOf, JobData, ScheduleData, SensorData, type DefinitionsData } from "./objects.ts";
import { notA, readOptionalText, readText, reasonOf } from "./read-values.ts";
import type { Root } from "./session.ts";

export interface Assembled {
  readonly assets: readonly Asset[];
  readonly checks: readonly AssetCheck[];
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly sensors: readonly SensorDefinition[];
  readonly roots: ReadonlySet<Root>;
  readonly problems: readonly Omit<Problem, "stage">[];
}

type Report = (problem: Omit<Problem, "stage">) => void;

export function assembleLocation(data: DefinitionsData, codeLocation: string): Assembled {
  const problems: Omit<Problem, "stage">[] = [];
  const report: Report = (problem) => { problems.push(problem); };
  const normalized = normalizeAssets(data, codeLocation);
  const schedules = namedOf(data.schedules, ScheduleData, "schedule", report);
  const sensors = namedOf(data.sensors, SensorData, "sensor", report);
  const jobs = namedOf([...data.jobs, ...schedules.flatMap(({ data: one }) => one.jobs), ...sensors.flatMap(({ data: one }) => one.jobs)], JobData, "job", report);
  const graph = graphOf(normalized.assets);
  const jobsByAsset = new Map<string, string[]>();
  for (const { name, data: job } of jobs) {
    for (const key of job.select?.(graph) ?? []) {
      // A job runs what can be run.
      if (graph.assets.get(key)?.kind === "external") continue;
      const names = jobsByAsset.get(key) ?? [];
      names.push(name);
      jobsByAsset.set(key, names);
    }
  }
  return {
    assets: normalized.assets.map((asset) => jobsByAsset.has(asset.key) ? { ...asset, jobs: (jobsByAsset.get(asset.key) ?? []).sort() } : asset),
    checks: normalized.checks,
    jobs: jobs.map(({ name, data: job }) => ({ name, description: readOptionalText(job.description), source: job.source, codeLocation, selection: job.selection, tags: readTags(job.tags) })),
    schedules: schedules.map(({ name, data: one }) => ({ name, cron: one.cron, timezone: one.timezone, target: one.target, description: readOptionalText(one.description), source: one.source, codeLocation })),
    sensors: sensors.map(({ name, data: one }) => ({ name, sensorType: sensorTypeOf(one.sensorType), target: one.target, description: readOptionalText(one.description), source: one.source, codeLocation })),
    roots: normalized.roots,
    problems: [...normalized.problems, ...problems],
  };
}

interface Named<T> { readonly name: string; readonly data: T }

/** By name, the first of each; values that are unknown and names that are unknown become problems. */
function namedOf<T extends { readonly name: Known<string>; readonly source: SourceSpan }>(values: readonly Value[], type: abstract new (...args: never[]) => T, what: string, report: Report): readonly Named<T>[] {
  const named = new Map<string, T>();
  for (const value of values) {
    const data = dataOf(value, type);
    if (!data) {
      if (value.type === "unknown") report({ severity: "info", code: `dagster.${what}-unknown`, message: `A ${what} cannot be read: ${value.reason}`, ...(value.span ? { at: value.span } : {}) });
      continue;
    }
    if (isUnknown(data.name)) report({ severity: "info", code: `dagster.${what}-unknown`, message: `A ${what} is not shown: its name ${data.name.unknown}`, at: data.source });
    else if (!named.has(data.name)) named.set(data.name, data);
  }
  return [...named].map(([name, data]) => ({ name, data }));
}

/** Dagster's kinds of sensors: one for failures watches the status of runs. */
function sensorTypeOf(decorator: string): string {
  return decorator === "run_failure_sensor" ? "run_status_sensor" : decorator;
}

function readTags(value: Value): JobDefinition["tags"] {
  if (value.type === "none") return {};
  if (value.type !== "dict") return notA("a dict", value);
  if (value.open) return reasonOf(value.open);
  return Object.fromEntries(value.entries.flatMap(([key, item]): [string, Known<string>][] => key.type === "str" ? [[key.value, readText(item)]] : []));
}

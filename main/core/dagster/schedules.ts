/** `ScheduleDefinition`, `@schedule`, `build_schedule_from_partitioned_job`, `build_schedule_from_dbt_selection` -> schedules (dagster 1.5-1.13). */
import { isUnknown, unknown, type Known } from "../../../shared/unknown.ts";
import { none, str, type CallContext, type NativeObject, type Value } from "../python/values.ts";
import { bind, decorator, nativeFunction, type Bound } from "./arguments.ts";
import { functionOf, noFunction } from "./asset-parameters.ts";
import { coerceSelection } from "./asset-selection.ts";
import { describe } from "./expressions.ts";
import { dataOf, JobData, PartitionsData, ScheduleData } from "./objects.ts";
import { itemsOf, readOptionalText, readText, reasonOf } from "./read-values.ts";
import type { Readers } from "./session.ts";

export interface Target {
  readonly text: Known<string | null>;
  /** Jobs that come with it. */
  readonly jobs: readonly Value[];
  /** Name of the one job, for names made from it. */
  readonly jobName: Known<string> | null;
}

/** `job=`, `jobs=`, `job_name=`, `target=`, `asset_selection=` of schedules and sensors. */
export function readTarget(bound: Bound, context: CallContext): Target {
  const target = bound.given("job") ?? bound.given("target") ?? bound.given("jobs") ?? bound.given("asset_selection");
  const name = bound.given("job_name");
  if (!target) {
    const text = name ? readText(name) : null;
    return { text, jobs: [], jobName: text };
  }
  if (target.type === "unknown") return { text: reasonOf(target), jobs: [], jobName: reasonOf(target) };
  const items = itemsOf(target)?.items ?? [target];
  const jobs = items.filter((item) => dataOf(item, JobData));
  if (jobs.length > 0) {
    const names = jobs.map((job) => dataOf(job, JobData)!.name);
    const bad = names.find(isUnknown);
    return { text: bad ?? names.toSorted().join(", "), jobs, jobName: names[0] ?? null };
  }
  return { text: coerceSelection(target, context).text, jobs: [], jobName: null };
}

/** A schedule or sensor over a selection makes a job of its own, under a name that Dagster gives it. */
export function anonymousJob(name: Known<string>, bound: Bound, context: CallContext): Value[] {
  const target = bound.given("target");
  if (!target || isUnknown(name) || target.type === "unknown") return [];
  const items = itemsOf(target)?.items ?? [target];
  if (items.some((item) => dataOf(item, JobData) || item.type === "unknown" || (item.type === "native" && item.className === "dagster.JobDefinition"))) return [];
  const { text, select } = coerceSelection(target, context);
  const job = new JobData({ name: `__anonymous_asset_job_${name}`, description: none, tags: none, selection: text, selectionValue: target, select, source: bound.args.span });
  return [{ type: "native", className: "dagster.UnresolvedAssetJobDefinition", data: job, span: bound.args.span }];
}

export function readCron(value: Value | undefined): Known<string | null> {
  const list = value ? itemsOf(value) : null;
  if (!list) return readOptionalText(value);
  const texts = list.items.map(readText);
  return texts.find(isUnknown) ?? texts.join(", ");
}

export function makeSchedule(schedule: ScheduleData): NativeObject {
  return {
    type: "native", className: "dagster.ScheduleDefinition", data: schedule, span: schedule.source,
    getAttribute: (name) => name === "name" && typeof schedule.name === "string" ? str(schedule.name)
      : name === "cron_schedule" && typeof schedule.cron === "string" ? str(schedule.cron)
        : name === "job" ? schedule.jobs[0] : name === "with_updated_job" ? nativeFunction(name, () => makeSchedule(schedule)) : undefined,
  };
}

function suffixed(name: Known<string> | null): Known<string> {
  return name === null ? unknown("was given no name") : isUnknown(name) ? name : `${name}_schedule`;
}

function fromPartitionedJob(args: Parameters<Parameters<typeof nativeFunction>[1]>[0], context: CallContext): Value {
  const bound = bind(args, ["job", "description", "name", "minute_of_hour", "hour_of_day", "day_of_week", "day_of_month", "default_status", "tags", "cron_schedule", "execution_timezone"]);
  const target = readTarget(bound, context);
  const name = bound.given("name");
  const cron = bound.given("cron_schedule");
  return makeSchedule(new ScheduleData({
    name: name ? readText(name) : suffixed(target.jobName), cron: cron ? readCron(cron) : partitionedCron(bound), timezone: readOptionalText(bound.given("execution_timezone")),
    target: target.text, description: bound.given("description") ?? none, source: args.span, jobs: target.jobs,
  }));
}

/** The schedule's cron comes from the job's partitions unless an offset is given; the job's own are those of its assets. */
function partitionedCron(bound: Bound): Known<string | null> {
  const partitions = dataOf(bound.given("partitions_def"), PartitionsData)?.partitions;
  if (partitions?.kind === "time_window" && partitions.cron !== null) return partitions.cron;
  return unknown("follows the partitions of the job's assets", bound.args.span);
}

export const scheduleReaders: Readers = () => ({
  "dagster.ScheduleDefinition": nativeFunction("ScheduleDefinition", (args, context) => {
    const bound = bind(args, ["name"]);
    const target = readTarget(bound, context);
    const given = bound.given("name");
    const name = given ? readText(given) : suffixed(target.jobName);
    return makeSchedule(new ScheduleData({
      name, cron: readCron(bound.given("cron_schedule")), timezone: readOptionalText(bound.given("execution_timezone")),
      target: target.text, description: bound.given("description") ?? none, source: args.span, jobs: [...target.jobs, ...anonymousJob(name, bound, context)],
    }));
  }, { className: "dagster.ScheduleDefinition" }),
  "dagster.schedule": decorator("schedule", ["cron_schedule"], (target, options, context) => {
    const fn = functionOf(target);
    if (!fn) return noFunction("schedule", options.args.span);
    const given = options.given("name");
    const name = given ? readText(given) : fn.name;
    const what = readTarget(options, context);
    return makeSchedule(new ScheduleData({
      name, cron: readCron(options.given("cron_schedule")), timezone: readOptionalText(options.given("execution_timezone")),
      target: what.text, description: options.given("description") ?? none, source: fn.span, jobs: [...what.jobs, ...anonymousJob(name, options, context)],
    }));
  }),
  "dagster.build_schedule_from_partitioned_job": nativeFunction("build_schedule_from_partitioned_job", fromPartitionedJob),
  "dagster_dbt.build_schedule_from_dbt_selection": nativeFunction("build_schedule_from_dbt_selection", (args) => {
    const bound = bind(args, ["dbt_assets", "job_name", "cron_schedule", "dbt_select"]);
    const jobName = readText(bound.raw("job_name") ?? none);
    const scheduleName = bound.given("schedule_name");
    const job: Value = { type: "native", className: "dagster.JobDefinition", data: new JobData({ name: jobName, description: none, tags: bound.given("tags") ?? none, selection: `dbt select ${describe(bound.given("dbt_select") ?? str("fqn:*"))}`, selectionValue: none, select: () => null, source: args.span }) };
    return makeSchedule(new ScheduleData({
      name: scheduleName ? readText(scheduleName) : suffixed(jobName), cron: readCron(bound.given("cron_schedule")), timezone: readOptionalText(bound.given("execution_timezone")),
      target: jobName, description: none, source: args.span, jobs: [job],
    }));
  }),
});

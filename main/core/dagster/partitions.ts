/**
 * Partitions definitions -> `Partitions` of the model: static, time windows (hourly, daily, weekly, monthly, cron), dynamic, multi
 * (dagster 1.5-1.13, `_core/definitions/partitions`). Start and end are stated as text in the definition's own format.
 */
import type { Partitions } from "../../../shared/model.ts";
import { isUnknown, unknown, type Known } from "../../../shared/unknown.ts";
import { none, str, unknownValue, type CallContext, type NativeFunction, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction, type Bound } from "./arguments.ts";
import { dataOf, PartitionsData } from "./objects.ts";
import { notA, readInt, readOptionalText, readText, readTexts } from "./read-values.ts";
import type { Readers } from "./session.ts";

export function makePartitions(className: string, partitions: Partitions, span: NativeObject["span"]): NativeObject {
  const native: NativeObject = {
    type: "native", className, baseClassNames: ["dagster.PartitionsDefinition", ...(partitions.kind === "time_window" ? ["dagster.TimeWindowPartitionsDefinition"] : [])], data: new PartitionsData(partitions), identity: `Partitions ${JSON.stringify(partitions)}`,
    getAttribute(name) {
      switch (name) {
        case "get_partition_keys": return nativeFunction(name, () => partitions.kind === "static" && !isUnknown(partitions.keys) ? { type: "list", items: partitions.keys.map((key) => str(key)) } : unknownValue("depends on the time or on the instance"));
        case "get_first_partition_key": case "get_last_partition_key": return nativeFunction(name, () => {
          const key = partitions.kind === "static" && !isUnknown(partitions.keys) ? partitions.keys.at(name === "get_first_partition_key" ? 0 : -1) : undefined;
          return key === undefined ? unknownValue("depends on the time or on the instance") : str(key);
        });
        case "name": return partitions.kind === "dynamic" && typeof partitions.name === "string" ? str(partitions.name) : none;
        case "fmt": return partitions.kind === "time_window" && typeof partitions.format === "string" ? str(partitions.format) : undefined;
        case "timezone": return partitions.kind === "time_window" && typeof partitions.timezone === "string" ? str(partitions.timezone) : undefined;
        default: return undefined;
      }
    },
  };
  return span ? { ...native, span } : native;
}

/** The model of a `partitions_def` field. */
export function readPartitions(value: Value): Known<Partitions | null> {
  if (value.type === "none") return null;
  const data = dataOf(value, PartitionsData);
  if (data) return data.partitions;
  return notA("a partitions definition", value);
}

type Cadence = "hourly" | "daily" | "weekly" | "monthly";

function cronOf(cadence: Cadence, bound: Bound): Known<string> {
  const hidden = bound.given("cron_schedule");
  if (hidden) return readText(hidden);
  const minute = readInt(bound.given("minute_offset"), 0);
  const hour = readInt(bound.given("hour_offset"), 0);
  const day = readInt(bound.given("day_offset"), cadence === "monthly" ? 1 : 0);
  const bad = [minute, hour, day].find(isUnknown);
  if (isUnknown(bad)) return bad;
  const [m, h, d] = [String(minute), String(hour), String(day)];
  return cadence === "hourly" ? `${m} * * * *` : cadence === "daily" ? `${m} ${h} * * *` : cadence === "weekly" ? `${m} ${h} * * ${d}` : `${m} ${h} ${d} * *`;
}

/** Text of a date: as written, or what the format makes of a datetime. */
function dateText(value: Value | undefined, format: Known<string>, context: CallContext): Known<string> {
  if (!value) return unknown("was given no start");
  const text = readText(value);
  if (typeof text === "string") return text;
  if (value.type !== "unknown" && typeof format === "string") {
    const formatted = context.call(context.getAttribute(value, "strftime"), [str(format)]);
    if (formatted.type === "str") return formatted.value;
  }
  return text;
}

function timeWindow(cadence: Known<Cadence | "custom">, cron: Known<string> | null, defaultFormat: string, bound: Bound, startName: string, endName: string, context: CallContext): Partitions {
  const fmt = bound.given("fmt");
  const format = fmt ? readText(fmt) : defaultFormat;
  const end = bound.given(endName);
  const timezone = readOptionalText(bound.given("timezone"));
  return { kind: "time_window", cadence, cron, start: dateText(bound.given(startName), format, context), end: end ? dateText(end, format, context) : null, timezone: timezone ?? "UTC", format };
}

const POSITIONAL: { readonly [cadence in Cadence]: readonly string[] } = {
  hourly: ["start_date", "end_date", "minute_offset", "timezone", "fmt", "end_offset"],
  daily: ["start_date", "end_date", "minute_offset", "hour_offset", "timezone", "fmt", "end_offset"],
  weekly: ["start_date", "end_date", "minute_offset", "hour_offset", "day_offset", "timezone", "fmt", "end_offset"],
  monthly: ["start_date", "end_date", "minute_offset", "hour_offset", "day_offset", "timezone", "fmt", "end_offset"],
};

/** `TimeWindowPartitionsDefinition`'s cron, told apart as Dagster does where it has a plain cadence. */
function customCadence(cron: Known<string>): Known<Cadence | "custom"> {
  if (isUnknown(cron)) return cron;
  if (/^\d+ \* \* \* \*$/.test(cron)) return "hourly";
  if (/^\d+ \d+ \* \* \*$/.test(cron)) return "daily";
  if (/^\d+ \d+ \* \* \d$/.test(cron)) return "weekly";
  if (/^\d+ \d+ \d+ \* \*$/.test(cron)) return "monthly";
  return "custom";
}

type Make = (bound: Bound, context: CallContext) => Partitions;

const MAKERS: { readonly [name: string]: { readonly positional: readonly string[]; readonly make: Make } } = {
  ...Object.fromEntries((["hourly", "daily", "weekly", "monthly"] as const).map((cadence) => [
    `${cadence[0]!.toUpperCase()}${cadence.slice(1)}PartitionsDefinition`,
    { positional: POSITIONAL[cadence], make: (bound: Bound, context: CallContext) => timeWindow(cadence, cronOf(cadence, bound), cadence === "hourly" ? "%Y-%m-%d-%H:%M" : "%Y-%m-%d", bound, "start_date", "end_date", context) },
  ])),
  TimeWindowPartitionsDefinition: {
    positional: ["start", "fmt", "end", "schedule_type", "timezone", "end_offset", "minute_offset", "hour_offset", "day_offset", "cron_schedule"],
    make: (bound, context) => {
      const cron = bound.given("cron_schedule");
      const text = cron ? readText(cron) : unknown("is given by a schedule type");
      return timeWindow(customCadence(text), text, "%Y-%m-%d", bound, "start", "end", context);
    },
  },
  StaticPartitionsDefinition: { positional: ["partition_keys"], make: (bound) => ({ kind: "static", keys: readTexts(bound.raw("partition_keys") ?? none) }) },
  DynamicPartitionsDefinition: {
    positional: ["partition_fn", "name"],
    make: (bound) => ({ kind: "dynamic", name: readOptionalText(bound.given("name")) }),
  },
  MultiPartitionsDefinition: {
    positional: ["partitions_defs"],
    make: (bound) => {
      const dict = bound.raw("partitions_defs");
      if (dict?.type !== "dict") return { kind: "multi", dimensions: [] };
      return {
        kind: "multi",
        dimensions: dict.entries.flatMap(([name, value]) => {
          const partitions = readPartitions(value);
          return name.type === "str" ? [{ name: name.value, partitions: partitions ?? unknown("is None") }] : [];
        }),
      };
    },
  },
};

/** `class Mine(DailyPartitionsDefinition)`: made from the arguments that the base takes. Null for other bases. */
export function partitionsOfBase(base: string, bound: Bound, context: CallContext): NativeObject | null {
  const maker = MAKERS[base.slice(base.lastIndexOf(".") + 1)];
  return maker ? makePartitions(base, maker.make(bound, context), bound.args.span) : null;
}

export const partitionsReaders: Readers = () => Object.fromEntries(Object.entries(MAKERS).map(([name, maker]): [string, NativeFunction] => [
  `dagster.${name}`,
  nativeFunction(name, (args, context) => makePartitions(`dagster.${name}`, maker.make(bind(args, maker.positional), context), args.span), { className: `dagster.${name}` }),
]));

/**
 * `datetime`, `date`, `time`, `timedelta` as far as definitions need them: literals, arithmetic, comparison, `strftime`, `isoformat`.
 * Whatever asks for the present is Unknown. Time zones are kept by name, not computed with.
 */
import { argument, bool, float, int, native } from "../make.ts";
import type { SourceSpan } from "../../../../shared/source-span.ts";
import type { Runtime } from "../interpreter/runtime.ts";
import { passOn, unknown } from "../interpreter/unknowns.ts";
import { none, str, type CallArgs, type NativeFunction, type NativeObject, type Value } from "../values.ts";
import { formatTime, parseTime } from "./strftime.ts";
import type { Names } from "./natives.ts";

/** Data of a native of class "datetime.datetime" or "datetime.date". */
export interface DateTimeData {
  readonly kind: "datetime";
  readonly hasTime: boolean;
  /** Milliseconds since 1970 of the wall clock, as if it were UTC. */
  readonly wallMs: number;
  readonly microsecond: number;
  /** Name of the time zone ("UTC", "Europe/Paris"); null for a naive one. */
  readonly zone: string | null;
}
export interface TimeDeltaData { readonly kind: "timedelta"; readonly ms: number }

export function isDateTime(data: unknown): data is DateTimeData {
  return typeof data === "object" && data !== null && (data as { kind?: unknown }).kind === "datetime";
}
export function isTimeDelta(data: unknown): data is TimeDeltaData {
  return typeof data === "object" && data !== null && (data as { kind?: unknown }).kind === "timedelta";
}

const dayMs = 86_400_000;

/** A date as YAML and TOML give it. */
export function makeDate(date: Date, hasTime: boolean, span?: SourceSpan): Value {
  if (Number.isNaN(date.getTime())) return unknown("is not a date", span);
  return dateTime({ kind: "datetime", hasTime, wallMs: date.getTime(), microsecond: 0, zone: null }, span);
}

export function dateTime(data: DateTimeData, span?: SourceSpan): NativeObject {
  const text = isoText(data, data.hasTime ? " " : "T");
  return {
    type: "native",
    className: data.hasTime ? "datetime.datetime" : "datetime.date",
    data,
    identity: `${data.wallMs}.${data.microsecond}@${data.zone ?? ""}`,
    ...(span ? { span } : {}),
    toText: () => text,
    operate: (operator, right) => operateOnDate(data, operator, right, span),
    getAttribute: (name) => dateAttribute(data, name, span),
  };
}

function isoText(data: DateTimeData, separator: string): string {
  const iso = new Date(data.wallMs).toISOString();
  const day = iso.slice(0, 10);
  if (!data.hasTime) return day;
  const micro = data.microsecond > 0 ? `.${String(data.microsecond).padStart(6, "0")}` : "";
  return `${day}${separator}${iso.slice(11, 19)}${micro}${data.zone === "UTC" ? "+00:00" : ""}`;
}

function dateAttribute(data: DateTimeData, name: string, span: SourceSpan | undefined): Value | undefined {
  const date = new Date(data.wallMs);
  const whole: Readonly<Record<string, number>> = {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), microsecond: data.microsecond,
  };
  if (Object.hasOwn(whole, name)) return int(whole[name] ?? 0, span);
  switch (name) {
    case "tzinfo":
      return data.zone === null ? none : zoneValue(data.zone);
    case "strftime":
    case "__format__":
      return native(name, (args) => {
        const format = args.positional[0];
        if (format?.type !== "str") return format?.type === "unknown" ? passOn(format) : unknown("formats a date in a way that is not known", args.span);
        const text = formatTime(date, data.microsecond, data.zone, format.value);
        return text === null ? unknown(`formats a date by ${format.value}`, args.span) : str(text, args.span);
      });
    case "isoformat":
      return native(name, (args) => (data.zone !== null && data.zone !== "UTC" ? unknown("depends on a time zone", args.span) : str(isoText(data, "T"), args.span)));
    case "date":
      return native(name, (args) => dateTime({ ...data, hasTime: false, wallMs: Math.floor(data.wallMs / dayMs) * dayMs, microsecond: 0, zone: null }, args.span));
    case "weekday":
      return native(name, (args) => int((date.getUTCDay() + 6) % 7, args.span));
    case "isoweekday":
      return native(name, (args) => int(date.getUTCDay() || 7, args.span));
    case "timestamp":
      return native(name, (args) => (data.zone === "UTC" ? float(data.wallMs / 1000, args.span) : unknown("depends on a time zone", args.span)));
    case "replace":
      return native(name, (args) => replaceParts(data, whole, args));
    case "astimezone":
      return native(name, (args) => unknown("depends on a time zone", args.span));
    default:
      return undefined;
  }
}

function replaceParts(data: DateTimeData, whole: Readonly<Record<string, number>>, args: CallArgs): Value {
  const parts: Record<string, number> = { ...whole };
  let { zone } = data;
  for (const [name, value] of args.named) {
    if (value.type === "int" && Object.hasOwn(parts, name)) parts[name] = Number(value.value);
    else if (name === "tzinfo") zone = zoneName(value);
    else return value.type === "unknown" ? passOn(value) : unknown("replaces a part of a date that is not known", args.span);
  }
  return fromParts(parts, data.hasTime, zone, args.span);
}

function fromParts(parts: Readonly<Record<string, number>>, hasTime: boolean, zone: string | null, span?: SourceSpan): Value {
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0 } = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  const isValid = year >= 1 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60 && hour >= 0;
  return isValid ? dateTime({ kind: "datetime", hasTime, wallMs: date.getTime(), microsecond, zone }, span) : unknown("is not a date", span);
}

function operateOnDate(data: DateTimeData, operator: string, right: Value, span: SourceSpan | undefined): Value | undefined {
  if (right.type === "unknown") return passOn(right);
  if (right.type !== "native") return undefined;
  const other = right.data;
  if (isTimeDelta(other) && (operator === "+" || operator === "-")) {
    const moved = data.wallMs + (operator === "+" ? other.ms : -other.ms);
    return moved > -6.2e13 && moved < 2.5e14 ? dateTime({ ...data, wallMs: data.hasTime ? moved : Math.floor(moved / dayMs) * dayMs }, right.span ?? span) : unknown("is not a date", span);
  }
  if (!isDateTime(other) || other.zone !== data.zone) return undefined;
  const difference = data.wallMs - other.wallMs + (data.microsecond - other.microsecond) / 1000;
  return operator === "-" ? timeDelta(difference, span) : compared(operator, difference);
}

function compared(operator: string, difference: number): Value | undefined {
  switch (operator) {
    case "<":
      return bool(difference < 0);
    case "<=":
      return bool(difference <= 0);
    case ">":
      return bool(difference > 0);
    case ">=":
      return bool(difference >= 0);
    default:
      return undefined;
  }
}

export function timeDelta(ms: number, span?: SourceSpan): NativeObject {
  return {
    type: "native",
    className: "datetime.timedelta",
    data: { kind: "timedelta", ms } satisfies TimeDeltaData,
    identity: String(ms),
    ...(span ? { span } : {}),
    toText: () => deltaText(ms),
    getAttribute: (name) => {
      const days = Math.floor(ms / dayMs);
      if (name === "total_seconds") return native(name, (args) => float(ms / 1000, args.span));
      if (name === "days") return int(days);
      if (name === "seconds") return int(Math.floor((ms - days * dayMs) / 1000));
      return name === "microseconds" ? int(Math.round((((ms % 1000) + 1000) % 1000) * 1000)) : undefined;
    },
    operate: (operator, right) => {
      if (right.type === "unknown") return passOn(right);
      if (operator === "unary -") return timeDelta(-ms, span);
      if ((right.type === "int" || right.type === "float") && (operator === "*" || operator === "/")) {
        const factor = Number(right.value);
        return operator === "*" ? timeDelta(ms * factor, span) : factor === 0 ? undefined : timeDelta(ms / factor, span);
      }
      if (right.type !== "native") return undefined;
      if (isTimeDelta(right.data)) {
        if (operator === "+" || operator === "-") return timeDelta(operator === "+" ? ms + right.data.ms : ms - right.data.ms, span);
        return operator === "/" ? float(ms / right.data.ms) : compared(operator, ms - right.data.ms);
      }
      return operator === "+" && isDateTime(right.data) ? operateOnDate(right.data, "+", timeDelta(ms, span), span) : undefined;
    },
  };
}

function deltaText(ms: number): string | undefined {
  if (!Number.isInteger(ms / 1000)) return undefined;
  const days = Math.floor(ms / dayMs);
  const seconds = (ms - days * dayMs) / 1000;
  const clock = `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}`;
}

function zoneValue(name: string): NativeObject {
  return { type: "native", className: "datetime.tzinfo", data: { zone: name }, identity: name, toText: () => name };
}

function zoneName(value: Value | undefined): string | null {
  if (value?.type === "native" && typeof value.data === "object" && value.data !== null && "zone" in value.data && typeof value.data.zone === "string") return value.data.zone;
  return value === undefined || value.type === "none" ? null : "?";
}

const deltaUnits: Readonly<Record<string, number>> = { days: dayMs, seconds: 1000, microseconds: 0.001, milliseconds: 1, minutes: 60_000, hours: 3_600_000, weeks: 7 * dayMs };

export function datetimeNames(_rt: Runtime): Names {
  const present = (name: string): Value => native(name, (args) => unknown("depends on the time at which it is loaded", args.span));
  const construct = (hasTime: boolean) => (args: CallArgs): Value => {
    const order = hasTime ? ["year", "month", "day", "hour", "minute", "second", "microsecond"] : ["year", "month", "day"];
    const parts: Record<string, number> = {};
    for (const [index, name] of order.entries()) {
      const value = argument(args, index, name);
      if (!value) continue;
      if (value.type !== "int") return value.type === "unknown" ? passOn(value) : unknown("is not a date", args.span);
      parts[name] = Number(value.value);
    }
    return fromParts(parts, hasTime, hasTime ? zoneName(argument(args, 7, "tzinfo")) : null, args.span);
  };
  const fromIso = (hasTime: boolean): Value => native("fromisoformat", (args) => {
    const text = args.positional[0];
    if (text?.type !== "str") return text?.type === "unknown" ? passOn(text) : unknown("is not a date", args.span);
    const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|\+00:00)?)?$/.exec(text.value);
    if (!match) return unknown("is not a date that is understood", args.span);
    const [, year, month, day, hour, minute, second, micro, zone] = match;
    return fromParts({ year: Number(year), month: Number(month), day: Number(day), hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0), microsecond: Number((micro ?? "0").padEnd(6, "0")) }, hasTime, zone ? "UTC" : null, args.span);
  });
  const make = (name: string, className: string, call: (args: CallArgs) => Value, attributes: Readonly<Record<string, Value>>): NativeFunction => ({
    type: "native_function", name, className, call, getAttribute: (attribute) => (Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined),
  });
  const utc = zoneValue("UTC");
  const zone = native("ZoneInfo", (args) => (args.positional[0]?.type === "str" ? zoneValue(args.positional[0].value) : unknown("is a time zone that is not known", args.span)));
  return {
    "datetime.datetime": make("datetime", "datetime.datetime", construct(true), {
      now: present("now"), utcnow: present("utcnow"), today: present("today"), fromisoformat: fromIso(true),
      strptime: native("strptime", (args) => {
        const [text, format] = args.positional;
        if (text?.type !== "str" || format?.type !== "str") return text?.type === "unknown" ? passOn(text) : unknown("reads a date that is not known", args.span);
        const parts = parseTime(text.value, format.value);
        return parts ? fromParts(parts, true, null, args.span) : unknown(`reads a date by ${format.value}`, args.span);
      }),
      combine: native("combine", (args) => unknown("combines a date and a time", args.span)),
      fromtimestamp: native("fromtimestamp", (args) => unknown("depends on a time zone", args.span)),
      min: dateTime({ kind: "datetime", hasTime: true, wallMs: -62_135_596_800_000, microsecond: 0, zone: null }),
    }),
    "datetime.date": make("date", "datetime.date", construct(false), { today: present("today"), fromisoformat: fromIso(false) }),
    "datetime.timedelta": make("timedelta", "datetime.timedelta", (args) => {
      let ms = 0;
      for (const [index, [name, unit]] of Object.entries(deltaUnits).entries()) {
        const value = argument(args, index, name);
        if (!value) continue;
        if (value.type === "unknown") return passOn(value);
        if (value.type !== "int" && value.type !== "float") return unknown("is a time span that is not known", args.span);
        ms += Number(value.value) * unit;
      }
      return timeDelta(ms, args.span);
    }, {}),
    "datetime.timezone": make("timezone", "datetime.timezone", (args) => unknown("is a time zone that is not known", args.span), { utc }),
    "datetime.timezone.utc": utc,
    "datetime.UTC": utc,
    "pytz.utc": utc,
    "pytz.UTC": utc,
    "zoneinfo.ZoneInfo": zone,
    "pytz.timezone": zone,
  };
}

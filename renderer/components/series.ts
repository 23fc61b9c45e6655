/** Events -> the numbers of each metadata key over time or by partition. Pure. What is no finite number is a gap, and counted. */
import type { Materialization, MetadataEntry } from "../../shared/model.ts";
import { isUnknown } from "../../shared/unknown.ts";

export interface SeriesPoint {
  /** Seconds since 1970, or the position of the partition. */
  readonly x: number;
  /** null: a gap. */
  readonly y: number | null;
  readonly label: string;
  readonly runId: string;
}

export interface Series {
  readonly label: string;
  readonly points: readonly SeriesPoint[];
  /** NaN, infinities and what JSON could not carry as a number. */
  readonly gaps: number;
  /** Numbers too big for a double: the line is rounded, the table is not. */
  readonly rounded: number;
}

const maxSeries = 100;

export type SeriesAxis = "time" | "partition";

/** `events` newest first, as the core gives them; points come oldest first, partitions in the order of their keys with the latest event of each. */
export function toSeries(events: readonly Materialization[], axis: SeriesAxis): readonly Series[] {
  const ordered = axis === "time" ? [...events].reverse() : latestByPartition(events);
  const found = new Map<string, { points: SeriesPoint[]; gaps: number; rounded: number }>();
  for (const [position, event] of ordered.entries()) {
    for (const entry of event.metadata) {
      const read = readNumber(entry);
      if (!read) continue;
      let series = found.get(entry.label);
      if (!series) found.set(entry.label, (series = { points: [], gaps: 0, rounded: 0 }));
      series.points.push({ x: axis === "time" ? event.timestamp : position, y: read.y, label: axis === "time" ? "" : (event.partition ?? ""), runId: event.runId });
      if (read.y === null) series.gaps++;
      if (read.isRounded) series.rounded++;
    }
  }
  return [...found].map(([label, series]) => ({ label, ...series })).filter((series) => series.points.length > 0).slice(0, maxSeries);
}

function readNumber(entry: MetadataEntry): { readonly y: number | null; readonly isRounded: boolean } | null {
  if ((entry.type !== "int" && entry.type !== "float") || isUnknown(entry.value)) return null;
  const y = Number(entry.value);
  return { y: Number.isFinite(y) ? y : null, isRounded: Number.isFinite(y) && typeof entry.value === "string" };
}

function latestByPartition(events: readonly Materialization[]): Materialization[] {
  const latest = new Map<string, Materialization>();
  for (const event of events) if (event.partition !== null && !latest.has(event.partition)) latest.set(event.partition, event);
  return [...latest.values()].sort((a, b) => ((a.partition ?? "") < (b.partition ?? "") ? -1 : 1));
}

/** For the eye and for screen readers: "12 values, last 0.0031, between 0.001 and 0.02". */
export function describeSeries(series: Series): { readonly last: number | null; readonly min: number; readonly max: number; readonly count: number } {
  const values = series.points.flatMap((point) => (point.y === null ? [] : [point.y]));
  return { last: values.at(-1) ?? null, min: values.reduce((a, b) => Math.min(a, b), Infinity), max: values.reduce((a, b) => Math.max(a, b), -Infinity), count: values.length };
}

/** Colour by group, owner, kind, tag or freshness: which of the six colours each asset has, and what each colour means. Pure. */
import type { AssetRow } from "../../../shared/api.ts";
import { isUnknown } from "../../../shared/unknown.ts";

export const colorings = ["group", "owner", "kind", "tag", "freshness"] as const;
export type Coloring = (typeof colorings)[number];

export interface LegendEntry {
  readonly label: string;
  /** 1 to 6: a colour of the palette; 0: the grey of all the rest. */
  readonly color: number;
  readonly count: number;
  readonly holds: (row: AssetRow) => boolean;
}

export interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly colorOf: (row: AssetRow) => number;
  /** For tags: the key whose values are coloured, and those that could be. */
  readonly tagKey: string | null;
  readonly tagKeys: readonly string[];
}

const day = 86_400;
const ages = [
  { label: "within a day", below: day, color: 3 },
  { label: "within a week", below: 7 * day, color: 1 },
  { label: "within 30 days", below: 30 * day, color: 4 },
  { label: "older", below: Infinity, color: 2 },
] as const;

/** `all`: the whole project, so that a colour means the same in every picture of it. `now` in seconds. */
export function makeLegend(all: readonly AssetRow[], coloring: Coloring, tagKey: string | undefined, now: number): Legend {
  if (coloring === "freshness") return freshnessLegend(all, now);
  const tagKeys = coloring === "tag" ? countValues(all, (row) => Object.keys(tagsOf(row))).map(([key]) => key) : [];
  const key = coloring === "tag" ? (tagKey !== undefined && tagKeys.includes(tagKey) ? tagKey : (tagKeys[0] ?? null)) : null;
  const valueOf = (row: AssetRow): string | null => firstValue(row, coloring, key);
  const values = countValues(all, (row) => valueOf(row) ?? []);
  const colored = new Map(values.slice(0, 6).map(([value], i) => [value, i + 1]));
  const colorOf = (row: AssetRow): number => colored.get(valueOf(row) ?? "") ?? 0;
  const entries = values.slice(0, 6).map(([value, count], i): LegendEntry => ({ label: value, color: i + 1, count, holds: (row) => valueOf(row) === value }));
  const isRest = (row: AssetRow): boolean => { const value = valueOf(row); return value !== null && !colored.has(value); };
  const rest = all.filter(isRest).length;
  if (rest > 0) entries.push({ label: `${values.length - 6} more`, color: 0, count: rest, holds: isRest });
  const isUnsure = (row: AssetRow): boolean => isValueUnknown(row, coloring, key);
  const withoutAny: readonly Pick<LegendEntry, "label" | "holds">[] = [
    { label: noneLabels[coloring], holds: (row) => valueOf(row) === null && !isUnsure(row) },
    { label: `${coloring} unknown`, holds: (row) => isUnsure(row) },
  ];
  for (const one of withoutAny) {
    const count = all.filter(one.holds).length;
    if (count > 0) entries.push({ ...one, color: 0, count });
  }
  return { entries, colorOf, tagKey: key, tagKeys };
}

const noneLabels = { group: "not defined here", owner: "no owner", kind: "no kind", tag: "without it" } as const;

function freshnessLegend(all: readonly AssetRow[], now: number): Legend {
  const ageOf = (row: AssetRow): number => ages.findIndex((age) => row.materializedAt !== null && now - row.materializedAt < age.below);
  const entries = ages.map((age, i): LegendEntry => ({ label: age.label, color: age.color, count: all.filter((row) => ageOf(row) === i).length, holds: (row) => ageOf(row) === i }));
  const never = all.filter((row) => row.materializedAt === null).length;
  return {
    entries: [...entries, { label: "never, as far as the log says", color: 0, count: never, holds: (row: AssetRow) => row.materializedAt === null }].filter((entry) => entry.count > 0),
    colorOf: (row) => ages[ageOf(row)]?.color ?? 0,
    tagKey: null, tagKeys: [],
  };
}

function tagsOf(row: AssetRow): { readonly [key: string]: unknown } {
  return isUnknown(row.tags) ? {} : row.tags;
}

/** An asset with several owners or kinds has the colour of its first. */
function firstValue(row: AssetRow, coloring: Exclude<Coloring, "freshness">, tagKey: string | null): string | null {
  switch (coloring) {
    case "group":
      return isUnknown(row.group) || row.isStub ? null : row.group;
    case "owner":
      return isUnknown(row.owners) ? null : (row.owners[0] ?? null);
    case "kind":
      return isUnknown(row.kinds) ? null : (row.kinds[0] ?? null);
    case "tag": {
      const value = tagKey === null ? undefined : tagsOf(row)[tagKey];
      return value === undefined || isUnknown(value) ? null : value === "" ? "(set)" : String(value);
    }
  }
}

/** What cannot be known is not the same as none. */
function isValueUnknown(row: AssetRow, coloring: Exclude<Coloring, "freshness">, tagKey: string | null): boolean {
  switch (coloring) {
    case "group":
      return isUnknown(row.group) && !row.isStub;
    case "owner":
      return isUnknown(row.owners);
    case "kind":
      return isUnknown(row.kinds);
    case "tag":
      return isUnknown(row.tags) || (tagKey !== null && isUnknown(row.tags[tagKey]));
  }
}

/** Most first, then by name. */
function countValues(rows: readonly AssetRow[], valuesOf: (row: AssetRow) => readonly string[] | string): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of [valuesOf(row)].flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

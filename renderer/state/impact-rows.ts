/** Rows of an impact -> the sentence above them, the bars beside them, and the rows that the bars leave. Pure. */
import type { ImpactRow } from "../../shared/lineage.ts";
import { isUnknown, knownOr, type Known } from "../../shared/unknown.ts";
import type { ImpactRoute } from "./route.ts";

export type ImpactFacet = "owner" | "group" | "kind";
export const impactFacets: readonly ImpactFacet[] = ["owner", "group", "kind"];

/** In the address: what has none of it, and what may have some. */
export const noneValue = "-";
export const unknownValue = "?";

export interface ImpactBar {
  /** `noneValue` for assets without any, `unknownValue` for those of which it cannot be known. */
  readonly value: string;
  /** Assets. */
  readonly count: number;
}

export interface ImpactCounts {
  readonly assets: number;
  readonly columns: number;
  readonly owners: number;
  /** Assets without an owner. */
  readonly unowned: number;
  /** Assets whose owners cannot be known. */
  readonly unknownOwners: number;
  /** Assets without a check. */
  readonly unguarded: number;
  readonly farthest: number;
}

function valuesOf(row: ImpactRow, facet: ImpactFacet): readonly string[] {
  const value = facet === "owner" ? row.owners : facet === "kind" ? row.kinds : row.group;
  if (isUnknown(value)) return [unknownValue];
  return value.length === 0 ? [noneValue] : typeof value === "string" ? [value] : value;
}

/** One row an asset, the start left out: counts are of assets, an asset with five columns hit counts once. */
function assetsOf(rows: readonly ImpactRow[], start: string): readonly ImpactRow[] {
  const byAsset = new Map<string, ImpactRow>();
  for (const row of rows) if (row.asset !== start && !byAsset.has(row.asset)) byAsset.set(row.asset, row);
  return [...byAsset.values()];
}

export function countImpact(rows: readonly ImpactRow[], start: string): ImpactCounts {
  const assets = assetsOf(rows, start);
  return {
    assets: assets.length,
    columns: rows.reduce((count, row) => count + (row.column === null ? 0 : 1), 0),
    owners: new Set(assets.flatMap((row) => knownOr(row.owners, []))).size,
    unowned: assets.filter((row) => !isUnknown(row.owners) && row.owners.length === 0).length,
    unknownOwners: assets.filter((row) => isUnknown(row.owners)).length,
    unguarded: assets.filter((row) => row.checks.length === 0).length,
    farthest: rows.reduce((most, row) => Math.max(most, row.distance), 0),
  };
}

function count(number: number, one: string): string {
  return `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
}

/** "12 assets of 3 owners, 5 without a check" */
export function impactSentence(counts: ImpactCounts): string {
  if (counts.assets === 0) return counts.columns === 0 ? "Nothing downstream is known." : `${count(counts.columns, "column")} of the same asset, no other asset.`;
  const columns = counts.columns > 0 ? `${count(counts.columns, "column")} in ` : "";
  const checks = counts.unguarded === 0 ? ", each with a check" : `, ${counts.unguarded.toLocaleString("en")} without a check`;
  return `${columns}${count(counts.assets, "asset")}${ownersPhrase(counts)}${checks}`;
}

function ownersPhrase({ assets, owners, unowned, unknownOwners }: ImpactCounts): string {
  if (unowned === assets) return ", none with an owner";
  const of = owners === 0 ? "" : ` of ${count(owners, "owner")}`;
  const without = unowned === 0 ? "" : `, ${unowned.toLocaleString("en")} without ${owners === 0 ? "an owner" : "one"}`;
  return `${of}${without}${unknownOwners === 0 ? "" : `, ${unknownOwners.toLocaleString("en")} of unknown owners`}`;
}

/** Most first; those without any and those of which it is unknown last. */
export function impactBars(rows: readonly ImpactRow[], start: string, facet: ImpactFacet): readonly ImpactBar[] {
  const counts = new Map<string, number>();
  for (const row of assetsOf(rows, start)) for (const value of valuesOf(row, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, number]) => ({ value, count: number })).sort((a, b) => lastOf(a) - lastOf(b) || b.count - a.count || compare(a.value, b.value));
}

function lastOf({ value }: ImpactBar): number {
  return value === unknownValue ? 2 : value === noneValue ? 1 : 0;
}

export function filterImpact(rows: readonly ImpactRow[], route: Pick<ImpactRoute, ImpactFacet | "isUnguarded">): readonly ImpactRow[] {
  const chosen = impactFacets.flatMap((facet) => (route[facet] === undefined ? [] : [[facet, route[facet]] as const]));
  if (chosen.length === 0 && !route.isUnguarded) return rows;
  return rows.filter((row) => chosen.every(([facet, value]) => valuesOf(row, facet).includes(value)) && !(route.isUnguarded && row.checks.length > 0));
}

export const impactSorts = ["distance", "asset", "column", "group", "owners", "kinds", "checks"] as const;
export type ImpactSort = (typeof impactSorts)[number];

export function readImpactSort(sort: string | undefined): { readonly by: ImpactSort; readonly isDescending: boolean } {
  const isDescending = sort?.startsWith("-") ?? false;
  const by = impactSorts.find((one) => one === (isDescending ? sort?.slice(1) : sort));
  return by ? { by, isDescending } : { by: "distance", isDescending: false };
}

/** Ties keep the order nearest first, then by key. */
export function sortImpact(rows: readonly ImpactRow[], sort: string | undefined): readonly ImpactRow[] {
  const { by, isDescending } = readImpactSort(sort);
  const sign = isDescending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compareBy(by, a, b) || a.distance - b.distance || compare(a.asset, b.asset) || compare(a.column ?? "", b.column ?? ""));
}

function compareBy(by: ImpactSort, a: ImpactRow, b: ImpactRow): number {
  switch (by) {
    case "distance":
      return a.distance - b.distance;
    case "checks":
      return a.checks.length - b.checks.length;
    case "owners":
      return compare(textOf(a.owners), textOf(b.owners));
    case "kinds":
      return compare(textOf(a.kinds), textOf(b.kinds));
    case "asset":
      return compare(a.asset, b.asset);
    case "column":
      return compare(a.column ?? "", b.column ?? "");
    case "group":
      return compare(textOf(a.group), textOf(b.group));
  }
}

function textOf(value: Known<string | readonly string[]>): string {
  return isUnknown(value) ? "" : typeof value === "string" ? value : value.join(" ");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

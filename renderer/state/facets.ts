/** Rows of the catalog -> facets with counts. Pure. A facet's value stands for one term of the selection language. */
import type { AssetRow } from "../../shared/api.ts";
import { isUnknown, knownOr } from "../../shared/unknown.ts";
import type { FacetName } from "./facet-query.ts";

export interface FacetValue {
  /** null stands for "none": no owner, no tag. */
  readonly value: string | null;
  readonly count: number;
}

const inWords = new Intl.Collator("en", { numeric: true });

export const facetNames: readonly FacetName[] = ["group", "kind", "owner", "tag", "code_location"];

/** Values of one facet with the number of rows that have each, most first, then by name; "none" last. */
export function countFacet(rows: readonly AssetRow[], name: FacetName): FacetValue[] {
  const counts = new Map<string | null, number>();
  for (const row of rows) for (const value of facetValues(row, name)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort(byCount);
}

function byCount(a: FacetValue, b: FacetValue): number {
  if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
  return b.count - a.count || inWords.compare(a.value, b.value);
}

/** Unknown fields count nowhere: they are neither in a group nor without one. */
function facetValues(row: AssetRow, name: FacetName): readonly (string | null)[] {
  switch (name) {
    case "group":
      return isUnknown(row.group) ? [] : [row.group];
    case "code_location":
      return row.codeLocation === "" ? [] : [row.codeLocation];
    case "kind":
      return orNone(row.kinds);
    case "owner":
      return orNone(row.owners);
    case "tag":
      return isUnknown(row.tags) ? [] : orNone(Object.entries(row.tags).flatMap(([key, value]) => (isUnknown(value) ? [] : [value === "" ? key : `${key}=${value}`])));
  }
}

function orNone(values: AssetRow["owners"]): readonly (string | null)[] {
  const known = knownOr(values, null);
  if (known === null) return [];
  return known.length > 0 ? known : [null];
}

/** States that no selection names; the address carries them as `only`. */
export const rowStates = [
  { id: "unknown", title: "Has unknown fields", holds: (row: AssetRow) => row.unknownFields.length > 0 },
  { id: "failed", title: "Checks not passing", holds: (row: AssetRow) => row.checks.failed + row.checks.warned > 0 },
  { id: "never", title: "Never materialized", holds: (row: AssetRow) => row.materializedAt === null && row.kind === "materializable" && !row.isStub },
  { id: "external", title: "External", holds: (row: AssetRow) => row.kind === "external" && !row.isStub },
  { id: "stub", title: "Only named, not defined", holds: (row: AssetRow) => row.isStub },
] as const;

export function rowsInState(rows: readonly AssetRow[], only: string | undefined): readonly AssetRow[] {
  const state = rowStates.find((one) => one.id === only);
  return state ? rows.filter(state.holds) : rows;
}

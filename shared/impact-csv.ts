/** Rows of an impact -> CSV, the same from the command line and from the page. */
import { formatCsv } from "./csv.ts";
import type { ImpactRow } from "./lineage.ts";
import { isUnknown, type Known } from "./unknown.ts";

const header = ["asset", "column", "distance", "group", "owners", "kinds", "checks", "path"];

export function formatImpact(rows: readonly ImpactRow[]): string {
  return formatCsv(header, rows.map((row) => [row.asset, row.column, row.distance, formatKnown(row.group), formatKnown(row.owners), formatKnown(row.kinds), row.checks.join(" "), row.path.join(" > ")]));
}

/** Lists joined by a space; what cannot be known is told from what there is none of. */
function formatKnown(value: Known<string | readonly string[]>): string {
  if (isUnknown(value)) return `unknown: ${value.unknown}`;
  return typeof value === "string" ? value : value.join(" ");
}

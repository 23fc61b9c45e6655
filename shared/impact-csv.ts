/** Rows of an impact -> CSV, the same from the command line and from the page. */
import { formatCsv, formatKnown } from "./csv.ts";
import type { ImpactRow } from "./lineage.ts";

const header = ["asset", "column", "distance", "group", "owners", "kinds", "checks", "path"];

export function formatImpact(rows: readonly ImpactRow[]): string {
  return formatCsv(header, rows.map((row) => [row.asset, row.column, row.distance, formatKnown(row.group), formatKnown(row.owners), formatKnown(row.kinds), row.checks.join(" "), row.path.join(" > ")]));
}

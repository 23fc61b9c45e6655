/** `assetscope impact`: everything downstream of an asset or a column, for people, as JSON or as CSV. */
import { formatCsv } from "../../shared/csv.ts";
import type { Impact, ImpactRow } from "../../shared/lineage.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { noSuchAsset, noSuchColumn } from "./not-found.ts";
import { withProject } from "./open-project.ts";
import type { ImpactOptions } from "./options.ts";
import { counted, plain, print, printJson, printTable, styled } from "./output.ts";

export function impact(folder: string, key: string, options: ImpactOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const project = core.project();
    const found = await project["impact.get"]({ key, ...(options.column === undefined ? {} : { column: options.column }) });
    if (!found) throw await (options.column === undefined ? noSuchAsset(project, key) : noSuchColumn(project, key, options.column));
    if (options.json) printJson({ schema: "assetscope.impact/1", ...found });
    else if (options.csv) process.stdout.write(formatImpact(found));
    else printImpact(found);
    return exitCodes.ok;
  });
}

const header = ["asset", "column", "distance", "group", "owners", "kinds", "checks", "path"];

function formatImpact({ rows }: Impact): string {
  return formatCsv(header, rows.map((row) => [row.asset, row.column, row.distance, row.group, row.owners.join(" "), row.kinds.join(" "), row.checks.join(" "), row.path.join(" > ")]));
}

function printImpact({ start, rows, ...counts }: Impact): void {
  const assets = new Set(rows.map((row) => row.asset)).size;
  print(`${styled(plain(start.column === null ? start.asset : `${start.asset}.${start.column}`), "bold")}  ${rows.length === 0 ? "nothing is downstream of it" : `${start.column === null ? "" : `${counted(rows.length, "column")} of `}${counted(assets, "asset")} downstream`}`);
  if (rows.length === 0) return;
  printCounts("owners", counts.countsByOwner);
  printCounts("groups", counts.countsByGroup);
  printCounts("kinds", counts.countsByKind);
  print();
  printTable(
    [{ title: "STEPS", isRight: true }, { title: start.column === null ? "ASSET" : "COLUMN", style: "bold", max: 70 }, { title: "GROUP", max: 24 }, { title: "OWNERS", max: 32 }, { title: "CHECKS", max: 32 }, { title: "BY WAY OF", max: 90, style: "dim" }],
    rows.map((row) => [String(row.distance), row.column === null ? row.asset : `${row.asset}.${row.column}`, row.group, row.owners.join(", "), row.checks.join(", "), wayOf(row)]),
  );
}

/** The steps between both ends. */
function wayOf(row: ImpactRow): string {
  return row.path.slice(1, -1).join(" > ");
}

function printCounts(title: string, counts: { readonly [name: string]: number }): void {
  const entries = Object.entries(counts);
  if (entries.length > 0) print(`${styled(title.padEnd(7), "dim")} ${entries.map(([name, n]) => `${plain(name)} ${n}`).join(", ")}`);
}

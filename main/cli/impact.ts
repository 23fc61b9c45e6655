/** `assetscope impact`: everything downstream of an asset or a column, for people, as JSON or as CSV. */
import { formatImpact } from "../../shared/impact-csv.ts";
import type { Impact, ImpactRow } from "../../shared/lineage.ts";
import { knownOr } from "../../shared/unknown.ts";
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
    else if (options.csv) process.stdout.write(formatImpact(found.rows));
    else printImpact(found);
    return exitCodes.ok;
  });
}

const unknownWord = "unknown";

function printImpact({ start, rows, unknownCounts, ...counts }: Impact): void {
  const assets = new Set(rows.map((row) => row.asset)).size;
  print(`${styled(plain(start.column === null ? start.asset : `${start.asset}.${start.column}`), "bold")}  ${rows.length === 0 ? "nothing is downstream of it" : `${start.column === null ? "" : `${counted(rows.length, "column")} of `}${counted(assets, "asset")} downstream`}`);
  if (rows.length === 0) return;
  printCounts("owners", counts.countsByOwner, unknownCounts.owners);
  printCounts("groups", counts.countsByGroup, unknownCounts.group);
  printCounts("kinds", counts.countsByKind, unknownCounts.kinds);
  print();
  printTable(
    [{ title: "STEPS", isRight: true }, { title: start.column === null ? "ASSET" : "COLUMN", style: "bold", max: 70 }, { title: "GROUP", max: 24 }, { title: "OWNERS", max: 32 }, { title: "CHECKS", max: 32 }, { title: "BY WAY OF", max: 90, style: "dim" }],
    rows.map((row) => [String(row.distance), row.column === null ? row.asset : `${row.asset}.${row.column}`, knownOr(row.group, unknownWord), knownOr(row.owners, [unknownWord]).join(", "), row.checks.join(", "), wayOf(row)]),
  );
}

/** The steps between both ends. */
function wayOf(row: ImpactRow): string {
  return row.path.slice(1, -1).join(" > ");
}

function printCounts(title: string, counts: { readonly [name: string]: number }, unknown: number): void {
  const entries = [...Object.entries(counts).map(([name, n]) => `${plain(name)} ${n}`), ...(unknown > 0 ? [styled(`unknown ${unknown}`, "dim")] : [])];
  if (entries.length > 0) print(`${styled(title.padEnd(7), "dim")} ${entries.join(", ")}`);
}

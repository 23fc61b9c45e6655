/** `assetscope lineage`: what an asset or a column comes from and where it goes, as trees for people or as JSON. */
import type { AssetRow } from "../../shared/api.ts";
import type { ColumnEdge, ColumnLineage, EdgeEvidence } from "../../shared/lineage.ts";
import { formatSpan } from "../../shared/source-span.ts";
import { knownOr } from "../../shared/unknown.ts";
import type { ProjectQueries } from "../core/project-queries.ts";
import { assetLineage } from "../core/query/lineage/asset-lineage.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { noSuchAsset, noSuchColumn } from "./not-found.ts";
import { withProject } from "./open-project.ts";
import type { LineageOptions } from "./options.ts";
import { counted, plain, print, printJson, styled, time } from "./output.ts";
import { printTree, type TreeLine } from "./tree.ts";

export function lineage(folder: string, key: string, options: LineageOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const direction = options.upstream === options.downstream ? "both" : options.upstream ? "upstream" : "downstream";
    if (options.column === undefined) await ofAsset(core.project(), key, direction, options);
    else await ofColumn(core.project(), key, options.column, direction, options);
    return exitCodes.ok;
  });
}

type Direction = "both" | "upstream" | "downstream";

async function ofAsset(project: ProjectQueries, key: string, direction: Direction, options: LineageOptions): Promise<void> {
  const graph = await project["graph.get"]({});
  const found = assetLineage(graph, key, direction, options.depth ?? null);
  if (!found) throw await noSuchAsset(project, key);
  const unknownDeps = Object.fromEntries(found.assets.flatMap((asset) => (Object.hasOwn(graph.unknownDeps, asset.key) ? [[asset.key, graph.unknownDeps[asset.key]!]] : [])));
  if (options.json) return printJson({ schema: "assetscope.lineage/1", ...found, focus: { asset: key, column: null }, unknownDeps });
  const rows = new Map((await project["catalog.list"]({})).rows.map((row) => [row.key, row]));
  const names = found.assets.map((asset) => asset.key);
  print(styled(plain(key), "bold"));
  printSides(direction, found.beyondDepth, names, found.edges, (node) => ({ text: names[node]!, note: noteOf(rows.get(names[node]!)) }));
  for (const [asset, why] of Object.entries(unknownDeps)) print(styled(`? what ${plain(asset)} depends on cannot be known: ${plain(why.unknown)}`, "dim"));
}

async function ofColumn(project: ProjectQueries, asset: string, column: string, direction: Direction, options: LineageOptions): Promise<void> {
  const found = await project["column.lineage"]({ asset, column, direction, depth: options.depth ?? null, inferred: options.inferred ?? false });
  if (!found) throw await noSuchColumn(project, asset, column);
  if (options.json) return printJson({ schema: "assetscope.lineage/1", ...found });
  const names = found.columns.map(nameOf);
  const known = new Map(found.edges.map((edge) => [`${nameOf(edge.from)}\n${nameOf(edge.to)}`, edge]));
  const line = (node: number, from: number): TreeLine => {
    const { type, broken } = found.columns[node]!;
    const edge = known.get(`${names[node]!}\n${names[from]!}`) ?? known.get(`${names[from]!}\n${names[node]!}`);
    return { text: names[node]!, note: [broken ?? type ?? "", edge?.evidence.map(howKnown).join("; ") ?? ""].filter(Boolean).join("  ") };
  };
  print(`${styled(plain(nameOf(found.focus)), "bold")}  ${styled(plain(found.columns[0]?.type ?? ""), "dim")}`.trimEnd());
  printSides(direction, found.beyondDepth, names, found.edges.map(toNames), line);
}

/** The trees of both directions. The focus is number 0. */
function printSides(direction: Direction, beyond: ColumnLineage["beyondDepth"], names: readonly string[], edges: readonly { readonly from: string; readonly to: string }[], line: (node: number, from: number) => TreeLine): void {
  const numbers = new Map(names.map((name, i) => [name, i]));
  const sides = [{ side: "upstream", title: "comes from", source: "to", target: "from" }, { side: "downstream", title: "goes to", source: "from", target: "to" }] as const;
  for (const { side, title, source, target } of sides) {
    if (direction !== "both" && direction !== side) continue;
    const next = new Map<number, number[]>();
    for (const edge of edges) {
      const from = numbers.get(edge[source])!;
      next.set(from, [...(next.get(from) ?? []), numbers.get(edge[target])!]);
    }
    print(`\n${title}${next.has(0) ? "" : "  nothing that is known"}`);
    printTree(0, (node) => next.get(node) ?? [], line);
    if (beyond[side] > 0) print(styled(`… and ${beyond[side]} more, further away`, "dim"));
  }
}

function nameOf(ref: { readonly asset: string; readonly column: string }): string {
  return `${ref.asset}.${ref.column}`;
}

function toNames({ from, to }: ColumnEdge): { from: string; to: string } {
  return { from: nameOf(from), to: nameOf(to) };
}

function noteOf(row: AssetRow | undefined): string {
  if (!row) return "";
  const checks = row.checks.total === 0 ? "" : `${counted(row.checks.total, "check")}${row.checks.failed > 0 ? `, ${row.checks.failed} failed` : ""}`;
  return [knownOr(row.kinds, []).join(", "), row.isStub ? "only named" : knownOr(row.group, "?"), knownOr(row.owners, []).join(", "), time(row.materializedAt), checks].filter(Boolean).join(" · ");
}

function howKnown(evidence: EdgeEvidence): string {
  switch (evidence.kind) {
    case "definition":
      return `stated${evidence.at ? ` at ${formatSpan(evidence.at)}` : ""}`;
    case "materialization":
      return `${evidence.isLatest ? "newest materialization" : "materialization"} of ${time(evidence.timestamp)}`;
    case "sql":
      return `SQL ${evidence.expression.replace(/\s+/g, " ")}${evidence.at ? ` at ${formatSpan(evidence.at)}` : ""}`;
    case "inferred":
      return "inferred from its name";
  }
}

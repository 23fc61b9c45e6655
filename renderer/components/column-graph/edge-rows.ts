/** Edges of a lineage as rows of a table and of a CSV file. Pure. */
import type { ColumnEdge, ColumnLineage, EdgeEvidence } from "../../../shared/lineage.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { CsvValue } from "../export-file.ts";
import { wordsOf } from "./evidence.ts";
import { columnId } from "./lineage-cards.ts";

export interface EdgeRow {
  readonly edge: ColumnEdge;
  readonly isBroken: boolean;
  /** "declared and from SQL" */
  readonly words: string;
  readonly expression: string | null;
  readonly at: SourceSpan | null;
  /** Steps from the focus to the farther end: negative upstream. */
  readonly distance: number;
}

/** From the farthest upstream to the farthest downstream. */
export function edgeRows(lineage: ColumnLineage): readonly EdgeRow[] {
  const nodes = new Map(lineage.columns.map((node) => [columnId(node), node]));
  const rows = lineage.edges.map((edge): EdgeRow => {
    const [from, to] = [nodes.get(columnId(edge.from)), nodes.get(columnId(edge.to))];
    const isBroken = (from?.broken ?? to?.broken ?? null) !== null;
    const [a, b] = [from?.distance ?? 0, to?.distance ?? 0];
    return { edge, isBroken, words: wordsOf(edge, isBroken), expression: sqlOf(edge)?.expression ?? null, at: placeOf(edge), distance: Math.abs(a) > Math.abs(b) ? a : b };
  });
  return rows.sort((a, b) => a.distance - b.distance || compare(columnId(a.edge.from), columnId(b.edge.from)) || compare(columnId(a.edge.to), columnId(b.edge.to)));
}

export function sqlOf(edge: ColumnEdge): Extract<EdgeEvidence, { kind: "sql" }> | null {
  return edge.evidence.find((one) => one.kind === "sql") ?? null;
}

/** Where the edge was written: the line of SQL first, else the definition. */
export function placeOf(edge: ColumnEdge): SourceSpan | null {
  for (const kind of ["sql", "definition"] as const) {
    for (const one of edge.evidence) if (one.kind === kind && one.at) return one.at;
  }
  return null;
}

export const edgeHeader = ["from_asset", "from_column", "to_asset", "to_column", "known", "broken", "steps", "run", "run_at", "expression", "dialect", "file", "line"] as const;

export function edgeLine(row: EdgeRow): readonly CsvValue[] {
  const { from, to, evidence } = row.edge;
  const run = evidence.find((one) => one.kind === "materialization");
  const sql = sqlOf(row.edge);
  const at = run ? new Date(run.timestamp * 1000) : null;
  return [
    from.asset, from.column, to.asset, to.column, evidence.map((one) => one.kind).filter((kind, i, all) => all.indexOf(kind) === i).join(" "), row.isBroken ? "yes" : "", row.distance,
    run?.runId, at && !Number.isNaN(at.getTime()) ? at.toISOString() : null, sql?.expression, sql?.dialect, row.at?.file, row.at?.line,
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

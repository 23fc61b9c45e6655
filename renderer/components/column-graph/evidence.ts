/** How an edge is known: its words, and the style of its line. Colour never tells alone: each way has a dash of its own. Pure. */
import type { ColumnEdge, EdgeEvidence } from "../../../shared/lineage.ts";

export type EvidenceKind = EdgeEvidence["kind"];

export interface EvidenceStyle {
  /** In the legend and in tables. */
  readonly title: string;
  /** Name of the colour's variable. */
  readonly colour: "accent" | "good" | "k2" | "text-3" | "bad";
  /** Lengths of dashes and gaps; none for a whole line. */
  readonly dash: readonly number[];
  readonly width: number;
}

/** From the surest to the least sure. */
export const evidenceKinds: readonly EvidenceKind[] = ["definition", "materialization", "sql", "inferred"];

export const evidenceStyles: { readonly [K in EvidenceKind]: EvidenceStyle } = {
  definition: { title: "declared", colour: "accent", dash: [], width: 1.8 },
  materialization: { title: "emitted by a run", colour: "good", dash: [12, 3], width: 1.8 },
  sql: { title: "from SQL", colour: "k2", dash: [5, 3], width: 1.8 },
  inferred: { title: "inferred by name", colour: "text-3", dash: [1, 4], width: 1.6 },
};

export const brokenStyle: EvidenceStyle = { title: "broken", colour: "bad", dash: [1.5, 4], width: 1.8 };

/** The kinds of an edge, each once, the surest first. */
export function kindsOf(edge: ColumnEdge): readonly EvidenceKind[] {
  return evidenceKinds.filter((kind) => edge.evidence.some((one) => one.kind === kind));
}

/** Side by side, one line a kind; a broken edge keeps its kinds in the panel and the table and is drawn as broken. */
export function stylesOf(edge: ColumnEdge, isBroken: boolean): readonly EvidenceStyle[] {
  if (isBroken) return [brokenStyle];
  const kinds = kindsOf(edge);
  return kinds.length === 0 ? [evidenceStyles.inferred] : kinds.map((kind) => evidenceStyles[kind]);
}

/** "declared and from SQL" */
export function wordsOf(edge: ColumnEdge, isBroken: boolean): string {
  const words = kindsOf(edge).map((kind) => (kind === "materialization" && !edge.evidence.some((one) => one.kind === kind && one.isLatest) ? "emitted by an earlier run" : evidenceStyles[kind].title));
  const known = words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}` : (words[0] ?? "");
  return isBroken ? `broken, ${known}` : known;
}

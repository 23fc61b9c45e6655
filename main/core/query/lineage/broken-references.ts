/** The columns' graph -> one problem for each asset whose lineage names assets or columns that do not exist. */
import type { Problem } from "../../../../shared/model.ts";
import type { ColumnGraph, HeldEvidence } from "./column-graph.ts";

/** A list that nobody reads to its end helps nobody. */
const mostNamed = 5;

interface Broken {
  readonly assets: Set<string>;
  readonly columns: Set<string>;
  /** The first place that says so. */
  evidence: HeldEvidence;
}

export function brokenReferences(graph: ColumnGraph): Problem[] {
  const byAsset = new Map<string, Broken>();
  if (graph.broken.every((why) => why === null)) return [];
  for (let edge = 0; edge < graph.from.length; edge++) {
    for (const node of [graph.from[edge]!, graph.to[edge]!]) {
      const why = graph.broken[node];
      if (why === null) continue;
      const target = graph.assetOf[graph.to[edge]!]!;
      let broken = byAsset.get(target);
      if (!broken) byAsset.set(target, (broken = { assets: new Set(), columns: new Set(), evidence: graph.evidenceOf(edge)[0]! }));
      if (why === "no such asset") broken.assets.add(graph.assetOf[node]!);
      else broken.columns.add(`${graph.assetOf[node]!}.${graph.names[node]!}`);
    }
  }
  return [...byAsset].sort(([a], [b]) => (a < b ? -1 : 1)).map(([asset, { assets, columns, evidence }]) => {
    const said = [...(assets.size > 0 ? [`${named(assets, "asset")} that ${assets.size === 1 ? "is" : "are"} not here`] : []), ...(columns.size > 0 ? [`${named(columns, "column")} that no schema states`] : [])];
    const at = "at" in evidence ? evidence.at : null;
    return {
      severity: "info", code: "lineage.broken", stage: "lineage", asset, message: `The column lineage of ${asset} ${sourceOf(evidence)}names ${said.join(" and ")}`,
      hint: "They are shown as broken in the lineage.", ...(at ? { at } : {}),
    };
  });
}

function named(names: ReadonlySet<string>, what: string): string {
  const shown = [...names].slice(0, mostNamed).join(", ");
  return `the ${what}${names.size === 1 ? "" : "s"} ${shown}${names.size > mostNamed ? ` and ${names.size - mostNamed} more` : ""}`;
}

function sourceOf(evidence: HeldEvidence): string {
  return evidence.kind === "sql" ? "read from its SQL " : evidence.kind === "logged" ? "in its materializations " : "";
}

/**
 * Guesses: a column of which nobody says what it comes from, and a column of the same name in a direct upstream asset. Shown only when
 * asked for, and never beside what somebody stated.
 */
import type { Pace } from "../../pace.ts";
import type { ColumnGraph, HeldEvidence } from "./column-graph.ts";
import { packGraphInSlices } from "./reach.ts";

const inferred: readonly HeldEvidence[] = [{ kind: "inferred" }];

/** The graph with the guessed edges after the others. */
export async function withInferredEdges(graph: ColumnGraph, depsOf: ReadonlyMap<string, readonly string[]>, pace: Pace): Promise<ColumnGraph> {
  const from = Array.from(graph.from);
  const to = Array.from(graph.to);
  const stated = from.length;
  for (const [asset, columns] of graph.columnsOf) {
    if (pace.isDue()) await pace.rest();
    const upstream = (depsOf.get(asset) ?? []).filter((dep) => dep !== asset);
    if (upstream.length === 0) continue;
    for (const column of columns) {
      if (graph.isStated[column] === 1 || graph.broken[column] !== null) continue;
      for (const dep of upstream) {
        const source = graph.find({ asset: dep, column: graph.names[column]! });
        if (source === undefined || graph.broken[source] !== null) continue;
        from.push(source);
        to.push(column);
      }
    }
  }
  if (from.length === stated) return graph;
  return { ...graph, from, to, packed: await packGraphInSlices(graph.size, from, to, pace), evidenceOf: (edge) => (edge < stated ? graph.evidenceOf(edge) : inferred) };
}

/**
 * Layout libraries of others on the same graph: those that dagster's UI and like tools use. They are no packages of ours; put them into
 * .cache/bench/layouts (npm install --prefix .cache/bench/layouts @dagrejs/dagre elkjs) to have them measured.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { LayoutInput } from "../shared/layout/graph.ts";
import { threadMs } from "./lineage.ts";

export interface OtherLayout {
  readonly name: string;
  /** Milliseconds of one run. */
  measure(input: LayoutInput): Promise<number>;
}

interface Dagre {
  readonly graphlib: { readonly Graph: new () => { setGraph(options: object): void; setDefaultEdgeLabel(label: () => object): void; setNode(id: string, node: object): void; setEdge(from: string, to: string): void } };
  layout(graph: unknown): void;
}
type Elk = new () => { layout(graph: object): Promise<unknown> };

export async function otherLayouts(folder: string): Promise<OtherLayout[]> {
  if (!existsSync(join(folder, "node_modules"))) return [];
  const require = createRequire(join(folder, "package.json"));
  const found: OtherLayout[] = [];
  const add = (name: string, load: () => OtherLayout["measure"]): void => {
    try {
      found.push({ name, measure: load() });
    } catch {
      // Not there: not measured.
    }
  };
  add("dagre, tight-tree", () => measureDagre(require("@dagrejs/dagre") as Dagre));
  add("elkjs, layered", () => measureElk(require("elkjs") as Elk));
  return found;
}

function measureDagre(dagre: Dagre): OtherLayout["measure"] {
  return async (input) => {
    const began = threadMs();
    const graph = new dagre.graphlib.Graph();
    // As dagster's asset graph sets it.
    graph.setGraph({ rankdir: "LR", ranker: "tight-tree", nodesep: input.gapInLayer, ranksep: input.gapBetweenLayers });
    graph.setDefaultEdgeLabel(() => ({}));
    for (const { id, width, height } of input.nodes) graph.setNode(id, { width, height });
    for (const { from, to } of input.edges) graph.setEdge(from, to);
    dagre.layout(graph);
    return threadMs() - began;
  };
}

function measureElk(ElkLayout: Elk): OtherLayout["measure"] {
  return async (input) => {
    const began = threadMs();
    await new ElkLayout().layout({
      id: "root", layoutOptions: { "elk.algorithm": "layered", "elk.direction": "RIGHT" },
      children: input.nodes.map(({ id, width, height }) => ({ id, width, height })),
      edges: input.edges.map(({ from, to }, i) => ({ id: String(i), sources: [from], targets: [to] })),
    });
    return threadMs() - began;
  };
}

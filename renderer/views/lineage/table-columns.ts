/** Columns of the lineage table and how it is sorted. Pure. */
import { knownOr } from "../../../shared/unknown.ts";
import type { GraphModel } from "./use-graph-model.ts";

export interface TableColumn {
  readonly id: string;
  readonly title: string;
  readonly isNumber?: boolean;
  readonly valueOf: (graph: Pick<GraphModel, "model" | "visible">, asset: number) => string | number | null;
}

const first = (graph: Pick<GraphModel, "model">, assets: readonly number[]): string | null => (assets.length === 0 ? null : graph.model.rows[assets[0]!]!.key);

export const tableColumns: readonly TableColumn[] = [
  { id: "key", title: "Asset", valueOf: ({ model }, asset) => model.rows[asset]!.key },
  { id: "hops", title: "Hops", isNumber: true, valueOf: ({ visible }, asset) => visible.distance(asset) },
  { id: "upstream", title: "Upstream", valueOf: (graph, asset) => first(graph, graph.model.into[asset]!) },
  { id: "ups", title: "Count", isNumber: true, valueOf: ({ model }, asset) => model.into[asset]!.length },
  { id: "downstream", title: "Downstream", valueOf: (graph, asset) => first(graph, graph.model.out[asset]!) },
  { id: "downs", title: "Count", isNumber: true, valueOf: ({ model }, asset) => model.out[asset]!.length },
  { id: "group", title: "Group", valueOf: ({ model }, asset) => knownOr(model.rows[asset]!.group, null) },
  { id: "kinds", title: "Kinds", valueOf: ({ model }, asset) => knownOr(model.rows[asset]!.kinds, []).join(" ") || null },
  { id: "materialized", title: "Last materialized", valueOf: ({ model }, asset) => model.rows[asset]!.materializedAt },
];

/** Visible assets; what has no value comes last, ties by key. */
export function sortAssets(graph: Pick<GraphModel, "model" | "visible">, sort: string | undefined): readonly number[] {
  const isDescending = sort?.startsWith("-") ?? false;
  const column = tableColumns.find((one) => one.id === (isDescending ? sort?.slice(1) : sort)) ?? tableColumns[0]!;
  const direction = isDescending ? -1 : 1;
  const assets = graph.model.rows.flatMap((_, asset) => (graph.visible.isVisible[asset] ? [{ asset, value: column.valueOf(graph, asset) }] : []));
  assets.sort((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? a.asset - b.asset : a.value === null ? 1 : -1;
    return (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) * direction || a.asset - b.asset;
  });
  return assets.map((one) => one.asset);
}

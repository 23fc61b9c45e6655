/** Rows of the lineage table -> CSV: all neighbours, of which the table names the first. Pure. */
import { formatCsv, formatKnown } from "../../../shared/csv.ts";
import type { GraphModel } from "./use-graph-model.ts";

const header = ["asset", "hops", "upstream", "upstream_unknown", "downstream", "group", "kinds", "materialized_at", "file", "line"];

export function formatTable({ model, visible }: Pick<GraphModel, "model" | "visible">, assets: readonly number[]): string {
  const keysOf = (neighbours: readonly number[]): string => neighbours.map((one) => model.rows[one]!.key).join(" ");
  return formatCsv(header, assets.map((asset) => {
    const { key, isStub, group, kinds, materializedAt, file, line } = model.rows[asset]!;
    return [
      key, visible.distance(asset), keysOf(model.into[asset]!), model.unknownDeps.get(asset)?.unknown, keysOf(model.out[asset]!),
      isStub ? "" : formatKnown(group), formatKnown(kinds), materializedAt === null ? null : new Date(materializedAt * 1000).toISOString(), file, line,
    ];
  }));
}

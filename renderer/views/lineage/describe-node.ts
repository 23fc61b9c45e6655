/** An item of the graph in words: for screen readers, and as the tip that tells the full key. Pure. */
import type { AssetRow } from "../../../shared/api.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { formatAgo, formatCount, formatNumber } from "../../components/format.ts";
import type { LineageModel } from "../../state/graph/lineage-model.ts";
import type { VisibleSet } from "../../state/graph/visible-set.ts";
import { visible as shown } from "./faces.ts";

export function describeAsset(model: LineageModel, asset: number, visible: VisibleSet, now: number): string {
  const row = model.rows[asset]!;
  return [shown(row.key), ...factsOf(row, now), ...edgesOf(model, asset, visible)].join(", ");
}

export function factsOf(row: AssetRow, now: number): string[] {
  const facts: string[] = [];
  if (row.isStub) return ["only named, not defined"];
  if (row.kind !== "materializable") facts.push(row.kind);
  facts.push(isUnknown(row.group) ? "group unknown" : `group ${shown(row.group)}`);
  if (isUnknown(row.kinds)) facts.push("kinds unknown");
  else if (row.kinds.length > 0) facts.push(shown(row.kinds.join(" ")));
  facts.push(row.materializedAt === null ? "never materialized" : `materialized ${formatAgo(row.materializedAt, now)}`);
  if (row.rowCount !== null) facts.push(`${formatNumber(row.rowCount)} rows`);
  if (row.checks.failed > 0) facts.push(`${row.checks.failed} of ${row.checks.total} checks failed`);
  return facts;
}

export function edgesOf(model: LineageModel, asset: number, visible: VisibleSet): string[] {
  const side = (total: number, hidden: number, name: string): string => `${total} ${name}${hidden > 0 ? `, ${hidden} of them not shown` : ""}`;
  const facts = [side(model.into[asset]!.length, visible.hiddenUp[asset]!, "upstream"), side(model.out[asset]!.length, visible.hiddenDown[asset]!, "downstream")];
  const why = model.unknownDeps.get(asset);
  if (why) facts.push(`not all upstream assets are known: ${shown(why.unknown)}`);
  const cycle = model.cycleOf.get(asset);
  if (cycle !== undefined) facts.push(`part of a cycle of ${formatCount(model.cycles[cycle]!.length, "asset")}`);
  if (model.out[asset]!.includes(asset)) facts.push("depends on itself");
  return facts;
}

export function describeGroup(model: LineageModel, box: number, assets: number): string {
  const { kind, name } = model.boxes[box]!;
  return `${kind === "location" ? "Code location" : kind === "stubs" ? "" : "Group"} ${shown(name)}, closed, ${formatCount(assets, "asset")}`.trim();
}

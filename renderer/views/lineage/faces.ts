/** Assets and groups -> what stands on their cards. Unknown values are written as such; nothing is left to guess. */
import type { AssetRow } from "../../../shared/api.ts";
import { titleOfKey } from "../../../shared/asset-key.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { colourOf, isTeam, kindColour, ownerName } from "../../components/asset-marks.tsx";
import { formatAgo, formatNumber } from "../../components/format.ts";
import type { Face, FaceLine, FacePart } from "../../components/graph-scene.ts";
import { splitInvisible } from "../../components/visible-text.tsx";
import type { NodeFacet } from "../../state/graph/graph-address.ts";
import type { GroupBox } from "../../state/graph/lineage-model.ts";

/** Signs that cannot be seen are escapes; no name is longer than a card could ever show. */
export function visible(text: string, max = 200): string {
  return splitInvisible(text.slice(0, max)).map((part) => part.text).join("");
}

/** Lines below the name for a choice of facets: the same for all cards, so that they stand in rows. */
export function linesOf(facets: readonly NodeFacet[]): number {
  return lineFacets.filter((line) => line.some((name) => facets.includes(name))).length;
}

const lineFacets: readonly (readonly NodeFacet[])[] = [["materialized", "rows", "checks"], ["owners", "partitions"], ["tags"]];

export type AssetFaceState = Pick<Face, "color" | "isCurrentFocus" | "hiddenUp" | "hiddenDown" | "isUpUnknown" | "isInCycle" | "isOnItself">;

export function faceOfAsset(row: AssetRow, facets: readonly NodeFacet[], now: number, state: AssetFaceState): Face {
  const has = (name: NodeFacet): boolean => facets.includes(name);
  const lines: FaceLine[] = [];
  if (has("materialized") || has("rows") || has("checks")) lines.push({ left: has("materialized") ? materialized(row, now) : [], right: [...(has("rows") ? rowCount(row) : []), ...(has("checks") ? checks(row) : [])] });
  if (has("owners") || has("partitions")) lines.push({ left: has("owners") ? owners(row) : [], right: has("partitions") && row.isPartitioned ? [dim("partitioned")] : [] });
  if (has("tags")) lines.push({ left: tags(row), right: [] });
  const { prefix, name } = titleOfKey(row.keyPath);
  return { prefix: row.isStub && prefix === "" ? "only named" : visible(prefix), name: visible(name), badges: has("kinds") ? kinds(row) : [], lines, isStub: row.isStub || row.kind !== "materializable", ...state };
}

function dim(text: string): FacePart {
  return { kind: "text", text, tone: "text3" };
}

function kinds(row: AssetRow): FacePart[] {
  if (isUnknown(row.kinds)) return [{ kind: "badge", text: "?", color: 0 }];
  return row.kinds.slice(0, 2).map((kind): FacePart => ({ kind: "badge", text: visible(kind, 12), color: kindColour(kind) }));
}

function materialized(row: AssetRow, now: number): FacePart[] {
  if (row.isStub) return [dim("not defined here")];
  if (row.materializedAt === null) return [{ kind: "dot", tone: "text3" }, dim(row.kind === "materializable" ? "never" : row.kind)];
  const tone = row.runStatus === "FAILURE" ? "bad" : "good";
  return [{ kind: "dot", tone }, { kind: "text", text: formatAgo(row.materializedAt, now), tone: "text2" }];
}

function rowCount(row: AssetRow): FacePart[] {
  return row.rowCount === null ? [] : [{ kind: "text", text: `${formatNumber(row.rowCount)} rows`, tone: "text2" }];
}

function owners(row: AssetRow): FacePart[] {
  if (isUnknown(row.owners)) return [dim("owner ?")];
  if (row.owners.length === 0) return [dim("no owner")];
  const shown = row.owners.slice(0, 3).map((owner): FacePart => ({ kind: "avatar", text: [...visible(ownerName(owner), 40)][0]?.[isTeam(owner) ? "toUpperCase" : "toString"]() ?? "?", color: colourOf(owner), isTeam: isTeam(owner) }));
  return row.owners.length > 3 ? [...shown, dim(`+${row.owners.length - 3}`)] : shown;
}

function checks(row: AssetRow): FacePart[] {
  const { total, failed, warned } = row.checks;
  if (total === 0) return [];
  if (failed > 0) return [{ kind: "chip", key: "", text: `✕ ${failed} of ${total}`, tone: "bad" }];
  if (warned > 0) return [{ kind: "chip", key: "", text: `! ${warned} of ${total}`, tone: "warn" }];
  return [{ kind: "chip", key: "", text: `✓ ${total}`, tone: "good" }];
}

function tags(row: AssetRow): FacePart[] {
  if (isUnknown(row.tags)) return [dim("tags ?")];
  const entries = Object.entries(row.tags);
  if (entries.length === 0) return [dim("no tags")];
  return entries.slice(0, 6).map(([key, value]): FacePart => ({ kind: "chip", key: visible(key, 60), text: isUnknown(value) ? "?" : visible(value, 60), tone: "text2", isLabel: value === "" }));
}

export interface GroupSums {
  readonly assets: number;
  readonly failed: number;
  readonly never: number;
  readonly color: number;
}

/** `around`: names of the boxes around it, for a closed one. */
export function faceOfGroup(box: GroupBox, around: string, sums: GroupSums, isOpen: boolean): Face {
  const count = `${sums.assets.toLocaleString("en")} ${sums.assets === 1 ? "asset" : "assets"}`;
  const left: FacePart[] = [{ kind: "text", text: count, tone: "text2" }];
  const right: FacePart[] = sums.failed > 0 ? [{ kind: "chip", key: "", text: `✕ ${sums.failed} not passing`, tone: "bad" }] : [];
  return {
    prefix: isOpen ? count : box.kind === "location" ? "code location" : box.kind === "stubs" ? "outside" : visible(around === "" ? "group" : `${around}/`),
    name: visible(box.title), badges: [], lines: isOpen ? [] : [{ left, right }], color: sums.color, isStub: box.kind === "stubs", isCurrentFocus: false, hiddenUp: 0, hiddenDown: 0, isUpUnknown: false, isInCycle: false, isOnItself: false,
  };
}

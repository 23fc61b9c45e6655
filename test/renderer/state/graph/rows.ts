/** Rows and graphs written in short, for the tests of the lineage view: `a -> b` by keys. */
import type { AssetRow } from "../../../../shared/api.ts";
import { parseAssetKey } from "../../../../shared/asset-key.ts";
import type { AssetGraph } from "../../../../shared/lineage.ts";
import { buildLineageModel, type LineageModel } from "../../../../renderer/state/graph/lineage-model.ts";

export function row(key: string, more: Partial<AssetRow> = {}): AssetRow {
  return {
    key, keyPath: parseAssetKey(key), kind: "materializable", isStub: false, group: "default", owners: [], tags: {}, kinds: [], summary: null, codeLocation: "shop", materializedAt: null, runStatus: null,
    rowCount: null, checks: { total: 0, failed: 0, warned: 0 }, isPartitioned: false, unknownFields: [], file: null, line: null, reader: "static", ...more,
  };
}

/** Lines of `from -> to, to`. */
export function model(rows: readonly AssetRow[], edges: string, more: Partial<AssetGraph> = {}): LineageModel {
  const keys = rows.map((one) => one.key);
  const pairs = edges.trim().split("\n").filter(Boolean).flatMap((line) => {
    const [from = "", to = ""] = line.split("->").map((part) => part.trim());
    return to.split(",").map((one): [number, number] => [keys.indexOf(from), keys.indexOf(one.trim())]);
  });
  return buildLineageModel(rows, { revision: 1, keys, edges: pairs, unknownDeps: {}, cycles: [], ...more });
}

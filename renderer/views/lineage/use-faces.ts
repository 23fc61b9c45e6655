/** Faces of the items of a scene, each made when it is first drawn. */
import { useMemo } from "react";
import type { AssetRow } from "../../../shared/api.ts";
import type { Face } from "../../components/graph-scene.ts";
import type { NodeFacet } from "../../state/graph/graph-address.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";
import { faceOfAsset, faceOfGroup, type GroupSums } from "./faces.ts";
import type { PlacedScene } from "./use-scene.ts";

export interface Faces {
  readonly faceOf: (item: number) => Face;
  readonly colorOf: (item: number) => number;
  /** Asset of an item, null for groups. */
  readonly rowOf: (item: number) => AssetRow | null;
}

export function useFaces(placed: PlacedScene | null, facets: readonly NodeFacet[], focus: string | null): Faces | null {
  const facetText = facets.join();
  return useMemo(() => placed && makeFaces(placed, facets, focus), [placed, facetText, focus]); // oxlint-disable-line react/exhaustive-deps -- the text is the list
}

function makeFaces(placed: PlacedScene, facets: readonly NodeFacet[], focus: string | null): Faces {
  const { items, graph } = placed;
  const { model, visible, legend, now } = graph;
  const made: (Face | undefined)[] = [];
  let sums: ReadonlyMap<number, GroupSums> | null = null;
  const rowOf = (item: number): AssetRow | null => (items.kinds[item] === itemKinds.asset ? model.rows[items.refs[item]!]! : null);
  const sumsOf = (box: number): GroupSums => (sums ??= sumGroups(placed)).get(box) ?? { assets: 0, failed: 0, never: 0, color: 0 };
  const make = (item: number): Face => {
    const ref = items.refs[item]!;
    if (items.kinds[item] !== itemKinds.asset) {
      const box = model.boxes[ref]!;
      const around = box.parent < 0 ? "" : model.boxes[box.parent]!.name;
      return faceOfGroup(box, around, sumsOf(ref), items.kinds[item] === itemKinds.openBox);
    }
    const row = model.rows[ref]!;
    return faceOfAsset(row, facets, now, {
      color: legend.colorOf(row), isCurrentFocus: row.key === focus, hiddenUp: visible.hiddenUp[ref]!, hiddenDown: visible.hiddenDown[ref]!,
      isUpUnknown: model.unknownDeps.has(ref), isInCycle: model.cycleOf.has(ref), isOnItself: model.out[ref]!.includes(ref),
    });
  };
  return {
    rowOf,
    faceOf: (item) => (made[item] ??= make(item)),
    colorOf: (item) => { const row = rowOf(item); return row ? legend.colorOf(row) : sumsOf(items.refs[item]!).color; },
  };
}

/** A group has a colour when all its assets share it. */
function sumGroups({ graph: { model, visible, legend } }: PlacedScene): ReadonlyMap<number, GroupSums> {
  const sums = new Map<number, { assets: number; failed: number; never: number; color: number }>();
  model.rows.forEach((row, asset) => {
    if (!visible.isVisible[asset]) return;
    const color = legend.colorOf(row);
    for (let box = model.boxOf[asset]!; box >= 0; box = model.boxes[box]!.parent) {
      const sum = sums.get(box);
      if (!sum) sums.set(box, { assets: 1, failed: row.checks.failed > 0 ? 1 : 0, never: row.materializedAt === null ? 1 : 0, color });
      else {
        sum.assets++;
        if (row.checks.failed > 0) sum.failed++;
        if (row.materializedAt === null) sum.never++;
        if (sum.color !== color) sum.color = 0;
      }
    }
  });
  return sums;
}

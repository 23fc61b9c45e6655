/**
 * What is visible and which groups are open -> the items and edges that the layout places. A closed group stands for its assets, and
 * the edges of those become edges of the group, each pair once with the number that it stands for. Pure.
 */
import type { LineageModel } from "./lineage-model.ts";

export const itemKinds = { asset: 0, closedGroup: 1, openBox: 2 } as const;

export interface SceneItems {
  /** Keys of assets, `\u0000` and the id of groups: an id never means two things. */
  readonly ids: readonly string[];
  /** Values of `itemKinds`; boxes come last. */
  readonly kinds: Uint8Array;
  /** Index of the asset or of the group. */
  readonly refs: Int32Array;
  /** Item of the box around, -1 at the top. */
  readonly parents: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Edges between assets that one drawn edge stands for. */
  readonly weights: Int32Array;
  /** Visible assets of each item: 1 for an asset. */
  readonly sizes: Int32Array;
  /** The item that shows an asset; -1 where it is not visible. */
  readonly itemOfAsset: Int32Array;
}

export function groupItemId(groupId: string): string {
  return `\u0000${groupId}`;
}

/** `isOpen`: by index of the group. */
export function makeSceneItems(model: LineageModel, isVisible: Uint8Array, isOpen: (box: number) => boolean): SceneItems {
  const visibleIn = new Int32Array(model.boxes.length);
  for (let asset = 0; asset < model.rows.length; asset++) {
    if (!isVisible[asset]) continue;
    for (let box = model.boxOf[asset]!; box >= 0; box = model.boxes[box]!.parent) visibleIn[box]!++;
  }
  // The outermost closed box hides all that is inside.
  const standIn = new Int32Array(model.boxes.length).fill(-1);
  const closedAround = (box: number): number => {
    let found = -1;
    for (let at = box; at >= 0; at = model.boxes[at]!.parent) if (!isOpen(at)) found = at;
    return found;
  };
  for (let box = 0; box < model.boxes.length; box++) standIn[box] = closedAround(box);

  const ids: string[] = [];
  const kinds: number[] = [];
  const refs: number[] = [];
  const sizes: number[] = [];
  const add = (id: string, kind: number, ref: number, size: number): number => {
    kinds.push(kind);
    refs.push(ref);
    sizes.push(size);
    return ids.push(id) - 1;
  };
  const itemOfAsset = new Int32Array(model.rows.length).fill(-1);
  const itemOfBox = new Int32Array(model.boxes.length).fill(-1);
  for (let asset = 0; asset < model.rows.length; asset++) {
    if (!isVisible[asset]) continue;
    const box = model.boxOf[asset]!;
    const closed = box < 0 ? -1 : standIn[box]!;
    if (closed < 0) itemOfAsset[asset] = add(model.rows[asset]!.key, itemKinds.asset, asset, 1);
    else {
      if (itemOfBox[closed]! < 0) itemOfBox[closed] = add(groupItemId(model.boxes[closed]!.id), itemKinds.closedGroup, closed, visibleIn[closed]!);
      itemOfAsset[asset] = itemOfBox[closed]!;
    }
  }
  for (let box = 0; box < model.boxes.length; box++) {
    if (visibleIn[box]! > 0 && standIn[box]! < 0) itemOfBox[box] = add(groupItemId(model.boxes[box]!.id), itemKinds.openBox, box, visibleIn[box]!);
  }
  const parents = Int32Array.from(ids, (_, item) => {
    const around = kinds[item] === itemKinds.asset ? model.boxOf[refs[item]!]! : model.boxes[refs[item]!]!.parent;
    return around < 0 ? -1 : itemOfBox[around]!;
  });
  return { ids, kinds: Uint8Array.from(kinds), refs: Int32Array.from(refs), sizes: Int32Array.from(sizes), parents, itemOfAsset, ...joinItems(model, itemOfAsset, ids.length) };
}

function joinItems(model: LineageModel, itemOfAsset: Int32Array, items: number): Pick<SceneItems, "from" | "to" | "weights"> {
  const places = new Map<number, number>();
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  for (let asset = 0; asset < model.rows.length; asset++) {
    const a = itemOfAsset[asset]!;
    if (a < 0) continue;
    for (const next of model.out[asset]!) {
      const b = itemOfAsset[next]!;
      // An asset that depends on itself keeps its edge; edges inside a closed group are inside.
      if (b < 0 || (a === b && asset !== next)) continue;
      const place = places.get(a * items + b);
      if (place !== undefined) weights[place]!++;
      else {
        places.set(a * items + b, from.length);
        from.push(a);
        to.push(b);
        weights.push(1);
      }
    }
  }
  return { from: Int32Array.from(from), to: Int32Array.from(to), weights: Int32Array.from(weights) };
}

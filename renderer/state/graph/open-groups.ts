/** Which groups are open: as the address says, else all of them while the picture is small enough to be read whole. Pure. */
import type { GraphAddress } from "./graph-address.ts";
import type { LineageModel } from "./lineage-model.ts";

/** Up to this many assets are shown with all groups open at first. */
const readableAssets = 90;

export function isOpenAtFirst(visible: number): boolean {
  return visible <= readableAssets;
}

export function openTest(model: LineageModel, open: GraphAddress["open"], visible: number): (box: number) => boolean {
  if (open === "all") return () => true;
  if (open === undefined) {
    const areAllOpen = isOpenAtFirst(visible);
    return () => areAllOpen;
  }
  const ids = new Set(open);
  return (box) => ids.has(model.boxes[box]!.id);
}

/** The list of open groups once `box` is turned over. Inner groups of one that closes keep their state. */
export function toggleOpen(model: LineageModel, isOpen: (box: number) => boolean, box: number): readonly string[] {
  const open = model.boxes.filter((_, i) => isOpen(i) !== (i === box)).map((one) => one.id);
  return open;
}

/** The list with all boxes around `box`, and itself, open: to show something inside. */
export function openThrough(model: LineageModel, isOpen: (box: number) => boolean, box: number): readonly string[] {
  const path = new Set<number>();
  for (let at = box; at >= 0; at = model.boxes[at]!.parent) path.add(at);
  return model.boxes.filter((_, i) => isOpen(i) || path.has(i)).map((one) => one.id);
}

/** Lays graphs out beside the page's own thread, so that no picture, however large, holds up a key or a scroll. */
import type { Layout, LayoutInput } from "../../../shared/layout/graph.ts";
import { layOut } from "../../../shared/layout/layout.ts";
import { layOutPacked, type LayoutRequest, type PackedLayout } from "./packed-layout.ts";

/** Thousands of assets come as arrays of numbers, the cards of a column's lineage as they are. */
export type LayoutQuestion = { readonly packed: LayoutRequest } | { readonly plain: LayoutInput };

export interface LayoutAnswer {
  readonly id: number;
  readonly packed?: PackedLayout;
  readonly plain?: Layout;
  readonly error?: string;
}

self.onmessage = ({ data }: MessageEvent<LayoutQuestion & { readonly id: number }>) => {
  try {
    if ("plain" in data) return self.postMessage({ id: data.id, plain: layOut(data.plain) } satisfies LayoutAnswer);
    const packed = layOutPacked(data.packed);
    self.postMessage({ id: data.id, packed } satisfies LayoutAnswer, { transfer: [packed.places.buffer, packed.points.buffer, packed.offsets.buffer, packed.isBack.buffer] });
  } catch (error) {
    self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) } satisfies LayoutAnswer);
  }
};

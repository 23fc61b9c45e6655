/** Lays graphs out beside the page's own thread, so that no picture, however large, holds up a key or a scroll. */
import { layOutPacked, type LayoutRequest } from "./packed-layout.ts";

self.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly request: LayoutRequest }>) => {
  try {
    const layout = layOutPacked(data.request);
    self.postMessage({ id: data.id, layout }, { transfer: [layout.places.buffer, layout.points.buffer, layout.offsets.buffer, layout.isBack.buffer] });
  } catch (error) {
    self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) });
  }
};

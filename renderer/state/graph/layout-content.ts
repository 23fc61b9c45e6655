/** A short text that is the same for the same picture: what is laid out and how, not where it was before. Pure. */
import type { LayoutRequest } from "./packed-layout.ts";

export function layoutContent(request: LayoutRequest): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  const mix = (value: number): void => {
    a = Math.imul(a ^ (value & 0xffff), 0x01000193);
    b = Math.imul(b ^ (value >>> 16) ^ (value & 0xffff), 0x5bd1e995);
    b ^= b >>> 13;
  };
  for (const id of request.ids) {
    for (let i = 0; i < id.length; i++) mix(id.charCodeAt(i));
    mix(0xffff);
  }
  for (const list of [request.sizes, request.parents, request.from, request.to]) {
    for (const value of list) mix(Math.round(value * 4));
    mix(0xfffe);
  }
  const shape = [request.ids.length, request.firstBox, request.from.length, request.direction, request.gapBetweenLayers, request.gapInLayer, request.headerHeight, request.padding];
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}.${shape.join(".")}`;
}

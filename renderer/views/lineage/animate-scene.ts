/** A short move from one scene to the next, so that the eye can follow what went where. None for large pictures or where the system asks for none. */
import type { Point } from "../../components/graph-camera.ts";
import type { GraphScene } from "../../components/graph-scene.ts";
import type { PlacedScene } from "./use-scene.ts";

export const moveMs = 140;
const maxItems = 260;

export function canAnimate(before: PlacedScene, after: PlacedScene): boolean {
  return after.scene.count <= maxItems && before.scene.count <= maxItems && before.scene.flow === after.scene.flow && after.scene.ids.some((id) => before.indexOf.has(id)) && !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** `share` of the way. `shift`: how far the camera moved, so that what stays on the screen stays. */
export function betweenScenes(before: PlacedScene, after: PlacedScene, shift: Point, share: number): GraphScene {
  const { scene } = after;
  const places = scene.places.slice();
  for (let item = 0; item < scene.count; item++) {
    const from = before.indexOf.get(scene.ids[item]!);
    if (from === undefined) continue;
    for (let part = 0; part < 4; part++) {
      const start = before.scene.places[4 * from + part]! + (part < 2 ? shift[part]! : 0);
      places[4 * item + part] = start + (scene.places[4 * item + part]! - start) * share;
    }
  }
  const points = new Float32Array(scene.from.length * 4);
  const offsets = Uint32Array.from({ length: scene.from.length + 1 }, (_, edge) => edge * 4);
  const isRight = scene.flow === "right";
  for (let edge = 0; edge < scene.from.length; edge++) {
    const [a, b] = [scene.from[edge]! * 4, scene.to[edge]! * 4];
    const [ax, ay, aw, ah] = [places[a]!, places[a + 1]!, places[a + 2]!, places[a + 3]!];
    const [bx, by, bw, bh] = [places[b]!, places[b + 1]!, places[b + 2]!, places[b + 3]!];
    points.set(isRight ? [ax + aw, ay + ah / 2, bx, by + bh / 2] : [ax + aw / 2, ay + ah, bx + bw / 2, by], edge * 4);
  }
  return { ...scene, places, points, offsets };
}

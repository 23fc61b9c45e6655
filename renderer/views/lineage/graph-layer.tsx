/**
 * The graph for those who do not see the canvas, and for the keyboard: the items in sight as options of a list, each where it is drawn.
 * From afar, where nobody could tell them apart, only the current one; the table has them all.
 */
import type { Camera, Size } from "../../components/graph-camera.ts";
import { inSight, overlaps } from "../../components/graph-camera.ts";
import { boxOfItem } from "../../components/graph-scene.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";
import { describeAsset, describeGroup } from "./describe-node.ts";
import type { PlacedScene } from "./use-scene.ts";

const maxOptions = 160;
const leastWidth = 24;

export function optionId(item: number): string {
  return `graph-item-${item}`;
}

interface GraphLayerProps {
  readonly placed: PlacedScene;
  readonly camera: Camera;
  readonly size: Size;
  readonly current: number | null;
  readonly selected: ReadonlySet<number>;
}

export function GraphLayer({ placed, camera, size, current, selected }: GraphLayerProps) {
  const { scene, items, graph } = placed;
  const sight = inSight(camera, size);
  const seen: number[] = [];
  for (let item = 0; item < scene.count && seen.length <= maxOptions; item++) {
    if (scene.kinds[item] === itemKinds.openBox || scene.places[4 * item + 2]! * camera.zoom < leastWidth) continue;
    if (overlaps(boxOfItem(scene, item), sight)) seen.push(item);
  }
  const shown = seen.length > maxOptions ? [] : seen;
  if (current !== null && !shown.includes(current)) shown.push(current);
  return (
    <>
      {shown.map((item) => {
        const box = boxOfItem(scene, item);
        const ref = items.refs[item]!;
        const label = items.kinds[item] === itemKinds.asset ? describeAsset(graph.model, ref, graph.visible, graph.now) : describeGroup(graph.model, ref, items.sizes[item]!);
        return (
          <div key={scene.ids[item]} id={optionId(item)} role="option" aria-selected={selected.has(item) || item === current} aria-label={label} className={item === current ? "graph-option current" : "graph-option"}
            style={{ transform: `translate(${(box.x - camera.x) * camera.zoom}px, ${(box.y - camera.y) * camera.zoom}px)`, width: box.width * camera.zoom, height: box.height * camera.zoom }} />
        );
      })}
    </>
  );
}

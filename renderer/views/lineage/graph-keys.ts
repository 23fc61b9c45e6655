/** Keys in the graph: arrows along the edges, Enter, Space, zoom. Commands with a key of their own are in state/commands.ts. */
import type { GraphScene } from "../../components/graph-scene.ts";
import { nextByArrow, type Arrow } from "../../state/graph/arrow-walk.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";

export interface GraphKeyActions {
  readonly open: (item: number) => void;
  readonly peek: (item: number) => void;
}

interface KeyStage {
  readonly scene: GraphScene;
  readonly current: number | null;
  readonly go: (item: number, isAdding: boolean) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly zoomBy: (factor: number) => void;
  readonly selectAll: () => void;
}

const arrows: { readonly [key: string]: Arrow | undefined } = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const panStep = 80;
const pans: { readonly [arrow in Arrow]: readonly [number, number] } = { left: [panStep, 0], right: [-panStep, 0], up: [0, panStep], down: [0, -panStep] };

export function keyAction(event: KeyboardEvent, stage: KeyStage, actions: GraphKeyActions): void {
  if (event.altKey) return;
  const { scene, current } = stage;
  const arrow = arrows[event.key];
  if (arrow && (event.ctrlKey || event.metaKey)) stage.pan(...pans[arrow]);
  else if (arrow) {
    const next = current === null ? null : nextByArrow({ places: scene.places, canStand: (item) => scene.kinds[item] !== itemKinds.openBox, count: scene.count, from: scene.from, to: scene.to, flow: scene.flow }, current, arrow);
    if (next !== null) stage.go(next, event.shiftKey);
  } else if ((event.ctrlKey || event.metaKey) && event.key === "a") stage.selectAll();
  else if (event.ctrlKey || event.metaKey) return;
  else if (event.key === "Enter" && current !== null) actions.open(current);
  else if (event.key === " " && current !== null) actions.peek(current);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

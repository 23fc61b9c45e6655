/** Where an arrow key leads in the graph: along the flow to a neighbour by an edge, across it to the next item that is drawn there. Pure. */

export interface WalkScene {
  /** x, y, width, height of each item. */
  readonly places: ArrayLike<number>;
  /** Of each item: can one stand on it? */
  readonly canStand: (item: number) => boolean;
  readonly count: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly flow: "right" | "down";
}

export type Arrow = "left" | "right" | "up" | "down";

/** null where nothing lies that way. */
export function nextByArrow(scene: WalkScene, current: number, arrow: Arrow): number | null {
  const isAlong = scene.flow === "right" ? arrow === "left" || arrow === "right" : arrow === "up" || arrow === "down";
  const isBackwards = arrow === "left" || arrow === "up";
  return isAlong ? alongEdge(scene, current, isBackwards) : across(scene, current, isBackwards);
}

/** The neighbour that lies nearest, across the flow. */
function alongEdge(scene: WalkScene, current: number, isUpstream: boolean): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (let i = 0; i < scene.from.length; i++) {
    const [here, there] = isUpstream ? [scene.to[i]!, scene.from[i]!] : [scene.from[i]!, scene.to[i]!];
    if (here !== current || there === current) continue;
    const distance = Math.abs(acrossOf(scene, there) - acrossOf(scene, current)) + Math.abs(alongOf(scene, there) - alongOf(scene, current)) / 4;
    if (distance < least) [best, least] = [there, distance];
  }
  return best;
}

/** The next item above or below, where the way aside costs double. */
function across(scene: WalkScene, current: number, isBackwards: boolean): number | null {
  let best: number | null = null;
  let least = Infinity;
  for (let item = 0; item < scene.count; item++) {
    if (item === current || !scene.canStand(item)) continue;
    const step = (acrossOf(scene, item) - acrossOf(scene, current)) * (isBackwards ? -1 : 1);
    if (step <= 0.5) continue;
    const aside = Math.abs(alongOf(scene, item) - alongOf(scene, current));
    const distance = step + aside * 2 + (aside > 120 ? 10_000 : 0);
    if (distance < least) [best, least] = [item, distance];
  }
  return best;
}

function acrossOf(scene: WalkScene, item: number): number {
  return scene.flow === "right" ? scene.places[4 * item + 1]! + scene.places[4 * item + 3]! / 2 : scene.places[4 * item]! + scene.places[4 * item + 2]! / 2;
}

function alongOf(scene: WalkScene, item: number): number {
  return scene.flow === "right" ? scene.places[4 * item]! + scene.places[4 * item + 2]! / 2 : scene.places[4 * item + 1]! + scene.places[4 * item + 3]! / 2;
}

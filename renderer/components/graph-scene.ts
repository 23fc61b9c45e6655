/** What the asset graph looks like before it is drawn: places and faces of its items, the lines between them. Plain data, no assets. */
import type { KeyTitle } from "../../shared/asset-key.ts";
import type { Box } from "./graph-camera.ts";
import type { Flow } from "./graph-edge-path.ts";

export interface GraphScene {
  readonly count: number;
  readonly ids: readonly string[];
  /** 0 an asset, 1 a closed group, 2 the box of an open one; boxes last, inner ones after outer ones. */
  readonly kinds: Uint8Array;
  /** Item of the box around, -1 at the top. */
  readonly parents: Int32Array;
  /** x, y, width, height of each item. */
  readonly places: Float32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weights: Int32Array;
  /** Points of edge i are `points[offsets[i]]` up to `points[offsets[i + 1]]`. */
  readonly points: Float32Array;
  readonly offsets: Uint32Array;
  readonly isBack: Uint8Array;
  readonly flow: Flow;
  readonly bounds: Box;
}

/** A tone is a token of the palette. */
export type Tone = "text" | "text2" | "text3" | "good" | "warn" | "bad" | "accent";

export type FacePart =
  | { readonly kind: "text"; readonly text: string; readonly tone: Tone; readonly isMono?: boolean; readonly isStrong?: boolean }
  | { readonly kind: "dot"; readonly tone: Tone }
  | { readonly kind: "badge"; readonly text: string; readonly color: number }
  | { readonly kind: "avatar"; readonly text: string; readonly color: number; readonly isTeam: boolean }
  | { readonly kind: "chip"; readonly key: string; readonly text: string; readonly tone: Tone; readonly isLabel?: boolean };

/** One line below the name; `right` stands at the end. */
export interface FaceLine {
  readonly left: readonly FacePart[];
  readonly right: readonly FacePart[];
}

/** What stands on an item: above its name what it is in, the key's first parts or the group around. */
export interface Face extends KeyTitle {
  /** At the right of the name. */
  readonly badges: readonly FacePart[];
  readonly lines: readonly FaceLine[];
  /** 0 to 6; see GraphPalette. */
  readonly color: number;
  /** Not defined in the folder: drawn dashed. */
  readonly isStub: boolean;
  readonly isCurrentFocus: boolean;
  /** Neighbours that are not in the picture. */
  readonly hiddenUp: number;
  readonly hiddenDown: number;
  /** Its dependencies cannot be known: there may be more upstream. */
  readonly isUpUnknown: boolean;
  readonly isInCycle: boolean;
  readonly isOnItself: boolean;
}

export const emptyScene: GraphScene = {
  count: 0, ids: [], kinds: new Uint8Array(), parents: new Int32Array(), places: new Float32Array(), from: new Int32Array(), to: new Int32Array(), weights: new Int32Array(),
  points: new Float32Array(), offsets: new Uint32Array(1), isBack: new Uint8Array(), flow: "right", bounds: { x: 0, y: 0, width: 0, height: 0 },
};

export function boxOfItem(scene: GraphScene, item: number): Box {
  const at = item * 4;
  return { x: scene.places[at]!, y: scene.places[at + 1]!, width: scene.places[at + 2]!, height: scene.places[at + 3]! };
}

/** Room that a face takes: padding, prefix, name, lines. */
export const faceMetrics = { padding: 9, prefixHeight: 14, nameHeight: 19, lineHeight: 21, boxHeader: 38, boxPadding: 18, closedGroupHeight: 62 } as const;

export function faceHeight(lines: number, hasPrefix: boolean): number {
  const { padding, prefixHeight, nameHeight, lineHeight } = faceMetrics;
  return 2 * padding + (hasPrefix ? prefixHeight : 0) + nameHeight + lines * lineHeight + (lines > 0 ? 3 : 0);
}

/**
 * What the layout takes and gives. Layered layouts of assets and groups: upstream before downstream, groups as boxes that hold the
 * layout of their own members. Pure, deterministic: the same input gives the same picture on every machine. Units are CSS pixels.
 */

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Box that holds it; null at the top. */
  readonly parent: string | null;
}

/** A box that is open: its members are laid out inside. A closed one is a plain node. */
export interface LayoutBox {
  readonly id: string;
  readonly parent: string | null;
  /** Room for its title above the members. */
  readonly headerHeight: number;
  readonly padding: number;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
}

export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly boxes: readonly LayoutBox[];
  readonly edges: readonly LayoutEdge[];
  /** `right`: upstream at the left; `down`: upstream at the top. */
  readonly direction: "right" | "down";
  readonly gapBetweenLayers: number;
  readonly gapInLayer: number;
  /** Positions of an earlier picture: nodes keep their order where the graph allows it. */
  readonly previous?: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
}

export interface PlacedItem {
  readonly id: string;
  /** Left and top. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly parent: string | null;
  readonly isBox: boolean;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** From the end of `from` to the start of `to`, through the gaps between layers; a curve goes through them. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Runs against the direction: part of a cycle. */
  readonly isBack: boolean;
}

export interface Layout {
  readonly items: readonly PlacedItem[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Inside one container, nodes and edges are numbers: `out[i]` and `into[i]` are neighbours of i. */
export interface Digraph {
  readonly size: number;
  readonly out: readonly (readonly number[])[];
  readonly into: readonly (readonly number[])[];
}

export function makeDigraph(size: number, edges: readonly (readonly [from: number, to: number])[]): Digraph {
  const out: number[][] = Array.from({ length: size }, () => []);
  const into: number[][] = Array.from({ length: size }, () => []);
  for (const [from, to] of edges) {
    out[from]!.push(to);
    into[to]!.push(from);
  }
  return { size, out, into };
}

/** What is visible -> a scene with places, laid out beside the page; the scene before stays until the next one is there. */
import { useEffect, useMemo, useRef, useState } from "react";
import { faceHeight, faceMetrics, type GraphScene } from "../../components/graph-scene.ts";
import type { NodeFacet } from "../../state/graph/graph-address.ts";
import { knownLayout, requestLayout } from "../../state/graph/layout-client.ts";
import type { LayoutRequest, PackedLayout } from "../../state/graph/packed-layout.ts";
import { itemKinds, makeSceneItems, type SceneItems } from "../../state/graph/scene-input.ts";
import { linesOf } from "./faces.ts";
import type { GraphModel } from "./use-graph-model.ts";

export interface PlacedScene {
  readonly scene: GraphScene;
  readonly items: SceneItems;
  readonly indexOf: ReadonlyMap<string, number>;
  /** The model that it was made of. */
  readonly graph: GraphModel;
  /** Name of what is looked at. */
  readonly place: string;
  readonly layoutMs: number;
}

export function useScene(graph: GraphModel | null, facets: readonly NodeFacet[], direction: "right" | "down", place: string): { readonly placed: PlacedScene | null; readonly error: string | null } {
  const [placed, setPlaced] = useState<PlacedScene | null>(null);
  const [error, setError] = useState<string | null>(null);
  const last = useRef<PlacedScene | null>(null);
  const facetText = facets.join();
  const lines = useMemo(() => linesOf(facets), [facetText]); // oxlint-disable-line react/exhaustive-deps -- the text is the list
  const model = graph?.model;
  const isVisible = graph?.visible.isVisible;
  const isOpen = graph?.isOpen;
  const cardWidth = graph?.cardWidth ?? 0;
  const hasPrefixes = graph?.hasPrefixes ?? false;
  const items = useMemo(() => (model && isVisible && isOpen ? makeSceneItems(model, isVisible, isOpen) : null), [model, isVisible, isOpen]);
  const newest = useRef(graph);
  newest.current = graph;
  const newestPlace = useRef(place);
  newestPlace.current = place;
  useEffect(() => {
    if (!items) return;
    let isCurrent = true;
    const request = makeRequest(items, cardWidth, faceHeight(lines, hasPrefixes), direction, last.current);
    const accept = (layout: PackedLayout): void => {
      if (!isCurrent || !newest.current) return;
      const scene = makeScene(items, layout, direction);
      const next = { scene, items, indexOf: new Map(items.ids.map((id, i) => [id, i])), graph: newest.current, place: newestPlace.current, layoutMs: layout.elapsedMs };
      last.current = next;
      setError(null);
      setPlaced(next);
    };
    const known = knownLayout(request);
    if (known) accept(known);
    else requestLayout(request).then(accept, (failure: unknown) => isCurrent && setError(failure instanceof Error ? failure.message : String(failure)));
    return () => { isCurrent = false; };
  }, [items, cardWidth, lines, hasPrefixes, direction]);
  // Same items with other colours or counts: the places hold.
  const current = useMemo(() => (placed && graph && placed.items === items && placed.scene.flow === direction && (placed.graph !== graph || placed.place !== place) ? { ...placed, graph, place } : placed), [placed, graph, items, direction, place]);
  return { placed: current, error };
}

function makeRequest(items: SceneItems, cardWidth: number, cardHeight: number, direction: "right" | "down", before: PlacedScene | null): LayoutRequest {
  const firstBox = items.kinds.findIndex((kind) => kind === itemKinds.openBox);
  const nodes = firstBox < 0 ? items.ids.length : firstBox;
  const sizes = new Float32Array(nodes * 2);
  for (let i = 0; i < nodes; i++) sizes.set(items.kinds[i] === itemKinds.asset ? [cardWidth, cardHeight] : [Math.max(176, cardWidth - 20), faceHeight(1, true)], i * 2);
  let previous: Float32Array | null = null;
  if (before && before.scene.flow === direction) {
    previous = new Float32Array(items.ids.length * 2).fill(Number.NaN);
    items.ids.forEach((id, i) => {
      const at = before.indexOf.get(id);
      if (at !== undefined) previous!.set([before.scene.places[4 * at]!, before.scene.places[4 * at + 1]!], i * 2);
    });
  }
  return {
    ids: items.ids, firstBox: nodes, sizes, parents: items.parents, from: items.from, to: items.to, direction,
    gapBetweenLayers: direction === "right" ? 60 : 54, gapInLayer: direction === "right" ? 18 : 44, headerHeight: faceMetrics.boxHeader - (direction === "right" ? 10 : -6), padding: faceMetrics.boxPadding, previous,
  };
}

function makeScene(items: SceneItems, layout: PackedLayout, direction: "right" | "down"): GraphScene {
  return {
    count: items.ids.length, ids: items.ids, kinds: items.kinds, parents: items.parents, from: items.from, to: items.to, weights: items.weights,
    places: layout.places, points: layout.points, offsets: layout.offsets, isBack: layout.isBack, flow: direction, bounds: { x: 0, y: 0, width: layout.width, height: layout.height },
  };
}

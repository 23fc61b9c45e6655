/** What a graph remembers: where one looked from at each address, what was selected, and which facets a person wants on nodes. */
import { create } from "zustand";
import { isStringArray, readLocal, writeLocal } from "../local.ts";
import { facetNames, type NodeFacet } from "./graph-address.ts";

export interface Viewpoint {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const maxKept = 200;
const viewpoints = new Map<string, Viewpoint>();

export function rememberViewpoint(place: string, viewpoint: Viewpoint): void {
  viewpoints.delete(place);
  viewpoints.set(place, viewpoint);
  const oldest = viewpoints.keys().next().value;
  if (viewpoints.size > maxKept && oldest !== undefined) viewpoints.delete(oldest);
}

export function rememberedViewpoint(place: string): Viewpoint | undefined {
  return viewpoints.get(place);
}

interface GraphSelection {
  /** Item ids: keys of assets, groups by their own ids. */
  readonly selected: ReadonlySet<string>;
  readonly current: string | null;
}

export const useGraphSelection = create<GraphSelection>()(() => ({ selected: new Set(), current: null }));

const firstFacets: readonly NodeFacet[] = ["kinds", "materialized", "rows", "checks"];

export const useNodeFacets = create<{ readonly facets: readonly NodeFacet[] }>()(() => ({
  facets: readLocal("graph.facets", [...firstFacets], isStringArray).filter((name): name is NodeFacet => facetNames.some((one) => one === name)),
}));

export function rememberFacets(facets: readonly NodeFacet[]): void {
  useNodeFacets.setState({ facets });
  writeLocal("graph.facets", facets);
}

/** From the core's answers and the address to what the graph shows: model, visible assets, open groups, colours. */
import { useMemo } from "react";
import { parseAssetKey } from "../../../shared/asset-key.ts";
import type { GraphAddress } from "../../state/graph/graph-address.ts";
import { makeLegend, type Legend } from "../../state/graph/color-legend.ts";
import { buildLineageModel, type LineageModel } from "../../state/graph/lineage-model.ts";
import { openTest } from "../../state/graph/open-groups.ts";
import { findVisible, type VisibleSet } from "../../state/graph/visible-set.ts";
import { assetGraphs, catalogPages } from "../../state/data.ts";
import { useClock } from "../../state/clock.ts";
import { useRemote } from "../../state/remote.ts";
import type { CatalogPage } from "../../../shared/api.ts";

export interface GraphModel {
  readonly model: LineageModel;
  readonly visible: VisibleSet;
  readonly isOpen: (box: number) => boolean;
  readonly legend: Legend;
  /** Assets that the filter lets through. */
  readonly selected: number;
  readonly selectError: CatalogPage["selectError"];
  /** The focus is no asset of this project. */
  readonly isFocusMissing: boolean;
  readonly up: number | null;
  readonly down: number | null;
  /** Card width for every asset of the project. */
  readonly cardWidth: number;
  readonly hasPrefixes: boolean;
  /** In seconds, moving once a minute. */
  readonly now: number;
}

export const firstHops = 1;

export function useGraphModel(focus: string | null, select: string, address: GraphAddress): { readonly value: GraphModel | null; readonly error: string | null; readonly isEmpty: boolean } {
  const graph = useRemote(assetGraphs, "");
  const all = useRemote(catalogPages, "");
  const page = useRemote(catalogPages, select);
  const now = useClock((clock) => Math.floor(clock.now / 60) * 60);
  const model = useMemo(() => (graph.value && all.value ? buildLineageModel(all.value.rows, graph.value) : null), [graph.value, all.value]);
  const allowed = useMemo(() => (select === "" || !page.value ? null : new Set(page.value.rows.map((row) => row.key))), [select, page.value]);
  const { up = firstHops, down = firstHops, open, grown } = address;
  const grownText = JSON.stringify(grown ?? []);
  const openText = JSON.stringify(open ?? null);
  const visible = useMemo(() => model && findVisible(model, { focus, up, down, grown: JSON.parse(grownText), allowed }), [model, focus, up, down, grownText, allowed]);
  const isOpen = useMemo(() => (model && visible ? openTest(model, JSON.parse(openText) ?? undefined, visible.count) : null), [model, openText, visible]);
  const coloring = address.color ?? "group";
  const legend = useMemo(() => model && makeLegend(model.rows, coloring, address.tag, now), [model, coloring, address.tag, now]);
  const shape = useMemo(() => (model ? measureCards(model) : null), [model]);
  const isWaiting = select !== "" && page.value === undefined && page.error === null;
  const selectError = page.value?.selectError ?? null;
  const selected = allowed?.size ?? model?.rows.length ?? 0;
  const value = useMemo(
    () => (model && visible && isOpen && legend && shape && !isWaiting ? { model, visible, isOpen, legend, selected, selectError, isFocusMissing: focus !== null && !model.indexOf.has(focus), up, down, now, ...shape } : null),
    [model, visible, isOpen, legend, shape, isWaiting, selected, selectError, focus, up, down, now],
  );
  return { value, error: graph.error ?? all.error ?? page.error, isEmpty: model !== null && model.rows.length === 0 };
}

const letter = 12.5 * 0.6;

/** One width for all, from the names of the whole project: nothing moves when another part of it comes into the picture. */
function measureCards(model: LineageModel): { readonly cardWidth: number; readonly hasPrefixes: boolean } {
  const widths = model.rows.map((row) => {
    const path = parseAssetKey(row.key);
    const badges = Array.isArray(row.kinds) ? row.kinds.slice(0, 2).reduce((sum: number, kind: string) => sum + Math.min(12, kind.length) * 5.8 + 14, 0) : 0;
    return Math.max((path.at(-1) ?? "").length * letter, path.slice(0, -1).join("/").length * 6.6) + badges + 36;
  }).sort((a, b) => a - b);
  const most = widths[Math.floor(widths.length * 0.92)] ?? 0;
  return { cardWidth: Math.round(Math.min(300, Math.max(196, most)) / 4) * 4, hasPrefixes: model.rows.some((row) => row.keyPath.length > 1 || row.isStub) };
}

/** Lineage, open cards -> the picture, laid out. Layouts are kept by their content, so that an address looks the same when one comes back. */
import { useEffect, useMemo } from "react";
import type { Layout } from "../../../shared/layout/graph.ts";
import { layOut } from "../../../shared/layout/layout.ts";
import type { ColumnLineage } from "../../../shared/lineage.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { makeCards } from "../../components/column-graph/lineage-cards.ts";
import { layoutInput, makePicture, type Picture } from "../../components/column-graph/place-cards.ts";
import { assetColumns, catalogPages } from "../../state/data.ts";
import { isCardOpen, useOpenCards } from "../../state/open-cards.ts";
import { useRemote } from "../../state/remote.ts";

const mostKept = 40;
const layouts = new Map<string, Layout>();
/** Where cards were in the last picture: what stays keeps its order. */
const places = new Map<string, { readonly x: number; readonly y: number }>();
/** With more cards than this "all columns" would ask for more than can be read. */
export const mostOpenCards = 80;

export function usePicture(lineage: ColumnLineage | null): Picture | null {
  const rows = useRemote(catalogPages, "").value?.rows;
  const kinds = useMemo(() => new Map((rows ?? []).map((row) => [row.key, knownOr(row.kinds, [])])), [rows]);
  const open = useOpenCards();
  const opened = useMemo(() => (lineage?.assets ?? []).filter(({ key, exists }) => exists && isCardOpen(open, key)).slice(0, mostOpenCards).map(({ key }) => key), [lineage, open]);
  const columns = assetColumns.use((state) => state.entries);
  useEffect(() => {
    const releases = opened.map((key) => assetColumns.retain(key));
    return () => releases.forEach((release) => release());
  }, [opened]);
  return useMemo(() => {
    if (!lineage) return null;
    const isOpen = new Set(opened);
    const cards = makeCards(lineage, { kindsOf: (asset) => kinds.get(asset) ?? [], columnsOf: (asset) => (isOpen.has(asset) ? (columns.get(asset)?.value?.rows ?? []) : null) });
    const { previous: _none, ...input } = layoutInput(cards, lineage.edges);
    const content = JSON.stringify(input);
    let layout = layouts.get(content);
    if (!layout) {
      layout = layOut({ ...input, previous: new Map(places) });
      if (layouts.size >= mostKept) layouts.delete(layouts.keys().next().value ?? "");
      layouts.set(content, layout);
    }
    for (const item of layout.items) places.set(item.id, { x: item.x, y: item.y });
    return makePicture(cards, lineage.edges, layout);
  }, [lineage, opened, columns, kinds]);
}

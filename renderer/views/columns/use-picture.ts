/** Lineage, open cards -> the picture, laid out. Layouts are kept by their content, so that an address looks the same when one comes back. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { Layout } from "../../../shared/layout/graph.ts";
import type { ColumnLineage } from "../../../shared/lineage.ts";
import { knownOr } from "../../../shared/unknown.ts";
import { makeCards } from "../../components/column-graph/lineage-cards.ts";
import { layoutInput, makePicture, type Picture } from "../../components/column-graph/place-cards.ts";
import { assetColumns, catalogPages } from "../../state/data.ts";
import { requestPlainLayout } from "../../state/graph/layout-client.ts";
import { isCardOpen, useOpenCards } from "../../state/open-cards.ts";
import { useRemote } from "../../state/remote.ts";

const mostKept = 40;
const layouts = new Map<string, Layout>();
/** Where cards were in the last picture: what stays keeps its order. */
const places = new Map<string, { readonly x: number; readonly y: number }>();
/** With more cards than this "all columns" would ask for more than can be read. */
export const mostOpenCards = 80;

/** A lineage with the picture of it. */
export interface ShownLineage {
  readonly lineage: ColumnLineage;
  readonly picture: Picture;
}

/** The one before stays until the next is laid out, beside the page. */
export function usePicture(lineage: ColumnLineage | null): { readonly shown: ShownLineage | null; readonly error: string | null } {
  const rows = useRemote(catalogPages, "").value?.rows;
  const kinds = useMemo(() => new Map((rows ?? []).map((row) => [row.key, knownOr(row.kinds, [])])), [rows]);
  const open = useOpenCards();
  const opened = useMemo(() => (lineage?.assets ?? []).filter(({ key, exists }) => exists && isCardOpen(open, key)).slice(0, mostOpenCards).map(({ key }) => key), [lineage, open]);
  const columns = assetColumns.use((state) => state.entries);
  useEffect(() => {
    const releases = opened.map((key) => assetColumns.retain(key));
    return () => releases.forEach((release) => release());
  }, [opened]);
  const wanted = useMemo(() => {
    if (!lineage) return null;
    const isOpen = new Set(opened);
    const cards = makeCards(lineage, { kindsOf: (asset) => kinds.get(asset) ?? [], columnsOf: (asset) => (isOpen.has(asset) ? (columns.get(asset)?.value?.rows ?? []) : null) });
    const input = layoutInput(cards, lineage.edges);
    return { lineage, cards, input, content: JSON.stringify(input) };
  }, [lineage, opened, columns, kinds]);

  const [answer, setAnswer] = useState<{ readonly content: string; readonly layout: Layout | null; readonly error: string | null } | null>(null);
  const answered = wanted && answer?.content === wanted.content ? answer : null;
  const layout = answered?.layout ?? (wanted && layouts.get(wanted.content)) ?? null;
  useEffect(() => {
    if (!wanted || layouts.has(wanted.content)) return;
    let isCurrent = true;
    const { content, input } = wanted;
    requestPlainLayout({ ...input, previous: new Map(places) }).then(
      (made) => {
        if (layouts.size >= mostKept) layouts.delete(layouts.keys().next().value ?? "");
        layouts.set(content, made);
        if (isCurrent) setAnswer({ content, layout: made, error: null });
      },
      (failure: unknown) => isCurrent && setAnswer({ content, layout: null, error: failure instanceof Error ? failure.message : String(failure) }),
    );
    return () => { isCurrent = false; };
  }, [wanted]);
  useEffect(() => {
    for (const item of layout?.items ?? []) places.set(item.id, { x: item.x, y: item.y });
  }, [layout]);

  const next = useMemo(() => wanted && layout && { lineage: wanted.lineage, picture: makePicture(wanted.cards, wanted.lineage.edges, layout) }, [wanted, layout]);
  const last = useRef<ShownLineage | null>(null);
  if (next) last.current = next;
  return { shown: lineage && (next ?? last.current), error: answered?.error ?? null };
}

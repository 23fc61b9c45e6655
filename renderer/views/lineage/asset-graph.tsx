/**
 * The asset graph with its tools: the neighbourhood of an asset or the whole project, as a picture or as a table. Its own page and the
 * asset page's tab show the same; the address holds what is asked, memory holds where one looked.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { CatalogPage } from "../../../shared/api.ts";
import { Empty, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { saveFile } from "../../components/export-file.ts";
import type { Point } from "../../components/graph-camera.ts";
import { formatCount } from "../../components/format.ts";
import { copyText } from "../../state/clipboard.ts";
import { registerGraph, type GraphHandle } from "../../state/graph/graph-handle.ts";
import type { GraphAddress } from "../../state/graph/graph-address.ts";
import { rememberFacets, useGraphSelection, useNodeFacets } from "../../state/graph/graph-memory.ts";
import { openThrough, toggleOpen } from "../../state/graph/open-groups.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";
import { selectionOfKeys, selectionOfNeighbourhood } from "../../state/graph/selection-text.ts";
import { closePeek, go, openPeek, useNavigation } from "../../state/navigation.ts";
import { select as selectAsset } from "../../state/selection.ts";
import { failed } from "../../state/toasts.ts";
import { announce } from "../frame/announcer.tsx";
import { GraphCanvas, type CanvasHandle } from "./graph-canvas.tsx";
import { GraphFind } from "./graph-find.tsx";
import { GraphLegend } from "./graph-legend.tsx";
import { GraphMenu } from "./graph-menu.tsx";
import { useNodeMenu } from "./node-menu.ts";
import { GraphTable } from "./graph-table.tsx";
import { ColorMenu, DirectionButton, FacetMenu, GraphExport, GroupButtons, HopSteppers, ZoomButtons } from "./graph-tools.tsx";
import { Minimap } from "./minimap.tsx";
import { NodeTip } from "./node-tip.tsx";
import { fileName, saveGraph } from "./save-graph.ts";
import { formatTable } from "./table-csv.ts";
import { sortAssets } from "./table-columns.ts";
import { useFaces } from "./use-faces.ts";
import { firstHops, useGraphModel } from "./use-graph-model.ts";
import { useGraphPalette } from "./use-graph-palette.ts";
import { useScene } from "./use-scene.ts";

interface AssetGraphProps {
  readonly focus: string | null;
  readonly select: string;
  readonly address: GraphAddress;
  /** `isStep`: a place to come back to. */
  readonly onAddress: (address: GraphAddress, isStep: boolean) => void;
  readonly onFocus: (key: string) => void;
  /** What stands before the tools: the filter, or the name of what is shown. */
  readonly children?: (counts: { readonly shown: number; readonly total: number; readonly error: CatalogPage["selectError"] }) => ReactNode;
}

export function AssetGraph({ focus, select, address, onAddress, onFocus, children }: AssetGraphProps) {
  const { value: graph, error, isEmpty } = useGraphModel(focus, select, address);
  const remembered = useNodeFacets((state) => state.facets);
  const facets = address.facets ?? remembered;
  const direction = address.direction ?? "right";
  const place = JSON.stringify([focus, select, address.up ?? firstHops, address.down ?? firstHops, direction, address.grown ?? []]);
  const { placed, error: layoutError } = useScene(graph, facets, direction, place);
  const faces = useFaces(placed, facets, focus);
  const palette = useGraphPalette();
  const peek = useNavigation((state) => state.route.peek);
  const canvas = useRef<CanvasHandle>(null);
  const [minimap, setMinimap] = useState<HTMLCanvasElement | null>(null);
  const [lit, setLit] = useState<string | null>(null);
  const [hovered, setHovered] = useState<{ readonly item: number; readonly at: Point } | null>(null);
  const [menu, setMenu] = useState<{ readonly item: number | null; readonly at: Point } | null>(null);
  const legend = graph?.legend;
  const isDim = useMemo(() => {
    const entry = legend?.entries.find((one) => one.label === lit);
    if (!entry || !faces) return null;
    return (item: number): boolean => { const row = faces.rowOf(item); return row ? !entry.holds(row) : entry.color === 0 || faces.colorOf(item) !== entry.color; };
  }, [legend, lit, faces]);
  useEffect(() => {
    if (graph) announce(`${formatCount(graph.visible.count, "asset")} in the graph`);
  }, [graph?.visible.count]); // oxlint-disable-line react/exhaustive-deps -- only the number is told
  // The current node is one that is in the picture: commands must not mean an asset that nobody sees.
  useEffect(() => {
    if (!graph) return;
    const { current } = useGraphSelection.getState();
    const asset = current === null ? undefined : graph.model.indexOf.get(current);
    const isShown = current !== null && (asset === undefined ? current.startsWith("\u0000") : graph.visible.isVisible[asset] === 1);
    if (!isShown) useGraphSelection.setState({ current: focus, selected: new Set() });
    const now = useGraphSelection.getState().current;
    selectAsset(now !== null && graph.model.indexOf.has(now) ? now : null);
  }, [focus, graph]);
  useEffect(() => () => selectAsset(null), []);

  const actions = {
    open: (item: number) => { const row = faces?.rowOf(item); if (row) go({ view: "asset", key: row.key, tab: "overview" }); else toggle(item); },
    peek: (item: number) => { const row = faces?.rowOf(item); if (!row) toggle(item); else if (peek === row.key) closePeek(); else openPeek(row.key); },
    picked: (item: number | null) => { const row = item === null ? null : (faces?.rowOf(item) ?? null); selectAsset(row?.key ?? null); if (row && peek !== undefined && peek !== row.key) openPeek(row.key); },
    hovered: (item: number | null, at: Point) => setHovered(item === null ? null : { item, at }),
    menu: (item: number | null, at: Point) => { setHovered(null); setMenu({ item, at }); },
    grow: (item: number, side: "up" | "down") => { const row = faces?.rowOf(item); if (row) grow(row.key, side); },
    toggle: (item: number) => toggle(item),
  };
  const grow = (key: string, side: "up" | "down"): void => {
    const model = graph?.model;
    const asset = model?.indexOf.get(key);
    const added = model && asset !== undefined ? (side === "up" ? model.into : model.out)[asset]!.map((one) => model.rows[one]!.key) : [];
    canvas.current?.anchor(key, [key, ...added]);
    onAddress({ ...address, grown: [...(address.grown ?? []).filter((one) => one.key !== key || one.side !== side), { key, side }] }, true);
  };
  const toggle = (item: number): void => {
    const box = placed?.items.refs[item];
    if (!graph || !placed || box === undefined || placed.items.kinds[item] === itemKinds.asset) return;
    canvas.current?.anchor(placed.scene.ids[item]!);
    onAddress({ ...address, open: toggleOpen(graph.model, graph.isOpen, box) }, false);
  };
  const show = (asset: number): void => {
    if (!graph) return;
    const row = graph.model.rows[asset]!;
    canvas.current?.show(row.key);
    if (placed && !placed.indexOf.has(row.key)) onAddress({ ...address, open: openThrough(graph.model, graph.isOpen, graph.model.boxOf[asset]!) }, false);
  };
  const chosenKeys = (): string[] => {
    const { selected, current } = useGraphSelection.getState();
    return [...(selected.size > 0 ? selected : current === null ? [] : [current])].filter((id) => graph?.model.indexOf.has(id));
  };
  const currentAsset = (): string | null => { const { current } = useGraphSelection.getState(); return current !== null && graph?.model.indexOf.has(current) ? current : null; };
  const handle: GraphHandle = {
    zoomIn: () => canvas.current?.zoomBy(1.35),
    zoomOut: () => canvas.current?.zoomBy(1 / 1.35),
    fit: () => canvas.current?.fit(),
    zoomToSelection: () => { const { selected, current } = useGraphSelection.getState(); canvas.current?.zoomTo(selected.size > 0 ? [...selected] : current === null ? [] : [current]); },
    focusHere: () => { const key = currentAsset(); if (key !== null) onFocus(key); },
    grow: (side) => { const key = currentAsset(); if (key !== null) grow(key, side); },
    fold: () => {
      const { current } = useGraphSelection.getState();
      const item = current === null ? undefined : placed?.indexOf.get(current);
      if (item === undefined || !placed) return;
      if (placed.items.kinds[item] !== itemKinds.asset) return toggle(item);
      const around = placed.items.parents[item]!;
      if (around < 0) return;
      useGraphSelection.setState({ current: placed.scene.ids[around]! });
      toggle(around);
    },
    openAll: () => { canvas.current?.refit(); onAddress({ ...address, open: "all" }, false); },
    closeAll: () => { canvas.current?.refit(); onAddress({ ...address, open: [] }, false); },
    find: () => document.querySelector<HTMLElement>("[data-graph-find]")?.focus(),
    turn: () => onAddress({ ...address, direction: direction === "right" ? "down" : "right" }, false),
    toggleTable: () => onAddress({ ...address, isTable: !address.isTable }, false),
    save: (format) => {
      if (!placed || !faces || !palette || !canvas.current) return;
      saveGraph(format, { placed, state: { palette, faceOf: faces.faceOf, colorOf: faces.colorOf, isDim }, ...canvas.current.view(), focus, legend: graph?.legend ?? null }).catch((failure: unknown) => failed("The picture could not be saved", failure));
    },
    copySelection: () => {
      const { selected } = useGraphSelection.getState();
      const keys = chosenKeys();
      const text = selected.size > 0 && keys.length > 0 ? selectionOfKeys(keys) : focus !== null && graph ? selectionOfNeighbourhood(focus, graph.up, graph.down, select) : select !== "" ? select : selectionOfKeys(keys.length > 0 ? keys : (graph?.model.rows.filter((_, i) => graph.visible.isVisible[i]).map((row) => row.key) ?? []));
      void copyText(text, "the selection");
    },
  };
  const newest = useRef(handle);
  newest.current = handle;
  useEffect(() => registerGraph(throughRef(newest)), []);
  const closeMenu = useCallback((givesBack: boolean) => { setMenu(null); if (givesBack) canvas.current?.focus(); }, []);
  const menuOf = useNodeMenu({ graph, placed, faces, handle, grow, toggle, onFocus, focus });

  const counts = { shown: graph?.visible.count ?? 0, total: graph?.model.rows.length ?? 0, error: graph?.selectError ?? null };
  const failure = error ?? layoutError;
  const cycles = graph ? graph.model.cycles.filter((members) => members.some((one) => graph.visible.isVisible[one])) : [];
  const unknowns = graph ? [...graph.model.unknownDeps.keys()].filter((one) => graph.visible.isVisible[one]).length : 0;
  return (
    <section className="asset-graph" aria-label="Lineage">
      {children?.(counts)}
      <div className="graph-tools" role="toolbar" aria-label="Graph">
        {focus !== null && graph && !graph.isFocusMissing && <HopSteppers graph={graph} onChange={(change) => { if (focus !== null) canvas.current?.anchor(focus); onAddress({ ...address, ...change }, true); }} />}
        {graph && <ColorMenu graph={graph} address={address} onChange={(color, tag) => { setLit(null); const { tag: _tag, ...rest } = address; onAddress({ ...rest, color, ...(tag === undefined ? {} : { tag }) }, false); }} />}
        {!address.isTable && <FacetMenu facets={facets} onChange={(next) => { rememberFacets(next); if (address.facets) { const { facets: _facets, ...rest } = address; onAddress(rest, false); } }} />}
        {!address.isTable && <GroupButtons hasGroups={(graph?.model.boxes.length ?? 0) > 0} onOpenAll={handle.openAll} onCloseAll={handle.closeAll} />}
        {!address.isTable && <DirectionButton direction={direction} onTurn={handle.turn} />}
        {graph && !address.isTable && <GraphFind graph={graph} onShow={show} onLeave={() => canvas.current?.focus()} />}
        <span className="grow" />
        {cycles.length > 0 && <button type="button" className="chip warn" onClick={() => { const keys = cycles.flat().map((one) => graph!.model.rows[one]!.key); useGraphSelection.setState({ selected: new Set(keys), current: keys[0] ?? null }); canvas.current?.zoomTo(keys); }}>↻ {formatCount(cycles.length, "cycle")}</button>}
        {unknowns > 0 && <span className="chip warn" title="Dashed signs with ? at their upstream side">? {formatCount(unknowns, "asset")} with unknown upstream</span>}
        <div className="segments" role="group" aria-label="Graph or table">
          <button type="button" aria-pressed={!address.isTable} onClick={() => address.isTable && handle.toggleTable()}>Graph</button>
          <button type="button" aria-pressed={address.isTable === true} onClick={() => !address.isTable && handle.toggleTable()}>Table</button>
        </div>
        {graph && <GraphExport isTable={address.isTable === true} onSave={handle.save} onSaveTable={() => saveFile(`${fileName(focus)}.csv`, formatTable(graph, sortAssets(graph, address.sort)), "text/csv")} onCopy={handle.copySelection} />}
      </div>
      {failure && <LoadFailure what="The lineage" error={failure} />}
      {graph?.isFocusMissing ? <Empty icon="lineage" title="No such asset" actions={<a className="btn" href="#/lineage">Show the whole project</a>}><p>Nothing in this project has the key <span className="mono wrap">{focus}</span>.</p></Empty>
        : isEmpty ? <Empty icon="lineage" title="No assets yet"><p>The graph draws the assets that reading the project finds. <a href="#/read">What was read</a></p></Empty>
        : graph && graph.visible.count === 0 ? <Empty icon="filter" title="No asset matches" actions={<a className="btn" href="#/lineage">Show all</a>}><p>Nothing in this project is selected by <span className="mono wrap">{select}</span>.</p></Empty>
        : graph && address.isTable ? <GraphTable graph={graph} address={address} focus={focus} onSort={(sort) => onAddress({ ...address, sort }, false)} />
        : placed && faces && palette && graph ? (
          <div className="graph-room">
            <GraphCanvas ref={canvas} label={labelOf(focus, graph.visible.count)} placed={placed} faces={faces} palette={palette} isDim={isDim} focus={focus} minimap={minimap} actions={actions} />
            <GraphLegend legend={graph.legend} lit={lit} onLight={setLit} />
            <div className="graph-corner">
              <ZoomButtons onZoom={(factor) => canvas.current?.zoomBy(factor)} onFit={handle.fit} />
              <Minimap bounds={placed.scene.bounds} onElement={setMinimap} onLook={(at) => canvas.current?.look(at)} />
            </div>
            {hovered && !menu && <NodeTip key={hovered.item} placed={placed} item={hovered.item} at={hovered.at} />}
            {menu && <GraphMenu {...menuOf(menu.item)} at={menu.at} onClose={closeMenu} />}
          </div>
        ) : !failure && <div className="graph-room"><div className="pad"><Skeleton lines={6} /></div></div>}
    </section>
  );
}

function labelOf(focus: string | null, count: number): string {
  return focus === null ? `Asset graph, ${formatCount(count, "asset")}. Arrow keys follow the edges.` : `Lineage of ${focus}, ${formatCount(count, "asset")}. Arrow keys follow the edges.`;
}

/** The commands always mean the newest picture. */
function throughRef(newest: { readonly current: GraphHandle }): GraphHandle {
  return {
    zoomIn: () => newest.current.zoomIn(), zoomOut: () => newest.current.zoomOut(), fit: () => newest.current.fit(), zoomToSelection: () => newest.current.zoomToSelection(),
    focusHere: () => newest.current.focusHere(), grow: (side) => newest.current.grow(side), fold: () => newest.current.fold(), openAll: () => newest.current.openAll(), closeAll: () => newest.current.closeAll(),
    find: () => newest.current.find(), turn: () => newest.current.turn(), toggleTable: () => newest.current.toggleTable(), save: (format) => newest.current.save(format), copySelection: () => newest.current.copySelection(),
  };
}

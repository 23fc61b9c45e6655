/** One column: where it comes from and where it goes, as a picture or as a table, with what is known of an edge beside it. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type { ColumnLineage } from "../../../shared/lineage.ts";
import { Empty, LoadFailure, Skeleton } from "../../components/bits.tsx";
import { ColumnCanvas, focusId } from "../../components/column-graph/column-canvas.tsx";
import { placeOf } from "../../components/column-graph/edge-rows.ts";
import { Legend } from "../../components/column-graph/legend.tsx";
import { columnId } from "../../components/column-graph/lineage-cards.ts";
import type { PlacedLine } from "../../components/column-graph/place-cards.ts";
import type { Camera } from "../../components/graph-camera.ts";
import { VisibleText } from "../../components/visible-text.tsx";
import { columnLineages, type LineageQuery } from "../../state/data.ts";
import { go, openPeek, replaceRoute } from "../../state/navigation.ts";
import { openPlace } from "../../state/open-source.ts";
import { toggleCard } from "../../state/open-cards.ts";
import { isReading, useProject } from "../../state/project.ts";
import { useRemote } from "../../state/remote.ts";
import { assetHref, formatRoute, type ColumnRoute } from "../../state/route.ts";
import { selectPlace } from "../../state/selection.ts";
import { announce } from "../frame/announcer.tsx";
import { ColumnBar } from "./column-bar.tsx";
import { ColumnPanel } from "./column-panel.tsx";
import { EdgePanel } from "./edge-panel.tsx";
import { EdgeTable } from "./edge-table.tsx";
import { usePicture } from "./use-picture.ts";

/** Where one looked from at each address, for coming back. */
const cameras = new Map<string, Camera>();
const mostCameras = 200;

export function ColumnView({ route }: { readonly route: ColumnRoute }) {
  const query: LineageQuery = { key: route.key, column: route.column, direction: route.direction ?? "both", depth: route.depth ?? null, isInferred: route.isInferred === true };
  const key = JSON.stringify(query);
  const { value, error } = useRemote(columnLineages, key);
  const isBusy = useProject((state) => isReading(state.state));
  const { shown, error: layoutError } = usePicture(useLastLineage(value));
  const { lineage = null, picture = null } = shown ?? {};
  const isCurrent = lineage !== null && columnId(lineage.focus) === focusId(route.key, route.column);
  const focus = lineage ? columnId(lineage.focus) : "";
  const [edge, setEdge] = useState<string | null>(null);
  useEffect(() => setEdge(null), [focus]);
  const line = useMemo(() => (edge === null ? null : (picture?.lines.find((one) => one.id === edge) ?? null)), [edge, picture]);
  useEffect(() => {
    selectPlace(line ? placeOf(line.edge) : null);
    return () => selectPlace(null);
  }, [line]);
  useEffect(() => {
    if (value) announce(`${value.focus.column}: ${value.columns.length - 1} columns in its lineage`);
  }, [value]);

  const { peek: _peek, isTable: _isTable, ...place } = route;
  const address = formatRoute(place);
  const hrefOf = useCallback((asset: string, column: string) => {
    const { view, direction, depth, isInferred } = route;
    return formatRoute({ view, key: asset, column, ...(direction ? { direction } : {}), ...(depth === undefined ? {} : { depth }), ...(isInferred ? { isInferred } : {}) });
  }, [route]);
  const onPickEdge = useCallback((picked: PlacedLine | null) => setEdge(picked?.id ?? null), []);
  const onCamera = useCallback((camera: Camera) => {
    if (!isCurrent) return;
    cameras.delete(address);
    cameras.set(address, camera);
    if (cameras.size > mostCameras) cameras.delete(cameras.keys().next().value ?? "");
  }, [address, isCurrent]);
  const openEdge = useCallback((picked: PlacedLine) => {
    const at = placeOf(picked.edge);
    if (at) void openPlace(at.file, at.line);
  }, []);

  if (value === null) return <NoColumn route={route} isBusy={isBusy} />;
  const failure = error ?? layoutError;
  if (!lineage || !picture) return <div className="page">{failure ? <LoadFailure what={`The lineage of ${route.column}`} error={failure} retry={() => columnLineages.load(key)} /> : <Skeleton lines={10} />}</div>;
  return (
    <article className={isCurrent ? "column-view" : "column-view stale"} aria-label={`Lineage of ${route.key}.${route.column}`}>
      <ColumnBar route={route} lineage={lineage} picture={picture} />
      {failure && <LoadFailure what="The newest lineage could not be had" error={failure} retry={() => columnLineages.load(key)} />}
      <div className={route.isTable && !line ? "column-split whole" : "column-split"}>
        {route.isTable ? <EdgeTable lineage={lineage} picture={picture} onPick={onPickEdge} hrefOf={hrefOf} /> : (
          <ColumnCanvas label={`Lineage of ${lineage.focus.asset}.${lineage.focus.column}. Arrow keys go along edges, X opens a card, Home comes back.`} picture={picture} focus={focus} selectedEdge={line?.id ?? null} columnHref={hrefOf}
            onPickEdge={onPickEdge} onToggle={toggleCard} onOpenEdge={openEdge} onLook={openPeek} camera={cameras.get(address) ?? null} onCamera={onCamera}>
            <Notes lineage={lineage} route={route} />
            <Legend lines={picture.lines} />
          </ColumnCanvas>
        )}
        {(line || !route.isTable) && <aside className="column-side" aria-label={line ? "The edge" : "The column"}>
          {line ? <EdgePanel line={line} picture={picture} onClose={() => setEdge(null)} /> : <ColumnPanel lineage={lineage} lines={picture.lines} onPick={onPickEdge} />}
        </aside>}
      </div>
    </article>
  );
}

/** While another column is asked for, the picture of the last one stays. */
function useLastLineage(value: ColumnLineage | null | undefined): ColumnLineage | null {
  const [last, setLast] = useState<ColumnLineage | null>(value ?? null);
  useEffect(() => {
    if (value) setLast(value);
  }, [value]);
  return value ?? last;
}

/** What the picture does not show, and why. */
function Notes({ lineage, route }: { readonly lineage: ColumnLineage; readonly route: ColumnRoute }) {
  const { upstream, downstream } = lineage.beyondDepth;
  const hasNone = lineage.edges.length === 0;
  if (!lineage.isReadingSql && upstream + downstream === 0 && !hasNone) return null;
  return (
    <div className="column-notes">
      {lineage.isReadingSql && <p className="note" role="status">SQL is still being read; more edges may come.</p>}
      {upstream + downstream > 0 && <p className="note">Beyond {route.depth} {route.depth === 1 ? "step" : "steps"}: {upstream.toLocaleString("en")} columns upstream, {downstream.toLocaleString("en")} downstream. <button type="button" className="link" onClick={() => { const { depth: _depth, ...all } = route; go(all); }}>Show all</button></p>}
      {hasNone && upstream + downstream === 0 && !lineage.isReadingSql && (
        <p className="note">No lineage of this column is known{route.direction ? ` ${route.direction}` : ""}. It comes from the metadata <span className="mono">dagster/column_lineage</span>, set at the definition or by a run, and from the SQL that assets carry.
          {!route.isInferred && <> <button type="button" className="link" onClick={() => replaceRoute({ ...route, isInferred: true })}>Show guesses by name</button></>}
        </p>
      )}
    </div>
  );
}

function NoColumn({ route, isBusy }: { readonly route: ColumnRoute; readonly isBusy: boolean }) {
  if (isBusy) return <div className="page"><p className="dim" role="status">Reading the project; <span className="mono wrap">{route.key}.{route.column}</span> has not been found so far.</p><Skeleton lines={10} /></div>;
  return (
    <Empty icon="columns" title="No such column" actions={<><a className="btn" href={formatRoute({ view: "columns", text: route.column })}>Look for it in all columns</a><a className="btn" href={assetHref(route.key, "columns")}>Columns of the asset</a></>}>
      <p>No schema, lineage or SQL of this project names <span className="mono wrap"><VisibleText text={`${route.key}.${route.column}`} max={500} /></span>.</p>
    </Empty>
  );
}

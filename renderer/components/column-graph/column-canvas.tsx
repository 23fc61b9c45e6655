/** The lineage of a column as a picture: cards and lines that can be moved, hovered, and walked with the arrow keys. */
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { boundsOf, centreOn, fitBox, keepInPlace, overlaps, type Camera, type Point } from "../graph-camera.ts";
import { useCamera } from "../use-camera.ts";
import { ColumnCard } from "./column-card.tsx";
import { EdgeLines } from "./edge-lines.tsx";
import { columnId, rowHeight, type CardRow } from "./lineage-cards.ts";
import { jointsOf, litBy, litByEdge } from "./lit.ts";
import type { Picture, PlacedLine } from "./place-cards.ts";
import { step, type Stand, type Step } from "./walk.ts";
import { ZoomButtons } from "./zoom-buttons.tsx";

interface ColumnCanvasProps {
  readonly label: string;
  readonly picture: Picture;
  /** Id of the column in focus. */
  readonly focus: string;
  readonly selectedEdge: string | null;
  readonly columnHref: (asset: string, column: string) => string;
  readonly onPickEdge: (line: PlacedLine | null) => void;
  readonly onToggle: (asset: string) => void;
  /** Enter on an edge. */
  readonly onOpenEdge: (line: PlacedLine) => void;
  readonly onLook: (asset: string) => void;
  /** Where one looked from when one was at this address before. */
  readonly camera: Camera | null;
  readonly onCamera: (camera: Camera) => void;
  readonly children: ReactNode;
}

const ways: { readonly [key: string]: Step | undefined } = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
/** A picture that would have to be smaller than this is shown around its focus. */
const leastFit = 0.6;
const hoverMs = 90;

export function ColumnCanvas({ label, picture, focus, selectedEdge, columnHref, onPickEdge, onToggle, onOpenEdge, onLook, camera: kept, onCamera, children }: ColumnCanvasProps) {
  const control = useCamera(onCamera);
  const { near, isFar } = control;
  const joints = useMemo(() => jointsOf(picture.lines), [picture]);
  const [hovered, setHovered] = useState<string | null>(null);
  const [stand, setStand] = useState<Stand>({ kind: "column", id: focus });
  const wantsFocus = useRef(false);
  const hoverTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(hoverTimer.current), []);

  // Another focus: the card that was clicked stays where it is on the screen; an address that one comes back to looks as it did.
  const shown = useRef<{ picture: Picture; focus: string } | null>(null);
  /** The camera as it was set here: while it is that one, nobody has moved it, and edges that come later are given their room. Opening a card moves nothing. */
  const own = useRef<Camera | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = { picture, focus };
    if (before?.picture === picture && before.focus === focus) return;
    const placed = picture.rowAt.get(focus);
    if (before?.focus !== focus) setStand({ kind: "column", id: focus });
    const isSame = before?.focus === focus;
    if (isSame && (own.current !== control.get() || [...before.picture.cards, ...picture.cards].some((card) => card.isOpen))) {
      const [was, is] = [anchorOf(before.picture, focus), anchorOf(picture, focus)];
      if (was && is) control.set(keepInPlace(control.get(), was, is));
    } else if (kept && !isSame) control.set(kept);
    else {
      const was = before && !isSame ? anchorOf(before.picture, focus) : null;
      const is = anchorOf(picture, focus);
      if (was && is) control.set(keepInPlace(control.get(), was, is));
      else {
        const whole = boundsOf(picture.cards);
        const fitted = whole ? fitBox(whole, control.size(), 24, 1) : null;
        own.current = fitted && fitted.zoom >= leastFit ? fitted : is ? centreOn(is, control.size(), 0.85) : null;
        if (own.current) control.set(own.current);
      }
      if (placed && own.current !== control.get()) control.reveal({ x: placed.card.x, y: placed.y - rowHeight, width: placed.card.width, height: rowHeight * 2 });
    }
    // The camera of an address is read when one comes to it, not whenever it moves.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [picture, focus]);

  const drawnCards = useMemo(() => picture.cards.filter((card) => overlaps(card, near) || card.rows.some((row) => row.id === stand.id)), [picture, near, stand.id]);
  const drawnLines = useMemo(() => picture.lines.filter((line) => overlaps(line.bounds, near) || line.id === stand.id || line.id === selectedEdge), [picture, near, stand.id, selectedEdge]);
  const lit = useMemo(() => {
    // An edge that was only passed over is told beside and dims nothing.
    const of = hovered ?? (stand.kind === "edge" && stand.id === selectedEdge ? selectedEdge : null);
    if (of === null) return null;
    const line = picture.lines.find((one) => one.id === of);
    return line ? litByEdge(line) : litBy(of, joints);
  }, [hovered, selectedEdge, stand, picture, joints]);

  const onHover = useCallback((row: CardRow | null) => {
    clearTimeout(hoverTimer.current);
    hoverTimer.current = setTimeout(() => setHovered(row?.id ?? null), row ? hoverMs : 0);
  }, []);
  const onHoverEdge = useCallback((line: PlacedLine | null) => {
    clearTimeout(hoverTimer.current);
    hoverTimer.current = setTimeout(() => {
      setHovered(line?.id ?? null);
      // What is hovered is told beside; it stays told, so that one can go there.
      if (line) onPickEdge(line);
    }, line ? hoverMs : 0);
  }, [onPickEdge]);
  const onPick = useCallback((line: PlacedLine) => {
    setStand((now) => (now.id === line.id ? now : { kind: "edge", id: line.id, side: "from" }));
    onPickEdge(line);
  }, [onPickEdge]);
  const onFocusRow = useCallback((row: CardRow) => {
    setStand({ kind: "column", id: row.id });
    onPickEdge(null);
  }, [onPickEdge]);

  const goTo = (next: Stand): void => {
    wantsFocus.current = true;
    setStand(next);
    if (next.kind === "column") {
      const at = picture.rowAt.get(next.id);
      if (at) control.reveal({ x: at.card.x, y: at.y - rowHeight / 2, width: at.card.width, height: rowHeight });
    } else {
      const line = picture.lines.find((one) => one.id === next.id);
      if (line) {
        onPickEdge(line);
        const [a, b] = [line.points[0]!, line.points.at(-1)!];
        control.reveal({ x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(a[0] - b[0]), height: Math.abs(a[1] - b[1]) });
      }
    }
  };
  useEffect(() => {
    if (!wantsFocus.current) return;
    const name = stand.kind === "column" ? "row" : "edge";
    const element = [...(control.world.current?.querySelectorAll<HTMLElement>(`[data-${name}]`) ?? [])].find((one) => one.dataset[name] === stand.id);
    if (!element) return;
    wantsFocus.current = false;
    element.focus({ preventScroll: true });
  }, [stand, drawnCards, drawnLines, control.world]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ways[event.key];
    const line = stand.kind === "edge" ? picture.lines.find((one) => one.id === stand.id) : undefined;
    if (way && event.shiftKey) control.pan(way === "left" ? 80 : way === "right" ? -80 : 0, way === "up" ? 80 : way === "down" ? -80 : 0);
    else if (way) {
      const next = step(stand, way, picture, joints);
      if (next.kind === "column") onPickEdge(null);
      goTo(next);
    } else if (event.key === "Home") {
      onPickEdge(null);
      goTo({ kind: "column", id: focus });
    } else if (event.key === "+" || event.key === "=") control.zoomBy(1.35);
    else if (event.key === "-") control.zoomBy(1 / 1.35);
    else if (event.key === "0") fitAll();
    else if (event.key === "Enter" && line && event.target instanceof Element && event.target.closest("[data-edge]")) onOpenEdge(line);
    else if (event.key === " " && event.target instanceof Element && event.target.closest("[data-row], [data-edge]")) onLook(line ? line.edge.to.asset : (picture.rowAt.get(stand.id)?.row.asset ?? ""));
    else if (event.key === "x" && stand.kind === "column") {
      const at = picture.rowAt.get(stand.id);
      if (!at || at.card.more === 0) return;
      wantsFocus.current = true;
      onToggle(at.card.key);
    } else if (event.key === "Escape" && selectedEdge !== null) onPickEdge(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const fitAll = (): void => {
    const whole = boundsOf(picture.cards);
    if (whole) control.fit(whole);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- keys of the rows and edges inside; a click on the ground lets go of an edge
    <div ref={control.frame} className="column-canvas" onKeyDown={onKeyDown} onClick={(event) => { if (event.target === control.frame.current || event.target === control.world.current) onPickEdge(null); }}>
      <div ref={control.world} className={`column-world${lit ? " has-lit" : ""}${isFar ? " far" : ""}`} role="group" aria-label={label}>
        <EdgeLines lines={drawnLines} isFar={isFar} lit={lit} selected={selectedEdge} active={stand.kind === "edge" ? stand.id : null} onHover={onHoverEdge} onPick={onPick} />
        {drawnCards.map((card) => (
          <ColumnCard key={card.key} card={card} near={near} isFar={isFar} lit={lit?.columns ?? null} active={stand.kind === "column" ? stand.id : null} columnHref={columnHref} onHover={onHover} onFocusRow={onFocusRow} onToggle={onToggle} />
        ))}
      </div>
      <ZoomButtons onZoom={control.zoomBy} onFit={fitAll} />
      {children}
    </div>
  );
}

/** The left middle of a row, or of the card where the row is not drawn. */
function anchorOf(picture: Picture, id: string): Point | null {
  const at = picture.rowAt.get(id);
  return at ? [at.card.x, at.y] : null;
}

export function focusId(key: string, column: string): string {
  return columnId({ asset: key, column });
}

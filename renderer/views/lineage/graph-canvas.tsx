/** The graph to look at and to work in: camera, mouse, keys. What a click means is told to the view around it. */
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, type Ref } from "react";
import { holdDrawing } from "../../state/drawing-work.ts";
import { boundsOf, centreOn, fitBox, keepInPlace, panBy, reveal, toScreen, toWorld, zoomAt, type Box, type Camera, type Point, type Size } from "../../components/graph-camera.ts";
import { hitGraph, itemsWithin, type GraphHit } from "../../components/graph-hit.ts";
import type { PaintState } from "../../components/graph-paint.ts";
import type { GraphPalette } from "../../components/graph-palette.ts";
import { boxOfItem } from "../../components/graph-scene.ts";
import { GraphSurface } from "../../components/graph-surface.ts";
import { rememberedViewpoint, rememberViewpoint, useGraphSelection } from "../../state/graph/graph-memory.ts";
import { itemKinds } from "../../state/graph/scene-input.ts";
import { betweenScenes, canAnimate, moveMs } from "./animate-scene.ts";
import { GraphLayer, optionId } from "./graph-layer.tsx";
import { keyAction, type GraphKeyActions } from "./graph-keys.ts";
import { paintHighlights, type Highlights } from "./paint-above.ts";
import type { Faces } from "./use-faces.ts";
import type { PlacedScene } from "./use-scene.ts";

export interface CanvasHandle {
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly zoomTo: (ids: readonly string[]) => void;
  /** Brings an item into sight and makes it the current one, now or when the next scene has it. */
  readonly show: (id: string) => void;
  /** The item stays where it is on the screen when the next scene comes; `sight` moves as little as shows all of it. */
  readonly anchor: (id: string, sight?: readonly string[]) => void;
  readonly focus: () => void;
  /** The next scene is looked at as if for the first time. */
  readonly refit: () => void;
  /** This point of the world in the middle. */
  readonly look: (at: Point) => void;
  readonly view: () => { readonly camera: Camera; readonly size: Size; readonly highlights: Highlights };
}

interface GraphCanvasProps {
  readonly ref: Ref<CanvasHandle>;
  readonly label: string;
  readonly placed: PlacedScene;
  readonly faces: Faces;
  readonly palette: GraphPalette;
  readonly isDim: ((item: number) => boolean) | null;
  readonly focus: string | null;
  readonly minimap: HTMLCanvasElement | null;
  readonly actions: GraphKeyActions & {
    readonly grow: (item: number, side: "up" | "down") => void;
    readonly toggle: (item: number) => void;
    readonly menu: (item: number | null, at: Point) => void;
    readonly picked: (item: number | null) => void;
    readonly hovered: (item: number | null, at: Point) => void;
  };
}

const dragThreshold = 4;

export function GraphCanvas({ ref, label, placed, faces, palette, isDim, focus, minimap, actions }: GraphCanvasProps) {
  const { scene, place } = placed;
  const stage = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<GraphSurface | null>(null);
  const camera = useRef<Camera>({ x: 0, y: 0, zoom: 1 });
  const size = useRef<Size>({ width: 0, height: 0 });
  const [settled, setSettled] = useState<{ readonly camera: Camera; readonly size: Size }>({ camera: camera.current, size: size.current });
  const hover = useRef<number | null>(null);
  const drag = useRef<readonly [Point, Point] | null>(null);
  /** The button that is held down; drawing again in between must not forget it. */
  const press = useRef<{ from: Point | null; last: Point; isMoving: boolean }>({ from: null, last: [0, 0], isMoving: false });
  const anchor = useRef<string | null>(null);
  const wanted = useRef<string | null>(null);
  const newcomers = useRef<readonly string[]>([]);
  const shown = useRef<{ readonly placed: PlacedScene; readonly place: string } | null>(null);
  const { selected: selectedIds, current: currentId } = useGraphSelection();
  const current = currentId === null ? null : (placed.indexOf.get(currentId) ?? null);
  const selected = useMemo(() => new Set([...selectedIds].flatMap((id) => placed.indexOf.get(id) ?? [])), [selectedIds, placed]);
  const state = useMemo((): PaintState => ({ palette, faceOf: faces.faceOf, colorOf: faces.colorOf, isDim }), [palette, faces, isDim]);
  const highlights = (): Highlights => ({ hover: hover.current, current, selected, focus: focus === null ? null : (placed.indexOf.get(focus) ?? null), drag: drag.current });
  const settleTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const releaseSettle = useRef<(() => void) | null>(null);

  /** Nobody has moved the camera since it was first set: a picture that grows while the project is read is fitted again. */
  const isUntouched = useRef(false);

  const look = (next: Camera): void => {
    camera.current = next;
    isUntouched.current = false;
    rememberViewpoint(place, next);
    surface.current?.setCamera(next);
    const element = stage.current;
    if (element) element.style.backgroundPosition = `${-next.x * next.zoom}px ${-next.y * next.zoom}px`;
    moveLayer();
    releaseSettle.current ??= holdDrawing();
    clearTimeout(settleTimer.current);
    settleTimer.current = setTimeout(() => {
      setSettled({ camera: camera.current, size: size.current });
      releaseSettle.current?.();
      releaseSettle.current = null;
    }, 90);
  };
  const lookNow = useRef(look);
  lookNow.current = look;
  const moveLayer = (): void => {
    if (!paper.current) return;
    const scale = camera.current.zoom / settled.camera.zoom;
    const { x, y } = settled.camera;
    paper.current.style.transform = `translate(${(x - camera.current.x) * camera.current.zoom}px, ${(y - camera.current.y) * camera.current.zoom}px) scale(${scale})`;
  };
  useLayoutEffect(moveLayer, [settled]);

  // The surface lives as long as the element does.
  useLayoutEffect(() => {
    if (!canvas.current || !stage.current) return;
    const made = new GraphSurface(canvas.current);
    surface.current = made;
    let release: (() => void) | null = null;
    made.onBusy = (isBusy) => {
      if (isBusy) release ??= holdDrawing();
      else {
        release?.();
        release = null;
      }
    };
    return () => {
      made.stop();
      release?.();
      clearTimeout(settleTimer.current);
      releaseSettle.current?.();
      releaseSettle.current = null;
      surface.current = null;
    };
  }, []);
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      if (next.width === size.current.width && next.height === size.current.height) return;
      // The middle stays in the middle.
      const { camera: from } = { camera: camera.current };
      const moved = size.current.width === 0 ? from : { ...from, x: from.x - (next.width - size.current.width) / 2 / from.zoom, y: from.y - (next.height - size.current.height) / 2 / from.zoom };
      size.current = next;
      surface.current?.resize(next);
      if (shown.current) lookNow.current(moved);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => surface.current?.setMinimap(minimap), [minimap]);

  // A new scene: the camera is restored, held, or set for the first time.
  useLayoutEffect(() => {
    const made = surface.current;
    const element = stage.current;
    if (!made || !element) return;
    size.current = { width: element.clientWidth, height: element.clientHeight };
    made.resize(size.current);
    const before = shown.current;
    if (before?.placed.scene === scene && before.place === place) return void made.setScene(scene, state);
    const isSamePlace = before?.place === place;
    shown.current = { placed, place };
    const held = anchor.current ?? (isSamePlace ? (currentId ?? middleItem(before.placed, camera.current, size.current)) : (focus !== null && before?.placed.indexOf.has(focus) ? focus : null));
    const kept = rememberedViewpoint(place);
    const from = held === null ? undefined : before?.placed.indexOf.get(held);
    const to = held === null ? undefined : placed.indexOf.get(held);
    const isFirst = (!before && !kept) || (isSamePlace && isUntouched.current && anchor.current === null);
    let next: Camera;
    if (isFirst) next = firstLook(placed, size.current, focus);
    else if (before && from !== undefined && to !== undefined && (anchor.current !== null || isSamePlace || !kept)) next = keepInPlace(camera.current, cornerOf(before.placed, from), cornerOf(placed, to));
    else if (kept) next = kept;
    else next = firstLook(placed, size.current, focus);
    if (before && !isSamePlace && !kept && to !== undefined) next = isMostlySeen(next, placed, size.current) ? next : firstLook(placed, size.current, focus);
    anchor.current = null;
    const sight = boundsOf(newcomers.current.flatMap((id) => placed.indexOf.get(id) ?? []).map((item) => boxOfItem(scene, item)));
    if (sight) next = reveal(next, sight, size.current, 40);
    newcomers.current = [];
    if (wanted.current !== null) {
      const item = placed.indexOf.get(wanted.current);
      if (item !== undefined) {
        next = reveal(next.zoom < 0.4 ? centreOn(middleOf(placed, item), size.current, 0.7) : next, boxOfItem(scene, item), size.current, 60);
        useGraphSelection.setState({ current: wanted.current });
        wanted.current = null;
      }
    }
    const shift: Point = [next.x - camera.current.x, next.y - camera.current.y];
    look(next);
    isUntouched.current = isFirst;
    if (!before || isFirst || !canAnimate(before.placed, placed)) return void made.setScene(scene, state);
    const start = performance.now();
    let frame = 0;
    const step = (): void => {
      const share = Math.min(1, (performance.now() - start) / moveMs);
      made.setScene(share >= 1 ? scene : betweenScenes(before.placed, placed, shift, 1 - (1 - share) ** 3), state);
      if (share < 1) frame = requestAnimationFrame(step);
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [scene, state, place]); // oxlint-disable-line react/exhaustive-deps -- what else it reads is the moment's
  useEffect(() => {
    const made = surface.current;
    if (!made) return;
    made.paintAbove = (pen, at) => paintHighlights(pen, at, scene, state, highlights());
    made.ask();
  });

  const go = (item: number | null, isAdding: boolean): void => {
    const id = item === null ? null : scene.ids[item]!;
    const before = useGraphSelection.getState();
    const next = new Set(isAdding ? before.selected : []);
    if (isAdding && before.current !== null && placed.indexOf.has(before.current) && next.size === 0) next.add(before.current);
    if (id !== null && isAdding && !next.delete(id)) next.add(id);
    useGraphSelection.setState({ current: id, selected: next });
    actions.picked(item);
  };
  const showItem = (item: number): void => look(reveal(camera.current, boxOfItem(scene, item), size.current, 40));
  const zoomBy = (factor: number, at: Point = [size.current.width / 2, size.current.height / 2]): void => look(zoomAt(camera.current, at, factor));
  const handle: CanvasHandle = {
    zoomBy,
    fit: () => look(fitBox(scene.bounds, size.current, 40, 1)),
    zoomTo: (ids) => {
      const box = boundsOf(ids.flatMap((id) => { const item = placed.indexOf.get(id); return item === undefined ? [] : [boxOfItem(scene, item)]; }));
      if (box) look(fitBox(box, size.current, 80, 1.2));
    },
    show: (id) => {
      const item = placed.indexOf.get(id);
      if (item === undefined) return void (wanted.current = id);
      useGraphSelection.setState({ current: id });
      actions.picked(item);
      const near = camera.current.zoom < 0.4 ? centreOn(middleOf(placed, item), size.current, 0.7) : camera.current;
      look(reveal(near, boxOfItem(scene, item), size.current, 60));
    },
    anchor: (id, sight = []) => { anchor.current = id; newcomers.current = sight; },
    focus: () => layer.current?.focus(),
    refit: () => void (isUntouched.current = true),
    look: (at) => look(centreOn(at, size.current, camera.current.zoom)),
    view: () => ({ camera: camera.current, size: size.current, highlights: { ...highlights(), hover: null } }),
  };
  useImperativeHandle(ref, () => handle);

  const pointOf = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const bounds = stage.current?.getBoundingClientRect();
    return [event.clientX - (bounds?.left ?? 0), event.clientY - (bounds?.top ?? 0)];
  };
  const hitAt = (at: Point): GraphHit | null => hitGraph(scene, faces.faceOf, toWorld(camera.current, at), camera.current.zoom);
  const setHover = (hit: GraphHit | null, at: Point): void => {
    const item = hit?.kind === "item" || hit?.kind === "more" ? hit.item : null;
    if (stage.current) stage.current.style.cursor = hit === null ? "" : hit.kind === "item" && faces.rowOf(hit.item) ? "default" : "pointer";
    if (item === hover.current) return;
    hover.current = item;
    surface.current?.ask();
    actions.hovered(item, at);
  };
  const click = (event: PointerEvent, at: Point): void => {
    const hit = hitAt(at);
    const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;
    if (hit === null) return go(null, isAdding);
    if (hit.kind === "more") return actions.grow(hit.item, hit.side);
    if (hit.kind === "header" || (!isAdding && scene.kinds[hit.item] === itemKinds.closedGroup)) return actions.toggle(hit.item);
    go(hit.item, isAdding);
  };

  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const at = pointOf(event);
      if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY * 0.01), at);
      // A wheel has notches and one axis; a trackpad has neither.
      else if (event.deltaMode === 1 || (event.deltaX === 0 && Math.abs(event.deltaY) >= 80)) zoomBy(Math.exp(-Math.sign(event.deltaY) * Math.min(0.35, Math.abs(event.deltaY) * (event.deltaMode === 1 ? 0.06 : 0.0022))), at);
      else look(panBy(camera.current, -event.deltaX, -event.deltaY));
    };
    const held = press.current;
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0) return;
      held.from = held.last = pointOf(event);
      held.isMoving = false;
      element.setPointerCapture(event.pointerId);
    };
    const onMove = (event: PointerEvent): void => {
      const at = pointOf(event);
      const { from, last } = held;
      if (from === null) return setHover(hitAt(at), at);
      if (!held.isMoving && Math.hypot(at[0] - from[0], at[1] - from[1]) < dragThreshold) return;
      held.isMoving = true;
      setHover(null, at);
      if (event.shiftKey || drag.current) {
        drag.current = [toWorld(camera.current, from), toWorld(camera.current, at)];
        surface.current?.ask();
      } else look(panBy(camera.current, at[0] - last[0], at[1] - last[1]));
      held.last = at;
    };
    const onUp = (event: PointerEvent): void => {
      const { from } = held;
      if (from === null) return;
      if (!held.isMoving) click(event, from);
      else if (drag.current) {
        const found = itemsWithin(scene, ...drag.current);
        useGraphSelection.setState({ selected: new Set(found.map((item) => scene.ids[item]!)), current: found.length > 0 ? scene.ids[found[0]!]! : null });
        actions.picked(found[0] ?? null);
      }
      drag.current = null;
      held.from = null;
      surface.current?.ask();
    };
    const onLeave = (): void => setHover(null, [0, 0]);
    const onDouble = (event: MouseEvent): void => {
      const hit = hitAt(pointOf(event));
      if (hit?.kind === "item" && faces.rowOf(hit.item)) actions.open(hit.item);
    };
    const onMenu = (event: MouseEvent): void => {
      event.preventDefault();
      // From the keyboard there is no place: the current item has one.
      const isByKey = event.button !== 2;
      const at = isByKey && current !== null ? toScreen(camera.current, middleOf(placed, current)) : pointOf(event);
      const hit = isByKey ? null : hitAt(at);
      const item = isByKey ? current : hit && hit.kind !== "header" ? hit.item : null;
      if (item !== null && item !== current && !selected.has(item)) go(item, false);
      actions.menu(hit?.kind === "header" ? hit.item : item, at);
    };
    const heard = new AbortController();
    const { signal } = heard;
    element.addEventListener("wheel", onWheel, { passive: false, signal });
    element.addEventListener("pointerdown", onDown, { signal });
    element.addEventListener("pointermove", onMove, { signal });
    element.addEventListener("pointerup", onUp, { signal });
    element.addEventListener("pointerleave", onLeave, { signal });
    element.addEventListener("dblclick", onDouble, { signal });
    element.addEventListener("contextmenu", onMenu, { signal });
    return () => heard.abort();
  });

  return (
    <div ref={stage} className="graph-stage">
      <canvas ref={canvas} className="graph-canvas" aria-hidden="true" />
      <div className="graph-layer-frame">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a list box is worked by keys */}
        <div ref={layer} role="listbox" aria-label={label} aria-multiselectable="true" tabIndex={0} className="graph-layer" aria-activedescendant={current === null ? undefined : optionId(current)}
          onFocus={() => { if (current === null) { const first = placed.indexOf.get(focus ?? "") ?? middleIndex(placed, camera.current, size.current); if (first !== null) go(first, false); } }}
          onKeyDown={(event) => keyAction(event.nativeEvent, { scene, current, go: (item, isAdding) => { go(item, isAdding); showItem(item); }, pan: (dx, dy) => look(panBy(camera.current, dx, dy)), zoomBy, selectAll: () => useGraphSelection.setState({ selected: new Set(scene.ids.filter((_, item) => scene.kinds[item] !== itemKinds.openBox)) }) }, actions)}>
          <div ref={paper} role="presentation" className="graph-paper"><GraphLayer placed={placed} camera={settled.camera} size={settled.size} current={current} selected={selected} /></div>
        </div>
      </div>
    </div>
  );
}

function middleOf(placed: PlacedScene, item: number): Point {
  const box = boxOfItem(placed.scene, item);
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** An opened group is larger than it was: its corner is what stays. */
function cornerOf(placed: PlacedScene, item: number): Point {
  const box = boxOfItem(placed.scene, item);
  return [box.x, box.y];
}

function middleIndex(placed: PlacedScene, camera: Camera, size: Size): number | null {
  const [x, y] = toWorld(camera, [size.width / 2, size.height / 2]);
  let best: number | null = null;
  let least = Infinity;
  for (let item = 0; item < placed.scene.count; item++) {
    if (placed.scene.kinds[item] === itemKinds.openBox) continue;
    const [a, b] = middleOf(placed, item);
    const distance = Math.hypot(a - x, b - y);
    if (distance < least) [best, least] = [item, distance];
  }
  return best;
}

function middleItem(placed: PlacedScene, camera: Camera, size: Size): string | null {
  const item = middleIndex(placed, camera, size);
  return item === null ? null : placed.scene.ids[item]!;
}

/** All of it where that can be read; else the focus, near. */
function firstLook(placed: PlacedScene, size: Size, focus: string | null): Camera {
  const all = fitBox(placed.scene.bounds, size, 40, 1);
  const item = focus === null ? undefined : placed.indexOf.get(focus);
  return item === undefined || all.zoom >= 0.62 ? all : centreOn(middleOf(placed, item), size, 0.85);
}

function isMostlySeen(camera: Camera, placed: PlacedScene, size: Size): boolean {
  const { bounds } = placed.scene;
  const seen: Box = { x: camera.x, y: camera.y, width: size.width / camera.zoom, height: size.height / camera.zoom };
  const wide = Math.min(seen.x + seen.width, bounds.x + bounds.width) - Math.max(seen.x, bounds.x);
  const high = Math.min(seen.y + seen.height, bounds.y + bounds.height) - Math.max(seen.y, bounds.y);
  return wide > 0 && high > 0 && wide * high > 0.75 * bounds.width * bounds.height;
}

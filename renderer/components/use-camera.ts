/**
 * Pan and zoom of elements: the camera moves one element by its transform, React draws again only when something new comes near.
 * A wheel zooms, two fingers pan and pinch, a drag of the ground pans; buttons and keys do the same.
 */
import { startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react";
import { fitBox, inSight, panBy, reveal, zoomAt, type Box, type Camera, type Point, type Size } from "./graph-camera.ts";

export interface CameraControl {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly world: RefObject<HTMLDivElement | null>;
  /** What is drawn: what is in sight and as much around it again. */
  readonly near: Box;
  /** So far away that rows cannot be read. */
  readonly isFar: boolean;
  readonly get: () => Camera;
  readonly set: (camera: Camera) => void;
  readonly size: () => Size;
  readonly fit: (box: Box) => void;
  readonly zoomBy: (factor: number) => void;
  readonly pan: (dx: number, dy: number) => void;
  readonly reveal: (box: Box) => void;
}

const leastDrag = 4;
const farZoom = 0.33;

function around(box: Box): Box {
  return { x: box.x - box.width * 0.4, y: box.y - box.height * 0.4, width: box.width * 1.8, height: box.height * 1.8 };
}

function holds(outer: Box, inner: Box): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}

/** `onRest`: the camera after a move, for coming back to it. */
export function useCamera(onRest: (camera: Camera) => void): CameraControl {
  const frame = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const camera = useRef<Camera>({ x: 0, y: 0, zoom: 1 });
  const viewport = useRef<Size>({ width: 800, height: 600 });
  const [drawn, setDrawn] = useState<{ near: Box; isFar: boolean }>({ near: { x: -1_000, y: -1_000, width: 4_000, height: 3_000 }, isFar: false });
  const now = useRef(drawn);
  const rest = useRef(onRest);
  rest.current = onRest;

  const size = useCallback((): Size => viewport.current, []);
  const set = useCallback((next: Camera): void => {
    camera.current = next;
    const style = world.current?.style;
    if (style) style.transform = `translate(${-next.x * next.zoom}px, ${-next.y * next.zoom}px) scale(${next.zoom})`;
    const sight = inSight(next, viewport.current);
    const { near, isFar } = now.current;
    const isTooMuch = near.width > sight.width * 5;
    if (!holds(near, sight) || isTooMuch || isFar !== next.zoom < farZoom) {
      now.current = { near: around(sight), isFar: next.zoom < farZoom };
      // Drawing what comes near may be interrupted: moving goes on meanwhile.
      startTransition(() => setDrawn(now.current));
    }
    rest.current(next);
  }, []);
  const get = useCallback((): Camera => camera.current, []);
  const fit = useCallback((box: Box): void => set(fitBox(box, viewport.current, 36, 1)), [set]);
  const zoomBy = useCallback((factor: number): void => set(zoomAt(camera.current, [viewport.current.width / 2, viewport.current.height / 2], factor)), [set]);
  const pan = useCallback((dx: number, dy: number): void => set(panBy(camera.current, dx, dy)), [set]);
  const show = useCallback((box: Box): void => {
    const next = reveal(camera.current, box, viewport.current, 32);
    if (next !== camera.current) set(next);
  }, [set]);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void => {
      viewport.current = { width: element.clientWidth, height: element.clientHeight };
      set(camera.current);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [set]);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const at = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return [event.clientX - left, event.clientY - top];
    };
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const isLines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
      if (event.ctrlKey || event.metaKey) set(zoomAt(camera.current, at(event), Math.exp(-event.deltaY * 0.01)));
      // A wheel has notches and one axis; a trackpad has neither.
      else if (!event.shiftKey && (isLines || (event.deltaX === 0 && Math.abs(event.deltaY) >= 80))) set(zoomAt(camera.current, at(event), Math.exp(-Math.sign(event.deltaY) * Math.min(0.35, Math.abs(event.deltaY) * (isLines ? 0.06 : 0.0022)))));
      else set(panBy(camera.current, -(event.shiftKey ? event.deltaY : event.deltaX), event.shiftKey ? 0 : -event.deltaY));
    };
    let from: { x: number; y: number; isMoving: boolean } | null = null;
    const down = (event: PointerEvent): void => {
      const isOnPart = event.target instanceof Element && event.target.closest("a, button, [data-part]") !== null;
      if (event.button === 1 || (event.button === 0 && !isOnPart)) from = { x: event.clientX, y: event.clientY, isMoving: false };
    };
    const move = (event: PointerEvent): void => {
      if (!from) return;
      const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
      if (!from.isMoving) {
        if (Math.hypot(dx, dy) < leastDrag) return;
        element.setPointerCapture(event.pointerId);
        element.classList.add("is-panning");
      }
      from = { x: event.clientX, y: event.clientY, isMoving: true };
      set(panBy(camera.current, dx, dy));
    };
    const up = (): void => {
      from = null;
      element.classList.remove("is-panning");
    };
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("pointerdown", down);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
    };
  }, [set]);

  return { frame, world, near: drawn.near, isFar: drawn.isFar, get, set, size, fit, zoomBy, pan, reveal: show };
}

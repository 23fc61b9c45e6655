/**
 * The graph on a canvas, alive at any size: what is seen is a bitmap that moves with the camera at once, and is painted anew in slices of
 * a few milliseconds behind it. A small map of the whole fills what the bitmap does not reach, and is the minimap too.
 */
import { fitBox, inSight, type Camera, type Size } from "./graph-camera.ts";
import { CanvasPen } from "./graph-canvas-pen.ts";
import { paintScene, type PaintState } from "./graph-paint.ts";
import type { Pen } from "./graph-pen.ts";
import { emptyScene, type GraphScene } from "./graph-scene.ts";

interface Bitmap {
  canvas: HTMLCanvasElement;
  /** Kept in memory and drawn at once, not in one go when it is shown. */
  isDirect: boolean;
  camera: Camera;
  size: Size;
  version: number;
}

interface Job {
  readonly target: Bitmap;
  readonly steps: Generator<void>;
  readonly version: number;
  /** Makes the browser draw what it has only noted down so far, so that a slice costs what its clock says. */
  readonly flush: () => void;
}

const sliceMs = 7;
/** While nothing moves a frame more or less is not seen. */
const restingSliceMs = 24;
const restsAfterMs = 160;
/** From this many lines on a browser that saves up its drawing would stand still when it comes to it. */
const manyEdges = 1_500;
/** Part of the viewport that is painted beyond each of its edges. */
const margin = 0.25;
const mapSide = 720;

export class GraphSurface {
  onBusy: (isBusy: boolean) => void = () => undefined;
  /** Painted over the bitmap at every frame, in world units. */
  paintAbove: (pen: Pen, camera: Camera) => void = () => undefined;
  private readonly canvas: HTMLCanvasElement;
  private scene: GraphScene = emptyScene;
  private state: PaintState | null = null;
  private camera: Camera = { x: 0, y: 0, zoom: 1 };
  private size: Size = { width: 0, height: 0 };
  private version = 0;
  private front: Bitmap = newBitmap();
  private back: Bitmap = newBitmap();
  private map: Bitmap = newBitmap();
  private job: Job | null = null;
  private frame = 0;
  private movedAt = 0;
  private isBusy = false;
  private minimap: HTMLCanvasElement | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  setMinimap(minimap: HTMLCanvasElement | null): void {
    this.minimap = minimap;
    this.ask();
  }

  resize(size: Size): void {
    if (size.width === this.size.width && size.height === this.size.height) return;
    this.size = size;
    const density = pixelDensity();
    this.canvas.width = Math.round(size.width * density);
    this.canvas.height = Math.round(size.height * density);
    this.version++;
    this.drawNow();
  }

  setScene(scene: GraphScene, state: PaintState): void {
    this.scene = scene;
    this.state = state;
    this.version++;
    this.ask();
  }

  setCamera(camera: Camera): void {
    this.camera = camera;
    this.movedAt = performance.now();
    this.ask();
  }

  /** Something above the bitmap changed. */
  ask(): void {
    this.setBusy(true);
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.drawNow());
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = -1;
    this.setBusy(false);
  }

  private setBusy(isBusy: boolean): void {
    if (isBusy !== this.isBusy) this.onBusy((this.isBusy = isBusy));
  }

  private drawNow(): void {
    if (this.frame !== -1) this.frame = 0;
    if (this.size.width === 0 || !this.state) return this.setBusy(false);
    const isDone = this.work();
    this.compose();
    if (isDone || this.frame === -1) this.setBusy(false);
    else this.ask();
  }

  /** One slice of painting; true when nothing is left to paint. */
  private work(): boolean {
    const now = performance.now();
    const deadline = now + (now - this.movedAt > restsAfterMs ? restingSliceMs : sliceMs);
    for (;;) {
      if (this.job && this.job.version !== this.version) this.job = null;
      this.job ??= this.nextJob();
      if (!this.job) return true;
      for (let step = this.job.steps.next(); !step.done; step = this.job.steps.next()) {
        this.job.flush();
        if (performance.now() > deadline) return false;
      }
      this.job.flush();
      const { target, version } = this.job;
      this.job = null;
      target.version = version;
      if (target === this.back) [this.front, this.back] = [this.back, this.front];
      if (performance.now() > deadline) return !this.nextJob();
    }
  }

  private nextJob(): Job | null {
    const { scene, state, version, camera, size } = this;
    if (!state) return null;
    if (!this.isCovered(this.front)) {
      const wide = { width: size.width * (1 + 2 * margin), height: size.height * (1 + 2 * margin) };
      const from = { ...camera, x: camera.x - (size.width * margin) / camera.zoom, y: camera.y - (size.height * margin) / camera.zoom };
      return this.start(this.back, scene, state, version, from, wide, pixelDensity());
    }
    if (this.map.version !== version && scene.count > 0) {
      const long = Math.max(scene.bounds.width, scene.bounds.height, 1);
      const shown = { width: Math.max(24, Math.ceil((scene.bounds.width / long) * mapSide)), height: Math.max(24, Math.ceil((scene.bounds.height / long) * mapSide)) };
      return this.start(this.map, scene, state, version, fitBox(scene.bounds, shown, 4, 4), shown, 1);
    }
    return null;
  }

  private start(target: Bitmap, scene: GraphScene, state: PaintState, version: number, camera: Camera, size: Size, density: number): Job | null {
    const isDirect = scene.from.length >= manyEdges;
    if (target.isDirect !== isDirect) {
      target.canvas = document.createElement("canvas");
      target.isDirect = isDirect;
    }
    target.canvas.width = Math.round(size.width * density);
    target.canvas.height = Math.round(size.height * density);
    target.camera = camera;
    target.size = size;
    target.version = -1;
    const context = target.canvas.getContext("2d", { willReadFrequently: isDirect });
    if (!context) return null;
    const flush = (): void => {
      if (isDirect) context.getImageData(0, 0, 1, 1);
    };
    const scale = camera.zoom * density;
    context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    return { target, version, flush, steps: paintScene(new CanvasPen(context), scene, state, target === this.map ? Math.min(camera.zoom, 0.19) : camera.zoom, inSight(camera, size), target !== this.map) };
  }

  private isCovered({ camera, size, version }: Bitmap): boolean {
    if (version !== this.version || camera.zoom !== this.camera.zoom) return false;
    const left = (this.camera.x - camera.x) * camera.zoom;
    const top = (this.camera.y - camera.y) * camera.zoom;
    return left >= 0 && top >= 0 && left + this.size.width <= size.width + 1 && top + this.size.height <= size.height + 1;
  }

  private compose(): void {
    const context = this.canvas.getContext("2d");
    if (!context) return;
    const density = pixelDensity();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.scale(density, density);
    const isWhole = this.isCovered(this.front);
    if (!isWhole && this.map.version === this.version) {
      context.globalAlpha = 0.6;
      this.place(context, this.map);
      context.globalAlpha = 1;
      const { camera, size } = this.front;
      const scale = this.camera.zoom / camera.zoom;
      if (this.front.version === this.version) context.clearRect((camera.x - this.camera.x) * this.camera.zoom, (camera.y - this.camera.y) * this.camera.zoom, size.width * scale, size.height * scale);
    }
    if (this.front.version >= 0) this.place(context, this.front);
    const { camera } = this;
    const scale = camera.zoom * density;
    context.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    this.paintAbove(new CanvasPen(context), camera);
    this.composeMinimap();
  }

  private place(context: CanvasRenderingContext2D, { canvas, camera, size }: Bitmap): void {
    const scale = this.camera.zoom / camera.zoom;
    context.drawImage(canvas, (camera.x - this.camera.x) * this.camera.zoom, (camera.y - this.camera.y) * this.camera.zoom, size.width * scale, size.height * scale);
  }

  private composeMinimap(): void {
    const { minimap, map, state, scene } = this;
    const context = minimap?.getContext("2d");
    if (!minimap || !context || !state) return;
    const density = pixelDensity();
    const [width, height] = [minimap.clientWidth, minimap.clientHeight];
    if (minimap.width !== Math.round(width * density)) {
      minimap.width = Math.round(width * density);
      minimap.height = Math.round(height * density);
    }
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, width, height);
    if (map.version < 0) return;
    const view = fitBox(scene.bounds, { width, height }, 6, 1);
    const scale = view.zoom / map.camera.zoom;
    context.drawImage(map.canvas, (map.camera.x - view.x) * view.zoom, (map.camera.y - view.y) * view.zoom, map.size.width * scale, map.size.height * scale);
    const seen = inSight(this.camera, this.size);
    context.strokeStyle = state.palette.accent;
    context.lineWidth = 1.5;
    const left = Math.max(1, (seen.x - view.x) * view.zoom);
    const top = Math.max(1, (seen.y - view.y) * view.zoom);
    const right = Math.min(width - 1, (seen.x + seen.width - view.x) * view.zoom);
    const bottom = Math.min(height - 1, (seen.y + seen.height - view.y) * view.zoom);
    context.strokeRect(left, top, Math.max(3, right - left), Math.max(3, bottom - top));
  }
}

function newBitmap(): Bitmap {
  return { canvas: document.createElement("canvas"), isDirect: false, camera: { x: 0, y: 0, zoom: 1 }, size: { width: 0, height: 0 }, version: -1 };
}

function pixelDensity(): number {
  return Math.min(2, Math.max(1, window.devicePixelRatio));
}

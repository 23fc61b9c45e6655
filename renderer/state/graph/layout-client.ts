/** Asks the worker for layouts. The same content gives the same picture at once: the last ones are kept. */
import { trackWork } from "../../api/idle.ts";
import { layoutContent } from "./layout-content.ts";
import type { LayoutRequest, PackedLayout } from "./packed-layout.ts";
// oxlint-disable-next-line import/default -- the build gives it one: the address of the built file
import workerUrl from "./layout-worker.ts?worker&url";

const maxKept = 24;
const kept = new Map<string, PackedLayout>();
const waiting = new Map<number, { readonly resolve: (layout: PackedLayout) => void; readonly reject: (error: Error) => void }>();
let worker: Worker | null = null;
let lastId = 0;

/** The layout where it is known already. */
export function knownLayout(request: LayoutRequest): PackedLayout | undefined {
  const content = layoutContent(request);
  const layout = kept.get(content);
  if (layout) {
    kept.delete(content);
    kept.set(content, layout);
  }
  return layout;
}

export async function requestLayout(request: LayoutRequest): Promise<PackedLayout> {
  const known = knownLayout(request);
  if (known) return known;
  const content = layoutContent(request);
  const layout = await trackWork(ask(request));
  kept.set(content, layout);
  for (const old of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(old);
  }
  return layout;
}

function ask(request: LayoutRequest): Promise<PackedLayout> {
  return new Promise((resolve, reject) => {
    worker ??= startWorker();
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, request });
  });
}

function startWorker(): Worker {
  const started = new Worker(trusted(workerUrl), { type: "classic", name: "layout" });
  started.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly layout?: PackedLayout; readonly error?: string }>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.layout) one?.resolve(data.layout);
    else one?.reject(new Error(data.error ?? "the layout gave no answer"));
  };
  started.onerror = (event) => {
    const error = new Error(event.message || "the layout could not be started");
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    worker = null;
    started.terminate();
  };
  return started;
}

interface ScriptPolicies {
  readonly createPolicy: (name: string, rules: { readonly createScriptURL: (url: string) => string }) => { readonly createScriptURL: (url: string) => string };
}

/** The page's policy takes addresses of scripts only from a named place: this one, for this one file. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: ScriptPolicies };
  return trustedTypes ? trustedTypes.createPolicy("assetscope-layout", { createScriptURL: () => url }).createScriptURL(url) : url;
}

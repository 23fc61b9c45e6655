/** Asks the worker for layouts. The same content gives the same picture at once: the last packed ones are kept. */
import type { Layout, LayoutInput } from "../../../shared/layout/graph.ts";
import { trackWork } from "../../api/idle.ts";
import { layoutContent } from "./layout-content.ts";
import type { LayoutAnswer, LayoutQuestion } from "./layout-worker.ts";
import type { LayoutRequest, PackedLayout } from "./packed-layout.ts";
// oxlint-disable-next-line import/default -- the build gives it one: the address of the built file
import workerUrl from "./layout-worker.ts?worker&url";

const maxKept = 24;
const noAnswer = "the layout gave no answer";
const kept = new Map<string, PackedLayout>();
const waiting = new Map<number, { readonly resolve: (answer: LayoutAnswer) => void; readonly reject: (error: Error) => void }>();
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
  const { packed: layout } = await trackWork(ask({ packed: request }));
  if (!layout) throw new Error(noAnswer);
  kept.set(content, layout);
  for (const old of kept.keys()) {
    if (kept.size <= maxKept) break;
    kept.delete(old);
  }
  return layout;
}

/** Of few items; whoever asks keeps the answer. */
export async function requestPlainLayout(input: LayoutInput): Promise<Layout> {
  const { plain } = await trackWork(ask({ plain: input }));
  if (!plain) throw new Error(noAnswer);
  return plain;
}

function ask(question: LayoutQuestion): Promise<LayoutAnswer> {
  return new Promise((resolve, reject) => {
    worker ??= startWorker();
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, ...question });
  });
}

function startWorker(): Worker {
  const started = new Worker(trusted(workerUrl), { type: "classic", name: "layout" });
  started.onmessage = ({ data }: MessageEvent<LayoutAnswer>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.error === undefined) one?.resolve(data);
    else one?.reject(new Error(data.error));
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

/**
 * The sealed Dagster's hidden window: sandboxed, without preload, in a session of its own that lives in memory and reaches one address,
 * whose answers are the runtime's files, the next load, and room for what the worker says. Ended at once when told to, or at its limit.
 */
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { BrowserWindow, app, session } from "electron";
import type { Session } from "electron";
import type { SealedParts } from "../core-messages.ts";

export const sealedScheme = "sealed";
const address = `${sealedScheme}://runtime`;
/** Most memory of the window's process: what fills the memory around Python ends it. */
const maxProcessMb = 2_200;
const headers = {
  "Content-Security-Policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'",
  "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
};
const pyodideFiles = new Set(["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]);
const types: { readonly [ending: string]: string } = { ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const page = '<!doctype html><meta charset="utf-8"><title>sealed</title><script type="module" src="/page.js"></script>';
const starter = 'new Worker("/sealed-worker.js", { type: "module" }).onerror = (event) => fetch("/broken", { method: "POST", body: String(event.message ?? "the worker did not start") });';

export interface SealedWindow {
  /** A load, as core/sandbox/sealed-frames.ts writes it, one byte a character. */
  readonly send: (text: string) => void;
  readonly kill: () => void;
}

export interface SealedListeners {
  readonly onText: (text: string) => void;
  readonly onExit: () => void;
}

let windows = 0;

export function openSealedWindow(distFolder: string, parts: SealedParts, { onText, onExit }: SealedListeners): SealedWindow {
  windows += 1;
  const own = session.fromPartition(`sealed-${windows}`, { cache: false });
  const loads: Buffer[] = [];
  let wake = (): void => undefined;
  let pieces: string[] = [];
  let isOver = false;
  restrict(own);
  own.protocol.handle(sealedScheme, async (request) => {
    const { pathname } = new URL(request.url);
    if (request.method === "POST") return answer(await take(pathname, await request.text()), "text/plain");
    if (pathname === "/next") return answer(await nextLoad(), "application/octet-stream");
    const file = await fileAt(pathname, distFolder, parts);
    return file === null ? new Response("not found", { status: 404, headers }) : answer(file.bytes, file.type);
  });
  const window = new BrowserWindow({
    show: false, width: 100, height: 100, skipTaskbar: true, focusable: false,
    webPreferences: { session: own, sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, devTools: false, images: false, webgl: false, spellcheck: false, backgroundThrottling: false },
  });
  const contents = window.webContents;
  const watch = setInterval(() => {
    if (memoryMb(contents.getOSProcessId()) > maxProcessMb) end(`it took more than ${maxProcessMb} MB of memory and was stopped`);
  }, 500);
  contents.on("render-process-gone", (_event, details) => end(`its process ended (${details.reason})`));
  window.on("closed", () => end("its window was closed"));
  void window.loadURL(`${address}/`).catch((error: unknown) => end(`its page did not load: ${error instanceof Error ? error.message : String(error)}`));

  function nextLoad(): Promise<Buffer> {
    const load = loads.shift();
    return load ? Promise.resolve(load) : new Promise((resolve) => (wake = () => resolve(loads.shift() ?? Buffer.alloc(0))));
  }

  function take(pathname: string, text: string): string {
    if (pathname === "/piece") pieces.push(text);
    else if (pathname === "/said") {
      onText(pieces.join(""));
      pieces = [];
    } else if (pathname === "/broken") end(text.slice(0, 500));
    return "";
  }

  function end(words: string): void {
    if (isOver) return;
    isOver = true;
    clearInterval(watch);
    onText(words);
    if (!window.isDestroyed()) {
      // A worker in an endless loop hears nothing else.
      contents.forcefullyCrashRenderer();
      window.destroy();
    }
    onExit();
  }

  return {
    send(text) {
      loads.push(Buffer.from(text, "latin1"));
      wake();
      wake = () => undefined;
    },
    kill: () => end("it was stopped"),
  };
}

/** Nothing but our address, for anything that the window holds. */
function restrict(own: Session): void {
  own.webRequest.onBeforeRequest({ urls: ["<all_urls>"] }, (details, decide) => decide({ cancel: !details.url.startsWith(`${address}/`) }));
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
}

function answer(body: Buffer | string, type: string): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), { status: 200, headers: { ...headers, "Content-Type": type } });
}

/** From a list of names, never by a path from a request. */
async function fileAt(pathname: string, distFolder: string, parts: SealedParts): Promise<{ readonly bytes: Buffer | string; readonly type: string } | null> {
  if (pathname === "/") return { bytes: page, type: "text/html" };
  if (pathname === "/page.js") return { bytes: starter, type: "text/javascript" };
  if (pathname === "/sealed-worker.js") return { bytes: await readFile(path.join(distFolder, "sealed-worker.js")), type: "text/javascript" };
  if (pathname === "/image.bin" || pathname === "/snapshot.bin") {
    const file = path.join(parts.imageFolder, pathname === "/image.bin" ? "image.bin" : path.basename(parts.snapshot));
    return { bytes: await readFile(file).catch(() => Buffer.alloc(0)), type: "application/octet-stream" };
  }
  if (pathname === "/probe.json") return { bytes: await readProbe(parts.probeFolder), type: "application/json" };
  const name = pathname.replace(/^\/pyodide\//, "");
  return pyodideFiles.has(name) ? { bytes: await readFile(path.join(parts.pyodideFolder, name)), type: types[path.extname(name)] ?? "application/octet-stream" } : null;
}

async function readProbe(folder: string): Promise<string> {
  const place = path.join(folder, "assetscope_probe");
  const names = (await readdir(place)).filter((name) => name.endsWith(".py"));
  return JSON.stringify(Object.fromEntries(await Promise.all(names.map(async (name) => [`assetscope_probe/${name}`, await readFile(path.join(place, name), "utf8")]))));
}

function memoryMb(pid: number): number {
  return (app.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0) / 1_000;
}

/**
 * Entry of the sealed Python in the desktop's hidden window: a worker without a network, whose only counterpart is the address that served
 * it. That gives the runtime's files, the next load, and takes the answers; nothing else can be reached (main/electron/sealed-window.ts).
 */
import type { PythonParts } from "./boot-python.ts";
import { decodeLoad } from "./sealed-frames.ts";
import type { FromSealed } from "./sandbox-messages.ts";
import { startSealedPython } from "./sealed-python.ts";

/** Largest piece of an answer; larger bodies would be moved through files. */
const pieceLength = 500_000;
const origin = self.location.origin === "null" ? self.location.href.replace(/\/[^/]*$/, "") : self.location.origin;
/** Taken before they are taken away. */
const get = self.fetch.bind(self);

async function bytesOf(path: string): Promise<Uint8Array> {
  const response = await get(`${origin}${path}`);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function say(message: FromSealed): Promise<void> {
  const text = JSON.stringify(message);
  for (let at = 0; at < text.length; at += pieceLength) await get(`${origin}/piece`, { method: "POST", body: text.slice(at, at + pieceLength) });
  await get(`${origin}/said`, { method: "POST", body: "-" });
}

async function start(): Promise<void> {
  const began = performance.now();
  const address = `${origin}/pyodide/`;
  const [{ loadPyodide }, { default: createModule }, image, snapshot, probe] = (await Promise.all([import(`${address}pyodide.mjs`), import(`${address}pyodide.asm.mjs`), bytesOf("/image.bin"), bytesOf("/snapshot.bin"), bytesOf("/probe.json")])) as [
    Pick<PythonParts, "loadPyodide">, { default: PythonParts["createModule"] }, Uint8Array, Uint8Array, Uint8Array,
  ];
  const files = Object.entries(JSON.parse(new TextDecoder().decode(probe)) as Record<string, string>);
  const python = await startSealedPython({ loadPyodide, createModule, pyodideFolder: address, image, snapshot: snapshot.length > 0 ? snapshot : null, probe: new Map(files), maxMemoryBytes: 1_500_000_000 });
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Worker", "BroadcastChannel", "indexedDB", "caches", "importScripts"]) Reflect.deleteProperty(self, name);
  await say({ type: "ready", elapsedMs: performance.now() - began });
  for (;;) {
    const request = decodeLoad(await bytesOf("/next"));
    try {
      await say({ type: "loaded", id: request.id, text: python.load(request), isWorn: python.isWorn() });
    } catch (error) {
      await say({ type: "failed", id: request.id, message: error instanceof Error ? error.message.slice(-4_000) : String(error) });
    }
  }
}

start().catch((error: unknown) => void say({ type: "failed", id: 0, message: error instanceof Error ? error.message : String(error) }));

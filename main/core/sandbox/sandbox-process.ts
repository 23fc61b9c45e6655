/**
 * Entry of the sealed process: a Node without permissions (sealed-node.ts says which) that runs the project's own code with the real
 * Dagster in WebAssembly Python. Reads the runtime's files and nothing else; everything of the project comes as data.
 */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { FromSealed, LoadRequest } from "./sandbox-messages.ts";
import { startSealedPython, type SealedPythonParts } from "./sealed-python.ts";
import { limitWasmMemory } from "./wasm-memory.ts";

const [pyodideFolder, imageFile, probeFolder, maxMemoryMb] = process.argv.slice(2) as [string, string, string, string];

const send = (message: FromSealed): void => void process.send?.(message);
process.on("disconnect", () => process.exit(0));

async function start(): Promise<void> {
  const began = performance.now();
  closeBindings();
  limitMemory(Number(maxMemoryMb) * 1_000_000);
  const { loadPyodide } = (await import(pathToFileURL(path.join(pyodideFolder, "pyodide.mjs")).href)) as { loadPyodide: SealedPythonParts["loadPyodide"] };
  const python = await startSealedPython({ loadPyodide, pyodideFolder: pyodideFolder + path.sep, image: fs.readFileSync(imageFile), probe: readProbe() });
  process.on("message", (message) => {
    // Only the parent can send, in its own type.
    const request = message as LoadRequest;
    try {
      send({ type: "loaded", id: request.id, text: python.load(request) });
    } catch (error) {
      send({ type: "failed", id: request.id, message: error instanceof Error ? error.message.slice(-4_000) : String(error) });
    }
  });
  send({ type: "ready", elapsedMs: performance.now() - began });
}

/** Pyodide asks Node's internals for the constants of its file system; nothing else of them is to be had. */
function closeBindings(): void {
  Object.defineProperty(process, "binding", { value: (name: string) => (name === "constants" ? { fs: fs.constants } : undefined) });
}

function limitMemory(maxBytes: number): void {
  const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
  const limited = (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> =>
    source instanceof WebAssembly.Module ? instantiate(source, imports) : instantiate(limitWasmMemory(bytesOf(source), maxBytes), imports);
  Object.defineProperty(WebAssembly, "instantiate", { value: limited });
  // Streaming would pass the module by without its limit.
  Object.defineProperty(WebAssembly, "instantiateStreaming", { value: undefined });
}

function bytesOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}

function readProbe(): Map<string, string> {
  const folder = path.join(probeFolder, "assetscope_probe");
  return new Map(fs.readdirSync(folder).filter((name) => name.endsWith(".py")).map((name) => [`assetscope_probe/${name}`, fs.readFileSync(path.join(folder, name), "utf8")]));
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});

/**
 * Entry of the sealed process: a Node without permissions (sealed-node.ts says which) that runs the project's own code with the real
 * Dagster in WebAssembly Python. Reads the runtime's files and nothing else; everything of the project comes as data.
 */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import type { FromSealed, LoadRequest } from "./sandbox-messages.ts";
import type { PythonParts } from "./boot-python.ts";
import { startSealedPython } from "./sealed-python.ts";

const [pyodideFolder, imageFile, snapshotFile, probeFolder, maxMemoryMb] = process.argv.slice(2) as [string, string, string, string, string];

/** Taken before they are taken away. */
const sendToParent = process.send?.bind(process);
const exit = process.exit.bind(process);
const send = (message: FromSealed): void => void sendToParent?.(message);
process.on("disconnect", () => exit(0));

async function start(): Promise<void> {
  const began = performance.now();
  // A load is over in seconds: what is hot is compiled well sooner than usual. A V8 without this flag goes on without it.
  setFlagsFromString("--wasm-tiering-budget=2000000");
  // Pyodide asks Node's internals for the constants of its file system; nothing else of them is to be had.
  Object.defineProperty(process, "binding", { value: (name: string) => (name === "constants" ? { fs: fs.constants } : undefined) });
  const [{ loadPyodide }, { default: createModule }] = (await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map((name) => import(pathToFileURL(path.join(pyodideFolder, name)).href)))) as [Pick<PythonParts, "loadPyodide">, { default: PythonParts["createModule"] }];
  const python = await startSealedPython({
    loadPyodide, createModule, pyodideFolder: pyodideFolder + path.sep,
    image: fs.readFileSync(imageFile), snapshot: readIfThere(snapshotFile), probe: readProbe(), maxMemoryBytes: Number(maxMemoryMb) * 1_000_000,
  });
  process.on("message", (message) => {
    // Only the parent can send, in its own type.
    const request = message as LoadRequest;
    try {
      send({ type: "loaded", id: request.id, text: python.load(request), isWorn: python.isWorn() });
    } catch (error) {
      send({ type: "failed", id: request.id, message: error instanceof Error ? error.message.slice(-4_000) : String(error) });
    }
  });
  lockDown();
  send({ type: "ready", elapsedMs: performance.now() - began });
}

/** What is not needed any more: the right to read, and every way in which JavaScript (of which Python sees none) touches the machine. */
function lockDown(): void {
  (process as unknown as { readonly permission: { drop(scope: string): void } }).permission.drop("fs.read");
  const gone = /^(_?kill|abort|exit|reallyExit|execve|dlopen|_?_?.*[bB]inding|getBuiltinModule|mainModule|openStdin|stdin|report|chdir|umask|set(eu|eg|u|g)id|setgroups|initgroups|loadEnvFile|_debug.*|_getActive.*|send|disconnect|permission|release|config|finalization|setSourceMapsEnabled)$/;
  for (const name of Object.getOwnPropertyNames(process).filter((one) => gone.test(one))) {
    if (!Reflect.deleteProperty(process, name)) Reflect.defineProperty(process, name, { value: undefined });
  }
  // Pyodide tells of its own fatal errors on the console, which asks the environment for colours.
  Object.defineProperty(process, "env", { value: Object.freeze({}) });
  Object.assign(console, { log: nothing, warn: nothing, error: nothing, info: nothing, debug: nothing, trace: nothing });
  for (const name of ["fetch", "WebSocket", "EventSource", "Worker", "BroadcastChannel", "navigator", "process", "global"]) Reflect.deleteProperty(globalThis, name);
}

function nothing(): void {}

function readIfThere(file: string): Uint8Array | null {
  return fs.existsSync(file) ? fs.readFileSync(file) : null;
}

function readProbe(): Map<string, string> {
  const folder = path.join(probeFolder, "assetscope_probe");
  return new Map(fs.readdirSync(folder).filter((name) => name.endsWith(".py")).map((name) => [`assetscope_probe/${name}`, fs.readFileSync(path.join(folder, name), "utf8")]));
}

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
});

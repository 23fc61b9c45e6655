/**
 * Pyodide's files and the runtime's image -> a running Python with the image below /site. With a snapshot it wakes with Dagster imported
 * instead of starting: its memory is put back as it was when the image was built, a tenth of the work. Knows no process and no window;
 * the image's builder (tools/sandbox/) makes the snapshot with this very code, since both must lay out memory alike.
 */
import type { PyodideAPI } from "pyodide";
import { boundWasmMemory } from "./wasm-memory.ts";

export interface PythonParts {
  /** Of pyodide.mjs and of pyodide.asm.mjs. */
  readonly loadPyodide: (options: object) => Promise<PyodideAPI>;
  readonly createModule: (settings: object) => Promise<object>;
  /** Path or address of Pyodide's folder, with the slash at its end. */
  readonly pyodideFolder: string;
  /** tools/sandbox/pack.py says how it is laid out. */
  readonly image: Uint8Array;
  /** Alone in its buffer: it is given away. */
  readonly snapshot: Uint8Array | null;
  readonly maxMemoryBytes: number;
}

/** What Pyodide hands to those who load its module themselves; beyond what its types tell. */
interface Module {
  readonly FS: PyodideAPI["FS"];
  loadWebAssemblyModule(binary: Uint8Array, flags: object, name: string, scope: object): object;
  newDSO(name: string, handle: undefined, exports: object): { global: boolean };
}
interface Settings { preRun?: ((module: Module) => void)[] }

const pageBytes = 65_536;
/** Fixed in the snapshot. Nothing of the host's environment. */
const environment = { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", PENDULUM_EXTENSIONS: "0", DAGSTER_DISABLE_TELEMETRY: "1", TZ: "UTC" };

export async function bootPython({ loadPyodide, createModule, pyodideFolder, image, snapshot, maxMemoryBytes }: PythonParts, options: object = {}): Promise<PyodideAPI> {
  const ignore = (): void => {};
  const release = boundMemories(Math.ceil((snapshot?.length ?? 0) / pageBytes) * pageBytes, maxMemoryBytes);
  try {
    return await loadPyodide({
      indexURL: pyodideFolder, jsglobals: Object.freeze(Object.create(null) as object), packages: [], stdout: ignore, stderr: ignore, env: { ...environment },
      ...(snapshot === null ? {} : { _loadSnapshot: Promise.resolve(snapshot) }),
      ...options,
      createPyodideModule: (settings: Settings) => {
        settings.preRun = [...(settings.preRun ?? []), (module) => prepareFiles(module, image)];
        return createModule(settings);
      },
    });
  } finally {
    release();
    if (snapshot !== null) letGo(snapshot);
  }
}

/** Pyodide keeps what it was given: a hundred megabytes that are of no use any more. They go at once, whoever holds them. */
function letGo({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && "transfer" in buffer) buffer.transfer(0);
}

type Instantiate = (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;

/** Every module that is instantiated until the returned function is called has its memory within these bounds. */
function boundMemories(leastBytes: number, mostBytes: number): () => void {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const original = instantiate as Instantiate;
  const bounded: Instantiate = (source, imports) => original(source instanceof WebAssembly.Module ? source : boundWasmMemory(bytesOf(source), leastBytes, mostBytes), imports);
  const whole = async (response: Response | Promise<Response>, imports?: WebAssembly.Imports): ReturnType<Instantiate> => bounded(await (await response).arrayBuffer(), imports);
  Object.assign(WebAssembly, { instantiate: bounded, instantiateStreaming: whole });
  return () => void Object.assign(WebAssembly, { instantiate, instantiateStreaming });
}

function bytesOf(source: BufferSource): Uint8Array {
  return ArrayBuffer.isView(source) ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength) : new Uint8Array(source);
}

/** Libraries are linked in one order before Python starts, so that a snapshot finds each where it was. */
function prepareFiles(module: Module, image: Uint8Array): void {
  const libraries: string[] = [];
  for (const [path, bytes] of filesOf(image)) {
    write(module.FS, `/site/${path}`, bytes);
    if (path.endsWith(".so")) libraries.push(`/site/${path}`);
  }
  for (const library of libraries) {
    const exports = module.loadWebAssemblyModule(module.FS.readFile(library) as Uint8Array, { loadAsync: false, global: false, nodelete: true, allowUndefined: true }, library, {});
    module.newDSO(library, undefined, exports).global = false;
  }
}

function* filesOf(image: Uint8Array): Generator<[path: string, bytes: Uint8Array]> {
  const headLength = new DataView(image.buffer, image.byteOffset, 4).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(image.subarray(4, 4 + headLength))) as [path: string, offset: number, size: number][];
  const base = 4 + headLength;
  for (const [path, offset, size] of index) yield [path, image.subarray(base + offset, base + offset + size)];
}

const foldersMade = new WeakMap<object, Set<string>>();

/** A file that stays: the file system keeps these very bytes instead of a copy. */
export function write(fs: PyodideAPI["FS"], path: string, bytes: Uint8Array): void {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const made = foldersMade.get(fs) ?? new Set();
  foldersMade.set(fs, made);
  if (!made.has(folder)) {
    fs.mkdirTree(folder);
    made.add(folder);
  }
  const stream = fs.open(path, "w");
  fs.write(stream, bytes, 0, bytes.length, 0, true);
  fs.close(stream);
}

/**
 * The sealed Python itself: the booted runtime, the probe, and one project's files in its memory. Knows no process and no window: whoever
 * hosts it (sandbox-process.ts, the desktop's hidden window) hands over bytes and gets text. No bridge leads from Python to JavaScript:
 * the globals that Python sees are an empty object, Pyodide's own are taken off it, nothing but text and numbers crosses.
 */
import type { PyodideAPI } from "pyodide";
import { bootPython, write, type PythonParts } from "./boot-python.ts";
import { limitFiles } from "./file-limits.ts";
import { interrupterOf } from "./interrupt.ts";
import type { LoadRequest } from "./sandbox-messages.ts";

/** WebAssembly's memory never shrinks, and what a project hoards may be held by what remembers its modules. */
const wornBytes = 800_000_000;

export interface SealedPython {
  /** Its memory has grown so far that another load belongs into a new one. */
  isWorn(): boolean;
  load(request: LoadRequest): string;
}

export interface SealedPythonParts extends PythonParts {
  /** Python files of the probe: path below its folder -> text. */
  readonly probe: ReadonlyMap<string, string>;
}

/** Where the project's outermost folder stands in the sealed file system. */
const projectRoot = "/project";

export async function startSealedPython(parts: SealedPythonParts): Promise<SealedPython> {
  const python = await wake(parts);
  const { FS: fs, globals } = python;
  const run = python.runPython.bind(python);
  const toPy = python.toPy.bind(python);
  const { _module: module } = python as unknown as { readonly _module: { readonly HEAP8: Int8Array } };
  const limits = limitFiles(fs);
  const interrupter = interrupterOf(python);
  stripBridge(python);
  const files = new Map<string, Uint8Array>();
  /** What was interrupted in the middle may be left so. */
  let wasInterrupted = false;
  return {
    isWorn: () => wasInterrupted || module.HEAP8.length > wornBytes,
    load(request) {
      for (const file of request.removed) files.delete(file);
      for (const file of request.files) files.set(file.path, file.bytes);
      limits.startOver();
      // What the project's code wrote or removed in an earlier load is undone: every load sees the files as they are on disk.
      run("import os, shutil; os.chdir('/'); shutil.rmtree('/project', ignore_errors=True); os.makedirs('/project')");
      for (const [path, bytes] of files) writeCopy(fs, `${projectRoot}/${path}`, bytes);
      const root = request.folder === "" ? projectRoot : `${projectRoot}/${request.folder}`;
      const text = JSON.stringify({ root, bound: projectRoot, location: request.location, interruptMs: request.interruptMs });
      // The text travels as data, never as code.
      const locals = toPy({ request: text }) as { destroy(): void };
      interrupter.start(request.interruptMs);
      try {
        return String(run("_probe.load(request)", { globals, locals: locals as never }));
      } finally {
        wasInterrupted = interrupter.stop() || wasInterrupted;
        locals.destroy();
      }
    },
  };
}

/** An engine that lays out WebAssembly's functions otherwise than the one that made the snapshot shows itself at the first call: there Python starts from nothing. */
async function wake(parts: SealedPythonParts): Promise<PyodideAPI> {
  if (parts.snapshot === null) return prepare(await bootPython(parts), parts);
  try {
    return prepare(await bootPython(parts), parts);
  } catch {
    return prepare(await bootPython({ ...parts, snapshot: null }), parts);
  }
}

function prepare(python: PyodideAPI, parts: SealedPythonParts): PyodideAPI {
  for (const [path, text] of parts.probe) write(python.FS, `/probe/${path}`, new TextEncoder().encode(text));
  python.FS.mkdirTree("/home");
  python.runPython(`import sys; sys.path[:0] = ["/probe"]; "/site" in sys.path or sys.path.append("/site"); from assetscope_probe import main as _probe; _probe.prepare(True)`);
  return python;
}

/** The project's code may write over it without touching what the next load is given. */
function writeCopy(fs: PyodideAPI["FS"], path: string, bytes: Uint8Array): void {
  fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  fs.writeFile(path, bytes);
}

/** Pyodide registers its own API for Python to import: what is left of it is an object without members, and without a way to those of all objects. */
function stripBridge(python: PyodideAPI): void {
  for (const name of Object.getOwnPropertyNames(python)) Reflect.deleteProperty(python, name);
  Object.setPrototypeOf(python, null);
}

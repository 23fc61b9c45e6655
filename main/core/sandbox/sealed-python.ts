/**
 * The sealed Python itself: Pyodide with the runtime's image, the probe, and one project's files in its memory. Knows no process and no
 * window: whoever hosts it (sandbox-process.ts) hands over bytes and gets text. No bridge leads from Python to JavaScript: the
 * globals that Python sees are an empty object, nothing but text and numbers crosses.
 */
import type { PyodideAPI } from "pyodide";
import type { LoadRequest, SealedFile } from "./sandbox-messages.ts";

export interface SealedPython {
  load(request: LoadRequest): string;
}

export interface SealedPythonParts {
  loadPyodide(options: { indexURL: string; jsglobals: object; env: Record<string, string>; stdout(text: string): void; stderr(text: string): void; packages: string[] }): Promise<PyodideAPI>;
  readonly pyodideFolder: string;
  /** tools/sandbox/pack.py says how it is laid out. */
  readonly image: Uint8Array;
  /** Python files of the probe: path below its folder -> text. */
  readonly probe: ReadonlyMap<string, string>;
}

/** Where the project's outermost folder stands in the sealed file system. */
const projectRoot = "/project";

export async function startSealedPython(parts: SealedPythonParts): Promise<SealedPython> {
  const ignore = (): void => {};
  const python = await parts.loadPyodide({
    indexURL: parts.pyodideFolder, jsglobals: Object.freeze(Object.create(null) as object), packages: [], stdout: ignore, stderr: ignore,
    env: { HOME: "/home", PYTHONDONTWRITEBYTECODE: "1", PENDULUM_EXTENSIONS: "0", DAGSTER_DISABLE_TELEMETRY: "1", TZ: "UTC" },
  });
  writeImage(python, parts.image);
  for (const [path, text] of parts.probe) write(python, `/probe/${path}`, new TextEncoder().encode(text));
  python.FS.mkdirTree("/home");
  python.runPython(`import sys; sys.path[:0] = ["/probe"]; sys.path.append("/site"); from assetscope_probe import main as _probe; _probe.prepare(True)`);
  const files = new Map<string, Uint8Array>();
  return {
    load(request) {
      for (const file of request.removed) files.delete(file);
      for (const file of request.files) files.set(file.path, file.bytes);
      replaceProject(python, [...files].map(([path, bytes]) => ({ path, bytes })));
      const root = request.folder === "" ? projectRoot : `${projectRoot}/${request.folder}`;
      const text = JSON.stringify({ root, bound: projectRoot, location: request.location });
      // The text travels as data, never as code.
      const locals = python.toPy({ request: text }) as { destroy(): void };
      try {
        return String(python.runPython("_probe.load(request)", { globals: python.globals, locals: locals as never }));
      } finally {
        locals.destroy();
      }
    },
  };
}

function writeImage(python: PyodideAPI, image: Uint8Array): void {
  const headLength = new DataView(image.buffer, image.byteOffset, 4).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(image.subarray(4, 4 + headLength))) as [path: string, offset: number, size: number][];
  const base = 4 + headLength;
  for (const [path, offset, size] of index) write(python, `/site/${path}`, image.subarray(base + offset, base + offset + size));
}

/** What the project's code wrote or removed in an earlier load is undone: every load sees the files as they are on disk. */
function replaceProject(python: PyodideAPI, files: readonly SealedFile[]): void {
  python.runPython("import os, shutil; os.chdir('/'); shutil.rmtree('/project', ignore_errors=True); os.makedirs('/project')");
  for (const file of files) write(python, `${projectRoot}/${file.path}`, file.bytes);
}

const foldersMade = new WeakMap<PyodideAPI, Set<string>>();

function write(python: PyodideAPI, path: string, bytes: Uint8Array): void {
  const folder = path.slice(0, path.lastIndexOf("/"));
  const made = foldersMade.get(python) ?? new Set();
  foldersMade.set(python, made);
  if (folder.startsWith(projectRoot) || !made.has(folder)) {
    python.FS.mkdirTree(folder);
    made.add(folder);
  }
  const stream = python.FS.open(path, "w");
  // The last argument lets the file system keep these bytes instead of a copy.
  python.FS.write(stream, bytes, 0, bytes.length, 0, !path.startsWith(projectRoot));
  python.FS.close(stream);
}

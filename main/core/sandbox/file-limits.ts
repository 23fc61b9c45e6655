/**
 * The sealed file system lives in JavaScript's memory, beside that of WebAssembly: without a limit of its own, a project that writes
 * without end would fill the machine. Beyond it Python gets "No space left on device", as from a full disk.
 */
import type { PyodideAPI } from "pyodide";

/** Most bytes that one load may write. */
const maxWritten = 300_000_000;
const noSpace = 51;

interface FileNode { readonly contents?: { readonly length: number } }
type Write = (stream: { readonly node: FileNode }, buffer: Uint8Array, offset: number, length: number, position: number, canOwn: boolean) => number;
type SetAttributes = (node: FileNode, attributes: { readonly size?: number }) => void;
/** Emscripten's own, beyond what Pyodide's types tell. */
interface Inside {
  readonly ErrnoError: new (code: number) => Error;
  readonly filesystems: { readonly MEMFS: { readonly ops_table: { readonly file: { readonly node: { setattr: SetAttributes }; readonly stream: { write: Write } } } } };
}

export interface FileLimits {
  /** A new load has the whole space again. */
  startOver(): void;
}

export function limitFiles(fs: PyodideAPI["FS"]): FileLimits {
  const { ErrnoError, filesystems } = fs as unknown as Inside;
  const { node: nodeOperations, stream: streamOperations } = filesystems.MEMFS.ops_table.file;
  let written = 0;
  const take = (bytes: number): void => {
    if (written + bytes > maxWritten) throw new ErrnoError(noSpace);
    written += Math.max(0, bytes);
  };
  const { write } = streamOperations;
  streamOperations.write = (stream, buffer, offset, length, position, canOwn) => {
    take(position + length - (stream.node.contents?.length ?? 0));
    return write(stream, buffer, offset, length, position, canOwn);
  };
  const { setattr } = nodeOperations;
  nodeOperations.setattr = (node, attributes) => {
    if (attributes.size !== undefined) take(attributes.size - (node.contents?.length ?? 0));
    setattr(node, attributes);
  };
  return { startOver: () => void (written = 0) };
}

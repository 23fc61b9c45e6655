/** A load -> bytes and back, for hosts that cannot hand over objects: a length, a head as JSON, the files' bytes one after the other. */
import type { LoadRequest } from "./sandbox-messages.ts";

interface Head extends Omit<LoadRequest, "files"> {
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

export function encodeLoad(request: LoadRequest): Uint8Array {
  const head: Head = { ...request, files: request.files.map(({ path, bytes }) => ({ path, size: bytes.length })) };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const whole = new Uint8Array(4 + text.length + request.files.reduce((sum, { bytes }) => sum + bytes.length, 0));
  new DataView(whole.buffer).setUint32(0, text.length, true);
  whole.set(text, 4);
  let at = 4 + text.length;
  for (const { bytes } of request.files) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole;
}

/** Of what `encodeLoad` wrote. */
export function decodeLoad(whole: Uint8Array): LoadRequest {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(whole.subarray(4, 4 + length))) as Head;
  let at = 4 + length;
  return { ...head, files: head.files.map(({ path, size }) => ({ path, bytes: whole.slice(at, (at += size)) })) };
}

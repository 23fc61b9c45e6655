/**
 * A WebAssembly module -> the same with other bounds of its memory: a smaller limit, so that a list of 8 GB is Python's MemoryError and
 * not the machine's trouble, and a larger start where a snapshot is put back.
 */


const memorySection = 5;
const pageBytes = 65_536;

/** `bytes` as the compiler wrote them; unchanged when there is no memory section. */
export function boundWasmMemory(bytes: Uint8Array, leastBytes: number, mostBytes: number): Uint8Array<ArrayBuffer> {
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at]!;
    const size = readLeb(bytes, at + 1);
    const end = size.next + size.value;
    if (id === memorySection) {
      const body = boundedBody(bytes.subarray(size.next, end), Math.ceil(leastBytes / pageBytes), Math.floor(mostBytes / pageBytes));
      return concat([bytes.subarray(0, at), Uint8Array.of(memorySection, ...leb(body.length)), body, bytes.subarray(end)]);
    }
    at = end;
  }
  return concat([bytes]);
}

/** One memory: count, flags, initial pages, and the most pages where flags say so. */
function boundedBody(body: Uint8Array, leastPages: number, mostPages: number): Uint8Array {
  const count = readLeb(body, 0);
  const flags = body[count.next]!;
  const initial = readLeb(body, count.next + 1);
  const most = (flags & 1) === 1 ? readLeb(body, initial.next) : { value: Infinity, next: initial.next };
  const first = Math.max(initial.value, leastPages);
  return concat([Uint8Array.of(...leb(count.value), flags | 1, ...leb(first), ...leb(Math.max(first, Math.min(mostPages, most.value)))), body.subarray(most.next)]);
}

function readLeb(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++]!;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return { value, next };
  }
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

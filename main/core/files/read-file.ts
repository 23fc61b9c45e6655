/**
 * A path -> the bytes of the regular file that is there, safe against what a hostile folder does between look and read: the path is
 * resolved, opened without following a link, and what was opened is compared with what was looked at. A pipe never blocks.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, readlinkSync } from "node:fs";
import { isWithin, realPathOf } from "./bound.ts";
import { reasonOf } from "./list-folder.ts";

// Both are missing on Windows, where links need rights that few have and pipes are not files.
const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export type FileBytes = { readonly bytes: Buffer } | { readonly problem: string } | null;

export function readRegularFile(path: string, bound: string, maxBytes: number): FileBytes {
  const real = realPathOf(path);
  if (real === null) {
    const stats = lstatSafely(path);
    return stats === null ? null : { problem: stats === "link" ? "is a link that leads nowhere or in a circle" : stats };
  }
  if (!isWithin(bound, real)) return { problem: "lies outside of the repository" };
  let descriptor: number | null = null;
  try {
    const before = lstatSync(real, { bigint: true });
    if (before.isDirectory()) return { problem: "is a folder" };
    if (!before.isFile()) return { problem: "is not a regular file (device, socket or pipe)" };
    if (before.size > BigInt(maxBytes)) return { problem: tooLarge(Number(before.size), maxBytes) };
    descriptor = openSync(real, openFlags);
    const opened = fstatSync(descriptor, { bigint: true });
    if (!opened.isFile() || opened.ino !== before.ino || opened.dev !== before.dev || !isStillWithin(descriptor, real, bound)) return { problem: "changed while it was opened" };
    return readAll(descriptor, Number(opened.size), maxBytes);
  } catch (error) {
    const reason = reasonOf(error);
    return reason === "gone while it was read" ? null : { problem: reason };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** A folder on the way may have been swapped for a link: Linux tells where an open file lies; elsewhere the path is asked again. */
function isStillWithin(descriptor: number, real: string, bound: string): boolean {
  if (process.platform === "linux") {
    try {
      return isWithin(bound, readlinkSync(`/proc/self/fd/${descriptor}`));
    } catch {
      // No /proc here.
    }
  }
  return realPathOf(real) === real;
}

/** The size is what stat said, or a little more: a file may grow while it is read, but not beyond the cap. */
function readAll(descriptor: number, size: number, maxBytes: number): FileBytes {
  let buffer = Buffer.allocUnsafe(Math.min(size, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, length);
    if (count === 0) break;
    length += count;
    if (length > maxBytes) return { problem: tooLarge(length, maxBytes) };
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(65_536)]);
  }
  return { bytes: buffer.subarray(0, length) };
}

function tooLarge(size: number, maxBytes: number): string {
  return `is larger than ${megabytes(maxBytes)} (${megabytes(size)})`;
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes.toLocaleString("en")} bytes` : `${Number((bytes / 1_000_000).toFixed(1)).toLocaleString("en")} MB`;
}

function lstatSafely(path: string): "link" | string | null {
  if (path.length > 4_096 || path.includes("\0")) return null;
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats === undefined ? null : stats.isSymbolicLink() ? "link" : "cannot be resolved";
  } catch (error) {
    const reason = reasonOf(error);
    return reason === "gone while it was read" || reason.includes("ENOTDIR") ? null : reason;
  }
}

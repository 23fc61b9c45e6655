/**
 * A file's stat -> what tells one state of it from another without reading it, and the hash that does so for certain.
 */
import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";

export interface FileSignature {
  readonly kind: "file" | "folder";
  /** Bytes. */
  readonly size: number;
  /** Nanoseconds since 1970, as text: they do not fit a number. */
  readonly mtimeNs: string;
  readonly ctimeNs: string;
  /** `device:inode`. */
  readonly identity: string;
}

export function signatureOf(stats: BigIntStats): FileSignature {
  return {
    kind: stats.isDirectory() ? "folder" : "file",
    size: Number(stats.size),
    mtimeNs: stats.mtimeNs.toString(),
    ctimeNs: stats.ctimeNs.toString(),
    identity: `${stats.dev}:${stats.ino}`,
  };
}

/** SHA-256 in hex: the hash that the whole core speaks of. */
export function contentHash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

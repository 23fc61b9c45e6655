/**
 * A file's stat -> the state that two scans compare. A write within the same tick of the clock as the scan before it can leave size and times
 * as they were: for files that young the content is hashed, and hashed again until they are old enough for their times to be trusted.
 */
import type { BigIntStats } from "node:fs";
import { readRegularFile } from "../files/read-file.ts";
import { contentHash } from "../files/signature.ts";

export interface FileState {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
  /** Hash of a file that was young when it was looked at; null when its times can be trusted, or it is too large to read. */
  readonly hash: string | null;
}

/** Coarsest clock of file systems in use (FAT, some network drives): 2 seconds. */
const youngNs = 2_000_000_000n;
/** Young files larger than this are told apart by their times alone. */
const maxHashedBytes = 1_000_000n;

export function stateOf(path: string, bound: string, stats: BigIntStats, nowNs: bigint): FileState {
  const isYoung = stats.mtimeNs > nowNs - youngNs && stats.size <= maxHashedBytes;
  return { size: stats.size, mtimeNs: stats.mtimeNs, ctimeNs: stats.ctimeNs, inode: stats.ino, hash: isYoung ? hashOf(path, bound) : null };
}

/** Whether the file is another than before, and its new state (the old one where nothing differs). */
export function compareState(before: FileState, path: string, bound: string, stats: BigIntStats, nowNs: bigint): { readonly isChanged: boolean; readonly state: FileState } {
  const isSame = stats.size === before.size && stats.mtimeNs === before.mtimeNs && stats.ctimeNs === before.ctimeNs && stats.ino === before.inode;
  if (isSame && before.hash === null) return { isChanged: false, state: before };
  if (isSame) {
    const hash = hashOf(path, bound);
    const isOld = stats.mtimeNs <= nowNs - youngNs;
    return { isChanged: hash !== before.hash, state: { ...before, hash: isOld ? null : hash } };
  }
  const state = stateOf(path, bound, stats, nowNs);
  // Touched, or its rights changed: the same bytes are no change, where they are known.
  const isTouch = before.hash !== null && stats.size === before.size && (state.hash ?? hashOf(path, bound)) === before.hash;
  return { isChanged: !isTouch, state };
}

function hashOf(path: string, bound: string): string | null {
  const read = readRegularFile(path, bound, Number(maxHashedBytes));
  return read !== null && "bytes" in read ? contentHash(read.bytes) : null;
}

/**
 * Which errors of SQLite mean that our own index can no longer be trusted or written, and what a row that fails its checksum is
 * called. Whoever catches them opens the index anew (open-index.ts): nothing in it is the only copy.
 */
import { crc32 } from "node:zlib";

/** A row of the index that does not hold what was written. */
export class DamagedIndexError extends Error {
  readonly code = "SQLITE_CORRUPT";
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Is the content wrong? Then the file is set aside and made again. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB" || code.startsWith("SQLITE_IOERR_SHORT") || code === "SQLITE_SCHEMA"
    // A damaged schema answers with "no such table" or "malformed database schema".
    || (code === "SQLITE_ERROR" && error instanceof Error && /malformed|no such (table|column|module)/.test(error.message));
}

/** Can the place not be written (full, read-only, gone, taken away)? Then the index lives in memory. */
export function isUnwritable(error: unknown): boolean {
  return /^(SQLITE_(FULL|READONLY|CANTOPEN|IOERR|PERM|AUTH)|EACCES|EROFS|ENOSPC|EPERM|ENOTDIR|EDQUOT|EIO|ENOENT|EEXIST)/.test(codeOf(error));
}

/** Another process holds the index for longer than we wait. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY");
}

export function checksum(text: string): number {
  return crc32(text);
}

/** A JSON text that is stored with its checksum before it. */
export function seal(value: unknown): string {
  const text = JSON.stringify(value);
  return `${crc32(text)} ${text}`;
}

export function unseal<T>(sealed: string): T {
  const at = sealed.indexOf(" ");
  return readPayload<T>(sealed.slice(at + 1), Number(sealed.slice(0, at)));
}

/** Parses a stored JSON text; damage where it is not what was written. */
export function readPayload<T>(text: string, expected?: number): T {
  if (expected !== undefined && crc32(text) !== expected) throw new DamagedIndexError("a row of the index does not match its checksum");
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new DamagedIndexError("a row of the index is not JSON");
  }
}

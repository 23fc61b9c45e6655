/**
 * A database's files on disk -> in which state they are, without opening them as a database: the file itself, its write-ahead log
 * (`-wal`), the log's index (`-shm`), a rollback journal. Follows no links and waits for nothing: only regular files are looked into.
 */
import { constants, copyFileSync, lstatSync, openSync, readSync, closeSync, fstatSync, type BigIntStats } from "node:fs";
import { join } from "node:path";
import { DatabaseError } from "./database-error.ts";

export interface DatabaseFiles {
  readonly path: string;
  /** Changes whenever one of the files does. */
  readonly state: string;
  /** Bytes of database and write-ahead log together. */
  readonly size: number;
  readonly hasWal: boolean;
  readonly isWalEmpty: boolean;
  readonly hasShm: boolean;
}

const magic = "SQLite format 3\0";
/** First bytes of a rollback journal that has not been played back or cleared. */
const journalMagic = "d9d505f920a163d7";

/** Throws DatabaseError when there is no database that may be opened. */
export function inspectFiles(path: string): DatabaseFiles {
  const main = stat(path);
  if (main === null) throw new DatabaseError("missing", "it is not there");
  const header = readStart(path, 100);
  if (header.length === 0) throw new DatabaseError("empty", "the file is empty");
  if (header.length < 100 || header.toString("latin1", 0, 16) !== magic) throw new DatabaseError("not-a-database", "the file is no SQLite database, or it is encrypted");
  const wal = stat(`${path}-wal`);
  const shm = stat(`${path}-shm`);
  const journal = stat(`${path}-journal`);
  if (journal !== null && readStart(`${path}-journal`, 8).toString("hex") === journalMagic) {
    throw new DatabaseError("busy", "it is in the middle of a write (a rollback journal is there)");
  }
  // Change counter (bytes 24-27) and the salts of the write-ahead log catch a change within one tick of the clock.
  const salts = wal === null ? "" : readStart(`${path}-wal`, 32).toString("hex");
  return {
    path,
    state: [describe(main), header.toString("hex", 24, 28), wal === null ? "" : describe(wal), salts].join(" "),
    size: Number(main.size + (wal?.size ?? 0n)),
    hasWal: wal !== null,
    isWalEmpty: wal === null || wal.size === 0n,
    hasShm: shm !== null,
  };
}

const copyTries = 3;

/** Copies database and write-ahead log into the folder, as they were at one moment. Returns the copy's path. */
export function copyFiles(path: string, folder: string, maxBytes: number): string {
  const copy = join(folder, "copy.db");
  for (let tries = 0; tries < copyTries; tries++) {
    const before = inspectFiles(path);
    if (before.size > maxBytes) {
      throw new DatabaseError("too-large", `it would have to be copied to be read, and it is larger than ${Math.round(maxBytes / 2 ** 20)} MB`);
    }
    copyFileSync(path, copy, constants.COPYFILE_FICLONE);
    if (before.hasWal) copyFileSync(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
    if (inspectFiles(path).state === before.state) return copy;
  }
  throw new DatabaseError("busy", "it is being written without a pause");
}

function describe(found: BigIntStats): string {
  return `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}`;
}

function stat(path: string): BigIntStats | null {
  let found: BigIntStats | undefined;
  try {
    found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    throw new DatabaseError("no-access", `it cannot be looked at (${errorCode(error)})`);
  }
  if (found === undefined) return null;
  if (!found.isFile()) throw new DatabaseError("not-a-file", found.isSymbolicLink() ? "it is a link, and links are not followed" : "it is no regular file");
  return found;
}

function readStart(path: string, length: number): Buffer {
  let file: number | null = null;
  try {
    // Between stat and open the file may have been swapped: no links, no waiting for a pipe's other end.
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(file).isFile()) throw new DatabaseError("not-a-file", "it is no regular file");
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(file, buffer, 0, length, 0));
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    if (errorCode(error) === "ENOENT") return Buffer.alloc(0);
    throw new DatabaseError("no-access", `it cannot be read (${errorCode(error)})`);
  } finally {
    if (file !== null) closeSync(file);
  }
}

export function errorCode(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  return typeof code === "string" ? code : String(error);
}

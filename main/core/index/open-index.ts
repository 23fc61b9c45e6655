/**
 * A file in the cache folder -> an open SQLite database with the current schema. Whatever is wrong with the file (damaged, empty, from
 * a newer version, half migrated), the answer is an index that works: the old file is set aside as `.bad-<date>` and a new one begun;
 * where the folder cannot be written, the index lives in memory. Does not know what the tables hold.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import type { Problem } from "../../../shared/model.ts";
import { DamagedIndexError, isBusy, isDamage, isUnwritable } from "./damage.ts";

/** Files of migrations/, in order; `user_version` counts those applied. */
const migrations = ["001-index.sql", "002-sql-lineage.sql", "003-logged-columns.sql"];

/** Checking every page of a larger file would cost more than it saves: damage there is found when the page is read. */
const fullCheckLimit = 4_000_000;

/** How long a statement waits for another process's transaction, milliseconds. Ours take a few hundred at most. */
const busyTimeoutMs = 10_000;

export interface OpenIndex {
  readonly db: Database.Database;
  /** Null when it lives in memory. */
  readonly file: string | null;
  /** What the user should know: set aside, in memory. */
  readonly notices: readonly Problem[];
}

export function openIndexInMemory(notices: readonly Problem[] = []): OpenIndex {
  const db = new Database(":memory:");
  prepare(db);
  return { db, file: null, notices };
}

export function openIndex(file: string): OpenIndex {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return openFile(file, []);
  } catch (error) {
    if (isUnwritable(error)) return openIndexInMemory([inMemoryNotice(error)]);
    if (!isDamage(error)) throw error;
    return setAsideAndOpen(file, error);
  }
}

/** For damage that is found later, while reading: sets the file aside and begins a new one. The caller has closed its connection. */
export function setAsideAndOpen(file: string, error: unknown): OpenIndex {
  try {
    const aside = setAside(file);
    return openFile(file, [{
      severity: "info", code: "index.rebuilt", stage: "index",
      message: `The index could not be used (${messageOf(error)}) and is made again`, hint: aside ? `The old one was kept as ${basename(aside)} beside it.` : undefined,
    }]);
  } catch (failure) {
    return openIndexInMemory([inMemoryNotice(failure)]);
  }
}

export function inMemoryNotice(error: unknown): Problem {
  return {
    severity: "warning", code: "index.in-memory", stage: "index",
    message: `The cache folder cannot be written (${messageOf(error)}), so the index is kept in memory`,
    hint: "Everything is shown, but the next start reads the project again.",
  };
}

function openFile(file: string, notices: readonly Problem[]): OpenIndex {
  const db = new Database(file, { timeout: busyTimeoutMs });
  try {
    prepare(db);
    if (statSync(file).size <= fullCheckLimit && db.pragma("quick_check(1)", { simple: true }) !== "ok") throw new DamagedIndexError("its check failed");
    return { db, file, notices };
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepare(db: Database.Database): void {
  retryWhileBusy(() => db.pragma("journal_mode = WAL"));
  // Safe against a killed process; after a power cut the last transactions may be missing, never half there.
  db.pragma("synchronous = NORMAL");
  db.pragma("foreign_keys = OFF");
  db.pragma("temp_store = MEMORY");
  db.pragma("cache_size = -32000");
  db.pragma("trusted_schema = OFF");
  migrate(db);
}

/** Applies what is missing, all in one transaction: another process, or a kill half way, sees the old schema or the new one. */
function migrate(db: Database.Database): void {
  const version = () => Number(db.pragma("user_version", { simple: true }));
  if (version() > migrations.length) throw new DamagedIndexError("it was made by a newer version");
  if (version() === migrations.length) return;
  db.transaction(() => {
    const applied = version();
    if (applied === 0 && db.prepare("SELECT 1 FROM sqlite_master LIMIT 1").get()) throw new DamagedIndexError("it is not an index of ours");
    for (const name of migrations.slice(applied)) db.exec(readMigration(name));
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** Beside this file when run from source, beside the bundle when built. */
function readMigration(name: string): string {
  return readFileSync(new URL(`./migrations/${name}`, import.meta.url), "utf8");
}

function retryWhileBusy(act: () => void): void {
  // The switch to WAL does not wait as statements do.
  for (let attempt = 0; ; attempt++) {
    try {
      act();
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === 40) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25 + attempt);
    }
  }
}

/** Renames the index away and drops what belongs to it. Only the newest set-aside file is kept. */
function setAside(file: string): string | null {
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`${basename(file)}.bad-`)) rmSync(join(folder, name), { force: true });
  }
  const aside = `${file}.bad-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}`;
  let isKept = false;
  try {
    renameSync(file, aside);
    isKept = true;
  } catch {
    rmSync(file, { recursive: true, force: true });
  }
  // A write-ahead log belongs to the file beside it: left there it would be applied to the new one.
  for (const suffix of ["-wal", "-shm", "-journal"]) rmSync(file + suffix, { force: true });
  return isKept ? aside : null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

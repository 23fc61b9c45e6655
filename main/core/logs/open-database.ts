/**
 * Reads one of Dagster's SQLite databases without leaving a trace: no file made or changed in the home, no lock that a writer waits
 * for, no row lost that is still in the write-ahead log. Each reading opens the database, reads in one short transaction, closes.
 *
 *   -wal and -shm there (a process has it open, or crashed)   in place, `mode=ro&readonly_shm=1`: shares the log's index, never writes it
 *   no -wal, or an empty one (closed cleanly)                 in place, `immutable=1`: no locks; thrown away and done again if the file changed
 *   -wal without -shm, or no right to open in place           a copy of database and log in our cache folder, removed after the read
 *
 * Why node:sqlite and not better-sqlite3: it takes `file:` URIs without a process-wide switch, has an authorizer, limits and the
 * defensive mode, and is part of Node 24+, so that this process needs no native module. It cannot be interrupted: hence the
 * separate process (log-process.ts).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, constants, type DatabaseSyncOptions } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { DatabaseError, isCopyWorthTrying, toDatabaseError } from "./database-error.ts";
import { copyFiles, inspectFiles } from "./database-files.ts";

/** Longest text or blob that SQLite hands over, in bytes. */
export const maxCellBytes = 16_000_000;
const maxCopyBytes = 2 ** 30;
/** Larger files are not checked as a whole first; every row is validated anyway. */
const maxCheckedBytes = 32_000_000;
/** Waits before trying again, in ms. */
const retryWaits = [20, 60, 200, 500];
/** A log without its index is mostly one that is being made or removed this moment: not worth a copy yet. */
const triesBeforeCopy = 2;

export type OpenedHow = "in place" | "immutable" | "copy";

const options: DatabaseSyncOptions = {
  readOnly: true,
  timeout: 250,
  defensive: true,
  allowExtension: false,
  enableDoubleQuotedStringLiterals: false,
  limits: { length: maxCellBytes, sqlLength: 100_000, attach: 0, triggerDepth: 1, exprDepth: 200, compoundSelect: 5, variableNumber: 1_000 },
};

/** One database over one read: the same copy, if there is one, serves all of its readings. `close` removes it. */
export class DatabaseSource {
  readonly path: string;
  readonly #copyFolder: string;
  #copy: { readonly folder: string; readonly path: string } | null = null;
  #wasChecked = false;
  /** How the last reading went in; null before the first. */
  how: OpenedHow | null = null;
  /** Is there a write-ahead log with its index: does someone have it open? */
  isLive = false;
  /** What `quick_check` said when it found damage. */
  damage: string | null = null;

  constructor(path: string, copyFolder: string) {
    this.path = path;
    this.#copyFolder = copyFolder;
  }

  /** `body` must be free of side effects: it runs again when the file changed under it. Throws DatabaseError. */
  async read<T>(body: (database: DatabaseSync) => T): Promise<T> {
    for (let tries = 0; ; tries++) {
      try {
        const result = this.#readOnce(body, tries >= triesBeforeCopy);
        if (result !== null) return result.value;
        if (tries >= retryWaits.length) throw new DatabaseError("busy", "it changes faster than it can be read");
      } catch (error) {
        const typed = toDatabaseError(error);
        if (typed.kind !== "busy" || tries >= retryWaits.length) throw typed;
      }
      await sleep(retryWaits[tries]);
    }
  }

  close(): void {
    if (this.#copy !== null) rmSync(this.#copy.folder, { recursive: true, force: true });
    this.#copy = null;
  }

  /** Null when it is worth another try: the file changed meanwhile, or a copy would be needed. */
  #readOnce<T>(body: (database: DatabaseSync) => T, mayCopy: boolean): { value: T } | null {
    if (this.#copy !== null) return this.#readCopy(body);
    const before = inspectFiles(this.path);
    this.isLive = before.hasWal && before.hasShm;
    if (before.hasWal && !before.isWalEmpty && !before.hasShm) return mayCopy ? this.#readCopy(body) : null;
    const how = this.isLive ? "in place" : "immutable";
    try {
      const value = this.#open(this.path, how === "in place" ? "mode=ro&readonly_shm=1" : "immutable=1", before.size, body);
      if (how === "immutable" && inspectFiles(this.path).state !== before.state) return null;
      this.how = how;
      return { value };
    } catch (error) {
      if (how === "immutable" && inspectFiles(this.path).state !== before.state) return null;
      if (isCopyWorthTrying(error)) return mayCopy ? this.#readCopy(body) : null;
      throw error;
    }
  }

  #readCopy<T>(body: (database: DatabaseSync) => T): { value: T } {
    if (this.#copy === null) {
      const folder = mkdtempSync(join(this.#copyFolder, "database-"));
      try {
        this.#copy = { folder, path: copyFiles(this.path, folder, maxCopyBytes) };
      } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error instanceof DatabaseError ? error : new DatabaseError("no-access", `it cannot be copied (${String(error)})`);
      }
    }
    this.how = "copy";
    return { value: this.#open(this.#copy.path, "mode=ro", 0, body) };
  }

  #open<T>(path: string, query: string, size: number, body: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(new URL(`${pathToFileURL(path).href}?${query}`), options);
    try {
      database.exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON;");
      if (typeof database.setAuthorizer === "function") database.setAuthorizer(authorize);
      // Holding a live log's snapshot for a check of the whole file would keep Dagster from reclaiming it.
      if (!this.#wasChecked && query !== "mode=ro&readonly_shm=1" && size <= maxCheckedBytes) this.damage = quickCheck(database);
      this.#wasChecked = true;
      database.exec("BEGIN");
      return body(database);
    } finally {
      database.close();
    }
  }
}

function quickCheck(database: DatabaseSync): string | null {
  const said = database.prepare("PRAGMA quick_check(1)").get();
  const verdict = said === undefined ? null : Object.values(said)[0];
  return verdict === "ok" ? null : String(verdict).slice(0, 300);
}

const readTables: ReadonlySet<string> = new Set(["event_logs", "asset_keys", "asset_check_executions", "runs", "sqlite_master", "sqlite_schema"]);
const readPragmas: ReadonlySet<string> = new Set(["table_xinfo", "quick_check"]);
const calledFunctions: ReadonlySet<string> = new Set(["count", "min", "max", "octet_length", "typeof", "substr"]);

/** Reading the known tables and nothing else: no views' bodies, no recursion, no functions that a schema brings. */
function authorize(action: number, first: string | null, second: string | null): number {
  switch (action) {
    case constants.SQLITE_SELECT: case constants.SQLITE_TRANSACTION: return constants.SQLITE_OK;
    case constants.SQLITE_READ: return first !== null && readTables.has(first.toLowerCase()) ? constants.SQLITE_OK : constants.SQLITE_DENY;
    case constants.SQLITE_FUNCTION: return second !== null && calledFunctions.has(second) ? constants.SQLITE_OK : constants.SQLITE_DENY;
    case constants.SQLITE_PRAGMA: return first !== null && readPragmas.has(first) ? constants.SQLITE_OK : constants.SQLITE_DENY;
    default: return constants.SQLITE_DENY;
  }
}

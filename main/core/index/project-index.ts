/**
 * The index of one project as one object: its connection, how it heals, and transactions that raise its revision. The tables
 * themselves are the other files of this folder, as functions of a connection.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Database } from "better-sqlite3";
import type { Problem } from "../../../shared/model.ts";
import { isDamage, isUnwritable } from "./damage.ts";
import { dataVersion, raiseRevision, readRevision } from "./meta.ts";
import { inMemoryNotice, openIndex, openIndexInMemory, setAsideAndOpen, type OpenIndex } from "./open-index.ts";

export interface ProjectIndex {
  /** Ask for it anew each time: healing replaces it. */
  readonly db: Database;
  readonly isInMemory: boolean;
  readonly notices: readonly Problem[];
  /** Grows when the index was replaced by an empty one; whoever keeps something of it starts over. */
  readonly generation: number;
  revision(): number;
  /** Has another process written since the last call? */
  wasWrittenByOthers(): boolean;
  /**
   * One transaction that other processes see whole. `act` says whether it changed something that is shown; then the revision grows.
   * Throws `IndexReplacedError` where the index had to be begun anew: what was in it is gone, read the project again.
   */
  write(act: (db: Database) => boolean): void;
  /** Reads; where the index turns out damaged, reads again from the one begun anew. */
  read<T>(act: (db: Database) => T): T;
  /** Heals after an error of reading: true when the index was replaced and reading may be tried again. */
  heal(error: unknown): boolean;
  close(): void;
}

export class IndexReplacedError extends Error {}

/** Where a project's index lies. `variant` tells apart ways to enter the same folder (options of the command line). */
export function indexFile(cacheFolder: string, projectFolder: string, variant: string): string {
  const hash = createHash("sha256").update(`${projectFolder}\0${variant}`).digest("hex").slice(0, 24);
  return join(cacheFolder, "projects", hash, "index.db");
}

/** `file` null: in memory. */
export function openProjectIndex(file: string | null): ProjectIndex {
  let open: OpenIndex = file === null ? openIndexInMemory() : openIndex(file);
  let generation = 0;
  let seenVersion = dataVersion(open.db);
  const replace = (next: () => OpenIndex): void => {
    try {
      open.db.close();
    } catch {
      // A connection to a damaged file may not even close.
    }
    open = next();
    generation++;
    seenVersion = dataVersion(open.db);
  };
  const heal = (error: unknown): boolean => {
    const inUse = open.file;
    // A fault that comes back in every new index is not the file's.
    if (generation >= 3) return false;
    if (inUse !== null && isDamage(error)) replace(() => setAsideAndOpen(inUse, error));
    else if (inUse !== null && isUnwritable(error)) replace(() => openIndexInMemory([inMemoryNotice(error)]));
    else return false;
    return true;
  };
  return {
    get db() { return open.db; },
    get isInMemory() { return open.file === null; },
    get notices() { return open.notices; },
    get generation() { return generation; },
    revision: () => readRevision(open.db),
    wasWrittenByOthers() {
      const version = dataVersion(open.db);
      const isNew = version !== seenVersion;
      seenVersion = version;
      return isNew;
    },
    write(act) {
      try {
        const db = open.db;
        db.transaction(() => {
          if (act(db)) raiseRevision(db);
        }).immediate();
      } catch (error) {
        if (heal(error)) throw new IndexReplacedError("the index was begun anew", { cause: error });
        throw error;
      }
    },
    read(act) {
      try {
        return act(open.db);
      } catch (error) {
        if (!heal(error)) throw error;
        return act(open.db);
      }
    },
    heal,
    close() {
      try {
        open.db.close();
      } catch {
        // As above.
      }
    },
  };
}

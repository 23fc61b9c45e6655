/** Why one of Dagster's databases could not be read: a word that code decides by, and a sentence fragment for people. */

export type DatabaseErrorKind =
  /** No such file: an ordinary home may have no log yet. */
  | "missing"
  /** No bytes yet: Dagster is just making it, or never came further. */
  | "empty"
  | "no-access" | "not-a-file" | "not-a-database" | "too-large"
  /** Its tables are not those of Dagster. */
  | "not-dagster"
  /** Someone writes or holds a lock; trying again may help. */
  | "busy"
  | "damaged";

export class DatabaseError extends Error {
  readonly kind: DatabaseErrorKind;
  constructor(kind: DatabaseErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Result codes of SQLite (primary code = lowest byte), https://www.sqlite.org/rescode.html. */
const sqlite = { perm: 3, busy: 5, locked: 6, noMemory: 7, readonly: 8, ioError: 10, corrupt: 11, cannotOpen: 14, protocol: 15, tooBig: 18, auth: 23, notADatabase: 26 };

/** SQLite's primary result code of an error that node:sqlite threw, or null. */
export function sqliteCode(error: unknown): number | null {
  const code = error instanceof Error && "errcode" in error ? error.errcode : null;
  return typeof code === "number" ? code & 0xff : null;
}

/** Could not be opened in place for want of rights or of the log's index; a copy may be readable. */
export function isCopyWorthTrying(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === sqlite.readonly || code === sqlite.ioError || code === sqlite.cannotOpen || code === sqlite.perm || code === sqlite.protocol;
}

export function toDatabaseError(error: unknown): DatabaseError {
  if (error instanceof DatabaseError) return error;
  const message = error instanceof Error ? error.message : String(error);
  switch (sqliteCode(error)) {
    case sqlite.busy: case sqlite.locked: case sqlite.protocol: return new DatabaseError("busy", "another program has locked it");
    case sqlite.notADatabase: return new DatabaseError("not-a-database", "the file is no SQLite database, or it is encrypted");
    case sqlite.cannotOpen: case sqlite.perm: case sqlite.readonly: return new DatabaseError("no-access", `it cannot be opened (${message})`);
    case sqlite.auth: return new DatabaseError("not-dagster", `reading it would need more than its tables (${message})`);
    default: return new DatabaseError("damaged", `it is damaged (${message})`);
  }
}

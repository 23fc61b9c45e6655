/**
 * What each reading of the project rested on: the files it read, those it looked for in vain, the folders it listed. As long as
 * every answer is still the same, the result in the index is still right. Asking the disk is freshness.ts' work, not this file's.
 */
import type { Database } from "better-sqlite3";
import { sql } from "./statements.ts";

export type ProbeKind = "read" | "kind" | "list" | "env";

/** A question to the project's files (or to the environment) and its answer; see the table's columns. */
export interface Probe {
  readonly kind: ProbeKind;
  readonly path: string;
  readonly answer: string;
}

/** A file or folder as it was when its hash was taken. */
export interface FileStamp {
  readonly path: string;
  readonly signature: string;
  readonly hash: string;
  readonly isSettled: 0 | 1;
}

/** `owner` is a code location's name, or "" for the discovery of the project. */
export function readProbes(db: Database, owner: string): Probe[] {
  return sql<Probe>(db, "SELECT kind, path, answer FROM probes WHERE owner = ?").all(owner);
}

export function writeProbes(db: Database, owner: string, probes: readonly Probe[]): void {
  const old = new Map(readProbes(db, owner).map((probe) => [`${probe.kind}:${probe.path}`, probe.answer]));
  const put = sql(db, "INSERT INTO probes (owner, kind, path, answer) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET answer = excluded.answer");
  for (const probe of probes) {
    const name = `${probe.kind}:${probe.path}`;
    if (old.get(name) !== probe.answer) put.run(owner, probe.kind, probe.path, probe.answer);
    old.delete(name);
  }
  const drop = sql(db, "DELETE FROM probes WHERE owner = ? AND kind = ? AND path = ?");
  for (const name of old.keys()) {
    const [kind, path] = split(name);
    drop.run(owner, kind, path);
  }
}

export function readFileStamps(db: Database): FileStamp[] {
  return sql<FileStamp>(db, "SELECT path, signature, hash, is_settled AS isSettled FROM files").all();
}

export function writeFileStamps(db: Database, stamps: Iterable<FileStamp>): void {
  const put = sql(db, `INSERT INTO files (path, signature, hash, is_settled) VALUES (?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET
    signature = excluded.signature, hash = excluded.hash, is_settled = excluded.is_settled`);
  for (const stamp of stamps) put.run(stamp.path, stamp.signature, stamp.hash, stamp.isSettled);
}

/** Hash of a file as it was read for the index; null when nobody read it, and for `.env` files, whose secrets are for no screen. */
export function readFileHash(db: Database, path: string): string | null {
  if (/(^|\/)\.env[^/]*$/.test(path)) return null;
  const row = sql<{ answer: string }>(db, "SELECT answer FROM probes WHERE kind = 'read' AND path = ? AND answer NOT IN ('missing', 'problem') LIMIT 1").get(path);
  return row?.answer ?? null;
}

function split(name: string): [string, string] {
  const at = name.indexOf(":");
  return [name.slice(0, at), name.slice(at + 1)];
}

/**
 * What each reading of the project rested on: the files it read, those it looked for in vain, the folders it listed. As long as
 * every answer is still the same, the result in the index is still right. Asking the disk is freshness.ts' work, not this file's.
 */
import type { Database } from "better-sqlite3";
import { sql } from "./statements.ts";

export type ProbeKind = "read" | "is_file" | "is_folder" | "list";

/** A question to the project's files and its answer: a hash, "yes", "no" or "missing". */
export interface Probe {
  readonly kind: ProbeKind;
  readonly path: string;
  readonly answer: string;
}

/** A file as it was when its hash was taken. Times in milliseconds. */
export interface FileStamp {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly hash: string;
  readonly checkedMs: number;
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
  return sql<FileStamp>(db, "SELECT path, size, mtime_ms AS mtimeMs, hash, checked_ms AS checkedMs FROM files").all();
}

export function writeFileStamps(db: Database, stamps: readonly FileStamp[]): void {
  const put = sql(db, `INSERT INTO files (path, size, mtime_ms, hash, checked_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET
    size = excluded.size, mtime_ms = excluded.mtime_ms, hash = excluded.hash, checked_ms = excluded.checked_ms`);
  for (const stamp of stamps) put.run(stamp.path, stamp.size, stamp.mtimeMs, stamp.hash, stamp.checkedMs);
}

/** Was this file read by anybody? */
export function isKnownFile(db: Database, path: string): boolean {
  return sql(db, "SELECT 1 FROM probes WHERE kind = 'read' AND path = ? AND answer <> 'missing' LIMIT 1").get(path) !== undefined;
}

export function readFileHash(db: Database, path: string): string | null {
  return sql<{ answer: string }>(db, "SELECT answer FROM probes WHERE kind = 'read' AND path = ? AND answer <> 'missing' LIMIT 1").get(path)?.answer ?? null;
}

function split(name: string): [string, string] {
  const at = name.indexOf(":");
  return [name.slice(0, at), name.slice(at + 1)];
}

/**
 * What to compare to see whether Dagster wrote: size, time and identity of each database and its write-ahead log. Opens nothing and waits
 * for nothing but the file system; a file that cannot be looked at counts as missing.
 */
import { lstat } from "node:fs/promises";

export async function logFingerprint(databases: readonly string[]): Promise<string> {
  const files = databases.flatMap((path) => [path, `${path}-wal`]);
  return (await Promise.all(files.map(describe))).join(" ");
}

async function describe(file: string): Promise<string> {
  try {
    const found = await lstat(file, { bigint: true });
    return `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}`;
  } catch {
    return "";
  }
}

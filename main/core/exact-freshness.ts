/**
 * What an exact reading asked of the project's files -> probes that tell later whether its answer still holds: contents that were
 * read, folders that were listed, paths that were looked for. What nobody asked for may change.
 */
import { posix } from "node:path";
import type { ProjectFiles } from "./files.ts";
import { checkFreshness } from "./freshness.ts";
import { readFileStamps, type Probe } from "./index/probes.ts";
import type { ProjectIndex } from "./index/project-index.ts";
import { hashNames, type Environment } from "./probed-files.ts";
import { isHandedOver, type Collected } from "./sandbox/collect-files.ts";

export interface Asked { readonly filesRead: readonly string[]; readonly foldersListed: readonly string[]; readonly lookedFor: readonly string[] }

const noEnvironment: Environment = {};

/** `collectedAt`: when the files were taken, in milliseconds since 1970; a folder that changed after it has no answer that holds. */
export function probesOf(files: ProjectFiles, collected: Collected, asked: Asked, collectedAt: number): Probe[] {
  const hashes = new Map(collected.files.map((file) => [file.path, file.hash]));
  const hashOf = (path: string): string | undefined => hashes.get(posix.normalize(posix.join(collected.folder, path)));
  const read = asked.filesRead.map((path): Probe => ({ kind: "read", path, answer: hashOf(path) ?? contentHash(files, path) }));
  const listed = asked.foldersListed.map((path): Probe => {
    const stat = files.stat(path);
    const isLater = stat !== null && Number(BigInt(stat.mtimeNs) / 1_000_000n) >= collectedAt;
    return { kind: "list", path, answer: isLater ? "changed meanwhile" : listHash(files, path) };
  });
  const isRead = new Set(asked.filesRead);
  const looked = asked.lookedFor.filter((path) => !isRead.has(path)).map((path): Probe => ({ kind: "kind", path, answer: files.stat(path)?.kind ?? "missing" }));
  return [...read, ...listed, ...looked];
}

/** Of a load that gave no answer: it rests on everything that it was given. */
export function probesOfAll(collected: Collected): Probe[] {
  return collected.files.filter((file) => /\.(py|ya?ml|toml)$/.test(file.path)).slice(0, 5_000).map((file) => ({ kind: "read", path: posix.relative(collected.folder, file.path), answer: file.hash }));
}

export function holds(files: ProjectFiles, index: ProjectIndex, probes: readonly Probe[]): boolean {
  const freshness = checkFreshness(files, new Map(readFileStamps(index.db).map((stamp) => [stamp.path, stamp])), noEnvironment);
  return probes.filter((probe) => probe.kind === "list").every((probe) => listHash(files, probe.path) === probe.answer) && freshness.holds(probes.filter((probe) => probe.kind !== "list"));
}

/** Only names that a load can see: caches and the like come and go. */
function listHash(files: ProjectFiles, folder: string): string {
  return hashNames(files.list(folder).filter((name) => !name.startsWith(".") && name !== "__pycache__" && (isHandedOver(name) || !/\.[A-Za-z0-9]+$/.test(name))));
}

function contentHash(files: ProjectFiles, path: string): string {
  const content = files.readBytes(path);
  return content === null ? "missing" : "hash" in content ? content.hash : "problem";
}

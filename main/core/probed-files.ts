/**
 * The project's files -> the same files with a record of every question asked of them and its answer, so that a later run can tell
 * whether a result still holds (freshness.ts) without working it out again. Adds nothing to what is read.
 */
import { createHash } from "node:crypto";
import type { ProjectFiles } from "./files.ts";
import type { FileStamp, Probe, ProbeKind } from "./index/probes.ts";

/** Variables of the environment that discovery may look up. */
export type Environment = { readonly [name: string]: string | undefined };

export interface ProbedFiles {
  readonly files: ProjectFiles;
  /** The environment, with a record of the variables asked for. */
  environment(environment: Environment): Environment;
  probes(): Probe[];
  stamps(): FileStamp[];
}

/** A file written more recently than this may be written again within one tick of its clock: its signature proves nothing. */
const settleMs = 2_000;

/** `onRead` hears of each file as it is read. */
export function probeFiles(files: ProjectFiles, onRead?: (file: string) => void): ProbedFiles {
  const probes = new Map<string, Probe>();
  const stamps = new Map<string, FileStamp>();
  const note = (kind: ProbeKind, path: string, answer: string): void => void probes.set(`${kind}:${path}`, { kind, path, answer });
  const stampFor = (path: string): ((hash: string) => void) => {
    const stamp = stampMaker(files, path);
    return (hash) => {
      const made = stamp(hash);
      if (made) stamps.set(path, made);
    };
  };
  const read = <T extends { readonly hash: string }>(file: string, act: () => T | { readonly problem: string } | null) => {
    onRead?.(file);
    const stamp = stampFor(file);
    const result = act();
    const answer = result === null ? "missing" : "hash" in result ? result.hash : "problem";
    note("read", file, answer);
    if (result !== null) stamp(answer);
    return result;
  };
  const list = (folder: string): readonly string[] => {
    const stamp = stampFor(folder);
    const names = files.list(folder);
    const hash = hashNames(names);
    note("list", folder, hash);
    stamp(hash);
    return names;
  };
  return {
    probes: () => [...probes.values()],
    stamps: () => [...stamps.values()],
    environment: (environment) => new Proxy(environment, {
      get(target, name) {
        if (typeof name !== "string") return undefined;
        note("env", name, environmentAnswer(target[name]));
        return target[name];
      },
    }),
    files: {
      folder: files.folder,
      bound: files.bound,
      readText: (file, options) => read(file, () => files.readText(file, options)),
      readBytes: (file, options) => read(file, () => files.readBytes(file, options)),
      list,
      isFile(file) {
        const answer = files.isFile(file);
        note("kind", file, answer ? "file" : kindOf(files, file));
        return answer;
      },
      isFolder(folder) {
        const answer = files.isFolder(folder);
        note("kind", folder, answer ? "folder" : kindOf(files, folder));
        return answer;
      },
      stat(path) {
        const answer = files.stat(path);
        note("kind", path, answer?.kind ?? "missing");
        return answer;
      },
      resolve(path) {
        const answer = files.resolve(path);
        note("kind", path, kindOf(files, path));
        return answer;
      },
      toRelative: (path) => files.toRelative(path),
      walk(options) {
        const result = files.walk(options);
        for (const folder of result.folders) list(folder);
        return result;
      },
    },
  };
}

/** Takes the stat before the content is read: a write in between shows as another signature later, never as none. */
export function stampMaker(files: ProjectFiles, path: string): (hash: string) => FileStamp | null {
  const before = files.stat(path);
  if (!before) return () => null;
  const isSettled = Date.now() - Number(BigInt(before.mtimeNs) / 1_000_000n) > settleMs ? 1 : 0;
  return (hash) => ({ path, signature: signatureText(before), hash, isSettled });
}

export function signatureText(stat: NonNullable<ReturnType<ProjectFiles["stat"]>>): string {
  return `${stat.kind} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.identity}`;
}

export function hashNames(names: readonly string[]): string {
  return createHash("sha256").update(names.join("\0")).digest("hex").slice(0, 32);
}

/** A hash: values of the environment are not for the disk. */
export function environmentAnswer(value: string | undefined): string {
  return value === undefined ? "missing" : createHash("sha256").update(value).digest("hex").slice(0, 32);
}

export function kindOf(files: ProjectFiles, path: string): "file" | "folder" | "missing" {
  return files.stat(path)?.kind ?? "missing";
}

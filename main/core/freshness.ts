/**
 * What a result in the index rested on -> does the disk still answer the same? Asks by stat alone where it can, reads what was
 * touched. One instance a project; each `check` looks at every path at most once.
 */
import type { ProjectFiles } from "./files.ts";
import type { FileStamp, Probe } from "./index/probes.ts";
import { environmentAnswer, hashNames, signatureText, stampMaker, type Environment } from "./probed-files.ts";

export interface FreshnessCheck {
  /** Do all of these probes still have their answers? */
  holds(probes: readonly Probe[]): boolean;
  /** Stamps of what was read again and found the same, to be kept. */
  readonly renewed: ReadonlyMap<string, FileStamp>;
}

export function checkFreshness(files: ProjectFiles, stamps: ReadonlyMap<string, FileStamp>, environment: Environment): FreshnessCheck {
  const stats = new Map<string, ReturnType<ProjectFiles["stat"]>>();
  const hashes = new Map<string, string>();
  const renewed = new Map<string, FileStamp>();
  const statOf = (path: string) => {
    let stat = stats.get(path);
    if (stat === undefined) stats.set(path, (stat = files.stat(path)));
    return stat;
  };
  const hashOf = (path: string, hash: () => string): string => {
    const stat = statOf(path);
    if (!stat) return "missing";
    const stamp = stamps.get(path);
    if (stamp?.isSettled === 1 && stamp.signature === signatureText(stat)) return stamp.hash;
    let known = hashes.get(path);
    if (known === undefined) {
      const makeStamp = stampMaker(files, path);
      hashes.set(path, (known = hash()));
      const made = makeStamp(known);
      if (made) renewed.set(path, made);
    }
    return known;
  };
  const answerOf = (probe: Probe): string => {
    if (probe.kind === "env") return environmentAnswer(environment[probe.path]);
    if (probe.kind === "kind") return statOf(probe.path)?.kind ?? "missing";
    if (probe.kind === "list") return statOf(probe.path) ? hashOf(probe.path, () => hashNames(files.list(probe.path))) : hashNames([]);
    return hashOf(probe.path, () => {
      const content = files.readText(probe.path) ?? files.readBytes(probe.path);
      return content === null ? "missing" : "hash" in content ? content.hash : "problem";
    });
  };
  return { renewed, holds: (probes) => probes.every((probe) => answerOf(probe) === probe.answer) };
}

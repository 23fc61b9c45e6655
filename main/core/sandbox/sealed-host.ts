/** Where the sealed Dagster runs: what whoever opens a project needs to know of it. Each shell brings its own, or none. */
import { findSealedRuntime, type SealedStart } from "./find-runtime.ts";
import { startSealedProcess, type SealedProcess } from "./sealed-node.ts";

export type SealedHost =
  | {
      /** Tells apart builds of the runtime and of the probe: an answer of another one is not kept. */
      readonly version: string;
      start(start: SealedStart): SealedProcess;
    }
  /** Why there is none, in one line, with how to get it. */
  | {
      readonly missing: string;
      /** It is being built right now: ask again. */
      readonly isComing?: boolean;
    };

/** A Node of its own without permissions: for the command line, the browser mode and wherever a Node with its program lies beside. */
export function nodeSealedHost(): SealedHost {
  const found = findSealedRuntime();
  if ("missing" in found) return found;
  return { version: found.runtime.version, start: (start) => startSealedProcess(found.runtime, start) };
}

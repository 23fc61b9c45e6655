/**
 * What the desktop's main process and the core's utility process say to each other: plain messages (ports cannot be handed over
 * everywhere). The core cannot start processes of its own there, so it asks for its killable children by number and has their messages
 * relayed, sealed by core/child-port.ts.
 */
import type { Answer } from "../shared/api.ts";
import type { EventMessage } from "../shared/bridge.ts";
import type { ProcessEntry } from "./core/processes.ts";

/** Calls that only a shell may make: they take absolute paths, which no page may send. */
export type ShellCall = "openProject" | "addDagsterHome";

export interface CoreFolders {
  readonly cacheFolder: string;
  readonly configFolder: string;
  readonly sampleFolder: string;
}

/** Folders of the sealed Dagster, for the hidden window that runs it. */
export interface SealedParts {
  readonly pyodideFolder: string;
  readonly imageFolder: string;
  readonly probeFolder: string;
  /** Name of the snapshot in the image's folder that Python wakes from. */
  readonly snapshot: string;
}

export type ToCore =
  | { readonly type: "start"; readonly folders: CoreFolders; /** False: definitions are read from their source alone. */ readonly isExact: boolean }
  | { readonly type: "request"; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly type: "shell"; readonly id: number; readonly call: ShellCall; readonly folder: string }
  | { readonly type: "child.message"; readonly child: number; readonly sealed: string }
  | { readonly type: "child.exit"; readonly child: number; readonly code: number | null }
  /** Let go of databases and watchers; the process ends when it has. */
  | { readonly type: "close" };

export type FromCore =
  | { readonly type: "answer"; readonly id: number; readonly answer: Answer<unknown> }
  | { readonly type: "event"; readonly message: EventMessage }
  | { readonly type: "child.start"; readonly child: number; readonly entry: ProcessEntry }
  | { readonly type: "child.seal"; readonly child: number; readonly parts: SealedParts }
  | { readonly type: "child.send"; readonly child: number; readonly sealed: string }
  | { readonly type: "child.kill"; readonly child: number };

/**
 * The parent's side of reading definitions: keeps one child warm, sends it a location at a time, and kills it when a location takes
 * longer than its limit or the reading is cancelled. A failure is an answer, never an exception.
 */
import type { CodeLocation } from "../../shared/model.ts";
import type { FromDefinitions, LocationRead, ReadLocation } from "./definitions-messages.ts";
import type { KillableProcess, ProcessLauncher } from "./processes.ts";

/** Longer than any project read so far needed, by far. */
export const locationLimitMs = 60_000;

export type ReadFailure = { readonly type: "timeout" | "crashed" | "failed" | "cancelled"; readonly message: string };
export type ReadAnswer = LocationRead | ReadFailure;

export interface DefinitionsClient {
  /** Starts the child if there is none, so that it is warm when it is needed. */
  warm(): void;
  /** One at a time: the next call waits for the one before. `base` is the reading that the index holds (definitions-messages.ts); `onFile` hears which file is being read, now and then. */
  read(folder: string, location: CodeLocation, base: number | null, onFile: (file: string) => void): Promise<ReadAnswer>;
  /** Ends the reading under way, which answers "cancelled". */
  cancel(): void;
  close(): void;
}

export function createDefinitionsClient(launch: ProcessLauncher, limitMs: number = locationLimitMs): DefinitionsClient {
  let child: KillableProcess | null = null;
  let pending: { readonly id: number; readonly settle: (answer: ReadAnswer) => void; readonly onFile: (file: string) => void } | null = null;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function start(): KillableProcess {
    const started = launch("definitions-process");
    started.onMessage((message) => {
      // The child is ours; project data inside the message is data to everyone.
      const said = message as FromDefinitions;
      if (child !== started || pending?.id !== said.id) return;
      if (said.type === "file") pending.onFile(said.file);
      else pending.settle(said.type === "done" ? said : { type: "failed", message: said.message });
    });
    started.onExit((code) => {
      if (child !== started) return;
      child = null;
      pending?.settle({ type: "crashed", message: code === null ? "the reading process was ended from outside or ran out of memory" : `the reading process ended with code ${code}` });
    });
    return started;
  }

  function stop(answer: ReadFailure): void {
    const running = child;
    child = null;
    running?.kill();
    pending?.settle(answer);
  }

  function readNow(folder: string, location: CodeLocation, base: number | null, onFile: (file: string) => void): Promise<ReadAnswer> {
    return new Promise((resolve) => {
      const id = ++lastId;
      const timer = setTimeout(() => stop({ type: "timeout", message: `reading took longer than ${limitMs / 1000} s` }), limitMs);
      pending = {
        id, onFile,
        settle(answer) {
          clearTimeout(timer);
          pending = null;
          resolve(answer);
        },
      };
      try {
        child ??= start();
        child.send({ type: "read", id, folder, location, base } satisfies ReadLocation);
      } catch (error) {
        stop({ type: "crashed", message: error instanceof Error ? error.message : String(error) });
      }
    });
  }

  return {
    warm() {
      try {
        child ??= start();
      } catch {
        // Told when something is to be read.
      }
    },
    read(folder, location, base, onFile) {
      const result = queue.then(() => readNow(folder, location, base, onFile));
      queue = result;
      return result;
    },
    cancel: () => {
      if (pending) stop({ type: "cancelled", message: "cancelled" });
    },
    close: () => stop({ type: "cancelled", message: "closed" }),
  };
}

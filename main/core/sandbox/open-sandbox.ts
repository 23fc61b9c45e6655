/**
 * Code locations and their files -> exact definitions, by the real Dagster in a sealed process. Keeps one process warm, hands it only
 * what changed, and kills it at a limit. A failure is an answer with its reason, never an exception.
 */
import type { CodeLocation } from "../../../shared/model.ts";
import { needsDbt, type Collected } from "./collect-files.ts";
import type { SealedStart } from "./find-runtime.ts";
import { lastLine } from "./last-line.ts";
import { interruptMsOf, loadLimitOf } from "./load-limit.ts";
import { readAnswer, type ExactFailure, type ExactResult } from "./read-answer.ts";
import type { FromSealed } from "./sandbox-messages.ts";
import type { SealedProcess } from "./sealed-node.ts";

/** Importing Dagster takes seconds, on a busy machine a minute. */
const startLimitMs = 180_000;

export interface Sandbox {
  /** One at a time: the next call waits for the one before. */
  load(location: CodeLocation, collected: Collected): Promise<ExactResult | ExactFailure>;
  /** Starts the process if there is none, so that it is ready when it is needed. */
  warm(): void;
  /** Ends the load under way. */
  cancel(): void;
  close(): void;
}

type Loaded = Extract<FromSealed, { readonly type: "loaded" }>;

export function openSandbox(options: { start: (start: SealedStart) => SealedProcess; readonly limitMs?: number }): Sandbox {
  let running: SealedProcess | null = null;
  let isReady = false;
  let hasDbt = false;
  let onReady = (): void => {};
  /** Path -> hash of what the process holds. */
  let held = new Map<string, string>();
  let pending: ((answer: Loaded | ExactFailure) => void) | null = null;
  let lastId = 0;
  let queue: Promise<unknown> = Promise.resolve();

  function ensure(start: SealedStart): SealedProcess {
    // Starting anew with dbt is several times faster than importing it.
    if (running && start.withDbt && !hasDbt) retire();
    if (running) return running;
    const started = options.start(start);
    hasDbt = start.withDbt;
    held = new Map();
    isReady = false;
    started.onMessage((message) => {
      if (running !== started) return;
      // Python itself broke, not the project's code (that is told in an answer): nothing else may run in what is left of it.
      if (message.type === "failed") return stop({ type: "failed", code: "sandbox.crashed", message: `Python broke off${lastLine(message.message)}` });
      if (message.type === "loaded") {
        if (message.isWorn) retire();
        return pending?.(message);
      }
      isReady = true;
      onReady();
    });
    started.onExit((code, words) => {
      if (running !== started) return;
      running = null;
      pending?.({ type: "failed", code: "sandbox.crashed", message: `the sealed process ended (${code === null ? "killed" : `code ${code}`})${lastLine(words)}` });
    });
    return (running = started);
  }

  /** The next load gets a new process. */
  function retire(): void {
    const process = running;
    running = null;
    process?.kill();
  }

  function stop(answer: ExactFailure): void {
    retire();
    pending?.(answer);
  }

  function loadNow(location: CodeLocation, collected: Collected): Promise<Loaded | ExactFailure> {
    const limitMs = options.limitMs ?? loadLimitOf(collected);
    return new Promise((resolve) => {
      const stopAfter = (ms: number): NodeJS.Timeout => setTimeout(() => stop({ type: "failed", code: "sandbox.timeout", message: `loading took longer than ${ms / 1000} s and was stopped` }), ms);
      let timer: NodeJS.Timeout | undefined;
      pending = (answer) => {
        clearTimeout(timer);
        pending = null;
        // A process that is ready later must not be timed for this load.
        onReady = () => {};
        resolve(answer);
      };
      const process = ensure({ withDbt: needsDbt(collected) });
      timer = stopAfter(isReady ? limitMs : startLimitMs);
      onReady = () => {
        clearTimeout(timer);
        timer = stopAfter(limitMs);
      };
      const now = new Map(collected.files.map((file) => [file.path, file.hash]));
      const files = collected.files.filter((file) => held.get(file.path) !== file.hash).map(({ path, bytes }) => ({ path, bytes }));
      const removed = [...held.keys()].filter((path) => !now.has(path));
      held = now;
      process.send({ type: "load", id: ++lastId, location, folder: collected.folder, files, removed, interruptMs: interruptMsOf(limitMs) });
    });
  }

  return {
    load(location, collected) {
      const result = queue.then(async () => {
        const answer = await loadNow(location, collected);
        return answer.type === "loaded" ? readAnswer(answer.text, "sandbox", location, collected) : answer;
      });
      queue = result;
      return result;
    },
    warm: () => void ensure({ withDbt: false }),
    cancel: () => pending && stop({ type: "failed", code: "sandbox.cancelled", message: "cancelled" }),
    close: () => stop({ type: "failed", code: "sandbox.cancelled", message: "closed" }),
  };
}

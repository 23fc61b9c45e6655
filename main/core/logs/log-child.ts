/**
 * One read by the reading process, watched: hands its batches on, kills it when it shows no sign of life. Says how it ended; whether to
 * try again is open-log-reader.ts's to decide.
 */
import type { DagsterHome } from "../../../shared/model.ts";
import type { KillableProcess, ProcessLauncher } from "../processes.ts";
import type { LogBatch, LogCursor, LogReadResult } from "./log-batch.ts";
import type { FromLogProcess, ToLogProcess } from "./log-messages.ts";

export type ReadEnd =
  | { readonly kind: "done"; readonly result: LogReadResult }
  | { readonly kind: "stalled" | "exited" | "closed"; readonly detail: string };

/** The watchdog looks so often within its time: a parent that was busy itself must not count as a child that hangs. */
const looks = 4;

export class LogChild {
  readonly #launch: ProcessLauncher;
  readonly #stallMs: number;
  #process: KillableProcess | null = null;
  #listen: ((message: FromLogProcess) => void) | null = null;
  #end: ((end: ReadEnd) => void) | null = null;
  #reads = 0;

  constructor(launch: ProcessLauncher, stallMs: number) {
    this.#launch = launch;
    this.#stallMs = stallMs;
  }

  /** One at a time. Rejects with what `onBatch` throws, after the process was killed. */
  read(home: DagsterHome, cursor: LogCursor | null, copyFolder: string, onBatch: (batch: LogBatch) => void): Promise<ReadEnd> {
    return new Promise((resolve, reject) => {
      const read = ++this.#reads;
      let quietLooks = 0;
      let detail = "";
      const settle = (): void => {
        clearInterval(watchdog);
        this.#listen = null;
        this.#end = null;
      };
      const watchdog = setInterval(() => {
        if (++quietLooks >= looks) this.#stop({ kind: "stalled", detail });
      }, this.#stallMs / looks);
      this.#end = (end) => {
        settle();
        resolve(end);
      };
      this.#listen = (message) => {
        if (message.read !== read) return;
        quietLooks = 0;
        if (message.type === "progress") detail = message.detail;
        else if (message.type === "done") this.#end?.({ kind: "done", result: message.result });
        else {
          try {
            onBatch(message.batch);
          } catch (error) {
            settle();
            this.kill();
            reject(error);
            return;
          }
          this.#send({ type: "applied", read });
        }
      };
      this.#process ??= this.#start();
      this.#send({ type: "read", read, home, cursor, copyFolder });
    });
  }

  /** Also ends the read under way, as "closed". */
  kill(): void {
    this.#stop({ kind: "closed", detail: "" });
  }

  #stop(end: ReadEnd): void {
    const running = this.#process;
    this.#process = null;
    running?.kill();
    this.#end?.(end);
  }

  #send(message: ToLogProcess): void {
    this.#process?.send(message);
  }

  #start(): KillableProcess {
    const started = this.#launch("log-process");
    // The child is ours; what the log says is data to everyone.
    started.onMessage((message) => {
      if (this.#process === started) this.#listen?.(message as FromLogProcess);
    });
    started.onExit((code) => {
      if (this.#process !== started) return;
      this.#process = null;
      this.#end?.({ kind: "exited", detail: code === null ? "it was ended from outside or ran out of memory" : `it ended with code ${code}` });
    });
    return started;
  }
}

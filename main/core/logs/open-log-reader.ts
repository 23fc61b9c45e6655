/**
 * The parent's side of reading a Dagster home's log: asks the reading process, goes on from the last batch with a new one when it dies or
 * stalls, and looks at the files to know when there is something new. Opens no database itself and never blocks on the home.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { makeCopyFolder, removeCopyFolder } from "./copy-folder.ts";
import type { Problem } from "../../../shared/model.ts";
import type { LogBatch, LogCursor, LogReader, LogReaderOptions, LogReadResult } from "./log-batch.ts";
import { LogChild, type ReadEnd } from "./log-child.ts";
import { databasePaths, startCursor } from "./log-cursor.ts";
import { logFingerprint } from "./log-fingerprint.ts";

const defaultStallMs = 10_000;
const defaultPollMs = 500;
/** A quiet home costs no process. */
const idleMs = 30_000;
/** Deaths of the reading process within a minute before it is left alone. */
const deathsPerMinute = 5;
/** Stalls without a batch between them: the same step would only stall again. */
const stallsInPlace = 2;
const firstBackoffMs = 250;
const longestRetryMs = 30_000;

type OnBatch = (batch: LogBatch) => void;

export function openLogReader(options: LogReaderOptions): LogReader {
  return new Reader(options);
}

class Reader implements LogReader {
  readonly #options: LogReaderOptions;
  readonly #child: LogChild;
  readonly #closing = new AbortController();
  #copyFolder: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | null = null;
  /** Times of the reading process's deaths, in ms. */
  #deaths: number[] = [];

  constructor(options: LogReaderOptions) {
    this.#options = options;
    this.#child = new LogChild(options.launch, options.stallMs ?? defaultStallMs);
  }

  read(cursor: LogCursor | null, onBatch: OnBatch): Promise<LogReadResult> {
    const result = this.#queue.then(() => this.#readNow(cursor, onBatch));
    this.#queue = result.catch(() => undefined);
    return result;
  }

  tail(cursor: LogCursor | null, onBatch: OnBatch, onRead?: (result: LogReadResult) => void): void {
    void this.#follow(cursor, onBatch, onRead).catch((error: unknown) => {
      // Closing ends the sleep or the read under way by an error; any other one is of `onRead`.
      if (!this.#closing.signal.aborted) throw error;
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#child.kill();
    await this.#queue;
    if (this.#copyFolder !== null) removeCopyFolder(this.#copyFolder);
  }

  async #follow(cursor: LogCursor | null, onBatch: OnBatch, onRead: ((result: LogReadResult) => void) | undefined): Promise<void> {
    const databases = Object.values(databasePaths(this.#options.home)).filter((path) => path !== null);
    const pollMs = this.#options.pollMs ?? defaultPollMs;
    let at = cursor;
    let retryMs: number | null = null;
    // A change within one tick of the file system's clock leaves no mark on the files: each change is looked at twice.
    let isSecondLook = true;
    for (;;) {
      const seen = await logFingerprint(databases);
      const result = await this.#readOrSay(at, onBatch);
      at = result.cursor;
      onRead?.(result);
      retryMs = result.problems.some((problem) => retriedCodes.has(problem.code)) ? Math.min((retryMs ?? pollMs) * 2, longestRetryMs) : null;
      const retryAt = retryMs === null ? Infinity : Date.now() + retryMs;
      let hasChanged = false;
      while (!hasChanged && !isSecondLook && Date.now() < retryAt) {
        await this.#sleep(pollMs);
        hasChanged = (await logFingerprint(databases)) !== seen;
      }
      if (!hasChanged && isSecondLook) await this.#sleep(pollMs);
      isSecondLook = hasChanged;
    }
  }

  /** Nobody awaits a tail: what applying a batch throws becomes a problem, and the batch comes again. */
  async #readOrSay(cursor: LogCursor | null, onBatch: OnBatch): Promise<LogReadResult> {
    let at = cursor;
    try {
      return await this.read(cursor, (batch) => {
        onBatch(batch);
        at = batch.cursor;
      });
    } catch (error) {
      if (this.#closing.signal.aborted) throw error;
      const why = error instanceof Error ? error.message : String(error);
      return this.#broken(at, { code: "log.not-applied", message: `What the log of ${this.#options.home.path} says could not be stored: ${why}`, hint: "It is tried again in a moment." }, why);
    }
  }

  async #readNow(cursor: LogCursor | null, onBatch: OnBatch): Promise<LogReadResult> {
    const began = performance.now();
    if (this.#idle !== null) clearTimeout(this.#idle);
    let at = cursor;
    let startedOver: string | null = null;
    let stalls = 0;
    const counts = { ...noCounts };
    const apply = (batch: LogBatch): void => {
      onBatch(batch);
      at = batch.cursor;
      startedOver = batch.startsOver ?? startedOver;
      stalls = 0;
      for (const name of countedNames) counts[name] += batch[name].length;
    };
    const gaveUp = (why: string): LogReadResult => ({
      ...this.#broken(at, {
        code: "log.process-stopped",
        message: `The log of ${this.#options.home.path} was not read to its end: ${why}`,
        hint: "What was read before stays shown. It is tried again when the log changes.",
      }, why),
      startedOver,
      counts,
      elapsedMs: performance.now() - began,
    });
    for (;;) {
      if (this.#closing.signal.aborted) throw new Error("the log reader was closed");
      this.#forgetOldDeaths();
      if (this.#deaths.length >= deathsPerMinute) return gaveUp(`it ended ${this.#deaths.length} times within a minute`);
      const end = await this.#child.read(this.#options.home, at, this.#ensureCopyFolder(), apply);
      if (end.kind === "done") {
        this.#idle = setTimeout(() => this.#child.kill(), idleMs).unref();
        return { ...end.result, startedOver: startedOver ?? end.result.startedOver, counts, elapsedMs: performance.now() - began };
      }
      if (end.kind === "closed") continue;
      this.#deaths.push(Date.now());
      if (end.kind === "stalled" && ++stalls >= stallsInPlace) return gaveUp(stalledAt(end));
      if (this.#deaths.length < deathsPerMinute) await this.#sleep(firstBackoffMs * 2 ** (this.#deaths.length - 1));
    }
  }

  /** The account of a read that did not come to its end. */
  #broken(at: LogCursor | null, problem: Pick<Problem, "code" | "message" | "hint">, why: string): LogReadResult {
    const { home } = this.#options;
    return {
      home: home.id,
      cursor: at ?? startCursor(home),
      startedOver: null,
      status: "partial",
      counts: noCounts,
      problems: [{ severity: "error", stage: "logs", ...problem }],
      finds: [{ what: "database", status: "failed", title: "event log", detail: `${databasePaths(home).events ?? home.path}: ${why}` }],
      isLive: false,
      asOf: at?.readAt ?? 0,
      elapsedMs: 0,
    };
  }

  #ensureCopyFolder(): string {
    this.#copyFolder ??= makeCopyFolder(this.#options.cacheFolder);
    return this.#copyFolder;
  }

  #forgetOldDeaths(): void {
    this.#deaths = this.#deaths.filter((time) => Date.now() - time < 60_000);
  }

  /** Rejects once the reader is closed. */
  #sleep(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.#closing.signal });
  }
}

/** Problems that may pass without the file changing. */
const retriedCodes: ReadonlySet<string> = new Set(["log.busy", "log.not-applied"]);
const noCounts: LogReadResult["counts"] = { events: 0, checks: 0, runs: 0, attempts: 0, wipes: 0 };
const countedNames = ["events", "checks", "runs", "attempts", "wipes"] as const;

function stalledAt(end: ReadEnd): string {
  const detail = end.kind === "stalled" ? end.detail : "";
  return `the reading process did not answer${detail === "" ? "" : ` while it read ${detail}`}`;
}

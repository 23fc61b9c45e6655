/**
 * The exact answers beside the static ones: each code location whose files changed is loaded by the real Dagster, and what it says is
 * written as a reader of its own. Dagster loads beside the static reading, which is written and on screen first. An unchanged location is
 * never loaded twice, a failed one neither until something changes or everything is read anew. What did not end in its time is tried again
 * by the next opening of the project, too.
 */
import { createHash, randomUUID } from "node:crypto";
import type { CodeLocation, Problem } from "../../shared/model.ts";
import { applyExact, type Applied, type ExactAnswer } from "./apply-definitions.ts";
import { holds, probesOf, probesOfAll } from "./exact-freshness.ts";
import type { ExactLoader, ExactSource, MissingSource } from "./exact-source.ts";
import type { ProjectFiles } from "./files.ts";
import { writeProjectProblems } from "./index/definitions.ts";
import { readProbes } from "./index/probes.ts";
import type { ProjectIndex } from "./index/project-index.ts";
import { exactOwner, readExact } from "./index/readings.ts";
import { collectFiles, type Collected } from "./sandbox/collect-files.ts";
import type { ExactFailure, ExactResult } from "./sandbox/read-answer.ts";

export interface ExactPlan {
  readonly files: ProjectFiles;
  readonly index: ProjectIndex;
  readonly locations: readonly CodeLocation[];
  readonly isFull: boolean;
}

export interface ExactRun extends ExactPlan {
  isCancelled(): boolean;
  onProgress(stage: string, done: number, total: number | null, detail: string): void;
  onChanged(keys: ReadonlySet<string>): void;
}

export interface ExactReader {
  /** Is there nobody who could answer, and will there be soon? */
  readonly missing: MissingSource | null;
  /** Resolves when every location has its answer, or when that was cancelled or interrupted. */
  read(run: ExactRun): Promise<void>;
  /** Starts the process, so that the first load finds it ready. */
  warm(): Promise<void>;
  /** Begins what `read` will want first: Dagster loads beside the static reading. */
  begin(plan: ExactPlan): Promise<void>;
  /** Files changed: `read` returns, and what is being loaded is looked at by the next one where it still fits. */
  interrupt(): void;
  cancel(): void;
  close(): void;
}

interface Loading {
  /** Of the location, the reader and all files. */
  readonly stamp: string;
  /** When the files were taken, in milliseconds since 1970. */
  readonly since: number;
  readonly collected: Collected;
  /** Null: files changed before it was begun. */
  readonly answer: Promise<ExactResult | ExactFailure | null>;
}

/** A process that nobody needs for so long lets its memory go. */
const usualIdleMs = 5 * 60_000;

export function createExactReader(source: ExactSource | MissingSource, { idleMs = usualIdleMs } = {}): ExactReader {
  let opened: Promise<ExactLoader> | null = null;
  let isClosed = false;
  let idle: NodeJS.Timeout | undefined;
  /** Loads without an answer so far. */
  let awaited = 0;
  /** Times that somebody cancelled. */
  let cancels = 0;
  let interrupt: (() => void) | null = null;
  /** Under way or next, perhaps since an earlier `read`. */
  let loading: Loading | null = null;
  /** When the load before is over. What is not wanted any more by then is not begun: of a burst of saves, the last counts. */
  let turn: Promise<unknown> = Promise.resolve();
  /** Marks answers of this reader that are unfinished: to another one they are none. */
  const mark = randomUUID();

  async function loader(): Promise<ExactLoader | null> {
    if ("missing" in source || isClosed) return null;
    const loader = await (opened ??= source.open());
    closeWhenIdle(loader);
    return loader;
  }

  /** A load may take longer than nobody may need it. */
  function closeWhenIdle(loader: ExactLoader): void {
    clearTimeout(idle);
    if (awaited === 0 && !isClosed) idle = setTimeout(() => loader.close(), idleMs).unref();
  }

  async function load(from: ExactLoader, location: CodeLocation, collected: Collected): Promise<ExactResult | ExactFailure> {
    awaited++;
    clearTimeout(idle);
    try {
      return await from.load(location, collected);
    } finally {
      awaited--;
      closeWhenIdle(from);
    }
  }

  /** Joins what is under way where it fits; null where there is nobody to ask, or nobody wants to know any more. */
  async function start({ files }: ExactPlan, location: CodeLocation, stamp: string, { hasDotEnv }: ExactSource): Promise<Loading | null> {
    const since = Date.now();
    const collected = collectFiles(files, [location], { hasDotEnv });
    const content = `${stamp} ${collected.hash}`;
    if (loading?.stamp === content) return loading;
    const before = cancels;
    const from = await loader();
    // What was cancelled while its loader was opened does not begin.
    if (!from || isClosed || cancels !== before) return null;
    const made: Loading = { stamp: content, since, collected, answer: turn.then(() => (loading === made ? load(from, location, collected) : null)) };
    loading = made;
    turn = made.answer;
    return made;
  }

  async function untilAnswered(mine: Loading): Promise<ExactResult | ExactFailure | null> {
    const interrupted = new Promise<null>((resolve) => (interrupt = () => resolve(null)));
    const answer = await Promise.race([mine.answer, interrupted]);
    interrupt = null;
    if (answer !== null && loading === mine) loading = null;
    return answer;
  }

  /** False when it was interrupted. */
  async function readOne(run: ExactRun, location: CodeLocation, of: ExactSource): Promise<boolean> {
    const stamp = stampOf(location, of);
    if (isKnown(run, location, stamp, mark)) return true;
    const mine = await start(run, location, stamp, of);
    if (mine === null) return false;
    const answer = await untilAnswered(mine);
    if (answer === null) return false;
    if (run.isCancelled() || isClosed) return true;
    apply(run, (db) => applyExact(db, location, answerOf(run, location, of, isUnfinished(answer) ? unfinished(stamp, mark) : stamp, mine, answer)));
    return true;
  }

  return {
    missing: "missing" in source ? source : null,
    async read(run) {
      // Said until there is one: a reader that is missing is no fault of the project.
      const missing: Problem[] = "missing" in source ? [{ severity: "info", code: "sandbox.missing", stage: "sandbox", message: `Definitions are read from source only: ${source.missing}` }] : [];
      apply(run, (db) => ({ keys: new Set(), isChanged: writeProjectProblems(db, "exact", missing) }));
      if ("missing" in source) return;
      for (const [i, location] of run.locations.entries()) {
        if (run.isCancelled()) return;
        run.onProgress(source.reader === "python" ? "own-python" : "sandbox", i, run.locations.length > 1 ? run.locations.length : null, location.name);
        if (!(await readOne(run, location, source))) return;
      }
    },
    async warm() {
      (await loader())?.warm();
    },
    async begin(plan) {
      if ("missing" in source) return;
      const location = plan.locations.find((one) => !isKnown(plan, one, stampOf(one, source), mark));
      if (location) await start(plan, location, stampOf(location, source), source);
    },
    interrupt: () => interrupt?.(),
    cancel() {
      cancels++;
      void opened?.then((loader) => loader.cancel());
      loading = null;
    },
    close() {
      isClosed = true;
      loading = null;
      clearTimeout(idle);
      void opened?.then((loader) => loader.close());
      interrupt?.();
    },
  };
}

/** Of what an answer rests on besides files. */
function stampOf(location: CodeLocation, { reader, version }: ExactSource): string {
  return createHash("sha256").update(JSON.stringify([location, reader, version])).digest("hex");
}

function unfinished(stamp: string, mark: string): string {
  return `${stamp} ${mark}`;
}

/** Its time was over, or the process broke off, perhaps for want of a package: another try may say more although no file changed. */
function isUnfinished(answer: ExactResult | ExactFailure): boolean {
  return answer.type === "failed" ? /\.(timeout|crashed)$/.test(answer.code) : answer.definitions.problems.some(({ code }) => code === "sandbox.timeout");
}

/** Does what it said still hold? */
function isKnown({ files, index, isFull }: ExactPlan, location: CodeLocation, stamp: string, mark: string): boolean {
  const kept = readExact(index.db, location.name)?.stamp;
  return !isFull && (kept === stamp || kept === unfinished(stamp, mark)) && holds(files, index, readProbes(index.db, exactOwner(location.name)));
}

function answerOf(run: ExactRun, location: CodeLocation, { reader }: ExactSource, stamp: string, { collected, since }: Loading, answer: ExactResult | ExactFailure): ExactAnswer {
  const shared = { codeLocation: location.name, reader, leftOut: collected.leftOut };
  if (answer.type === "failed") {
    const definitions = { codeLocation: location.name, assets: [], checks: [], jobs: [], schedules: [], sensors: [], unloaded: [], problems: [problemOf(location, answer)] };
    return { stamp, probes: probesOfAll(collected), definitions, reading: { ...shared, elapsedMs: Date.now() - since, stubs: [], placeholders: [], refused: [], filesRead: [], failure: answer.message } };
  }
  const { definitions, stubs, placeholders, refused, filesRead, elapsedMs } = answer;
  return { stamp, probes: probesOf(run.files, collected, answer, since), definitions, reading: { ...shared, elapsedMs, stubs, placeholders, refused, filesRead, failure: null } };
}

function apply(run: ExactRun, act: (db: ProjectIndex["db"]) => Applied): void {
  let applied: Applied = { keys: new Set(), isChanged: false };
  run.index.write((db) => {
    applied = act(db);
    return applied.isChanged;
  });
  if (applied.isChanged) run.onChanged(applied.keys);
}

function problemOf(location: CodeLocation, failure: ExactFailure): Problem {
  return {
    severity: "warning", code: failure.code, stage: "sandbox", codeLocation: location.name, ...(location.declaredIn ? { at: location.declaredIn } : {}),
    message: `Dagster gave no answer for ${location.name}: ${failure.message}`, hint: "The static reading is shown.",
  };
}

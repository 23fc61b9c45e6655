/**
 * One read of a Dagster home: from a cursor to now, as batches. The order of things: is the log still the one of the cursor? wipes, runs,
 * events, checks. Each step opens, reads a little and closes (open-database.ts), so that nothing in the home is held.
 */
import { relative } from "node:path";
import type { DagsterHome, Find, Problem } from "../../../shared/model.ts";
import { BatchWriter } from "./batch-writer.ts";
import { readChecks } from "./check-intake.ts";
import { toDatabaseError } from "./database-error.ts";
import { eventColumns, readEventPage } from "./event-table.ts";
import { databasePaths, startCursor } from "./log-cursor.ts";
import type { LogBatch, LogCursor, LogReadResult } from "./log-batch.ts";
import { damageProblem, databaseProblem, notLocalProblem, unreadableChecksProblem, unreadableProblem } from "./log-problems.ts";
import { DatabaseSource } from "./open-database.ts";
import { readEvent, type EventRow } from "./read-event.ts";
import { readRun, type RunRow } from "./read-run.ts";
import { changedRunIds, readRunPage, readRunStatuses, readRunsById, runColumns } from "./run-table.ts";
import { Unreadable } from "./serdes.ts";
import { compareTable, whyNotSame, type TableState } from "./table-position.ts";
import { readWipePage, type WipePage } from "./wipe-table.ts";

export interface ReadPort {
  /** Resolves when the batch has been applied. */
  send(batch: LogBatch): Promise<void>;
  /** A sign of life before a step that may take long. */
  progress(detail: string): void;
}

/** Rows that disappear so soon after a wipe went with it; later ones may have been deleted otherwise, and the log is read anew. */
const wipeExplainsSeconds = 60;

export async function readLog(home: DagsterHome, cursor: LogCursor | null, copyFolder: string, port: ReadPort): Promise<LogReadResult> {
  const began = performance.now();
  const reading = new Reading(home, cursor, copyFolder, port);
  try {
    await reading.run();
  } finally {
    reading.close();
  }
  return reading.result(performance.now() - began);
}

class Reading {
  readonly #home: DagsterHome;
  readonly #events: DatabaseSource | null;
  readonly #runs: DatabaseSource | null;
  readonly #port: ReadPort;
  readonly #writer: BatchWriter;
  readonly #problems: Problem[] = [];
  readonly #finds: Find[] = [];
  /** Status by run id; null once looked up and not there. */
  readonly #statuses = new Map<string, string | null>();
  /** Wipe time by asset key. */
  readonly #wipes = new Map<string, number>();
  #canReadRuns = false;
  #asOf = Date.now() / 1000;

  constructor(home: DagsterHome, cursor: LogCursor | null, copyFolder: string, port: ReadPort) {
    this.#home = home;
    this.#port = port;
    const { events, runs } = databasePaths(home);
    this.#events = events === null ? null : new DatabaseSource(events, copyFolder);
    this.#runs = runs === null ? null : new DatabaseSource(runs, copyFolder);
    const start = startCursor(home);
    const isOurs = cursor !== null && cursor.version === start.version && cursor.log === start.log;
    this.#writer = new BatchWriter(home.id, isOurs ? cursor : start, (batch) => port.send(batch));
    if (cursor !== null && !isOurs) this.#writer.startOver("the Dagster home keeps its log elsewhere now", start);
  }

  async run(): Promise<void> {
    if (this.#events === null) {
      this.#problems.push(notLocalProblem());
      return;
    }
    const runs = await this.#attempt(this.#runs, (source) => this.#compareRuns(source));
    const log = await this.#attempt(this.#events, (source) => this.#compareEvents(source));
    // Each page of the log wants the status of its runs, and the runs' own changes matter without it too.
    if (runs !== null) await this.#attempt(this.#runs, (source) => this.#readRuns(source, runs));
    if (log !== null) await this.#attempt(this.#events, (source) => this.#readEvents(source, log));
    this.#asOf = Date.now() / 1000;
    this.#writer.cursor = { ...this.#writer.cursor, readAt: this.#asOf };
    await this.#writer.finish();
  }

  close(): void {
    for (const source of [this.#events, this.#runs]) {
      if (source === null) continue;
      if (source.damage !== null) this.#problems.push(damageProblem(this.#name(source), source.damage));
      source.close();
    }
  }

  result(elapsedMs: number): LogReadResult {
    const cursor = this.#writer.cursor;
    const name = this.#events === null ? "" : this.#name(this.#events);
    const unreadable = [unreadableProblem(name, cursor.unreadable), unreadableChecksProblem(name, cursor.checks)].filter((problem) => problem !== null);
    return {
      home: this.#home.id,
      cursor,
      startedOver: this.#writer.startedOver,
      status: this.#problems.some((problem) => problem.severity !== "info") ? "partial" : "complete",
      counts: this.#writer.counts,
      problems: [...this.#problems, ...unreadable],
      finds: this.#finds,
      isLive: this.#events?.isLive === true || this.#runs?.isLive === true,
      asOf: this.#asOf,
      elapsedMs,
    };
  }

  /** What one database costs when it cannot be read: one problem, and what rests on it. */
  async #attempt<T>(source: DatabaseSource | null, readSource: (source: DatabaseSource) => Promise<T>): Promise<T | null> {
    if (source === null) return null;
    const began = performance.now();
    try {
      const result = await readSource(source);
      this.#find(source, "found", source.how === "copy" ? "read from a copy" : `read ${source.how ?? ""}`, began);
      return result;
    } catch (error) {
      const typed = toDatabaseError(error);
      if (!this.#problems.some((problem) => problem.message.startsWith(`${this.#name(source)} `))) this.#problems.push(databaseProblem(this.#name(source), typed));
      this.#find(source, typed.kind === "missing" ? "missing" : "failed", typed.message, began);
      return null;
    }
  }

  #find(source: DatabaseSource, status: Find["status"], detail: string, began: number): void {
    const title = this.#name(source);
    const earlier = this.#finds.findIndex((find) => find.title === title);
    const elapsedMs = performance.now() - began + (earlier < 0 ? 0 : (this.#finds[earlier]!.elapsedMs ?? 0));
    this.#finds.splice(earlier < 0 ? this.#finds.length : earlier, earlier < 0 ? 0 : 1, { what: "database", status, title, detail: `${source.path}: ${detail}`, elapsedMs });
  }

  #name(source: DatabaseSource): string {
    const name = relative(this.#home.path, source.path).replaceAll("\\", "/");
    return name.startsWith("..") ? source.path : name;
  }

  async #compareRuns(source: DatabaseSource): Promise<TableState> {
    this.#port.progress(this.#name(source));
    const state = await source.read((database) => compareTable(database, "runs", runColumns(database), this.#writer.cursor.runs));
    this.#canReadRuns = true;
    const why = whyNotSame(state, "the list of runs");
    if (why !== null) this.#startOver(why);
    return state;
  }

  async #compareEvents(source: DatabaseSource): Promise<TableState> {
    this.#port.progress(this.#name(source));
    const before = this.#writer.cursor;
    // In one transaction, so that rows that a wipe deleted are not missed without it.
    const { state, wipes } = await source.read((database) => ({
      state: compareTable(database, "event_logs", eventColumns(database), before.events),
      wipes: readWipePage(database, this.#home.id, 0),
    }));
    await this.#readWipes(source, wipes);
    const why = whyNotSame(state, "the event log");
    // A wipe deletes the events of its asset from index.db, anywhere but at the end of what was read.
    const isWipe = state.isLastSame && before.wipedAt !== this.#writer.cursor.wipedAt && Date.now() / 1000 - before.readAt < wipeExplainsSeconds;
    if (why !== null && !isWipe) this.#startOver(why);
    return state;
  }

  /** Wipes stay known: they are part of the state, not of the reading. */
  #startOver(why: string): void {
    this.#writer.startOver(why, startCursor(this.#home));
    for (const [assetKey, timestamp] of this.#wipes) this.#writer.addWipe({ assetKey, timestamp, home: this.#home.id });
  }

  async #readWipes(source: DatabaseSource, first: WipePage): Promise<void> {
    const before = this.#writer.cursor.wipedAt;
    for (let page = first; ; ) {
      for (const wipe of page.wipes) {
        this.#wipes.set(wipe.assetKey, wipe.timestamp);
        if (before === null || wipe.timestamp > before) this.#writer.addWipe(wipe);
      }
      const { next } = page;
      if (next === null) return;
      page = await source.read((database) => readWipePage(database, this.#home.id, next));
    }
  }

  async #readRuns(source: DatabaseSource, state: TableState): Promise<void> {
    const columns = await source.read(runColumns);
    const before = this.#writer.cursor.runs;
    // Changed rows first: once new rows move the cursor's time on, the older changes would be missed after an interruption.
    const changed = await source.read((database) => changedRunIds(database, columns, before, this.#writer.cursor.readAt));
    const rowsPerRead = 500;
    for (let start = 0; start < changed.length; start += rowsPerRead) {
      await this.#sendRuns(await source.read((database) => readRunsById(database, columns, changed.slice(start, start + rowsPerRead))));
    }
    for (;;) {
      this.#port.progress(this.#name(source));
      const lastId = this.#writer.cursor.runs.lastId;
      const rows = await source.read((database) => readRunPage(database, columns, lastId));
      const last = rows.at(-1);
      if (last === undefined || last.id <= lastId) break;
      await this.#sendRuns(rows);
    }
    // Rows may have come since the comparison: where the table stands is known only when nothing did.
    const { runs } = this.#writer.cursor;
    const isStill = runs.lastId === state.maxId;
    this.#writer.cursor = { ...this.#writer.cursor, runs: { ...runs, first: state.position.first, last: isStill ? state.position.last : runs.last, count: isStill ? state.position.count : null } };
  }

  async #sendRuns(rows: readonly RunRow[]): Promise<void> {
    for (const row of rows) {
      const run = readRun(row, this.#home.id);
      this.#statuses.set(run.runId, run.status);
      const { runs } = this.#writer.cursor;
      const updatedAt = row.updatedAt !== null && (runs.updatedAt === null || row.updatedAt > runs.updatedAt) ? row.updatedAt : runs.updatedAt;
      await this.#writer.addRun(run, { ...runs, updatedAt, lastId: Math.max(runs.lastId, row.id), last: row.id >= runs.lastId ? null : runs.last, count: null });
    }
  }

  async #readEvents(source: DatabaseSource, state: TableState): Promise<void> {
    const columns = await source.read(eventColumns);
    while (this.#writer.cursor.events.lastId < state.maxId) {
      const after = this.#writer.cursor.events.lastId;
      this.#port.progress(`${this.#name(source)}: event ${after} of ${state.maxId}`);
      const page = await source.read((database) => readEventPage(database, columns, after, state.maxId));
      for (const { id, reason } of page.lost) this.#writer.addUnreadable(id, reason);
      await this.#lookUpStatuses(page.rows.map((row) => row.runId ?? ""));
      for (const row of page.rows) await this.#sendEvent(row);
      this.#writer.moveEvents({ lastId: page.lastId });
    }
    this.#writer.moveEvents(state.position);
    this.#port.progress(`${this.#name(source)}: checks`);
    await readChecks({
      home: this.#home.id,
      source,
      writer: this.#writer,
      lookUp: (runIds) => this.#lookUpStatuses(runIds),
      runStatus: (runId) => (this.#canReadRuns ? (this.#statuses.get(runId) ?? null) : "unknown"),
      isWiped: (assetKey, timestamp) => this.#isWiped(assetKey, timestamp),
    });
  }

  async #sendEvent(row: EventRow): Promise<void> {
    try {
      const read = readEvent(row, { home: this.#home.id, runStatus: (runId) => this.#statuses.get(runId) ?? null });
      const { assetKey, timestamp } = read.kind === "event" ? read.event : read.attempt;
      if (!this.#isWiped(assetKey, timestamp)) await this.#writer.addEvent(read, row.id, row.event?.length ?? 0);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.#writer.addUnreadable(row.id, error.message);
    }
  }

  #isWiped(assetKey: string, timestamp: number): boolean {
    return timestamp <= (this.#wipes.get(assetKey) ?? -Infinity);
  }

  async #lookUpStatuses(runIds: readonly string[]): Promise<void> {
    const missing = [...new Set(runIds)].filter((runId) => runId !== "" && !this.#statuses.has(runId));
    if (missing.length === 0 || this.#runs === null || !this.#canReadRuns) return;
    const found = await this.#attempt(this.#runs, (source) => source.read((database) => readRunStatuses(database, missing)));
    for (const runId of missing) this.#statuses.set(runId, found?.get(runId) ?? null);
  }
}

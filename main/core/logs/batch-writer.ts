/**
 * Collects what is read into batches and hands each over with the cursor that holds after it. Adding waits while a full batch is being
 * applied: no more than one batch is ever on its way.
 */
import type { CheckEvaluation, RunSummary } from "../../../shared/model.ts";
import type { AssetWipe, LogBatch, LogCursor, LogEvent, LogReadResult, MaterializationAttempt, TablePosition } from "./log-batch.ts";
import type { ReadEvent } from "./read-event.ts";

const itemsPerBatch = 500;
/** Of stored events, in characters: a bound for batches of giant events. */
const charactersPerBatch = 8_000_000;
const shownIds = 20;

export class BatchWriter {
  readonly #home: string;
  readonly #send: (batch: LogBatch) => Promise<void>;
  cursor: LogCursor;
  /** Why the read began anew, or null. */
  startedOver: string | null = null;
  readonly #counts = { events: 0, checks: 0, runs: 0, attempts: 0, wipes: 0 };
  #isStartSaid = true;
  /** The cursor of the last batch, or the one that the read began with. */
  #sentPlace: string;
  #characters = 0;
  #wipes: AssetWipe[] = [];
  #runs: RunSummary[] = [];
  #events: LogEvent[] = [];
  #checks: CheckEvaluation[] = [];
  #attempts: MaterializationAttempt[] = [];

  constructor(home: string, cursor: LogCursor, send: (batch: LogBatch) => Promise<void>) {
    this.#home = home;
    this.cursor = cursor;
    this.#send = send;
    this.#sentPlace = this.#place();
  }

  #place(): string {
    return JSON.stringify({ ...this.cursor, readAt: 0 });
  }

  get counts(): LogReadResult["counts"] {
    return { ...this.#counts };
  }

  /** Only before anything was sent; what was collected so far is dropped. */
  startOver(why: string, cursor: LogCursor): void {
    this.startedOver = this.startedOver === null ? why : `${this.startedOver}; ${why}`;
    this.#isStartSaid = false;
    this.cursor = cursor;
    this.#wipes = [];
    this.#counts.wipes = 0;
  }

  addWipe(wipe: AssetWipe): void {
    this.#wipes.push(wipe);
    this.#counts.wipes++;
    this.cursor = { ...this.cursor, wipedAt: Math.max(this.cursor.wipedAt ?? wipe.timestamp, wipe.timestamp) };
  }

  async addRun(run: RunSummary, position: LogCursor["runs"]): Promise<void> {
    this.#runs.push(run);
    this.#counts.runs++;
    this.cursor = { ...this.cursor, runs: position };
    await this.#flushIfFull();
  }

  /** `characters`: length of the stored event. */
  async addEvent(read: ReadEvent, id: number, characters: number): Promise<void> {
    this.#characters += characters;
    if (read.kind === "event") this.#events.push(read.event);
    else this.#attempts.push(read.attempt);
    this.#counts[read.kind === "event" ? "events" : "attempts"]++;
    this.moveEvents({ lastId: id });
    await this.#flushIfFull();
  }

  async addCheck(check: CheckEvaluation, characters: number): Promise<void> {
    this.#characters += characters;
    this.#checks.push(check);
    this.#counts.checks++;
    await this.#flushIfFull();
  }

  addUnreadable(id: number, reason: string): void {
    const { count, firstIds, reason: first } = this.cursor.unreadable;
    const ids = firstIds.length < shownIds ? [...firstIds, id] : firstIds;
    this.cursor = { ...this.cursor, unreadable: { count: count + 1, firstIds: ids, reason: first ?? reason } };
    this.moveEvents({ lastId: id });
  }

  /** A position on the way knows neither its last row nor how many there are. */
  moveEvents(position: { readonly lastId: number } | TablePosition): void {
    this.cursor = { ...this.cursor, events: { ...this.cursor.events, last: null, count: null, ...position } };
  }

  /** The last batch of a read, if there is anything to say: whoever stores the cursors of batches then has the one of the end. */
  async finish(): Promise<void> {
    const hasItems = this.#wipes.length + this.#runs.length + this.#events.length + this.#checks.length + this.#attempts.length > 0;
    if (hasItems || !this.#isStartSaid || this.#place() !== this.#sentPlace) await this.#flush();
  }

  async #flush(): Promise<void> {
    const batch: LogBatch = {
      home: this.#home,
      startsOver: this.#isStartSaid ? null : this.startedOver,
      wipes: this.#wipes,
      runs: this.#runs,
      events: this.#events,
      checks: this.#checks,
      attempts: this.#attempts,
      cursor: this.cursor,
    };
    this.#isStartSaid = true;
    this.#sentPlace = this.#place();
    this.#wipes = [];
    this.#runs = [];
    this.#events = [];
    this.#checks = [];
    this.#attempts = [];
    this.#characters = 0;
    await this.#send(batch);
  }

  async #flushIfFull(): Promise<void> {
    if (this.#runs.length + this.#events.length + this.#checks.length + this.#attempts.length >= itemsPerBatch || this.#characters >= charactersPerBatch) await this.#flush();
  }
}

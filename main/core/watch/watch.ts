/**
 * Folders on disk -> which files came, changed and went, in batches. The system's events are hints only (they get lost): after each burst
 * the touched folders are compared by stat, then everything; a slow rescan catches what no event told. Reads no content but to break ties
 * of equal size and time; parses nothing.
 */
import { statSync } from "node:fs";
import { dirname } from "node:path";
import type { Problem } from "../../../shared/model.ts";
import { isWithin, toAbsolute, toProjectPath } from "../files/bound.ts";
import { maxWalkedFiles } from "../files/walk.ts";
import type { ProjectFiles } from "../files.ts";
import { createHints } from "./hints.ts";
import { noticeOfFailure, noticeOfFullTree } from "./notices.ts";
import { createPendingChanges } from "./pending-changes.ts";
import type { Change, ChangeSet } from "./pending-changes.ts";
import { runInSlices } from "./slices.ts";
import { createTree } from "./tree.ts";

export type { ChangeSet } from "./pending-changes.ts";

export interface WatchOptions {
  readonly files: ProjectFiles;
  /** Folders, relative to the opened folder; "." for itself (`ProjectLayout.watchRoots`). */
  readonly roots: readonly string[];
  /** Single files outside of the roots, there or not yet. */
  readonly alsoFiles?: readonly string[];
  onChange(changes: ChangeSet): void;
  /** At most once each: events cannot be had (with the exact fix), or too many files. */
  onNotice?(problem: Problem): void;
  /** The opened folder went away (deleted, renamed, unmounted), or came back; what changed meanwhile follows as a ChangeSet. */
  onPresence?(presence: "gone" | "back"): void;
  /** Milliseconds. How long it must be quiet before a burst is looked at (50), and the longest wait (250). */
  readonly quietMs?: number;
  readonly longestQuietMs?: number;
  /** Milliseconds between rescans of everything: with events (3,000), and without (2,000). */
  readonly rescanMs?: number;
  readonly pollMs?: number;
}

export interface Watcher {
  /** Resolves when the first scan is done: changes from then on are told. */
  readonly ready: Promise<void>;
  /** "events": hints of the system; "polling": rescans alone. */
  readonly mode: "events" | "polling";
  /** Other folders and files from now on; files of new roots are not told as added. */
  setRoots(roots: readonly string[], alsoFiles?: readonly string[]): Promise<void>;
  /** Compares everything now; changes go to onChange before it resolves. */
  rescan(): Promise<void>;
  close(): void;
}

/** A file that vanished is told only when it stays away: editors replace files by removing them first. */
const removalMs = 100;
/** Quiet before everything is compared after a burst. */
const followMs = 750;
/** More touched folders than this are a burst: everything is compared. */
const burstFolders = 64;
/** Rescans take at most this share of the time. */
const rescanShare = 0.03;

export function watchFolders(options: WatchOptions): Watcher {
  const { files, onChange } = options;
  const quietMs = options.quietMs ?? 50;
  const longestQuietMs = options.longestQuietMs ?? 250;
  let mode: "events" | "polling" = "events";
  let roots = absoluteRoots(options.roots);
  let singles = absolute(options.alsoFiles ?? []);
  let isClosed = false;
  let isGone = false;
  let isFullTold = false;

  const pending = createPendingChanges();
  const touched = new Set<string>();
  let firstHintAt: number | null = null;
  let lastHintAt = 0;
  let silentFinds = 0;
  let lastScanMs = 0;
  const timers = { quiet: undefined as NodeJS.Timeout | undefined, follow: undefined as NodeJS.Timeout | undefined, rescan: undefined as NodeJS.Timeout | undefined };

  const hints = createHints((folder) => roots.includes(folder), hint, (failure) => {
    mode = "polling";
    options.onNotice?.(noticeOfFailure(failure));
    scheduleRescan();
  });
  const tree = createTree({ bound: files.bound, maxFiles: maxWalkedFiles, onFolder: (folder) => hints.add(folder), onForgotten: (folder) => hints.remove(folder) });
  const tell = (path: string, change: Change): void => pending.add(toProjectPath(files.folder, path), change);
  const tellNobody = (): void => {};

  /** One comparison at a time; each waits for the one before it. */
  let queue: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = queue.then(work);
    queue = next.catch(() => {});
    return next;
  }

  function absolute(paths: readonly string[]): string[] {
    return [...new Set(paths.flatMap((path) => toAbsolute(files.folder, path) ?? []))].filter((path) => isWithin(files.bound, path) && !roots.some((root) => isWithin(root, path)));
  }
  function absoluteRoots(paths: readonly string[]): string[] {
    const all = [...new Set(paths.flatMap((path) => files.resolve(path) ?? toAbsolute(files.folder, path) ?? []))].filter((path) => isWithin(files.bound, path));
    return all.filter((path) => !all.some((other) => other !== path && isWithin(other, path)));
  }

  function hint(folder: string, name: string | null): void {
    if (isClosed) return;
    // A folder that is watched for single files alone tells of many others.
    if (!tree.has(folder) && !roots.some((root) => isWithin(root, folder)) && name !== null && !singles.some((path) => path.endsWith(name))) return;
    lastHintAt = performance.now();
    firstHintAt ??= lastHintAt;
    touched.add(folder);
    // A burst brings thousands of hints: timers are looked at when they ring, not set anew for each.
    timers.quiet ??= setTimeout(lookWhenQuiet, quietMs);
    timers.follow ??= setTimeout(followWhenQuiet, followMs).unref();
  }

  function lookWhenQuiet(): void {
    const now = performance.now();
    const wait = Math.min(lastHintAt + quietMs, (firstHintAt ?? now) + longestQuietMs) - now;
    timers.quiet = isClosed || wait <= 0 ? undefined : setTimeout(lookWhenQuiet, wait);
    if (wait <= 0) void inTurn(lookAtTouched);
  }

  /** Once all is quiet everything is compared: events get lost without a word. */
  function followWhenQuiet(): void {
    const wait = lastHintAt + followMs - performance.now();
    timers.follow = isClosed || wait <= 0 ? undefined : setTimeout(followWhenQuiet, wait).unref();
    if (wait <= 0) void inTurn(() => compareAll(false));
  }

  async function lookAtTouched(): Promise<void> {
    const folders = [...touched];
    touched.clear();
    firstHintAt = null;
    if (folders.length > burstFolders) return compareAll(false);
    if (checkPresence() === "gone") return;
    for (const folder of folders) if (tree.has(folder)) await runInSlices(tree.compare(folder, false, tell));
    await runInSlices(tree.compareSingles(singles, tell));
    await flush();
  }

  /** @param isUnprompted no event asked for it: what it finds, no event told. */
  async function compareAll(isUnprompted: boolean): Promise<void> {
    if (isClosed || checkPresence() === "gone") return;
    const start = performance.now();
    for (const root of roots) await runInSlices(tree.compare(root, true, tell));
    await runInSlices(tree.compareSingles(singles, tell));
    lastScanMs = performance.now() - start;
    if (isUnprompted && pending.hasToldKind() && mode === "events" && performance.now() - lastHintAt > 2_000 && ++silentFinds >= 2) {
      mode = "polling";
      options.onNotice?.(noticeOfFailure("silent"));
    }
    if (tree.isFull && !isFullTold) {
      isFullTold = true;
      options.onNotice?.(noticeOfFullTree(maxWalkedFiles));
    }
    await flush();
  }

  async function flush(): Promise<void> {
    const removed = pending.removed();
    if (removed.length > 0 && !isClosed) {
      await new Promise((done) => setTimeout(done, removalMs));
      if (checkPresence() === "gone") return;
      const folders = new Set([...touched, ...removed.flatMap((path) => toAbsolute(files.folder, path) ?? []).map((path) => dirname(path))]);
      for (const folder of folders) if (tree.has(folder)) await runInSlices(tree.compare(folder, false, tell));
      await runInSlices(tree.compareSingles(singles, tell));
    }
    if (isClosed || pending.size === 0) return;
    const changes = pending.take();
    if (changes.added.length + changes.changed.length + changes.removed.length > 0) onChange(changes);
  }

  /** While the opened folder is away nothing is told as removed: what is known stays. */
  function checkPresence(): "here" | "gone" {
    const isHere = isFolder(files.folder);
    if (!isHere && !isGone) {
      isGone = true;
      hints.clear();
      pending.take();
      options.onPresence?.("gone");
      scheduleRescan();
    } else if (isHere && isGone) {
      isGone = false;
      // All watches are of folders that were.
      for (const folder of tree.folders()) hints.add(folder);
      options.onPresence?.("back");
    }
    return isHere ? "here" : "gone";
  }

  function scheduleRescan(): void {
    clearTimeout(timers.rescan);
    if (isClosed) return;
    const usual = mode === "polling" ? (options.pollMs ?? 2_000) : (options.rescanMs ?? 3_000);
    const wait = isGone ? Math.min(500, usual) : Math.max(usual, lastScanMs / rescanShare);
    timers.rescan = setTimeout(() => void inTurn(() => compareAll(true)).finally(scheduleRescan), wait).unref();
  }

  async function scanSilently(): Promise<void> {
    checkPresence();
    for (const root of roots) if (!tree.has(root)) await runInSlices(tree.compare(root, true, tellNobody));
    await runInSlices(tree.compareSingles(singles, tellNobody));
    for (const path of singles) hints.add(dirname(path));
  }

  const ready = inTurn(scanSilently).then(scheduleRescan);
  return {
    ready,
    get mode() {
      return mode;
    },
    setRoots: (newRoots, alsoFiles) =>
      inTurn(async () => {
        const before = roots;
        const next = absoluteRoots(newRoots);
        if (isSame(next, roots) && (alsoFiles === undefined || isSame(absolute(alsoFiles), singles))) return;
        await compareAll(false);
        roots = next;
        if (alsoFiles !== undefined) singles = absolute(alsoFiles);
        for (const root of before) if (!roots.some((other) => isWithin(other, root))) tree.forget(root);
        await scanSilently();
      }),
    rescan: () => inTurn(() => compareAll(false)),
    close() {
      isClosed = true;
      clearTimeout(timers.quiet);
      clearTimeout(timers.follow);
      clearTimeout(timers.rescan);
      hints.clear();
    },
  };
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((path) => others.includes(path));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

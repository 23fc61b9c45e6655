/**
 * Folders on disk -> which files came, changed and went, in batches. The system's events are hints only (they get lost): after each burst
 * the touched folders are compared by stat, then everything; a slow rescan catches what no event told. Reads no content but to break ties
 * of equal size and time; parses nothing.
 */
import type { Problem } from "../../../shared/model.ts";
import type { ProjectFiles } from "../files.ts";

/** Paths relative to the opened folder, sorted. A file that was replaced is `changed`; a rename is `removed` and `added`. */
export interface ChangeSet {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

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
  /** Milliseconds; defaults 50 / 250 / 3,000 / 2,000. For tests of slow machines. */
  readonly quietMs?: number;
  readonly longestQuietMs?: number;
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

export declare function watchFolders(options: WatchOptions): Watcher;

/** What happened to files since it was last told -> the sum of it: removed and added again is changed, added and removed is nothing. */

/** Paths relative to the opened folder, sorted. A file that was replaced is `changed`; a rename is `removed` and `added`. */
export interface ChangeSet {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export type Change = "added" | "changed" | "removed";

export interface PendingChanges {
  readonly size: number;
  /** Paths that are gone so far. */
  removed(): readonly string[];
  /** Whether any of it is of a kind that every system tells events of. */
  hasToldKind(): boolean;
  add(path: string, change: Change): void;
  /** All of it; nothing is pending afterwards. */
  take(): ChangeSet;
}

export function createPendingChanges(): PendingChanges {
  const changes = new Map<string, Change>();
  return {
    get size() {
      return changes.size;
    },
    // Databases are written through memory maps, of which no event comes.
    hasToldKind: () => [...changes].some(([path, change]) => change !== "changed" || /\.(?:py|ya?ml|toml|sql|json|md)$/.test(path)),
    removed: () => [...changes].flatMap(([path, change]) => (change === "removed" ? [path] : [])),
    add(path, change) {
      const before = changes.get(path);
      if (before === "added" && change === "removed") changes.delete(path);
      else if (before === "added") return;
      else if (before === "removed" && change === "added") changes.set(path, "changed");
      else changes.set(path, change);
    },
    take() {
      const of = (wanted: Change): string[] => [...changes].flatMap(([path, change]) => (change === wanted ? [path] : [])).sort();
      const set = { added: of("added"), changed: of("changed"), removed: of("removed") };
      changes.clear();
      return set;
    },
  };
}

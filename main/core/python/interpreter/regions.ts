/**
 * Code that may or may not run: the branches of a condition that is not known, the body of a loop over what is not known. Each branch
 * is evaluated from the same start; names that differ afterwards become Unknown with each branch's value as a candidate, so that
 * what either branch defines stays reachable. Lists, dicts and objects that were made before the branch are marked instead
 * (containers.ts). Knows nothing of syntax.
 */
import type { UnknownValue, Value } from "../values.ts";
import { mergeValues } from "./unknowns.ts";

type Names = Map<string, Value>;

interface Region {
  readonly id: number;
  readonly reason: UnknownValue;
  /** How many handlers were waiting when it began: exceptions must not leave it. */
  readonly tryDepth: number;
  /** Values before the region, of names that it changed. */
  readonly before: Map<Names, Map<string, Value | undefined>>;
}

export interface Regions {
  /** Why the running code may not run; null when it certainly does. */
  readonly reason: UnknownValue | null;
  /** Is a handler waiting that is reached without leaving code that may not run? */
  readonly mayRaise: boolean;
  /** Marks an object as made here: changing it later in the same region is certain. */
  own<T extends object>(made: T): T;
  /** Was it made before the innermost region began? Then a change of it is uncertain. */
  isForeign(container: object): boolean;
  setName(names: Names, name: string, value: Value): void;
  deleteName(names: Names, name: string): void;
  /** Runs each branch from the same state and merges. A branch whose function returns false is as if it had never run (it raises). */
  runBranches(reason: UnknownValue, branches: readonly (() => boolean)[]): void;
  /** Runs with no region: for the body of a module that is imported. */
  suspend<T>(run: () => T): T;
}

/** `tryDepth` tells how many bodies of `try` with handlers are running. */
export function createRegions(tryDepth: () => number): Regions {
  let current: Region | null = null;
  let lastId = 0;
  const born = new WeakMap<object, number>();

  const remember = (names: Names, name: string): void => {
    if (!current || !isForeign(names)) return;
    let saved = current.before.get(names);
    if (!saved) current.before.set(names, (saved = new Map()));
    if (!saved.has(name)) saved.set(name, names.get(name));
  };
  const isForeign = (container: object): boolean => current !== null && (born.get(container) ?? 0) < current.id;
  const restore = (names: Names, name: string, value: Value | undefined): void => {
    if (value === undefined) names.delete(name);
    else names.set(name, value);
  };

  return {
    get reason() {
      return current?.reason ?? null;
    },
    own(made) {
      if (current) born.set(made, current.id);
      return made;
    },
    get mayRaise() {
      return tryDepth() > (current?.tryDepth ?? 0);
    },
    isForeign,
    setName(names, name, value) {
      if (current) remember(names, name);
      names.set(name, value);
    },
    deleteName(names, name) {
      if (current) remember(names, name);
      names.delete(name);
    },
    runBranches(reason, branches) {
      const outer: Region | null = current;
      const outcomes: Map<Names, Map<string, Value | undefined>>[] = [];
      const befores: Region["before"][] = [];
      let failures = 0;
      for (const branch of branches) {
        const region: Region = { id: (lastId += 1), reason, tryDepth: tryDepth(), before: new Map() };
        current = region;
        let isKept = false;
        try {
          isKept = branch();
        } finally {
          current = outer;
          const after = new Map<Names, Map<string, Value | undefined>>();
          for (const [names, saved] of region.before) {
            const values = new Map<string, Value | undefined>();
            for (const [name, old] of saved) {
              values.set(name, names.get(name));
              restore(names, name, old);
            }
            after.set(names, values);
          }
          if (isKept) outcomes.push(after);
          else failures += 1;
          befores.push(region.before);
        }
      }
      if (outcomes.length === 0 && failures > 0) return;
      const touched = new Map<Names, Set<string>>();
      for (const outcome of outcomes) {
        for (const [names, values] of outcome) {
          let set = touched.get(names);
          if (!set) touched.set(names, (set = new Set()));
          for (const name of values.keys()) set.add(name);
        }
      }
      for (const [names, set] of touched) {
        for (const name of set) {
          const old = names.get(name);
          const values = outcomes.map((outcome) => {
            const changed = outcome.get(names);
            return changed?.has(name) ? changed.get(name) : old;
          });
          const merged = outcomes.length === 1 ? values[0] : mergeValues(reason, values);
          if (merged === undefined) this.deleteName(names, name);
          else this.setName(names, name, merged);
        }
      }
    },
    suspend(run) {
      const outer = current;
      current = null;
      try {
        return run();
      } finally {
        current = outer;
      }
    },
  };
}

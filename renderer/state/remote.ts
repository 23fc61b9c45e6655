/**
 * Answers of the core that views read: kept by key, shown at once when known, asked again when the index has changed.
 * An old answer stays on screen (`isStale`) until the new one is there; nothing jumps.
 */
import { useEffect } from "react";
import { create, type StoreApi, type UseBoundStore } from "zustand";
import { createDelay } from "../api/idle.ts";

export interface Entry<T> {
  readonly value: T | undefined;
  /** Sentence for people, null when the last answer was good. */
  readonly error: string | null;
  readonly isLoading: boolean;
  readonly isStale: boolean;
}

export interface Remote<T> {
  readonly use: UseBoundStore<StoreApi<{ readonly entries: ReadonlyMap<string, Entry<T>> }>>;
  readonly load: (key: string) => void;
  readonly retain: (key: string) => () => void;
  /** null: all. */
  readonly invalidate: (keys: readonly string[] | null) => void;
  readonly clear: () => void;
}

const maxKept = 60;
const all: Remote<unknown>[] = [];
const nothing: Entry<never> = { value: undefined, error: null, isLoading: true, isStale: true };

export function createRemote<T>(ask: (key: string) => Promise<T>): Remote<T> {
  const use = create<{ entries: ReadonlyMap<string, Entry<T>> }>()(() => ({ entries: new Map() }));
  const retained = new Map<string, number>();
  const asked = new Map<string, number>();
  let round = 0;

  const put = (key: string, change: Partial<Entry<T>>): void => {
    const entries = new Map(use.getState().entries);
    const before = entries.get(key);
    entries.delete(key);
    entries.set(key, { ...nothing, ...before, ...change });
    for (const old of entries.keys()) {
      if (entries.size <= maxKept) break;
      if (!retained.has(old) && old !== key) entries.delete(old);
    }
    use.setState({ entries });
  };

  const load = (key: string): void => {
    const mine = ++round;
    asked.set(key, mine);
    put(key, { isLoading: true });
    ask(key).then(
      (value) => asked.get(key) === mine && put(key, { value, error: null, isLoading: false, isStale: false }),
      (error: unknown) => asked.get(key) === mine && put(key, { error: error instanceof Error ? error.message : String(error), isLoading: false, isStale: false }),
    );
  };

  const remote: Remote<T> = {
    use,
    load,
    retain: (key) => {
      retained.set(key, (retained.get(key) ?? 0) + 1);
      const entry = use.getState().entries.get(key);
      if (!entry || (entry.isStale && !entry.isLoading)) load(key);
      return () => {
        const left = (retained.get(key) ?? 1) - 1;
        if (left > 0) retained.set(key, left);
        else retained.delete(key);
      };
    },
    invalidate: (keys) => {
      const touched = [...use.getState().entries.keys()].filter((key) => keys === null || keys.includes(key));
      for (const key of touched) {
        if (retained.has(key)) load(key);
        else put(key, { isStale: true });
      }
    },
    clear: () => {
      asked.clear();
      use.setState({ entries: new Map() });
      for (const key of retained.keys()) load(key);
    },
  };
  all.push(remote);
  return remote;
}

/** The answer for `key`, asked for while the view is there; null asks nothing. */
export function useRemote<T>(remote: Remote<T>, key: string | null): Entry<T> {
  useEffect(() => (key === null ? undefined : remote.retain(key)), [remote, key]);
  return remote.use((state) => (key === null ? undefined : state.entries.get(key))) ?? nothing;
}

const soon = createDelay(80);
let hasPending = false;

/** The index has changed: whatever is on screen is asked for again, a moment later so that a burst costs one round. */
export function invalidateAll(): void {
  hasPending = true;
  soon(() => {
    if (!hasPending) return;
    hasPending = false;
    for (const remote of all) remote.invalidate(null);
  });
}

/** Another project: nothing of the old one may be seen. */
export function clearAll(): void {
  for (const remote of all) remote.clear();
}

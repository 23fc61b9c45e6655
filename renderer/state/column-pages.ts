/** The list of all columns, as far as it is in sight: stretches of it are asked for as they come near, a moment after the last scroll. */
import { useEffect, useMemo, useRef, useState } from "react";
import type { ColumnPage, ColumnRow } from "../../shared/lineage.ts";
import { createDelay } from "../api/idle.ts";
import { columnPages, type ColumnsQuery } from "./data.ts";

export const pageSize = 200;
const later = createDelay(50);

/** What is asked for: words, and whether only what is broken. */
export type ColumnWords = Pick<ColumnsQuery, "text" | "isBroken">;

export function pageKey({ text, isBroken }: ColumnWords, page: number): string {
  const query: ColumnsQuery = { text, isBroken, offset: page * pageSize, limit: pageSize };
  return JSON.stringify(query);
}

export interface ColumnWindow {
  /** The newest answer for these words; that of the words before while there is none. */
  readonly page: ColumnPage | null;
  readonly rowAt: (index: number) => ColumnRow | undefined;
  readonly error: string | null;
  /** What is shown answers other words. */
  readonly isStale: boolean;
}

/** `first` and `last`: rows in sight. */
export function useColumnWindow(words: ColumnWords, first: number, last: number): ColumnWindow {
  const entries = columnPages.use((state) => state.entries);
  const from = Math.floor(first / pageSize);
  const to = Math.max(from, Math.floor(last / pageSize));
  const [near, setNear] = useState({ from: 0, to: 0 });
  useEffect(() => later(() => setNear({ from, to })), [from, to]);
  useEffect(() => {
    const keys = new Set([pageKey(words, 0)]);
    for (let page = near.from; page <= near.to; page++) keys.add(pageKey(words, page));
    const releases = [...keys].map((key) => columnPages.retain(key));
    return () => releases.forEach((release) => release());
  }, [words, near]);

  const answered = useRef({ words, page: null as ColumnPage | null });
  const head = entries.get(pageKey(words, 0));
  const newest = useMemo(() => {
    for (let page = near.to; page >= near.from; page--) {
      const value = entries.get(pageKey(words, page))?.value;
      if (value) return value;
    }
    return head?.value ?? null;
  }, [entries, words, near, head]);
  useEffect(() => {
    if (newest) answered.current = { words, page: newest };
  }, [words, newest]);
  const shown = newest ? words : answered.current.words;
  return {
    page: newest ?? answered.current.page,
    rowAt: (index) => entries.get(pageKey(shown, Math.floor(index / pageSize)))?.value?.rows[index % pageSize],
    error: head?.error ?? null,
    isStale: newest === null,
  };
}

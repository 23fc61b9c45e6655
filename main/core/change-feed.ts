/**
 * Changes of the index as they come -> changes worth telling: the first at once, those that follow closely merged into one. A log
 * being read changes assets a hundred times a second; whoever listens draws the catalog anew each time.
 */
export interface ChangeFeed {
  /** Keys of assets that look different now; null: anything may. */
  add(keys: ReadonlySet<string> | null): void;
  /** Tells now what is held back. */
  flush(): void;
  /** Forgets what is held back. */
  close(): void;
}

const intervalMs = 150;
/** Beyond so many, telling which is of no use to anybody. */
const mostKeys = 500;

export function createChangeFeed(tell: (keys: readonly string[] | null) => void): ChangeFeed {
  let held: Set<string> | null | undefined;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    if (held === undefined) return;
    const keys = held === null || held.size > mostKeys ? null : [...held];
    held = undefined;
    timer = setTimeout(flush, intervalMs);
    timer.unref();
    tell(keys);
  };
  return {
    add(keys) {
      if (keys === null || held === null) held = null;
      else held = new Set([...(held ?? []), ...keys]);
      if (!timer) flush();
    },
    flush,
    close() {
      if (timer) clearTimeout(timer);
      timer = null;
      held = undefined;
    },
  };
}

/**
 * Reports of a run -> progress events worth showing: none for the first 300 ms (most runs are over by then), then at most ten a
 * second, and one null at the end if any was sent.
 */
import type { IndexProgress } from "../../shared/api.ts";

export interface Progress {
  begin(): void;
  report(this: void, stage: string, done: number, total: number | null, detail: string): void;
  end(): void;
  current(): IndexProgress | null;
}

const silentMs = 300;
const intervalMs = 100;

export function createProgress(emit: (progress: IndexProgress | null) => void): Progress {
  let began = 0;
  let sentAt = 0;
  let latest: IndexProgress | null = null;
  let isShown = false;
  let timer: NodeJS.Timeout | null = null;
  const send = (): void => {
    timer = null;
    sentAt = performance.now();
    isShown = true;
    if (latest) emit({ ...latest, elapsedMs: Math.round(sentAt - began) });
  };
  return {
    begin() {
      began = performance.now();
      latest = null;
    },
    report(stage, done, total, detail) {
      const now = performance.now();
      latest = { stage, done, total, detail, elapsedMs: Math.round(now - began) };
      // The last report of a burst is the one that stands: it is sent late rather than never.
      timer ??= setTimeout(send, Math.max(began + silentMs - now, sentAt + intervalMs - now, 0));
      timer.unref();
    },
    end() {
      if (timer) clearTimeout(timer);
      timer = null;
      latest = null;
      if (isShown) emit(null);
      isShown = false;
    },
    current: () => latest,
  };
}

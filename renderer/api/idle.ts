/** Knows whether anything is under way: requests, delayed work, frames not drawn. End-to-end tests wait for it instead of sleeping. */

let underWay = 0;
let waiting: (() => void)[] = [];

export function trackWork<T>(work: Promise<T>): Promise<T> {
  underWay++;
  return work.finally(() => {
    underWay--;
    if (underWay === 0) settle();
  });
}

/** `run` after `delayMs`, counted as work; a later call with the same slot replaces the earlier one. */
export function createDelay(delayMs: number): (run: () => void) => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let finish: (() => void) | null = null;
  return (run) => {
    if (timer !== null) clearTimeout(timer);
    if (finish === null) void trackWork(new Promise<void>((resolve) => (finish = resolve)));
    timer = setTimeout(() => {
      timer = null;
      const done = finish;
      finish = null;
      run();
      done?.();
    }, delayMs);
  };
}

/** Counts as work until the function it gives is called: reading a project, which no request waits for. */
export function holdIdle(): () => void {
  let release: () => void = () => undefined;
  void trackWork(new Promise<void>((resolve) => (release = resolve)));
  return () => release();
}

/** Resolves when nothing is under way and two frames have been drawn since. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (underWay === 0) settle();
  });
}

function settle(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (underWay > 0) return;
      const now = waiting;
      waiting = [];
      for (const resolve of now) resolve();
    }),
  );
}

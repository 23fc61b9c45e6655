/** Long work of the core -> slices of a few milliseconds, between which requests are answered and logs are read. */

const sliceMs = 12;

export interface Pace {
  /** Has the slice been used up? */
  isDue(): boolean;
  /** Lets everything else that waits have its turn. */
  rest(): Promise<void>;
}

export function createPace(): Pace {
  let began = performance.now();
  return {
    isDue: () => performance.now() - began > sliceMs,
    async rest() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      began = performance.now();
    },
  };
}

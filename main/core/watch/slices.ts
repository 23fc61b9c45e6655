/** Long synchronous work -> short slices with room for everything else between them. The work is a generator that yields where it may pause. */
import { setImmediate } from "node:timers/promises";

/** How long one slice keeps the event loop, in milliseconds. */
const sliceMs = 10;

export async function runInSlices<T>(work: Generator<void, T>): Promise<T> {
  let end = performance.now() + sliceMs;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + sliceMs;
  }
}

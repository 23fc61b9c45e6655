/**
 * A running Python -> one that can be interrupted although nobody outside reaches it: Python asks now and then whether a signal is there,
 * and is answered by the clock. Nothing of this is to be seen from within; code that catches the interruption goes on, until it is ended
 * from outside.
 */
import type { PyodideAPI } from "pyodide";

export interface Interrupter {
  /** Interrupts what runs in `ms` from now. */
  start(ms: number): void;
  /** Was anything interrupted? */
  stop(): boolean;
}

/** After an interruption the rest gets its turns, each of them short. */
const turnMs = 5_000;
const mostInterruptions = 4;
/** SIGINT, as Pyodide numbers it. */
const interruption = 2;

export function interrupterOf(python: PyodideAPI): Interrupter {
  let end = Infinity;
  let count = 0;
  const ask = (): number => {
    if (Date.now() < end) return 0;
    end = ++count < mostInterruptions ? Date.now() + turnMs : Infinity;
    return interruption;
  };
  python.setInterruptBuffer(new Proxy(new Uint8Array(1), { get: (bytes, name) => (name === "0" ? ask() : Reflect.get(bytes, name)), set: () => true }));
  return {
    start(ms) {
      end = Date.now() + ms;
      count = 0;
    },
    stop() {
      end = Infinity;
      return count > 0;
    },
  };
}

/**
 * The child's side of KillableProcess: messages to and from whoever started this process, a forked Node or Electron's utility process.
 * Ends the process when the parent has gone, so that no child is ever left behind.
 */
import { deserialize, serialize } from "node:v8";

export interface ChildPort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Electron's utility processes have it in place of `process.send`. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: "message", listener: (event: { readonly data: unknown }) => void): void;
}

/** A parent that has gone is told by "disconnect"; failing to send to it is nothing new. */
function goneParent(): void {}

export function openChildPort(): ChildPort {
  const utility = (process as { readonly parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return { send: (message) => utility.postMessage(pack(message)), onMessage: (listener) => utility.on("message", (event) => listener(unpack(String(event.data)))) };
  }
  process.on("disconnect", () => process.exit(0));
  return { send: (message) => void process.send?.(message, undefined, {}, goneParent), onMessage: (listener) => void process.on("message", listener) };
}

/**
 * Under the desktop messages between the core and its children pass through the main process, which has no business in them: sealed as
 * one string they cost it a copy instead of taking a whole catalog apart and putting it together again.
 */
export function pack(message: unknown): string {
  return serialize(message).toString("latin1");
}

export function unpack(text: string): unknown {
  return deserialize(Buffer.from(text, "latin1"));
}

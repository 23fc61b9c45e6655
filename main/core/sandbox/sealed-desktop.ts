/** Starts the sealed Python in a hidden window of the desktop, by asking for a child that only Electron's main process can start. */
import type { KillableProcess } from "../processes.ts";
import { findSealedRuntime, type SealedRuntime, type SealedStart } from "./find-runtime.ts";
import { fromSealed } from "./sandbox-messages.ts";
import { encodeLoad } from "./sealed-frames.ts";
import type { SealedHost } from "./sealed-host.ts";
import type { SealedProcess } from "./sealed-node.ts";

/** What the hidden window is given, and says: texts alone. */
export type LaunchSealed = (runtime: SealedRuntime, start: SealedStart) => KillableProcess;

export function desktopSealedHost(launch: LaunchSealed): SealedHost {
  const found = findSealedRuntime({ needsNode: false });
  if ("missing" in found) return found;
  return { version: found.runtime.version, start: (start) => wrap(launch(found.runtime, start)) };
}

function wrap(child: KillableProcess): SealedProcess {
  let words = "";
  return {
    send: (request) => child.send(Buffer.from(encodeLoad(request)).toString("latin1")),
    onMessage: (listener) =>
      child.onMessage((message) => {
        const told = fromSealed.safeParse(parse(message));
        if (told.success) listener(told.data);
        else if (typeof message === "string") words = message.slice(0, 500);
      }),
    onExit: (listener) => child.onExit((code) => listener(code, words)),
    kill: child.kill,
  };
}

function parse(message: unknown): unknown {
  try {
    return JSON.parse(String(message));
  } catch {
    return null;
  }
}

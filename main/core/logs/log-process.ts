/**
 * Entry of the killable child that reads Dagster's databases: a request in, batches and an account out. It holds no state between reads
 * and keeps no database open, so the parent may kill it at any moment and go on from the last batch with another one.
 */
import { openChildPort } from "../child-port.ts";
import type { FromLogProcess, ToLogProcess } from "./log-messages.ts";
import { readLog } from "./read-log.ts";

const port = openChildPort();
/** Resolves the batch that is on its way. */
let applied: (() => void) | null = null;

function send(message: FromLogProcess): void {
  port.send(message);
}

async function read(request: Extract<ToLogProcess, { readonly type: "read" }>): Promise<void> {
  const { read, home, cursor, copyFolder } = request;
  const result = await readLog(home, cursor, copyFolder, {
    send: (batch) =>
      new Promise((resolve) => {
        applied = resolve;
        send({ type: "batch", read, batch });
      }),
    progress: (detail) => send({ type: "progress", read, detail }),
  });
  send({ type: "done", read, result });
}

port.onMessage((message) => {
  // The parent is the only one who can send; what it sends is its own type.
  const request = message as ToLogProcess;
  if (request.type === "read") {
    // What readLog does not expect is a defect of ours: the process ends, and the parent says so.
    void read(request);
    return;
  }
  applied?.();
  applied = null;
});

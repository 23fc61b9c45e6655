/** Limits of the sealed process belong to the load under way, whatever the process is. */
import { expect, test } from "vitest";
import type { Collected } from "../../../main/core/sandbox/collect-files.ts";
import { openSandbox } from "../../../main/core/sandbox/open-sandbox.ts";
import type { FromSealed } from "../../../main/core/sandbox/sandbox-messages.ts";
import type { CodeLocation } from "../../../shared/model.ts";

const limitMs = 40;
const location: CodeLocation = { name: "defs", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };
const collected: Collected = { files: [], folder: "", hash: "", leftOut: [] };

test("a process that is made ready after a load is not ended for the time of that load", async () => {
  let killed = 0;
  const sandbox = openSandbox({
    limitMs,
    start() {
      let tell: (message: FromSealed) => void = () => undefined;
      return {
        // Worn by its first load: the next one gets another process.
        send: ({ id }) => setImmediate(() => tell({ type: "loaded", id, text: "", isWorn: true })),
        onMessage(listener) {
          tell = listener;
          setImmediate(() => tell({ type: "ready", elapsedMs: 1 }));
        },
        onExit: () => undefined,
        kill: () => void killed++,
      };
    },
  });
  await sandbox.load(location, collected);
  expect(killed).toBe(1);
  sandbox.warm();
  await new Promise((resolve) => setTimeout(resolve, 4 * limitMs));
  expect(killed).toBe(1);
  sandbox.close();
});

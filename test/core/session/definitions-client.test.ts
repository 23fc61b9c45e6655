import { expect, test } from "vitest";
import { createDefinitionsClient } from "../../../main/core/definitions-client.ts";
import type { FromDefinitions, ReadLocation } from "../../../main/core/definitions-messages.ts";
import type { ProcessLauncher } from "../../../main/core/processes.ts";
import type { CodeLocation } from "../../../shared/model.ts";

const location = (name: string): CodeLocation => ({ name, entry: { kind: "module", module: name, attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" });

/** A child that does what the location's name says. */
function child(): { launch: ProcessLauncher; started: () => number; killed: () => number } {
  let started = 0;
  let killed = 0;
  const launch: ProcessLauncher = () => {
    started++;
    let tell: (message: unknown) => void = () => undefined;
    let end: (code: number | null) => void = () => undefined;
    return {
      send(message) {
        const { id, location: asked } = message as ReadLocation;
        const done: FromDefinitions = { type: "done", id, steps: 1, elapsedMs: 1, probes: [], stamps: [], definitions: { codeLocation: asked.name, assets: [], checks: [], jobs: [], schedules: [], sensors: [], unloaded: [], problems: [] } };
        if (asked.name === "hangs") return;
        if (asked.name === "crashes") setImmediate(() => end(7));
        else if (asked.name === "fails") setImmediate(() => tell({ type: "failed", id, message: "a fault" } satisfies FromDefinitions));
        else setImmediate(() => tell(done));
      },
      onMessage: (listener) => (tell = listener),
      onExit: (listener) => (end = listener),
      kill: () => void killed++,
    };
  };
  return { launch, started: () => started, killed: () => killed };
}

test("a location that takes too long is given up, and the next one is read by a new child", async () => {
  const { launch, started, killed } = child();
  const client = createDefinitionsClient(launch, 50);
  expect(await client.read("/p", location("hangs"), null, () => undefined)).toMatchObject({ type: "timeout" });
  expect(killed()).toBe(1);
  expect(await client.read("/p", location("fine"), null, () => undefined)).toMatchObject({ type: "done" });
  expect(started()).toBe(2);
});

test("a child that ends answers, and so does one that fails; it stays warm for the next", async () => {
  const { launch, started } = child();
  const client = createDefinitionsClient(launch);
  expect(await client.read("/p", location("crashes"), null, () => undefined)).toMatchObject({ type: "crashed", message: expect.stringContaining("7") });
  expect(await client.read("/p", location("fails"), null, () => undefined)).toEqual({ type: "failed", message: "a fault" });
  expect(await client.read("/p", location("fine"), null, () => undefined)).toMatchObject({ type: "done" });
  expect(started()).toBe(2);
});

test("readings queue; cancelling ends the one under way", async () => {
  const { launch } = child();
  const client = createDefinitionsClient(launch);
  const [hanging, next] = [client.read("/p", location("hangs"), null, () => undefined), client.read("/p", location("fine"), null, () => undefined)];
  setTimeout(() => client.cancel(), 20);
  expect(await hanging).toMatchObject({ type: "cancelled" });
  expect(await next).toMatchObject({ type: "done", definitions: { codeLocation: "fine" } });
});

/** Reading on from a cursor: only what is new, whatever Dagster did meanwhile; and a log that is another one begins anew. */
import { copyFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DagsterHome } from "../../../shared/model.ts";
import type { LogCursor } from "../../../main/core/logs/log-batch.ts";
import { materialize, openAsDagster, wipe, writeCheck, writeRun } from "./dagster-writer.ts";
import { Collected, copyHome, dump, indexDatabase, readHome } from "./support.ts";

/** What a reader holds that began at the beginning just now. */
async function readAnew(home: DagsterHome): Promise<string> {
  return dump(await readHome(home)).replace(/^status.*/ms, "");
}

async function readOn(home: DagsterHome, cursor: LogCursor | null, into: Collected): Promise<{ cursor: LogCursor; startedOver: string | null; events: number; held: string }> {
  const { result } = await readHome(home, cursor, into);
  return { cursor: result.cursor, startedOver: result.startedOver, events: result.counts.events, held: dump({ collected: into, result }).replace(/^status.*/ms, "") };
}

describe.each(["metadata-1.13", "runs-1.13", "runs-1.5", "consolidated-1.13"])("in the home %s", (name) => {
  test("new events come alone", async () => {
    const home = copyHome(name);
    const into = new Collected();
    const first = await readOn(home, null, into);
    materialize(home, { key: ["new"] }, { key: ["new"], partition: "p" });
    const second = await readOn(home, first.cursor, into);
    expect(second).toMatchObject({ startedOver: null, events: 2 });
    expect(second.held).toBe(await readAnew(home));
    expect((await readOn(home, second.cursor, into)).events).toBe(0);
  });

  test("a run that changes comes again", async () => {
    const home = copyHome(name);
    const into = new Collected();
    writeRun(home, "r1", "STARTED");
    materialize(home, { key: ["a"], runId: "r1" });
    const first = await readOn(home, null, into);
    expect([...into.events.values()].at(-1)?.runStatus).toBe("STARTED");
    writeRun(home, "r1", "SUCCESS");
    await readOn(home, first.cursor, into);
    expect(into.runs.get("r1")?.status).toBe("SUCCESS");
  });

  test("an event of a run that was read long ago has its status", async () => {
    const home = copyHome(name);
    const into = new Collected();
    writeRun(home, "r1", "STARTED", 1_700_000_000);
    const first = await readOn(home, null, into);
    materialize(home, { key: ["a"], runId: "r1" });
    await readOn(home, first.cursor, into);
    expect([...into.events.values()].at(-1)?.runStatus).toBe("STARTED");
  });

  test("a wipe while we follow takes the events of its asset, and nothing begins anew", async () => {
    const home = copyHome(name);
    const into = new Collected();
    materialize(home, { key: ["w"] }, { key: ["other"] });
    const first = await readOn(home, null, into);
    wipe(home, ["w"]);
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBeNull();
    expect([...into.wipes.keys()]).toContain("w");
    expect([...into.events.values()].map((event) => event.assetKey)).not.toContain("w");
    materialize(home, { key: ["w"] });
    const third = await readOn(home, second.cursor, into);
    expect(third).toMatchObject({ startedOver: null, events: 1 });
    expect(third.held).toBe(await readAnew(home));
  });

  test("a wipe of the last event, whose id is given out again", async () => {
    const home = copyHome(name);
    const into = new Collected();
    const ids = materialize(home, { key: ["w"] });
    const first = await readOn(home, null, into);
    wipe(home, ["w"]);
    expect(materialize(home, { key: ["again"] })).toEqual(ids);
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBe("the last entries of the event log were deleted or replaced");
    expect(second.held).toBe(await readAnew(home));
  });

  test("deleted events and runs leave no ghosts", async () => {
    const home = copyHome(name);
    const into = new Collected();
    materialize(home, { key: ["a"] }, { key: ["b"] });
    const first = await readOn(home, null, into);
    execute(indexDatabase(home), "DELETE FROM event_logs WHERE asset_key = '[\"a\"]'");
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBe("entries of the event log were deleted");
    expect(second.held).toBe(await readAnew(home));
    execute(home.runs!, "DELETE FROM runs WHERE id = 1");
    const third = await readOn(home, second.cursor, into);
    expect(third.startedOver).toBe("the list of runs was replaced");
    expect(third.held).toBe(await readAnew(home));
  });

  test("another log in its place begins anew", async () => {
    const home = copyHome(name);
    const into = new Collected();
    const first = await readOn(home, null, into);
    const other = copyHome(name);
    execute(indexDatabase(other), "DELETE FROM event_logs");
    materialize(other, { key: ["other"] });
    rmSync(indexDatabase(home));
    copyFileSync(indexDatabase(other), indexDatabase(home));
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBe("the event log was replaced");
    expect([...into.events.values()].map((event) => event.assetKey)).toEqual(["other"]);
  });

  test("the cursor of another home begins anew", async () => {
    const into = new Collected();
    const first = await readOn(copyHome("metadata-1.13"), null, into);
    const home = copyHome(name);
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBe("the Dagster home keeps its log elsewhere now");
    expect(second.held).toBe(await readAnew(home));
  });

  test("a check is planned, then has its result, or its run fails or ends without one", async () => {
    const home = copyHome(name);
    const into = new Collected();
    const status = (runId: string) => [...into.checks.values()].find((check) => check.runId === runId)?.status;
    for (const runId of ["done", "failed", "ended"]) {
      writeRun(home, runId, "STARTED");
      writeCheck(home, runId, "PLANNED");
    }
    let { cursor } = await readOn(home, null, into);
    expect(["done", "failed", "ended"].map(status)).toEqual(["planned", "planned", "planned"]);
    writeCheck(home, "done", "SUCCEEDED");
    ({ cursor } = await readOn(home, cursor, into));
    expect(["done", "failed", "ended"].map(status)).toEqual(["succeeded", "planned", "planned"]);
    writeRun(home, "failed", "FAILURE");
    writeRun(home, "ended", "CANCELED");
    ({ cursor } = await readOn(home, cursor, into));
    expect(["done", "failed", "ended"].map(status)).toEqual(["succeeded", "execution_failed", "skipped"]);
    const again = new Collected();
    await readOn(home, cursor, again);
    expect(again.checks.size).toBe(0);
  });

  test("a log that is missing at first and comes later", async () => {
    const home = copyHome(name);
    const kept = `${indexDatabase(home)}.kept`;
    copyFileSync(indexDatabase(home), kept);
    rmSync(indexDatabase(home));
    const into = new Collected();
    const first = await readOn(home, null, into);
    copyFileSync(kept, indexDatabase(home));
    const second = await readOn(home, first.cursor, into);
    expect(second.startedOver).toBeNull();
    expect(second.held).toBe(await readAnew(home));
  });
});

test("a read that breaks off after any batch goes on to the same end", async () => {
  const home = copyHome("consolidated-1.13");
  materialize(home, ...Array.from({ length: 1_200 }, (_, index) => ({ key: ["many", String(index % 7)] })));
  const whole = await readAnew(home);
  const { readLog } = await import("../../../main/core/logs/read-log.ts");
  for (let stopAfter = 1; stopAfter <= 3; stopAfter++) {
    const into = new Collected();
    let cursor: LogCursor | null = null;
    const broken = readLog(home, null, home.path, {
      send: async (batch) => {
        into.apply(batch);
        ({ cursor } = batch);
        if (into.batches === stopAfter) throw new Error("killed");
      },
      progress: () => undefined,
    });
    // The last batch says all there is: nothing breaks off after it.
    await broken.catch(() => undefined);
    expect((await readOn(home, cursor, into)).held).toBe(whole);
  }
});

function execute(path: string, sql: string): void {
  const database = openAsDagster(path);
  database.exec(sql);
  database.close();
}

import { beforeEach, describe, expect, test } from "vitest";
import { readHome, writeEventBatch, type EventBatch, type LoggedEvent } from "../../../main/core/index/events.ts";
import { openProjectIndex, type ProjectIndex } from "../../../main/core/index/project-index.ts";
import { readCheckHistory, readEventPage, readLatestChecks, readLatestEvents, readPartitions, readRuns } from "../../../main/core/index/read-events.ts";
import type { CheckEvaluation, RunSummary } from "../../../shared/model.ts";

let index: ProjectIndex;
beforeEach(() => {
  index = openProjectIndex(null);
});

function event(assetKey: string, storageId: number, fields: Partial<LoggedEvent> = {}): LoggedEvent {
  return {
    assetKey, storageId, eventType: "materialization", timestamp: 1000 + storageId, runId: `run${storageId}`, partition: null, description: null, metadata: [], tags: {}, stepKey: null, home: "h", runStatus: null, ...fields,
  };
}
function check(assetKey: string, checkName: string, fields: Partial<CheckEvaluation> = {}): CheckEvaluation {
  return { assetKey, checkName, status: "succeeded", severity: null, timestamp: 1, runId: "r", partition: null, description: null, blocking: null, metadata: [], targetMaterialization: null, home: "h", ...fields };
}
function run(runId: string, status: string, startTime: number | null = 1): RunSummary {
  return { runId, jobName: "j", status, startTime, endTime: null, tags: {}, home: "h" };
}
let lastId = 0;
function write(batch: Partial<EventBatch>): string[] {
  let touched: string[] = [];
  index.write((db) => {
    touched = [...writeEventBatch(db, "/home", { home: "h", startsOver: null, wipes: [], runs: [], events: [], checks: [], cursor: { lastId: ++lastId }, ...batch })];
    return true;
  });
  return touched.sort();
}
const latest = (homes = ["h"]): string[] => readLatestEvents(index.db, homes, null).map((row) => `${row.assetKey} ${row.eventType} ${row.storageId} ${row.runStatus} ${row.rowCount}`).sort();
const page = (key: string | null, before: number | null = null, limit = 2, partition: string | null = null) => {
  const { events, total, next } = readEventPage(index.db, ["h", "h2"], { key, before, limit, partition });
  return { ids: events.map((one) => one.storageId), total, next };
};

describe("events", () => {
  test("the newest by storage id stands, with its run's status and its row count", () => {
    const rows = { label: "dagster/row_count", type: "int", value: 42, from: "materialization" } as const;
    expect(write({ events: [event("a", 2, { metadata: [rows] }), event("a", 1), event("b", 3, { eventType: "observation" })], runs: [run("run2", "SUCCESS")] })).toEqual(["a", "b"]);
    expect(latest()).toEqual(["a materialization 2 SUCCESS 42", "b observation 3 null null"]);
  });

  test("a row count that is no int does not count", () => {
    write({ events: [event("a", 1, { metadata: [{ label: "dagster/row_count", type: "float", value: 4.5, from: "materialization" }] })] });
    expect(latest()).toEqual(["a materialization 1 null null"]);
  });

  test("the same batch twice is the same as once", () => {
    const batch = { events: [event("a", 1), event("a", 2)], checks: [check("a", "c")], runs: [run("run1", "STARTED")] };
    write(batch);
    const once = [page("a"), latest()];
    write(batch);
    expect([page("a"), latest()]).toEqual(once);
  });

  test("a run that ends touches the assets whose newest event it made", () => {
    write({ events: [event("a", 1), event("b", 2)], runs: [run("run1", "STARTED")] });
    expect(write({ runs: [run("run1", "FAILURE")] })).toEqual(["a"]);
    expect(latest()[0]).toBe("a materialization 1 FAILURE null");
    expect(write({ runs: [run("run1", "FAILURE")] })).toEqual([]);
  });

  test("a wipe forgets what was before it, and the one before stands again", () => {
    write({ events: [event("a", 1), event("a", 2), event("a", 9, { eventType: "observation", timestamp: 1 })] });
    write({ wipes: [{ assetKey: "a", timestamp: 1001 }] });
    expect(latest()).toEqual(["a materialization 2 null null"]);
    write({ wipes: [{ assetKey: "a", timestamp: 5000 }] });
    expect(latest()).toEqual([]);
  });

  test("a log that starts over forgets its home alone", () => {
    write({ events: [event("a", 1)], checks: [check("a", "c")], runs: [run("run1", "SUCCESS")] });
    write({ home: "h2", events: [event("b", 1, { home: "h2" })] });
    expect(write({ startsOver: "replaced", events: [event("c", 1)] })).toEqual(["a", "c"]);
    expect(latest(["h", "h2"])).toEqual(["b materialization 1 null null", "c materialization 1 null null"]);
    expect(readRuns(index.db, ["h"], 10)).toEqual([]);
  });

  test("cursor and rows are one: a failing batch leaves both", () => {
    write({ events: [event("a", 1)] });
    const before = readHome(index.db, "h")?.cursor;
    const broken = { ...event("a", 2), metadata: undefined } as unknown as LoggedEvent;
    expect(() => write({ events: [event("a", 3), broken] })).toThrow(TypeError);
    expect(readHome(index.db, "h")?.cursor).toBe(before);
    expect(page("a").ids).toEqual([1]);
  });

  test("of two homes the newest by time stands, and only homes that are asked for count", () => {
    write({ events: [event("a", 10, { timestamp: 5 })] });
    write({ home: "h2", events: [event("a", 1, { home: "h2", timestamp: 6 })] });
    expect(latest(["h", "h2"])).toEqual(["a materialization 1 null null"]);
    expect(latest(["h"])).toEqual(["a materialization 10 null null"]);
    expect(latest([])).toEqual([]);
  });
});

describe("pages", () => {
  test("newest first, to the end and not beyond", () => {
    write({ events: [1, 2, 3, 4, 5].map((id) => event("a", id, { partition: id % 2 ? "odd" : "even" })) });
    expect(page("a")).toEqual({ ids: [5, 4], total: 5, next: 4 });
    expect(page("a", 4)).toEqual({ ids: [3, 2], total: 5, next: 2 });
    expect(page("a", 2)).toEqual({ ids: [1], total: 5, next: null });
    expect(page("a", 1)).toEqual({ ids: [], total: 5, next: null });
    expect(page("a", null, 5)).toEqual({ ids: [5, 4, 3, 2, 1], total: 5, next: null });
    expect(page("a", null, 2, "odd")).toEqual({ ids: [5, 3], total: 3, next: 3 });
    expect(page("b")).toEqual({ ids: [], total: 0, next: null });
  });

  test("over all assets; events of two homes with one id stay together", () => {
    write({ events: [event("a", 1), event("b", 2)] });
    write({ home: "h2", events: [event("c", 2, { home: "h2" })] });
    expect(page(null, null, 1)).toEqual({ ids: [2, 2], total: 3, next: 2 });
    expect(page(null, 2, 1)).toEqual({ ids: [1], total: 3, next: null });
  });

  test("partitions: latest materialization and how many, newest first", () => {
    write({ events: [event("a", 1, { partition: "x" }), event("a", 2, { partition: "y" }), event("a", 3, { partition: "x" }), event("a", 4, { partition: "z", eventType: "observation" })], runs: [run("run3", "SUCCESS")] });
    expect(readPartitions(index.db, ["h"], "a")).toEqual([
      { partition: "x", timestamp: 1003, runId: "run3", runStatus: "SUCCESS", materializations: 2 },
      { partition: "y", timestamp: 1002, runId: "run2", runStatus: null, materializations: 1 },
    ]);
  });
});

test("a planned check becomes its result; the newest evaluation stands", () => {
  write({ checks: [check("a", "c", { status: "planned", runId: "r1" }), check("a", "c", { status: "failed", severity: "WARN", runId: "r0", timestamp: 0 })] });
  expect(readLatestChecks(index.db, ["h"], ["a"])).toMatchObject([{ status: "planned" }]);
  write({ checks: [check("a", "c", { status: "failed", severity: "ERROR", runId: "r1", timestamp: 3 })] });
  expect(readLatestChecks(index.db, ["h"], null)).toMatchObject([{ status: "failed", severity: "ERROR" }]);
  expect(readCheckHistory(index.db, ["h"], "a", "c", 10).map((one) => one.runId)).toEqual(["r1", "r0"]);
});

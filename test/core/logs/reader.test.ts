/** The reader with its process: batches, tailing, and every way that the process may fail. Real processes, killed for real. */
import { fork, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import type { LogReader, LogReaderOptions, LogReadResult } from "../../../main/core/logs/log-batch.ts";
import { openLogReader } from "../../../main/core/logs/open-log-reader.ts";
import { launchNodeProcess } from "../../../main/core/node-launcher.ts";
import type { KillableProcess, ProcessLauncher } from "../../../main/core/processes.ts";
import { materialize, openAsDagster, wipe, writeMaterialization } from "./dagster-writer.ts";
import { bytesOf, Collected, copyHome, dump, indexDatabase, readHome, temporaryFolder } from "./support.ts";

const readers: LogReader[] = [];
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.close();
});

function open(options: Omit<LogReaderOptions, "launch" | "cacheFolder"> & Partial<LogReaderOptions>): LogReader {
  const reader = openLogReader({ launch: launchNodeProcess, cacheFolder: temporaryFolder(), ...options });
  readers.push(reader);
  return reader;
}

/** Forks an entry and hands every started process to `onStart`. */
function launching(file: string, onStart: (child: ChildProcess) => void): ProcessLauncher {
  return () => {
    const child = fork(file, [], { serialization: "advanced", execArgv: ["--disable-warning=ExperimentalWarning"] });
    onStart(child);
    return {
      send: (message) => void (child.connected && child.send(message as object, () => undefined)),
      onMessage: (listener) => void child.on("message", listener),
      onExit: (listener) => void child.on("exit", listener),
      kill: () => void child.kill("SIGKILL"),
    } satisfies KillableProcess;
  };
}

const logProcess = fileURLToPath(new URL("../../../main/core/logs/log-process.ts", import.meta.url));
const stuckProcess = fileURLToPath(new URL("./stuck-process.ts", import.meta.url));

async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error("it did not happen in time");
    await sleep(10);
  }
}

function manyEvents(count: number): ReturnType<typeof copyHome> {
  const home = copyHome("runs-1.13");
  const database = openAsDagster(indexDatabase(home));
  database.exec("BEGIN");
  for (let index = 0; index < count; index++) writeMaterialization(database, { key: ["many", String(index % 10)] });
  database.exec("COMMIT");
  database.close();
  return home;
}

describe("reading", () => {
  test("gives what the process read, batch by batch, and leaves home and cache as they were", async () => {
    const home = manyEvents(2_000);
    const cacheFolder = temporaryFolder();
    const before = bytesOf(home.path);
    const reader = open({ home, cacheFolder });
    const collected = new Collected();
    const result = await reader.read(null, collected.apply);
    expect(collected.batches).toBeGreaterThan(3);
    expect(dump({ collected, result })).toBe(dump(await readHome(home)));
    expect((await reader.read(result.cursor, collected.apply)).counts.events).toBe(0);
    await reader.close();
    expect(bytesOf(home.path)).toBe(before);
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  test("is refused after close", async () => {
    const reader = open({ home: copyHome("runs-1.13") });
    await reader.close();
    await expect(reader.read(null, () => undefined)).rejects.toThrow("closed");
  });

  test("ends at once when the reader is closed", async () => {
    const reader = open({ home: manyEvents(5_000) });
    const reading = reader.read(null, () => void reader.close());
    await expect(reading).rejects.toThrow("closed");
  });

  test("fails with what applying a batch throws; the next read goes", async () => {
    const reader = open({ home: manyEvents(1_000) });
    await expect(reader.read(null, () => { throw new Error("disk full"); })).rejects.toThrow("disk full");
    const collected = new Collected();
    expect((await reader.read(null, collected.apply)).counts.events).toBe(collected.events.size);
  });

  test("two reads at once are one after the other", async () => {
    const reader = open({ home: manyEvents(1_500) });
    const order: string[] = [];
    await Promise.all(["first", "second"].map((name) => reader.read(null, () => void order.push(name))));
    expect(order).toEqual([...order].sort());
  });
});

describe("a process that fails", () => {
  test("killed after its first batch: another one goes on from there", async () => {
    const home = manyEvents(3_000);
    let starts = 0;
    let current: ChildProcess | undefined;
    const reader = open({ home, launch: launching(logProcess, (child) => { starts++; current = child; }) });
    const collected = new Collected();
    const result = await reader.read(null, (batch) => {
      collected.apply(batch);
      if (starts <= 2) current?.kill("SIGKILL");
    });
    expect(starts).toBe(3);
    expect(result.status).toBe("complete");
    expect(dump({ collected, result })).toBe(dump(await readHome(home)));
  });

  test("stopped in the middle: killed when it shows no sign of life, another one goes on", async () => {
    const home = manyEvents(3_000);
    const started: ChildProcess[] = [];
    const reader = open({ home, stallMs: 3_000, launch: launching(logProcess, (child) => started.push(child)) });
    const collected = new Collected();
    const result = await reader.read(null, (batch) => {
      collected.apply(batch);
      if (started.length === 1) started[0]!.kill("SIGSTOP");
    });
    expect(started).toHaveLength(2);
    expect(started[0]!.signalCode).toBe("SIGKILL");
    expect(dump({ collected, result })).toBe(dump(await readHome(home)));
  });

  test("caught in a query without end: killed, tried once more, then said", async () => {
    const home = copyHome("runs-1.13");
    const started: ChildProcess[] = [];
    const reader = open({ home, stallMs: 500, launch: launching(stuckProcess, (child) => started.push(child)) });
    const began = performance.now();
    const result = await reader.read(null, () => undefined);
    expect(performance.now() - began).toBeLessThan(5_000);
    await until(() => started.every((child) => child.signalCode === "SIGKILL"));
    expect(started).toHaveLength(2);
    expect(result.problems.map((problem) => problem.code)).toEqual(["log.process-stopped"]);
    expect(result.problems[0]?.message).toContain("did not answer");
  });

  test("dying again and again: at most five a minute, then said", async () => {
    let starts = 0;
    const reader = open({ home: copyHome("runs-1.13"), launch: launching(logProcess, (child) => { starts++; child.kill("SIGKILL"); }) });
    const result = await reader.read(null, () => undefined);
    expect(starts).toBe(5);
    expect(result.status).toBe("partial");
    expect(result.problems.map((problem) => problem.code)).toEqual(["log.process-stopped"]);
    expect((await reader.read(result.cursor, () => undefined)).problems[0]?.message).toContain("ended 5 times within a minute");
    expect(starts).toBe(5);
  });

  test("one that waits for a parent who is busy is not killed", async () => {
    const home = manyEvents(600);
    let starts = 0;
    const reader = open({ home, stallMs: 1_500, launch: launching(logProcess, () => starts++) });
    const collected = new Collected();
    await reader.read(null, (batch) => {
      collected.apply(batch);
      const end = performance.now() + 2_000;
      while (performance.now() < end);
    });
    expect(starts).toBe(1);
    expect(collected.events.size).toBeGreaterThan(600);
  });
});

describe("tailing", { retry: 3 }, () => {
  test("shows what another process writes within 2 seconds, and leaves no trace", async () => {
    const home = copyHome("metadata-1.13");
    const reader = open({ home });
    const collected = new Collected();
    const lags: number[] = [];
    const results: LogReadResult[] = [];
    reader.tail(null, (batch) => {
      for (const event of batch.events) if (event.assetKey.startsWith("tail/")) lags.push(Date.now() / 1000 - event.timestamp);
      collected.apply(batch);
    }, (result) => results.push(result));
    await until(() => results.length > 0);
    const writer = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("./writer-process.ts", import.meta.url)), home.path, "40", "60"], { stdio: "inherit" });
    const [code] = await once(writer, "exit");
    expect(code).toBe(0);
    await until(() => lags.length === 40);
    expect(Math.max(...lags)).toBeLessThan(2);
    expect(results.every((result) => result.status === "complete" && (result.startedOver === null))).toBe(true);
    // Nobody writes any more: what is there now stays as it is.
    const before = bytesOf(home.path);
    await sleep(1_200);
    await reader.close();
    expect(bytesOf(home.path)).toBe(before);
    expect(readdirSync(home.eventLog!.path)).toEqual(["index.db"]);
    const anew = await readHome(home);
    expect(dump({ collected, result: anew.result })).toBe(dump(anew));
  });

  test("shows what a process that keeps the log open writes, and wipes", async () => {
    const home = copyHome("runs-1.13");
    const reader = open({ home, pollMs: 50 });
    const collected = new Collected();
    const results: LogReadResult[] = [];
    const keys = (): string[] => [...collected.events.values()].map((event) => event.assetKey);
    const writer = openAsDagster(indexDatabase(home));
    writeMaterialization(writer, { key: ["first"] });
    reader.tail(null, collected.apply, (result) => results.push(result));
    await until(() => keys().includes("first"));
    expect(results.at(-1)?.isLive ?? true).toBe(true);
    writeMaterialization(writer, { key: ["second"] });
    await until(() => keys().includes("second"), 2_000);
    wipe(home, ["first"]);
    await until(() => !keys().includes("first"), 2_000);
    writer.close();
    expect(existsSync(`${indexDatabase(home)}-wal`)).toBe(false);
    await until(() => results.at(-1)?.isLive === false, 2_000);
  });

  test("a batch that could not be applied comes again", async () => {
    const home = copyHome("runs-1.13");
    const reader = open({ home, pollMs: 30 });
    const collected = new Collected();
    const results: LogReadResult[] = [];
    let calls = 0;
    reader.tail(null, (batch) => {
      if (++calls <= 2) throw new Error("disk full");
      collected.apply(batch);
    }, (result) => results.push(result));
    await until(() => collected.events.size > 0);
    expect(results[0]?.problems.map((problem) => problem.code)).toEqual(["log.not-applied"]);
    await until(() => results.at(-1)?.problems.length === 0);
    const anew = await readHome(home);
    expect(dump({ collected, result: anew.result })).toBe(dump(anew));
  });

  test("a quiet home is not read again", async () => {
    const reader = open({ home: copyHome("runs-1.13"), pollMs: 30 });
    let reads = 0;
    reader.tail(null, () => undefined, () => reads++);
    await until(() => reads === 2);
    await sleep(500);
    expect(reads).toBe(2);
  });

  test("a log that appears later is read", async () => {
    const home = copyHome("runs-1.13");
    const eventLog = home.eventLog!;
    const elsewhere = { ...home, eventLog: { kind: eventLog.kind, path: `${eventLog.path}-later` } };
    const reader = open({ home: elsewhere, pollMs: 30 });
    const collected = new Collected();
    const results: LogReadResult[] = [];
    reader.tail(null, collected.apply, (result) => results.push(result));
    await until(() => results.length === 2);
    expect(results[0]?.problems.map((problem) => problem.code)).toEqual(["log.missing"]);
    const { renameSync } = await import("node:fs");
    renameSync(eventLog.path, elsewhere.eventLog.path);
    await until(() => collected.events.size > 0);
    expect(results.at(-1)?.problems ?? []).toEqual([]);
  });

  test("reads again when a lock is gone, though no file changed", async () => {
    const home = copyHome("runs-1.13");
    materialize(home, { key: ["behind"] });
    const writer = openAsDagster(indexDatabase(home));
    writer.exec("PRAGMA journal_mode=DELETE; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA cache_size=1; UPDATE event_logs SET step_key = 'x'; UPDATE asset_keys SET tags = 'x'");
    const reader = open({ home, pollMs: 30 });
    const collected = new Collected();
    const results: LogReadResult[] = [];
    reader.tail(null, collected.apply, (result) => results.push(result));
    await until(() => results.some((result) => result.problems.some((problem) => problem.code === "log.busy")));
    writer.exec("ROLLBACK");
    writer.close();
    await until(() => [...collected.events.values()].some((event) => event.assetKey === "behind"));
    expect(results.at(-1)?.problems ?? []).toEqual([]);
  });
});

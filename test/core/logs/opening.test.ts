/** How databases are opened in each state that a home is found in: every row, no trace, or a plain word why not. */
import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import type { DagsterHome } from "../../../shared/model.ts";
import { materialize, openAsDagster, writeMaterialization } from "./dagster-writer.ts";
import { bytesOf, copyHome, homeAt, indexDatabase, readHome, temporaryFolder } from "./support.ts";

const key = ["fresh"];

async function freshEvents(home: DagsterHome): Promise<{ fresh: number; how: string; problems: string[] }> {
  const { collected, result } = await readHome(home);
  const find = result.finds.find((each) => each.detail.startsWith(indexDatabase(home)));
  return { fresh: [...collected.events.values()].filter((event) => event.assetKey === "fresh").length, how: find?.detail.replace(/.*: /, "") ?? "", problems: result.problems.map((problem) => problem.code) };
}

/** The files of a database as they are while a writer has it open: two events are in the write-ahead log alone. */
function crashed(home: DagsterHome, files: readonly string[]): void {
  const path = indexDatabase(home);
  const writer = openAsDagster(path);
  writeMaterialization(writer, { key });
  writeMaterialization(writer, { key });
  const saved = files.map((suffix) => [suffix, readFileSync(path + suffix)] as const);
  writer.close();
  for (const [suffix, bytes] of saved) writeFileSync(path + suffix, bytes);
}

describe("the write-ahead log", () => {
  test.each<[string, readonly string[], number, string]>([
    ["closed cleanly", [], 2, "read immutable"],
    ["left by a crash, with its index", ["", "-wal", "-shm"], 2, "read in place"],
    ["left by a crash, without its index", ["", "-wal"], 2, "read from a copy"],
  ])("%s", async (_name, files, fresh, how) => {
    const home = copyHome("runs-1.13");
    crashed(home, files);
    const before = bytesOf(home.path);
    expect(await freshEvents(home)).toEqual({ fresh, how, problems: [] });
    expect(bytesOf(home.path)).toBe(before);
  });

  test("of zero bytes beside a closed database", async () => {
    const home = copyHome("runs-1.13");
    materialize(home, { key });
    writeFileSync(`${indexDatabase(home)}-wal`, "");
    const before = bytesOf(home.path);
    expect(await freshEvents(home)).toEqual({ fresh: 1, how: "read immutable", problems: [] });
    expect(bytesOf(home.path)).toBe(before);
  });

  test("of zero bytes, and its index too", async () => {
    const home = copyHome("runs-1.13");
    materialize(home, { key });
    for (const suffix of ["-wal", "-shm"]) writeFileSync(indexDatabase(home) + suffix, "");
    const before = bytesOf(home.path);
    expect((await freshEvents(home)).fresh).toBe(1);
    expect(bytesOf(home.path)).toBe(before);
  });

  test("of another database", async () => {
    const home = copyHome("runs-1.13");
    crashed(home, ["", "-wal", "-shm"]);
    const other = copyHome("metadata-1.13");
    for (const suffix of ["-wal", "-shm"]) copyFileSync(indexDatabase(home) + suffix, indexDatabase(other) + suffix);
    const before = bytesOf(other.path);
    // What SQLite makes of it is SQLite's to say: rows or an error, but never a crash, and no trace.
    await readHome(other);
    expect(bytesOf(other.path)).toBe(before);
  });

  test("while a writer has it open: its rows are seen, and it can go on", async () => {
    const home = copyHome("runs-1.13");
    const writer = openAsDagster(indexDatabase(home));
    writeMaterialization(writer, { key });
    expect(await freshEvents(home)).toEqual({ fresh: 1, how: "read in place", problems: [] });
    writer.exec("BEGIN IMMEDIATE");
    writeMaterialization(writer, { key });
    expect((await freshEvents(home)).fresh).toBe(1);
    writer.exec("COMMIT");
    expect((await freshEvents(home)).fresh).toBe(2);
    expect((await readHome(home)).result.isLive).toBe(true);
    writer.close();
    expect(readdirSync(join(home.path, "history", "runs"))).toEqual(["index.db"]);
    expect(await freshEvents(home)).toEqual({ fresh: 2, how: "read immutable", problems: [] });
  });
});

test("a folder that may not be written, and files that are only readable, are read", async () => {
  const home = copyHome("runs-1.13");
  crashed(home, ["", "-wal"]);
  const folder = join(home.path, "history", "runs");
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o400);
  chmodSync(folder, 0o500);
  const before = bytesOf(home.path);
  expect(await freshEvents(home)).toEqual({ fresh: 2, how: "read from a copy", problems: [] });
  expect(bytesOf(home.path)).toBe(before);
  chmodSync(folder, 0o700);
});

test("a copy is removed after the read", async () => {
  const home = copyHome("runs-1.13");
  crashed(home, ["", "-wal"]);
  const { readLog } = await import("../../../main/core/logs/read-log.ts");
  const copies = temporaryFolder();
  let seen = 0;
  await readLog(home, null, copies, { send: async () => void (seen += readdirSync(copies).length), progress: () => undefined });
  expect(seen).toBeGreaterThan(0);
  expect(readdirSync(copies)).toEqual([]);
});

test("a home with odd characters in its path", async () => {
  const folder = join(temporaryFolder(), "a?b=c#d%20 é&mode=rwc");
  renameSync(copyHome("runs-1.13").path, folder);
  const home = homeAt(folder);
  crashed(home, ["", "-wal", "-shm"]);
  expect(await freshEvents(home)).toEqual({ fresh: 2, how: "read in place", problems: [] });
});

describe("locked by another process", () => {
  /** Runs until it is told to end; says "ready" when it holds its lock. */
  async function holdLock(path: string, sql: string): Promise<() => Promise<void>> {
    const script = `const { DatabaseSync } = require("node:sqlite"); const d = new DatabaseSync(${JSON.stringify(path)}); d.exec(${JSON.stringify(sql)}); console.log("ready"); process.stdin.on("end", () => process.exit()).resume();`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["pipe", "pipe", "inherit"] });
    await once(child.stdout, "data");
    return async () => {
      child.stdin.end();
      await once(child, "exit");
    };
  }

  test.each([
    ["a write transaction in the write-ahead log", "BEGIN EXCLUSIVE"],
    ["the exclusive mode in the write-ahead log", "PRAGMA locking_mode=EXCLUSIVE; INSERT INTO asset_keys (asset_key) VALUES ('[\"x\"]')"],
  ])("%s: the rows are read", async (_name, sql) => {
    const home = copyHome("runs-1.13");
    materialize(home, { key });
    const release = await holdLock(indexDatabase(home), sql);
    expect(await freshEvents(home)).toMatchObject({ fresh: 1, problems: [] });
    await release();
  });

  test("a write with a rollback journal: said, not waited for, the runs are read", async () => {
    const home = copyHome("runs-1.13");
    const release = await holdLock(indexDatabase(home), "PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE; PRAGMA cache_size=1; UPDATE event_logs SET step_key = 'x'; UPDATE asset_keys SET tags = 'x'");
    // The journal is there once a page was written back.
    expect(existsSync(`${indexDatabase(home)}-journal`)).toBe(true);
    const began = performance.now();
    const { collected, result } = await readHome(home);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(result.problems.map((problem) => problem.code)).toEqual(["log.busy"]);
    expect(result.status).toBe("partial");
    expect(collected.runs.size).toBe(4);
    await release();
  });
});

describe("what is no database", () => {
  test.each<[string, (path: string) => void, string]>([
    ["missing", (path) => rmSync(path), "log.missing"],
    ["empty", (path) => writeFileSync(path, ""), "log.empty"],
    ["text", (path) => writeFileSync(path, "hello\n".repeat(1_000)), "log.not-a-database"],
    ["half a header", (path) => truncateSync(path, 60), "log.not-a-database"],
    ["a header alone", (path) => truncateSync(path, 100), "log.damaged"],
    ["cut in the middle", (path) => truncateSync(path, 30_000), "log.damaged"],
    ["a folder", (path) => { rmSync(path); mkdirSync(path); }, "log.not-a-file"],
    ["a link", (path) => { renameSync(path, `${path}.real`); symlinkSync(`${path}.real`, path); }, "log.not-a-file"],
    ["a write-ahead log that is a link", (path) => symlinkSync("/etc/passwd", `${path}-wal`), "log.not-a-file"],
    ["not readable", (path) => chmodSync(path, 0), process.getuid?.() === 0 ? "" : "log.no-access"],
    ["of another program", (path) => { rmSync(path); const other = new DatabaseSync(path); other.exec("CREATE TABLE notes (id INTEGER PRIMARY KEY)"); other.close(); }, "log.not-dagster"],
    ["without a column that is needed", (path) => change(path, "ALTER TABLE event_logs RENAME COLUMN event TO happening"), "log.not-dagster"],
    ["without columns of later versions", (path) => change(path, "DROP INDEX idx_events_by_asset_partition; ALTER TABLE event_logs DROP COLUMN partition; ALTER TABLE asset_keys DROP COLUMN cached_status_data; DROP TABLE asset_check_executions"), ""],
  ])("%s", async (_name, spoil, code) => {
    const home = copyHome("runs-1.13");
    spoil(indexDatabase(home));
    const before = bytesOf(home.path);
    const { collected, result } = await readHome(home);
    expect(result.problems.map((problem) => problem.code).filter((each, index, all) => all.indexOf(each) === index)).toEqual(code === "" ? [] : [code]);
    for (const problem of result.problems) expect(problem.message).toContain("history/runs/index.db");
    expect(collected.runs.size).toBe(4);
    expect(bytesOf(home.path)).toBe(before);
  });

  test("a pipe does not make the reader wait", async () => {
    const home = copyHome("runs-1.13");
    const path = indexDatabase(home);
    rmSync(path);
    const pipe = spawn("mkfifo", [path]);
    await once(pipe, "exit");
    expect((await readHome(home)).result.problems.map((problem) => problem.code)).toEqual(["log.not-a-file"]);
  });

  test("a second name of the same file is the file", async () => {
    const home = copyHome("runs-1.13");
    const path = indexDatabase(home);
    linkSync(path, `${path}.second`);
    expect((await readHome(home)).result.problems).toEqual([]);
  });

  function change(path: string, sql: string): void {
    const database = openAsDagster(path);
    database.exec(sql);
    database.close();
  }
});

test("a home without local storage says so", async () => {
  const { result } = await readHome({ ...copyHome("runs-1.13"), eventLog: null });
  expect(result.problems.map((problem) => problem.code)).toEqual(["log.not-local"]);
});

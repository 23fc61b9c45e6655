/** Dagster homes that cannot be read: every definition is shown all the same, the problem is named, the home stays as it is. */
import { copyFileSync, openSync, rmSync, truncateSync, writeFileSync, writeSync, closeSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderDigest } from "../support/folder-digest.ts";
import { copyProject, type ProjectCopy } from "../support/project-copy.ts";
import { listCatalog } from "../support/run-cli.ts";

let project: ProjectCopy;
let index: string;
let home: string;
beforeEach(() => {
  project = copyProject();
  home = path.join(project.folder, "dagster_home");
  index = path.join(home, "history", "runs", "index.db");
});
afterEach(() => project.remove());

/** Lists with the home as it is now; the home must be the same afterwards. */
async function listUnharmed() {
  const before = folderDigest(home);
  const catalog = await listCatalog(project);
  expect(folderDigest(home)).toEqual(before);
  expect(catalog.assets.length).toBeGreaterThan(40);
  return catalog;
}
const logProblems = (catalog: Awaited<ReturnType<typeof listUnharmed>>): string[] => catalog.problems.filter(({ stage }) => stage === "logs").map(({ code, message }) => `${code} ${message}`);

describe("a Dagster home", () => {
  it("that is whole gives the latest materializations and no problem", async () => {
    const catalog = await listUnharmed();
    expect(catalog.assets.find(({ key }) => key === "raw/orders")?.latestMaterialization?.metadata.map(({ label }) => label)).toContain("dagster/row_count");
    expect(logProblems(catalog)).toEqual([]);
  });

  it("with a database whose pages are overwritten", async () => {
    const handle = openSync(index, "r+");
    const size = readFileSync(index).length;
    for (let at = 8192; at < size; at += 4096 * 3) writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, at);
    closeSync(handle);
    expect(logProblems(await listUnharmed())).not.toEqual([]);
  });

  it("with a database that was cut off", async () => {
    truncateSync(index, 300_000);
    expect(logProblems(await listUnharmed())).not.toEqual([]);
  });

  it("with a text file where the database should be", async () => {
    writeFileSync(index, "this is no database\n".repeat(500));
    expect(logProblems(await listUnharmed())).not.toEqual([]);
  });

  it("with an empty database", async () => {
    writeFileSync(index, "");
    await listUnharmed();
  });

  it("without its database", async () => {
    rmSync(index);
    await listUnharmed();
  });

  it("that another process holds locked, with rows in the write-ahead log", async () => {
    const writer = new DatabaseSync(index);
    try {
      writer.exec("pragma journal_mode = wal; pragma locking_mode = exclusive; begin exclusive");
      writer.exec("update event_logs set step_key = step_key where id = 1");
      const catalog = await listUnharmed();
      const latest = catalog.assets.find(({ key }) => key === "raw/orders")?.latestMaterialization;
      // Read beside the lock, or said that it could not be.
      if (!latest) expect(logProblems(catalog)).not.toEqual([]);
    } finally {
      writer.exec("rollback");
      writer.close();
    }
  });

  it("that was left with a write-ahead log by a process that died", async () => {
    const copy = `${index}.copy`;
    const writer = new DatabaseSync(index);
    writer.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 0; update event_logs set partition = 'from the write-ahead log' where id = (select max(id) from event_logs where asset_key = '[\"raw\", \"orders\"]' and dagster_event_type = 'ASSET_MATERIALIZATION')");
    copyFileSync(`${index}-wal`, `${copy}-wal`);
    copyFileSync(index, copy);
    writer.close();
    copyFileSync(copy, index);
    copyFileSync(`${copy}-wal`, `${index}-wal`);
    rmSync(copy);
    rmSync(`${copy}-wal`);
    const catalog = await listUnharmed();
    expect(catalog.assets.find(({ key }) => key === "raw/orders")?.latestMaterialization?.partition).toBe("from the write-ahead log");
  });
});

import { appendFileSync, chmodSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Core } from "../../../main/core/core.ts";
import { unknown } from "../../../shared/unknown.ts";
import { handMadeProject, makeAsset, makeCheck, type HandMade } from "../../support/hand-made.ts";

let made: HandMade;
beforeEach(() => {
  made = handMadeProject();
});
afterEach(() => made.remove());

const keysOf = async (core: Core): Promise<string[]> => (await core.project()["catalog.list"]({})).rows.map((row) => row.key);
/** All that a user can see, without when it was read. */
const everything = async (core: Core): Promise<unknown> => ({
  catalog: await core.project().exportCatalog({}), rows: (await core.project()["catalog.list"]({})).rows, finds: await core.project()["find.list"]({}),
  details: await Promise.all((await keysOf(core)).map(async (key) => ({ ...(await core.project()["asset.get"]({ key })), revision: 0, readings: [] }))),
});

function indexFileOf(project: HandMade): string {
  const [hash = ""] = readdirSync(path.join(project.cacheFolder, "projects"));
  return path.join(project.cacheFolder, "projects", hash, "index.db");
}

/** As if the files had been written long ago: their times then prove that nothing changed. */
function settle(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) utimesSync(path.join(folder, name), 1_700_000_000, 1_700_000_000);
  utimesSync(folder, 1_700_000_000, 1_700_000_000);
}

describe("opening", () => {
  test("shows what the definitions say, sorted by key, with stubs", async () => {
    made.put("all", [makeAsset("b/orders", { deps: ["a/raw"] }), makeAsset("a/raw", { isStub: true, kind: "external", source: null }), makeAsset("b"), makeCheck("b/orders", "fresh")]);
    await made.opened(async (core) => {
      expect(await keysOf(core)).toEqual(["a/raw", "b", "b/orders"]);
      expect(core.state()).toMatchObject({ status: "ready", counts: { assets: 2, stubs: 1, checks: 1, problems: 0 } });
      const detail = await core.project()["asset.get"]({ key: "b/orders" });
      expect(detail?.upstream.map((row) => row.key)).toEqual(["a/raw"]);
      expect((await core.project()["asset.get"]({ key: "a/raw" }))?.downstream.map((row) => row.key)).toEqual(["b/orders"]);
      expect(detail?.checks.map((check) => check.name)).toEqual(["fresh"]);
      expect(await core.project()["asset.get"]({ key: "nowhere" })).toBeNull();
    });
  });

  test("an unchanged project is opened from the index alone", async () => {
    made.put("all", [makeAsset("a"), makeAsset("b", { description: unknown("not known") })]);
    settle(made.folder);
    const first = await made.opened(everything);
    expect(made.readings.length).toBe(1);
    const modified = statSync(indexFileOf(made)).mtimeMs;
    const second = await made.opened(everything);
    expect(made.readings.length).toBe(1);
    expect(second).toEqual(first);
    expect(statSync(indexFileOf(made)).mtimeMs).toBe(modified);
  });

  test("a file touched but not changed is hashed, not read again", async () => {
    made.put("all", [makeAsset("a")]);
    await made.opened(keysOf);
    utimesSync(path.join(made.folder, "assets/all.json"), new Date(), new Date());
    expect(await made.opened(keysOf)).toEqual(["a"]);
    expect(made.readings.length).toBe(1);
  });

  test("a change of equal size and time is still seen", async () => {
    made.put("all", [makeAsset("a")]);
    await made.opened(keysOf);
    const { mtime, atime } = statSync(path.join(made.folder, "assets/all.json"));
    made.put("all", [makeAsset("b")]);
    utimesSync(path.join(made.folder, "assets/all.json"), atime, mtime);
    expect(await made.opened(keysOf)).toEqual(["b"]);
  });

  test("without a cache nothing is written", async () => {
    made.put("all", [makeAsset("a")]);
    expect(await made.opened(keysOf, { isCached: false })).toEqual(["a"]);
    expect(() => readdirSync(made.cacheFolder)).toThrow(/ENOENT/);
  });

  test("a folder that is not there is an error that says so", async () => {
    await expect(made.core().openProject(path.join(made.folder, "nowhere"))).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("changes", () => {
  const steps: readonly { readonly name: string; readonly change: (project: HandMade) => void }[] = [
    { name: "an asset added", change: (project) => project.put("more", [makeAsset("c", { deps: ["a"] })]) },
    { name: "an asset changed", change: (project) => project.put("all", [makeAsset("a", { group: "g", metadata: [{ label: "m", type: "int", value: 3, from: "definition" }] }), makeAsset("b", { deps: ["a"] })]) },
    { name: "an asset removed", change: (project) => project.put("all", [makeAsset("b")]) },
    { name: "a file removed", change: (project) => rmSync(path.join(project.folder, "assets/all.json")) },
    { name: "a key defined twice", change: (project) => project.put("more", [makeAsset("a", { group: "other", source: { file: "assets/more.json", line: 7 } })]) },
    { name: "a file that does not parse", change: (project) => project.put("all", "[{") },
    { name: "checks alone", change: (project) => project.put("more", [makeCheck("a", "late")]) },
  ];
  test.each(steps)("$name: the index updated equals one made anew", async ({ change }) => {
    made.put("all", [makeAsset("a"), makeAsset("b", { deps: ["a"] })]);
    await made.opened(keysOf);
    change(made);
    const updated = await made.opened(everything);
    rmSync(made.cacheFolder, { recursive: true });
    expect(updated).toEqual(await made.opened(everything));
  });

  test("two definitions of one key: the first is shown, the other listed, a problem says where", async () => {
    made.put("all", [makeAsset("a")]);
    made.put("more", [makeAsset("a", { group: "other", source: { file: "assets/more.json", line: 7 } })]);
    await made.opened(async (core) => {
      expect((await core.project()["asset.get"]({ key: "a" }))?.duplicates.map((other) => other.group)).toEqual(["other"]);
      expect(await core.project()["problem.list"]({})).toMatchObject([{ code: "reconcile.duplicate-key", message: expect.stringContaining("assets/more.json:7") }]);
    });
  });

  test("events name the assets that changed and the revision grows", async () => {
    made.put("all", [makeAsset("a"), makeAsset("b")]);
    const changes: (readonly string[] | null)[] = [];
    const core = made.core({ emit: (name, data) => void (name === "index.changed" && data !== null && "keys" in data && changes.push(data.keys as readonly string[] | null)) });
    await core.openProject(made.folder);
    await core.whenIdle();
    const { revision } = core.state();
    changes.length = 0;
    made.put("all", [makeAsset("a"), makeAsset("b", { group: "g" })]);
    core.refresh(false);
    await core.whenIdle();
    expect(changes).toEqual([["b"]]);
    expect(core.state().revision).toBeGreaterThan(revision);
    await core.close();
  });
});

describe("an index that cannot be used", () => {
  const damages: readonly { readonly name: string; readonly damage: (file: string) => void }[] = [
    { name: "zero length", damage: (file) => truncateSync(file, 0) },
    { name: "no database", damage: (file) => writeFileSync(file, "not a database, and long enough to have a header of its own") },
    { name: "cut off", damage: (file) => truncateSync(file, 5000) },
    { name: "a newer version", damage: (file) => edit(file, (db) => db.pragma("user_version = 99")) },
    { name: "a table missing", damage: (file) => edit(file, (db) => db.exec("DROP TABLE assets")) },
    { name: "another program's", damage: (file) => { rmSync(file); edit(file, (db) => db.exec("CREATE TABLE theirs (x)")); } },
    { name: "a payload changed", damage: (file) => edit(file, (db) => db.exec("UPDATE assets SET payload = replace(payload, 'default', 'defaulf')")) },
    { name: "a payload cut", damage: (file) => edit(file, (db) => db.exec("UPDATE parts SET payload = substr(payload, 1, 10)")) },
    { name: "a stray write-ahead log", damage: (file) => { writeFileSync(file, ""); writeFileSync(`${file}-wal`, "rubbish"); } },
    { name: "garbage at the end", damage: (file) => appendFileSync(file, "x".repeat(4096)) },
  ];
  function edit(file: string, act: (db: Database.Database) => void): void {
    const db = new Database(file);
    act(db);
    db.close();
  }
  test.each(damages)("$name: everything is shown all the same", async ({ damage }) => {
    made.put("all", [makeAsset("a"), makeAsset("b", { deps: ["a"] }), makeCheck("a", "c")]);
    settle(made.folder);
    const clean = await made.opened(everything, { isCached: false });
    await made.opened(everything);
    damage(indexFileOf(made));
    const healed = await made.opened(async (core) => {
      const seen = await everything(core);
      await core.whenIdle();
      return (await everything(core)) && seen;
    });
    const again = await made.opened(everything);
    for (const state of [healed, again]) expect(withoutNotices(state)).toEqual(withoutNotices(clean));
    expect(readdirSync(path.dirname(indexFileOf(made))).filter((name) => name.includes(".bad-")).length).toBeLessThanOrEqual(1);
  });

  test("random bytes flipped: never a wrong answer, never a failure", async () => {
    made.put("all", Array.from({ length: 30 }, (_, i) => makeAsset(`p${i % 3}/asset_${i}`, { deps: i > 0 ? [`p${(i - 1) % 3}/asset_${i - 1}`] : [], description: `number ${i}` })));
    settle(made.folder);
    const clean = await made.opened((core) => keysOf(core));
    const pristine = readFileSync(indexFileOf(made));
    const random = seeded(7);
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(pristine);
      for (let n = 0; n < 4; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      writeFileSync(indexFileOf(made), bytes);
      const keys = await made.opened(async (core) => {
        const first = await keysOf(core);
        await core.whenIdle();
        return first.length === clean.length ? first : keysOf(core);
      });
      expect(keys).toEqual(clean);
    }
  });

  test.skipIf(process.getuid?.() === 0)("a cache folder that cannot be written: in memory, with one notice", async () => {
    made.put("all", [makeAsset("a")]);
    chmodSync(path.dirname(made.cacheFolder), 0o500);
    const codes = await made.opened(async (core) => (await core.project()["problem.list"]({})).map((problem) => problem.code));
    chmodSync(path.dirname(made.cacheFolder), 0o700);
    expect(codes).toEqual(["index.in-memory"]);
  });

  test("a cache folder that is a file: in memory, with one notice", async () => {
    made.put("all", [makeAsset("a")]);
    writeFileSync(made.cacheFolder, "");
    await made.opened(async (core) => {
      expect(await keysOf(core)).toEqual(["a"]);
      expect((await core.project()["problem.list"]({})).map((problem) => problem.code)).toEqual(["index.in-memory"]);
    });
  });
});

describe("several processes", () => {
  test("two cores on one index see each other's work and no lock", async () => {
    made.put("all", [makeAsset("a")]);
    const [one, two] = [made.core(), made.core()];
    await Promise.all([one.openProject(made.folder), two.openProject(made.folder)]);
    await Promise.all([one.whenIdle(), two.whenIdle()]);
    made.put("all", [makeAsset("a"), makeAsset("b")]);
    one.refresh(false);
    await one.whenIdle();
    expect(await keysOf(two)).toEqual(["a", "b"]);
    await Promise.all([one.close(), two.close()]);
  });
});

function withoutNotices(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state, (name, value: unknown) => (name === "problems" && Array.isArray(value) ? value.filter((problem) => !String((problem as { code: string }).code).startsWith("index.")) : value)));
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeAsset } from "../../../main/core/index/assets.ts";
import { IndexReplacedError, openProjectIndex, type ProjectIndex } from "../../../main/core/index/project-index.ts";
import { makeAsset } from "../../support/hand-made.ts";

let folder: string;
let open: ProjectIndex[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "assetscope-index-"));
  open = [];
});
afterEach(() => {
  for (const index of open) index.close();
  rmSync(folder, { recursive: true, force: true });
});
function opened(): ProjectIndex {
  const index = openProjectIndex(path.join(folder, "index.db"));
  open.push(index);
  return index;
}

test("the revision grows with what is shown, not with what is not", () => {
  const index = opened();
  index.write(() => false);
  expect(index.revision()).toBe(0);
  index.write(() => true);
  expect(index.revision()).toBe(1);
});

test("what fails half way leaves nothing", () => {
  const index = opened();
  expect(() => index.write((db) => {
    writeAsset(db, makeAsset("a"));
    throw new TypeError("half way");
  })).toThrow("half way");
  expect(index.db.prepare("SELECT count(*) AS n FROM assets").get()).toEqual({ n: 0 });
});

test("another connection's writes are noticed once", () => {
  const [one, two] = [opened(), opened()];
  expect(one.wasWrittenByOthers()).toBe(false);
  two.write((db) => {
    writeAsset(db, makeAsset("a"));
    return true;
  });
  expect([one.wasWrittenByOthers(), one.wasWrittenByOthers(), two.wasWrittenByOthers()]).toEqual([true, false, false]);
});

test("a full disk: the index goes on in memory and says so, the file is left alone", () => {
  const index = opened();
  index.db.pragma(`max_page_count = ${String(index.db.pragma("page_count", { simple: true }))}`);
  const fill = (): void => index.write((db) => {
    for (let i = 0; i < 200; i++) writeAsset(db, makeAsset(`asset_${i}`, { description: "x".repeat(2_000) }));
    return true;
  });
  expect(fill).toThrow(IndexReplacedError);
  expect(index.isInMemory).toBe(true);
  expect(index.notices.map((notice) => notice.code)).toEqual(["index.in-memory"]);
  fill();
  expect(index.db.prepare("SELECT count(*) AS n FROM assets").get()).toEqual({ n: 200 });
  expect(readdirSync(folder).filter((name) => name.includes(".bad"))).toEqual([]);
});

test("a fault that comes back in every new index is passed on in the end", () => {
  const index = opened();
  const failing = (): void => index.write((db) => Boolean(db.prepare("SELECT * FROM there_is_no_such_table").get()));
  const errors = Array.from({ length: 5 }, () => {
    try {
      failing();
      return "";
    } catch (error) {
      return error instanceof IndexReplacedError ? "replaced" : "passed on";
    }
  });
  expect(errors.at(-1)).toBe("passed on");
  expect(errors.filter((error) => error === "replaced").length).toBeLessThanOrEqual(3);
});

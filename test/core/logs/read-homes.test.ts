/** Homes that the real Dagster wrote (test/fixtures/homes/make_homes.py) against the text beside them. A new case is a new folder. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOf, copyHome, dump, homeAt, homesFolder, indexDatabase, readHome } from "./support.ts";

const names = readdirSync(homesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);

describe.each(names)("the home %s", (name) => {
  test("says what its expected.txt says", async () => {
    const expected = join(homesFolder, name, "expected.txt");
    const text = dump(await readHome(homeAt(join(homesFolder, name))));
    if (process.env["UPDATE_EXPECTED"] === "1") writeFileSync(expected, text);
    expect(text).toBe(existsSync(expected) ? readFileSync(expected, "utf8") : "");
  });

  test("is the same files with the same bytes after it was read", async () => {
    const home = copyHome(name);
    const before = bytesOf(home.path);
    const { result } = await readHome(home);
    expect(result.finds.map((find) => find.detail.replace(/.*: /, ""))).toEqual(["read immutable", "read immutable"]);
    expect(bytesOf(home.path)).toBe(before);
  });

  test("has nothing new for a cursor at its end", async () => {
    const home = homeAt(join(homesFolder, name));
    const first = await readHome(home);
    const second = await readHome(home, first.result.cursor);
    expect(second.collected.batches).toBe(0);
    expect(second.result.startedOver).toBeNull();
    expect({ ...second.result.cursor, readAt: 0 }).toEqual({ ...first.result.cursor, readAt: 0 });
  });

  test("tells the status of a run for every event of a run", async () => {
    const { collected } = await readHome(homeAt(join(homesFolder, name)));
    for (const event of collected.events.values()) expect(event.runStatus === null).toBe(event.runId === "");
  });

  test("holds no path of the machine that made it", () => {
    for (const file of [indexDatabase(homeAt(join(homesFolder, name))), join(homesFolder, name, "history", "runs.db")]) {
      expect(readFileSync(file, "latin1")).not.toMatch(/\/(?:home|root|tmp|Users|work)\//);
    }
  });
});

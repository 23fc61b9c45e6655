/** A warm process that imports only what changed says the same as one that imports everything (warm-reloads.py holds the cases). */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { dagsterPython } from "../../support/dagster-python.ts";
import { root } from "../../support/project-copy.ts";

interface Case { readonly case: string; readonly isSame: boolean; readonly assets: number; readonly again: number; readonly all: number }

describe.skipIf(!existsSync(dagsterPython))("a change to some modules", () => {
  test("gives what a fresh import of everything gives, and imports less where it may", { timeout: 180_000 }, () => {
    const run = spawnSync(dagsterPython, ["-B", path.join(import.meta.dirname, "warm-reloads.py"), path.join(root, "main", "core", "sandbox", "python")], { encoding: "utf8", env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
    const cases = run.stdout.trim().split("\n").map((line) => JSON.parse(line) as Case);
    expect(cases.filter((one) => !one.isSame || one.assets === 0), run.stderr.slice(-2_000)).toEqual([]);
    const again = Object.fromEntries(cases.map((one) => [one.case, `${one.again} of ${one.all}`]));
    expect(again).toMatchObject({ "nothing": "0 of 5", "one module": "2 of 5", "a registry that modules add to": "5 of 5", "dependencies": "2 of 6", "a mistake that stays in another module": "2 of 6", "a mistake mended": "2 of 5", "a mistake that spoils an asset of another module": "6 of 6" });
    expect(cases).toHaveLength(29);
  });
});

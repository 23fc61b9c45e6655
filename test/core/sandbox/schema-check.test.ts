/** The quick check of JSON schemas never says yes where the validator says no (schema-check.py holds schemas and values). */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { dagsterPython } from "../../support/dagster-python.ts";
import { root } from "../../support/project-copy.ts";

type Line = readonly [schema: unknown, value: string, quick: boolean, validator: boolean];

describe.skipIf(!existsSync(dagsterPython))("the quick check of JSON schemas", () => {
  test("says yes only where the validator does, and mostly where it does", { timeout: 60_000 }, () => {
    const run = spawnSync(dagsterPython, ["-B", path.join(import.meta.dirname, "schema-check.py"), path.join(root, "main", "core", "sandbox", "python")], { encoding: "utf8" });
    const lines = run.stdout.trim().split("\n");
    const values = lines.slice(0, -1).map((line) => JSON.parse(line) as Line);
    expect(values.filter(([, , quick, validator]) => quick && !validator), run.stderr.slice(-2_000)).toEqual([]);
    expect(values.filter(([, , quick, validator]) => validator && !quick).map(([, value]) => value).sort()).toEqual(["1.0"]);
    expect(values.length).toBeGreaterThan(250);
    expect(JSON.parse(lines.at(-1) ?? "null")).toEqual([]);
  });
});

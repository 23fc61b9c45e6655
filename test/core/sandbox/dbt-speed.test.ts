/** What makes dbt's parser faster does not change what it says (dbt-speed.py compares). */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { dagsterPython } from "../../support/dagster-python.ts";
import { root } from "../../support/project-copy.ts";

describe.skipIf(!existsSync(dagsterPython))("dbt's parser made faster", () => {
  test("says the same", { timeout: 180_000 }, () => {
    const project = path.join(import.meta.dirname, "cases", "dbt-without-manifest", "analytics");
    const run = spawnSync(dagsterPython, ["-B", path.join(import.meta.dirname, "dbt-speed.py"), path.join(root, "main", "core", "sandbox", "python"), project], { encoding: "utf8" });
    expect(JSON.parse(run.stdout.trim().split("\n").at(-1) || "null"), run.stderr.slice(-2_000)).toEqual([6, []]);
  });
});

/**
 * Each folder below test/fixtures/definitions is a tiny real Dagster project and what it must come out as. A new case is a new folder;
 * `UPDATE=1` writes expected.txt, to be read by a person (and by the real Dagster: test/conformance/run.sh) before it is kept.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readLocation } from "../../../main/core/dagster/read-location.ts";
import { openProjectFiles } from "../../../main/core/files.ts";
import { loadPythonParser } from "../../../main/core/python/evaluate.ts";
import type { CodeLocation } from "../../../shared/model.ts";
import { dumpDefinitions } from "./dump.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures/definitions");
const cases = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, "project")));

/** The entry is the module `definitions`, below `src` where there is one. */
export function locationOf(project: string): CodeLocation {
  const hasSource = existsSync(join(project, "src"));
  return {
    name: "case", root: ".", sourceRoots: hasSource ? ["src", "."] : ["."], declaredIn: null, declaredBy: "test",
    entry: { kind: "module", module: "definitions", attribute: null, workingDirectory: "." },
  };
}

describe("definitions", () => {
  beforeAll(() => loadPythonParser(resolve(import.meta.dirname, "../../../node_modules")));

  it("has cases", () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  it.each(cases)("%s", (name) => {
    const folder = join(fixtures, name);
    const project = join(folder, "project");
    // The case's folder is the bound: a case must not see the repository around it.
    const files = openProjectFiles(project, { bound: project });
    const first = dumpDefinitions(readLocation(locationOf(project), files).definitions);
    const expected = join(folder, "expected.txt");
    if (process.env["UPDATE"]) writeFileSync(expected, first);
    expect(first).toBe(readFileSync(expected, "utf8"));
    // Reading is a function of the files alone.
    expect(dumpDefinitions(readLocation(locationOf(project), files).definitions)).toBe(first);
  });
});

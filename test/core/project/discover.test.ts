/**
 * Each folder of test/fixtures/projects is a case: `project/` as it would be opened (options.json may name the folder to open in it, the
 * bound and an entry), `expected.json` what discovery must say. With UPDATE_EXPECTED=1 the expectation is written: read it before keeping it.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { discoverProject } from "../../../main/core/project/discover.ts";
import type { EntryOptions } from "../../../main/core/project/discover.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/projects");

interface CaseOptions {
  readonly open?: string;
  readonly bound?: string;
  readonly entry?: EntryOptions;
}

function readCase(name: string): unknown {
  const project = join(fixtures, name, "project");
  const optionsFile = join(fixtures, name, "options.json");
  const options: CaseOptions = existsSync(optionsFile) ? JSON.parse(readFileSync(optionsFile, "utf8")) : {};
  const files = openProjectFiles(join(project, options.open ?? "."), { bound: join(project, options.bound ?? options.open ?? ".") });
  const layout = discoverProject(files, { entry: options.entry, environment: {}, chosenHomes: [] });
  return {
    codeLocations: layout.codeLocations,
    dbtProjects: layout.dbtProjects,
    finds: layout.finds.filter((find) => find.what !== "dagster_home").map((find) => `${find.what} ${find.status}: ${find.title} | ${find.detail}${find.at ? ` @ ${find.at.file}:${find.at.line}` : ""}`),
    problems: layout.problems,
    watchRoots: layout.watchRoots,
  };
}

describe("discovery", () => {
  for (const name of readdirSync(fixtures).sort()) {
    it(name, () => {
      const expectedFile = join(fixtures, name, "expected.json");
      const found = readCase(name);
      if (process.env["UPDATE_EXPECTED"] === "1") writeFileSync(expectedFile, `${JSON.stringify(found, null, 2)}\n`);
      expect(found).toEqual(JSON.parse(readFileSync(expectedFile, "utf8")));
    });
  }
});

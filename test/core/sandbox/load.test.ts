/**
 * Each folder of cases/ is a project with what the sealed Dagster must say of it in expected.json: some fields of each of its assets, and
 * which problems at which lines. One warm process loads them all, as it does the locations of a workspace.
 */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { collectFiles } from "../../../main/core/sandbox/collect-files.ts";
import { findSealedRuntime } from "../../../main/core/sandbox/find-runtime.ts";
import { openSandbox, type Sandbox } from "../../../main/core/sandbox/open-sandbox.ts";
import { startSealedProcess } from "../../../main/core/sandbox/sealed-node.ts";
import type { CodeLocation } from "../../../shared/model.ts";

interface Expected {
  readonly assets: { readonly [key: string]: { readonly [field: string]: unknown } };
  readonly problems: readonly { readonly code: string; readonly at?: unknown; readonly message?: string }[];
  /** Codes of problems of which there are no more than these. */
  readonly only?: readonly string[];
}

const found = findSealedRuntime();
const folder = new URL("cases/", import.meta.url);
const location: CodeLocation = { name: "case", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };

describe.skipIf("missing" in found)("loads in the sealed runtime", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    if ("runtime" in found) sandbox = openSandbox({ start: (start) => startSealedProcess(found.runtime, start) });
  });
  afterAll(() => sandbox?.close());

  for (const name of readdirSync(folder).sort()) {
    it(name, { timeout: 400_000 }, async () => {
      const project = fileURLToPath(new URL(name, folder));
      const expected = JSON.parse(readFileSync(`${project}/expected.json`, "utf8")) as Expected;
      const answer = await sandbox.load(location, collectFiles(openProjectFiles(project, { bound: project }), [location]));
      if (answer.type === "failed") throw new Error(answer.message);
      const { assets, problems } = answer.definitions;
      const said = Object.fromEntries(
        assets.filter((asset) => !asset.isStub).map((asset) => {
          const all: { [field: string]: unknown } = { ...asset };
          return [asset.key, Object.fromEntries(Object.keys(expected.assets[asset.key] ?? {}).map((field) => [field, all[field]]))];
        }),
      );
      expect(said, problems.map((problem) => problem.message).join("\n")).toEqual(expected.assets);
      for (const one of expected.problems) expect(problems).toContainEqual(expect.objectContaining(one));
      for (const code of expected.only ?? []) expect(problems.filter((one) => one.code === code)).toHaveLength(expected.problems.filter((one) => one.code === code).length);
      const told = new Set(expected.problems.map(({ code }) => code));
      expect(problems.filter(({ code, severity }) => severity !== "info" && !told.has(code) && code !== "sandbox.input-missing")).toEqual([]);
    });
  }
});

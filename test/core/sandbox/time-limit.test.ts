/**
 * Each folder of slow/ is a project that does not end: what was loaded until its time was over is there (expected.json: assets, and the
 * place that it was stopped at), and the next project finds a process that is as good as new.
 */
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { collectFiles, type Collected } from "../../../main/core/sandbox/collect-files.ts";
import { findSealedRuntime } from "../../../main/core/sandbox/find-runtime.ts";
import { loadLimitOf } from "../../../main/core/sandbox/load-limit.ts";
import { openSandbox, type Sandbox } from "../../../main/core/sandbox/open-sandbox.ts";
import { startSealedProcess } from "../../../main/core/sandbox/sealed-node.ts";
import type { CodeLocation } from "../../../shared/model.ts";

interface Expected { readonly assets: readonly string[]; readonly at: { readonly file: string; readonly line: number } }

const found = findSealedRuntime();
const folder = new URL("slow/", import.meta.url);
const location: CodeLocation = { name: "slow", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };

function collect(project: string): Collected {
  return collectFiles(openProjectFiles(project, { bound: project }), [location]);
}

describe.skipIf("missing" in found)("a load that takes too long", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    if ("runtime" in found) sandbox = openSandbox({ start: (start) => startSealedProcess(found.runtime, start), limitMs: 20_000 });
  });
  afterAll(() => sandbox?.close());

  for (const name of readdirSync(folder).sort()) {
    it(name, { timeout: 300_000 }, async () => {
      const project = fileURLToPath(new URL(name, folder));
      const expected = JSON.parse(readFileSync(`${project}/expected.json`, "utf8")) as Expected;
      const answer = await sandbox.load(location, collect(project));
      if (answer.type === "failed") throw new Error(answer.message);
      expect(answer.definitions.assets.map((asset) => asset.key).sort()).toEqual(expected.assets);
      expect(answer.definitions.problems.filter(({ code }) => code === "sandbox.timeout")).toEqual([expect.objectContaining({ severity: "error", at: expected.at })]);
    });
  }

  it("leaves nothing behind", { timeout: 300_000 }, async () => {
    const project = fileURLToPath(new URL("cases/failing-resource", import.meta.url));
    const answer = await sandbox.load(location, collect(project));
    expect(answer.type === "loaded" && answer.definitions.assets.map((asset) => asset.key)).toEqual(["orders"]);
  });
});

describe("the limit of a load", () => {
  const of = (...paths: readonly string[]): number => loadLimitOf({ files: paths.map((path) => ({ path, hash: "", bytes: new Uint8Array() })), folder: "", hash: "", leftOut: [] });

  it("grows with the models of dbt projects, to an end", () => {
    const models = Array.from({ length: 700 }, (_, i) => `models/${i}.sql`);
    expect(of("a.py", ...models)).toBe(180_000);
    expect(of("dbt_project.yml", "models/a.sql")).toBe(181_000);
    expect(of("dbt_project.yml", ...models)).toBe(880_000);
    expect(of("dbt_project.yml", ...models, ...models.map((one) => `b/${one}`))).toBe(900_000);
  });
});

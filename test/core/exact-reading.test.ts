/** The process behind an exact reader: kept while it is needed, however long a load takes, let go when nobody asks, asked again where it broke off. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createExactReader } from "../../main/core/exact-reading.ts";
import type { ExactLoader, ExactSource } from "../../main/core/exact-source.ts";
import { openProjectFiles } from "../../main/core/files.ts";
import { openProjectIndex, type ProjectIndex } from "../../main/core/index/project-index.ts";
import type { ExactFailure } from "../../main/core/sandbox/read-answer.ts";
import type { CodeLocation } from "../../shared/model.ts";

const idleMs = 40;
const location: CodeLocation = { name: "defs", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };


let folder: string;
let index: ProjectIndex;
let calls: string[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "assetscope-idle-"));
  writeFileSync(path.join(folder, "definitions.py"), "");
  index = openProjectIndex(null);
  calls = [];
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

function sourceOf(reader: ExactSource["reader"], answer: () => Promise<ExactFailure>): ExactSource {
  const loader: ExactLoader = {
    load: () => (calls.push("load"), answer()),
    warm: () => void calls.push("warm"), cancel: () => void calls.push("cancel"), close: () => void calls.push("close"),
  };
  return { reader, version: "1", hasDotEnv: false, open: () => Promise.resolve(loader) };
}

test("a load that takes longer than a process may be idle is not ended, and the process is let go after it", async () => {
  let answer: (failure: ExactFailure) => void = () => undefined;
  const reader = createExactReader(sourceOf("sandbox", () => new Promise((resolve) => (answer = resolve))), { idleMs });
  const waited = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 4 * idleMs));
  try {
    await reader.warm();
    await reader.begin({ files: openProjectFiles(folder), index, locations: [location], isFull: true });
    await waited();
    expect(calls).toEqual(["warm", "load"]);
    answer({ type: "failed", code: "sandbox.crashed", message: "no" });
    await waited();
    expect(calls).toEqual(["warm", "load", "close"]);
  } finally {
    reader.close();
  }
});

test("what is cancelled or closed before its turn is not loaded", async () => {
  let answer: (failure: ExactFailure) => void = () => undefined;
  const reader = createExactReader(sourceOf("sandbox", () => new Promise((resolve) => (answer = resolve))));
  const begin = (name: string): Promise<void> => reader.begin({ files: openProjectFiles(folder), index, locations: [{ ...location, name }], isFull: true });
  const begun = begin("cancelled while the loader is opened");
  reader.cancel();
  await begun;
  expect(calls).not.toContain("load");

  await begin("under way");
  await begin("closed while it waits for its turn");
  reader.close();
  answer({ type: "failed", code: "sandbox.cancelled", message: "closed" });
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  expect(calls.filter((call) => call === "load")).toHaveLength(1);
});

test.each([
  ["python", "python.crashed", 2],
  ["python", "python.timeout", 2],
  ["sandbox", "sandbox.crashed", 2],
  ["python", "python.bad-answer", 1],
] as const)("an unchanged project is loaded by each of two openings with %s after %s: %i times", async (reader, code, times) => {
  for (let opening = 0; opening < 2; opening++) {
    const exact = createExactReader(sourceOf(reader, () => Promise.resolve({ type: "failed", code, message: "no" })));
    // Within one opening it is asked once.
    for (let refresh = 0; refresh < 2; refresh++) {
      await exact.read({ files: openProjectFiles(folder), index, locations: [location], isFull: false, isCancelled: () => false, onProgress: () => undefined, onChanged: () => undefined });
    }
    exact.close();
  }
  expect(calls.filter((call) => call === "load")).toHaveLength(times);
});

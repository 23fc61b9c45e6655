/** The process behind an exact reader: kept while it is needed, however long a load takes, and let go when nobody asks. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { createExactReader } from "../../main/core/exact-reading.ts";
import type { ExactLoader } from "../../main/core/exact-source.ts";
import { openProjectFiles } from "../../main/core/files.ts";
import { openProjectIndex } from "../../main/core/index/project-index.ts";
import type { ExactFailure } from "../../main/core/sandbox/read-answer.ts";
import type { CodeLocation } from "../../shared/model.ts";

const idleMs = 40;
const location: CodeLocation = { name: "defs", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };

test("a load that takes longer than a process may be idle is not ended, and the process is let go after it", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "assetscope-idle-"));
  writeFileSync(path.join(folder, "definitions.py"), "");
  let answer: (failure: ExactFailure) => void = () => undefined;
  const calls: string[] = [];
  const loader: ExactLoader = {
    load: () => new Promise((resolve) => (calls.push("load"), (answer = resolve))),
    warm: () => void calls.push("warm"), cancel: () => void calls.push("cancel"), close: () => void calls.push("close"),
  };
  const reader = createExactReader({ reader: "sandbox", version: "1", hasDotEnv: false, open: () => Promise.resolve(loader) }, { idleMs });
  const index = openProjectIndex(null);
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
    index.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The probe in a real interpreter with the real Dagster, chosen by the user; and interpreters that do not do what they should. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { openPython } from "../../../main/core/own-python/open-python.ts";
import { collectFiles } from "../../../main/core/sandbox/collect-files.ts";
import type { CodeLocation } from "../../../shared/model.ts";
import { folderDigest } from "../../support/folder-digest.ts";
import { dagsterPython } from "../../support/dagster-python.ts";
import { copyProject, type ProjectCopy } from "../../support/project-copy.ts";
import { runCli } from "../../support/run-cli.ts";

const isHere = existsSync(dagsterPython);

describe.skipIf(!isHere)("Dagster in an interpreter of one's own", () => {
  let project: ProjectCopy;
  beforeEach(() => (project = copyProject()));
  afterEach(() => project.remove());

  test("says the sample's assets as its own reader, and leaves every byte of the project as it was", { timeout: 120_000 }, async () => {
    const before = folderDigest(project.folder);
    const run = await runCli(project, ["list", project.folder, "--with", "python", "--python", dagsterPython, "--json"]);
    const catalog = JSON.parse(run.stdout) as { assets: { key: string; reader: string; isStub: boolean; source: { file: string } | null }[] };
    const orders = catalog.assets.find((asset) => asset.key === "core/fct_orders");
    expect(orders).toMatchObject({ reader: "python", source: { file: "shop/assets/marts.py" } });
    expect(folderDigest(project.folder)).toEqual(before);
    const doctor = await runCli(project, ["doctor", project.folder, "--with", "python", "--python", dagsterPython, "--json"]);
    expect(JSON.parse(doctor.stdout)).toMatchObject({ readers: { active: "python", readings: [{ reader: "python", stubs: [], placeholders: [], refused: [] }, { reader: "static" }] } });
  });

  test("is never taken without being named", { timeout: 60_000 }, async () => {
    const run = await runCli(project, ["list", project.folder, "--with", "python"]);
    expect({ code: run.code, out: run.stdout }).toEqual({ code: 2, out: "" });
    expect(run.stderr).toContain("--with python --python PROGRAM");
  });

  test("sees the user's environment; what the code prints and a process that it leaves behind do not get in the way", { timeout: 60_000 }, async () => {
    const folder = path.join(project.workFolder, "small");
    const code = 'import os, sys, threading, dagster as dg\nprint("hello")\nsys.stdout.write("{")\nthreading.Thread(target=threading.Event().wait).start()\n@dg.asset(group_name=os.environ["TEST_GROUP"])\ndef a(): ...\n';
    const result = await load(folder, code, dagsterPython, { TEST_GROUP: "from_outside" });
    expect(result).toMatchObject({ type: "loaded", definitions: { assets: [{ key: "a", group: "from_outside", reader: "python" }] } });
  });
});

describe.skipIf(process.platform === "win32")("an interpreter that does not do what it should", () => {
  let work: string;
  beforeEach(() => (work = realpathSync(mkdtempSync(path.join(tmpdir(), "assetscope-own-")))));
  afterEach(() => rmSync(work, { recursive: true, force: true }));
  const program = (text: string): string => {
    const file = path.join(work, "python");
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  test("ends: its last word is the reason", async () => {
    expect(await load(work, "", program('echo "No module named dagster" >&2; exit 1'))).toEqual({ type: "failed", code: "python.crashed", message: "the interpreter ended (code 1): No module named dagster" });
  });
  test("says what is no answer", async () => {
    expect(await load(work, "", program('cat > /dev/null; echo "Python 2.7"'))).toMatchObject({ type: "failed", code: "python.bad-answer" });
  });
  test("is not there", async () => {
    expect(await load(work, "", path.join(work, "nothing"))).toMatchObject({ type: "failed", code: "python.crashed", message: expect.stringContaining("does not start") });
  });
  test("hangs, with what it started: all of it is ended", async () => {
    const result = await load(work, "", program("sleep 1000 & sleep 1000"), {}, 300);
    expect(result).toMatchObject({ type: "failed", code: "python.timeout" });
  });
});

async function load(folder: string, code: string, program: string, environment: { readonly [name: string]: string } = {}, limitMs?: number) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "definitions.py"), code);
  const location: CodeLocation = { name: "own", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };
  const files = openProjectFiles(folder, { bound: folder });
  Object.assign(process.env, environment);
  const own = openPython({ program, folder: files.folder, bound: files.bound, ...(limitMs === undefined ? {} : { limitMs }) });
  try {
    return await own.load(location, collectFiles(files, [location]));
  } finally {
    own.close();
    for (const name of Object.keys(environment)) delete process.env[name];
  }
}

/**
 * What a session must not do: run anything of the project, or write into the project or its Dagster home. Shown by a canary that
 * any execution of the project's code would leave, by comparing bytes, and by the kernel's own record of system calls.
 */
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCore } from "../../main/core/core.ts";
import { launchNodeProcess } from "../../main/core/node-launcher.ts";
import { folderDigest } from "../support/folder-digest.ts";
import { copyProject, type ProjectCopy } from "../support/project-copy.ts";
import { byStatic, runCli } from "../support/run-cli.ts";

const strace = spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

let project: ProjectCopy;
let canary: string;
beforeEach(() => {
  project = copyProject();
  canary = path.join(project.workFolder, "canary");
  const bait = `\nimport os, pathlib, subprocess\nos.system("touch ${canary}")\nsubprocess.run(["touch", "${canary}"])\npathlib.Path("${canary}").touch()\nopen("${canary}", "w").close()\n`;
  appendFileSync(path.join(project.folder, "shop", "definitions.py"), bait);
  appendFileSync(path.join(project.folder, "shop", "__init__.py"), bait);
});
afterEach(() => project.remove());

describe("a session", () => {
  it("of the command line leaves every byte of project and home as it was, and runs nothing", async () => {
    const before = folderDigest(project.folder);
    for (const args of [["list", project.folder], ["show", project.folder, "raw/orders"], ["doctor", project.folder], ["open", project.folder, "raw/orders", "--print"], ["list", project.folder, ...byStatic, "--json"]]) {
      const run = await runCli(project, args);
      expect(run.signal, args.join(" ")).toBeNull();
      expect(run.stderr).not.toMatch(/^\s+at .*\.ts:\d+/m);
    }
    expect(folderDigest(project.folder)).toEqual(before);
    expect(existsSync(canary)).toBe(false);
  });

  it("with the project watched and the log tailed, then closed, leaves every byte of project and home as it was", async () => {
    const before = folderDigest(project.folder);
    const core = createCore({
      cacheFolder: path.join(project.workFolder, "cache"), configFolder: path.join(project.workFolder, "config"), sampleFolder: project.folder,
      environment: {}, launch: launchNodeProcess, emit: () => undefined, allowEditor: false,
    });
    try {
      await core.openProject(project.folder);
      await core.whenIdle();
      expect(core.state()).toMatchObject({ status: "ready", homes: [{ path: path.join(project.folder, "dagster_home") }] });
      expect(core.state().counts.events).toBeGreaterThan(200);
      // A few rounds of tailing.
      await sleep(3_000);
    } finally {
      await core.close();
    }
    expect(folderDigest(project.folder)).toEqual(before);
    expect(existsSync(canary)).toBe(false);
  });

  it.skipIf(!strace)("starts no program but our own, and opens nothing below the project for writing", async () => {
    const traces = mkdtempSync(path.join(tmpdir(), "assetscope-strace-"));
    try {
      const log = path.join(traces, "log");
      const run = await runCli(project, ["list", project.folder, ...byStatic, "--json"], ["strace", "-f", "-qq", "-s", "4096", "-e", "trace=execve,execveat,open,openat,openat2,creat,mkdir,mkdirat,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,utimensat", "-o", log]);
      expect(run.code).toBe(0);
      const calls = readFileSync(log, "utf8").split("\n");
      const started = calls.flatMap((line) => /execve(?:at)?\("([^"]+)"/.exec(line)?.[1] ?? []);
      expect(started.length).toBeGreaterThan(0);
      expect([...new Set(started)]).toEqual([process.execPath]);
      const below = calls.filter((line) => line.includes(`"${project.folder}`) && !/ execve(?:at)?\(/.test(line));
      expect(below.length).toBeGreaterThan(50);
      expect(below.filter((line) => !/ (?:open|openat|openat2)\(/.test(line) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(line))).toEqual([]);
    } finally {
      rmSync(traces, { recursive: true, force: true });
    }
  });
});

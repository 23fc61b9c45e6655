/** A process that is killed at any moment while it indexes leaves an index that opens, and that ends as one made anew. */
import { spawn } from "node:child_process";
import { appendFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProject, type ProjectCopy } from "../../support/project-copy.ts";
import { byStatic, cliFile, listCatalog, runCli } from "../../support/run-cli.ts";

let project: ProjectCopy;
beforeAll(() => {
  project = copyProject();
});
afterAll(() => project.remove());

const cache = (): string => path.join(project.env.XDG_CACHE_HOME ?? "", "assetscope");

/** Milliseconds until it was killed, or ended by itself before. */
async function killedAfter(ms: number): Promise<void> {
  const child = spawn(process.execPath, [cliFile, "list", project.folder, ...byStatic, "--json"], { cwd: project.workFolder, env: project.env, stdio: "ignore" });
  const closed = new Promise((resolve) => child.on("close", resolve));
  const timer = setTimeout(() => child.kill("SIGKILL"), ms);
  await closed;
  clearTimeout(timer);
}

function integrity(): string[] {
  const projects = path.join(cache(), "projects");
  return readdirSync(projects).map((name) => {
    const db = new Database(path.join(projects, name, "index.db"));
    try {
      return String(db.pragma("integrity_check", { simple: true }));
    } finally {
      db.close();
    }
  });
}

test("killed while indexing first, and while bringing it up to date", async () => {
  rmSync(cache(), { recursive: true, force: true });
  const clean = await listCatalog(project, ["--no-cache"]);
  // From the start of the process to beyond its usual end: every phase is hit.
  for (let round = 0; round < 12; round++) {
    if (round % 4 === 0) rmSync(cache(), { recursive: true, force: true });
    else appendFileSync(path.join(project.folder, "shop", "assets", "marts.py"), "\n");
    await killedAfter(150 + round * 130);
  }
  const after = await listCatalog(project);
  expect(integrity().every((answer) => answer === "ok")).toBe(true);
  expect(after.problems.filter((problem) => problem.code.startsWith("index."))).toEqual([]);
  expect(after).toEqual(clean);
});

test("several processes that index at once agree, and none hears of a lock", async () => {
  rmSync(cache(), { recursive: true, force: true });
  const clean = await listCatalog(project, ["--no-cache"]);
  const runs = await Promise.all([1, 2, 3].map(() => runCli(project, ["list", project.folder, ...byStatic, "--json"])));
  expect(runs.map((run) => ({ code: run.code, stderr: run.stderr }))).toEqual([1, 2, 3].map(() => ({ code: 0, stderr: "" })));
  for (const run of runs) expect(JSON.parse(run.stdout)).toEqual(clean);
});

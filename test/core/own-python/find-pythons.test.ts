/** Environments of a project are found by names and small files, and none is started. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPythons } from "../../../main/core/own-python/find-pythons.ts";

let root: string;
let project: string;
let canary: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), "assetscope-pythons-")));
  project = path.join(root, "repo", "shop");
  canary = path.join(root, "started");
  mkdirSync(path.join(root, "repo", ".git"), { recursive: true });
  mkdirSync(project, { recursive: true });
});
afterEach(() => {
  expect(existsSync(canary)).toBe(false);
  rmSync(root, { recursive: true, force: true });
});

function environment(home: string, dagster: string | null = null): string {
  const bin = path.join(home, process.platform === "win32" ? "Scripts" : "bin");
  mkdirSync(bin, { recursive: true });
  const program = path.join(bin, process.platform === "win32" ? "python.exe" : "python");
  writeFileSync(program, `#!/bin/sh\ntouch ${canary}\n`);
  chmodSync(program, 0o755);
  const packages = process.platform === "win32" ? path.join(home, "Lib", "site-packages") : path.join(home, "lib", "python3.12", "site-packages");
  mkdirSync(path.join(packages, "dagster_shared-1.13.27.dist-info"), { recursive: true });
  if (dagster !== null) mkdirSync(path.join(packages, `dagster-${dagster}.dist-info`));
  return program;
}

test("in the project and above it up to the repository, those with Dagster first", () => {
  const own = environment(path.join(project, ".venv"));
  const shared = environment(path.join(root, "repo", ".venv"), "1.13.27");
  environment(path.join(root, ".venv"), "1.0.0");
  expect(findPythons(project, {}).map(({ path, foundBy, dagster }) => [path, foundBy, dagster])).toEqual([[shared, `.venv in ${path.join(root, "repo")}`, "1.13.27"], [own, ".venv in the project", null]]);
});

test("of uv, Poetry, conda and the environment that is active", () => {
  writeFileSync(path.join(project, "pyproject.toml"), '[project]\nname = "Shop Warehouse"\n');
  const home = path.join(root, "home");
  const all = {
    [environment(path.join(project, "uv-env"))]: "UV_PROJECT_ENVIRONMENT (uv)",
    [environment(path.join(root, "active"))]: "VIRTUAL_ENV, the environment that is active",
    [environment(path.join(home, ".cache", "pypoetry", "virtualenvs", "shop_warehouse-a1B2c3-py3.12"))]: "Poetry's environments",
    [environment(path.join(home, "miniconda3", "envs", "analytics"))]: "conda environment analytics",
  };
  environment(path.join(home, ".cache", "pypoetry", "virtualenvs", "other-a1B2c3-py3.12"));
  const found = findPythons(project, { UV_PROJECT_ENVIRONMENT: "uv-env", VIRTUAL_ENV: path.join(root, "active"), HOME: home });
  expect(Object.fromEntries(found.map((one) => [one.path, one.foundBy]))).toEqual(all);
  expect(new Set(found.map((one) => one.id)).size).toBe(4);
});

test("a folder that only looks like one is none", () => {
  mkdirSync(path.join(project, ".venv", "bin", "python"), { recursive: true });
  writeFileSync(path.join(project, ".env"), "SECRET=1");
  expect(findPythons(project, { VIRTUAL_ENV: "relative", CONDA_PREFIX: path.join(root, "nowhere") })).toEqual([]);
});

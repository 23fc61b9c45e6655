/** The packaged program: what is in it, and that it works from within: the archive, the programs beside it, the sealed Dagster it ships. */
import { readFileSync, readdirSync, statSync, utimesSync } from "node:fs";
import path from "node:path";
import { findSealedRuntime } from "../../../main/core/sandbox/find-runtime.ts";
import { ask, expect, findProgram, test, whenIdle } from "../../support/desktop.ts";
import { packageProgram } from "../../support/packaged.ts";
import type { Packaged } from "../../support/packaged.ts";
import { root } from "../../support/project-copy.ts";

const isLinux = process.platform === "linux" && process.arch === "x64";
const found = findSealedRuntime({ needsNode: false });
const missing = "missing" in found ? found.missing : "";

test.describe.configure({ mode: "serial" });
test.skip(!isLinux, "packages are tried on Linux alone");

let packaged: Packaged;
test.beforeAll(() => {
  if (findProgram().reason !== "" || !isLinux) return;
  test.setTimeout(120_000);
  packaged = packageProgram();
});
test.afterAll(() => packaged?.remove());

test("holds what it needs to run, and nothing else of the working copy", () => {
  const { archived, resources } = packaged;
  const helper = archived.some((name) => name.startsWith("electron-22")) ? ["electron-22"] : [];
  expect([...new Set(archived.map((name) => name.split("/")[0]))].sort()).toEqual(["LICENSE", "NOTICE", "THIRD_PARTY_NOTICES.md", "dist", ...helper, "node_modules", "package.json"]);
  expect([...new Set(archived.flatMap((name) => /^node_modules\/((?:@[^/]+\/)?[^/@]+)/.exec(name)?.[1] ?? []))].sort()).toEqual(["@polyglot-sql/sdk", "better-sqlite3", "pyodide", "tree-sitter-python", "web-tree-sitter"]);
  expect(archived.filter((name) => /\.(map|ts|c|h)$|^dist\/\.|\.html$/.test(name))).toEqual(["dist/renderer/index.html"]);
  expect(archived.length).toBeLessThan(300);
  expect(archived).toContain("dist/licenses.txt");
  expect(archived).toContain("dist/renderer/licenses.txt");
  const licences = ["", "renderer"].map((part) => readFileSync(path.join(root, "dist", part, "licenses.txt"), "utf8")).join("\n");
  for (const name of ["commander", "zod", "yaml", "react-dom", "uplot", "@lezer/python", "@fontsource-variable/inter"]) expect(licences).toMatch(new RegExp(`^${name} \\d.*\\n\\n.*\\S`, "m"));

  const beside = readdirSync(path.join(resources, "app.asar.unpacked"), { recursive: true, encoding: "utf8" });
  for (const name of ["node_modules/better-sqlite3/prebuilds/linux-x64.node", "node_modules/pyodide/pyodide.asm.wasm", "node_modules/@polyglot-sql/sdk/dist/polyglot_sql.wasm", "dist/sandbox-python/assetscope_probe/own.py"]) expect(beside).toContain(name);
  expect(readdirSync(path.join(resources, "examples"), { recursive: true, encoding: "utf8" }).filter((name) => name.includes("__pycache__"))).toEqual([]);
  if ("runtime" in found) {
    expect(readdirSync(path.join(resources, "sandbox")).sort()).toEqual(["image.bin", "image.json", "licenses.txt", "snapshot-dbt.bin", "snapshot.bin"]);
    expect(statSync(path.join(resources, "sandbox", "image.bin")).size).toBe(statSync(path.join(found.runtime.imageFolder, "image.bin")).size);
  }
});

test("opens the sample it ships, reads source, log and SQL, and knows it again at the next start", async ({ project }) => {
  test.setTimeout(180_000);
  const first = await packaged.launch(project);
  const page = await first.firstWindow();
  expect(page.url()).toBe("app://assetscope/");
  expect(await first.evaluate(({ app }) => [app.isPackaged, app.getAppPath(), app.getName()])).toEqual([true, path.join(packaged.resources, "app.asar"), "Assetscope"]);
  await ask(page, "sample.open", {});
  expect((await ask(page, "project.get", {})).project?.folder).toBe(path.join(packaged.resources, "examples", "shop"));
  await whenIdle(page);
  // Dagster's log; edges that were read from SQL.
  expect((await ask(page, "asset.history", { key: "core/fct_orders" })).total).toBeGreaterThan(0);
  await expect
    .poll(async () => (await ask(page, "column.lineage", { asset: "core/dim_customers", column: "customer_id", direction: "upstream" }))?.edges.flatMap(({ evidence }) => evidence.map(({ kind }) => kind)), { timeout: 20_000 })
    .toContain("sql");
  if (missing === "") {
    await expect.poll(async () => (await ask(page, "asset.get", { key: "core/fct_orders" }))?.asset.reader, { timeout: 150_000 }).toBe("sandbox");
    expect((await ask(page, "reader.get", {})).readings.find(({ reader }) => reader === "sandbox")).toMatchObject({ codeLocation: "shop", failure: null });
  }
  const before = (await ask(page, "reader.get", {})).readings;
  expect(before.length).toBe(missing === "" ? 2 : 1);
  await first.close();

  // Files of an archive have the time of the start.
  const children = path.join(packaged.resources, "children", "dist", "definitions-process.js");
  if (statSync(children, { throwIfNoEntry: false })) utimesSync(children, new Date(), new Date());
  const second = await packaged.launch(project);
  const again = await second.firstWindow();
  await ask(again, "sample.open", {});
  await whenIdle(again);
  // Read anew, they would have taken another time.
  expect((await ask(again, "reader.get", {})).readings).toEqual(before);
  await second.close();
});

test("writes nothing into its own folders", () => {
  expect(readdirSync(packaged.resources).sort()).toEqual(["app.asar", "app.asar.unpacked", ...(readdirSync(packaged.resources).includes("children") ? ["children"] : []), "examples", "sandbox"]);
  expect(readdirSync(path.join(packaged.resources, "examples", "shop")).sort()).toEqual(readdirSync(path.join(root, "examples", "shop")).filter((name) => name !== "__pycache__").sort());
});

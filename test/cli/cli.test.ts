/** The command line on a small project of its own: what it prints, where, and with which exit code. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Catalog } from "../../shared/model.ts";
import { byStatic, cliFile } from "../support/run-cli.ts";

let work: string;
let project: string;

interface Ran { readonly code: number | null; readonly out: string; readonly err: string }

/** Reads the source alone, where a reader is not named. */
function run(args: readonly string[], environment: { readonly [name: string]: string } = {}): Promise<Ran> {
  const readsDefinitions = ["list", "show", "open", "doctor"].includes(args[0] ?? "") && !args.includes("--with");
  const child = spawn(process.execPath, [cliFile, ...args, ...(readsDefinitions ? byStatic : [])], {
    cwd: work, stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, HOME: work, XDG_CACHE_HOME: path.join(work, "cache"), XDG_CONFIG_HOME: path.join(work, "config"), ...environment },
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), "assetscope-cli-"));
  project = path.join(work, "shop");
  mkdirSync(path.join(project, "src", "shop"), { recursive: true });
  writeFileSync(path.join(project, "pyproject.toml"), '[project]\nname = "shop"\n[tool.dagster]\nmodule_name = "shop.definitions"\n');
  writeFileSync(path.join(project, "src", "shop", "__init__.py"), "");
  writeFileSync(path.join(project, "src", "shop", "definitions.py"), [
    "import os", "from dagster import Definitions, asset, asset_check", "",
    '@asset(key_prefix="raw", owners=["team:data"], group_name="ingest", kinds={"s3"}, tags={"tier": os.environ["TIER"]})', "def orders():", '    """Orders as the shop wrote them."""', "",
    '@asset(deps=["raw/orders", orders], description="esc \\x1b[31m red")', "def report(): ...", "",
    "@asset_check(asset=report)", "def fresh(): ...", "", "defs = Definitions(assets=[orders, report], asset_checks=[fresh])", "",
  ].join("\n"));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("list", () => {
  test("--json prints the catalog and nothing else", async () => {
    const { code, out, err } = await run(["list", "shop", "--json"]);
    const catalog = JSON.parse(out) as Catalog;
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(catalog.schema).toBe("assetscope.catalog/1");
    expect(catalog.project.folder).toBe(project);
    expect(catalog.assets.filter((asset) => !asset.isStub)).toMatchObject([
      { key: "raw/orders", kind: "materializable", group: "ingest", owners: ["team:data"], kinds: ["s3"], deps: [], source: { file: "src/shop/definitions.py", line: 4 }, latestMaterialization: null, tags: { tier: { unknown: expect.stringContaining("TIER") } } },
      { key: "report", group: "default" },
    ]);
    expect(catalog.checks).toMatchObject([{ asset: "report", name: "fresh" }]);
  });

  test("for people: a table, without colour in a pipe", async () => {
    const { code, out } = await run(["list", "shop"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ASSET +KINDS +GROUP +OWNERS +SOURCE\nraw\/orders +s3 +ingest +team:data +src\/shop\/definitions\.py:4\n/);
    expect(out).not.toContain("\u001b");
  });

  test("only what a selection names", async () => {
    const { out } = await run(["list", "shop", "--json", "--select", "group:ingest"]);
    expect((JSON.parse(out) as Catalog).assets.map((asset) => asset.key)).toEqual(["raw/orders"]);
  });

  test("a module named by hand, in an index of its own", async () => {
    writeFileSync(path.join(project, "src", "shop", "other.py"), "from dagster import Definitions, asset\n\n@asset\ndef other(): ...\n\nnamed = Definitions(assets=[other])\n");
    const { out } = await run(["list", "shop", "-m", "shop.other", "-a", "named", "--json"]);
    expect((JSON.parse(out) as Catalog).assets.map((asset) => asset.key)).toEqual(["other"]);
    const { out: again } = await run(["list", "shop", "--json"]);
    expect((JSON.parse(again) as Catalog).assets.map((asset) => asset.key)).toContain("raw/orders");
  });

  test("--strict tells a project with errors apart", async () => {
    writeFileSync(path.join(work, "broken.py"), "from dagster import asset\n\n@asset\ndef a(:\n");
    expect((await run(["list", ".", "-f", "broken.py", "--no-cache", "--strict", "--json"])).code).toBe(3);
    expect((await run(["list", ".", "-f", "broken.py", "--no-cache", "--json"])).code).toBe(0);
  });
});

describe("show, open, doctor", () => {
  test("show prints all that is known, unknowns with their reason, no escape of the project's", async () => {
    const { code, out } = await run(["show", "shop", "report"]);
    expect(code).toBe(0);
    expect(out).toContain("upstream      raw/orders");
    expect(out).not.toContain("\u001b");
    expect((await run(["show", "shop", "raw/orders"])).out).toMatch(/group +ingest/);
    expect(JSON.parse((await run(["show", "shop", "raw/orders", "--json"])).out)).toMatchObject({ schema: "assetscope.asset/1", asset: { key: "raw/orders" }, downstream: [{ key: "report" }], history: { events: [] } });
  });

  test("show names what is near where there is no such asset", async () => {
    const { code, out, err } = await run(["show", "shop", "ordres", "--json"]);
    expect(code).toBe(4);
    expect(JSON.parse(out)).toMatchObject({ error: { code: "not_found" } });
    expect(err).toContain("There is no asset ordres");
  });

  test("open --print tells the command and runs nothing", async () => {
    const { code, out } = await run(["open", "shop", "raw/orders", "--print", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ file: path.join(project, "src/shop/definitions.py"), line: 4, isLaunched: false });
  });

  test("open without an editor says so", async () => {
    const { code, out, err } = await run(["open", "shop", "raw/orders", "--editor", "no-such-editor"], { PATH: "/nowhere" });
    expect(code).toBe(5);
    expect(out).toBe(`${path.join(project, "src/shop/definitions.py")}:4\n`);
    expect(err).toContain("no-such-editor");
  });

  test("doctor tells what was looked for and why something is unknown", async () => {
    const { code, out } = await run(["doctor", "shop", "--json"]);
    expect(code).toBe(0);
    const report = JSON.parse(out) as { finds: { what: string }[]; unknown: { key: string; field: string; at: { line: number } }[] };
    expect(report.finds.map((find) => find.what)).toContain("code_location");
    expect(report.unknown).toMatchObject([{ key: "raw/orders", field: "tags.tier", at: { file: "src/shop/definitions.py", line: 4 } }]);
  });
});

describe("usage", () => {
  test.each([
    { args: ["list"], code: 2 },
    { args: ["list", "shop", "--nonsense"], code: 2 },
    { args: ["serve", "shop", "--port", "70000"], code: 2 },
    { args: ["list", "nowhere"], code: 4 },
    { args: ["nowhere", "--browser"], code: 4 },
    { args: ["--version"], code: 0 },
    { args: ["--help"], code: 0 },
  ])("$args ends with $code", async ({ args, code }) => {
    const ran = await run(args);
    expect(ran.code).toBe(code);
    if (code !== 0) expect(ran.out).toBe("");
  });

  test("a reader that has seen enough ends it quietly", async () => {
    const child = spawn("sh", ["-c", `"${process.execPath}" "${cliFile}" list shop --with static --json | head -c 10`], { cwd: work, env: { PATH: process.env.PATH, HOME: work, XDG_CACHE_HOME: path.join(work, "cache") } });
    let err = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    await new Promise((resolve) => child.on("close", resolve));
    expect(err).toBe("");
  });
});

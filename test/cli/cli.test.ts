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
  const readsDefinitions = ["list", "show", "open", "doctor", "lineage", "impact"].includes(args[0] ?? "") && !args.includes("--with");
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

  test("a selection that no folder can answer is wrong usage", async () => {
    expect(await run(["list", "shop", "--select", "changed_in_branch:NEW"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("branch deployment") });
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

describe("lineage and impact", () => {
  const source = [
    "import dagster as dg", "", "def columns(*names):", "    return dg.TableSchema([dg.TableColumn(name) for name in names])", "",
    'raw = dg.AssetSpec("raw", metadata={"dagster/column_schema": columns("id", "net", "tax")})', "",
    '@dg.asset(deps=[raw], owners=["team:a"], kinds={"duckdb"}, metadata={"dagster/column_schema": columns("id", "gross"), "sql": """', "select id, net + tax as gross", 'from raw"""})', "def orders(): ...", "",
    '@dg.asset(deps=[orders], group_name="out", metadata={"dagster/column_schema": columns("id", "total"), "dagster/column_lineage": dg.TableColumnLineage({"total": [dg.TableColumnDep(orders.key, "gross"), dg.TableColumnDep(dg.AssetKey("gone"), "x")]})})', "def totals(): ...", "",
    "@dg.asset_check(asset=totals)", "def positive(): ...", "", "defs = dg.Definitions(assets=[raw, orders, totals], asset_checks=[positive])", "",
  ].join("\n");
  beforeAll(() => {
    mkdirSync(path.join(work, "lines"));
    writeFileSync(path.join(work, "lines", "definitions.py"), source);
  });

  test("of an asset: trees of both directions", async () => {
    const { code, out } = await run(["lineage", "lines", "orders"]);
    expect(code).toBe(0);
    expect(out).toBe("orders\n\ncomes from\n└─ raw  default\n\ngoes to\n└─ totals  out · 1 check\n");
    expect((await run(["lineage", "lines", "totals", "--upstream", "--depth", "1"])).out).toBe("totals\n\ncomes from\n└─ orders  duckdb · default · team:a\n… and 1 more, further away\n");
    expect(JSON.parse((await run(["lineage", "lines", "raw", "--downstream", "--json"])).out)).toEqual({
      schema: "assetscope.lineage/1", focus: { asset: "raw", column: null }, assets: [{ key: "raw", distance: 0 }, { key: "orders", distance: 1 }, { key: "totals", distance: 2 }],
      edges: [{ from: "raw", to: "orders" }, { from: "orders", to: "totals" }], beyondDepth: { upstream: 0, downstream: 0 }, unknownDeps: {},
    });
  });

  test("of a column: how each step is known, where, and what is broken", async () => {
    expect((await run(["lineage", "lines", "totals", "--column", "total"])).out).toBe([
      "totals.total  string", "", "comes from",
      "├─ orders.gross  string  stated at definitions.py:13", "│  ├─ raw.net  string  SQL net + tax as gross at definitions.py:9", "│  └─ raw.tax  string  SQL net + tax as gross at definitions.py:9",
      "└─ gone.x  no such asset  stated at definitions.py:13", "", "goes to  nothing that is known", "",
    ].join("\n"));
    expect((await run(["lineage", "lines", "orders", "--column", "id", "--downstream", "--inferred"])).out).toContain("└─ totals.id  string  inferred from its name");
    expect(JSON.parse((await run(["lineage", "lines", "orders", "--column", "gross", "--upstream", "--json"])).out)).toMatchObject({ schema: "assetscope.lineage/1", focus: { asset: "orders", column: "gross" }, edges: [{ evidence: [{ kind: "sql", dialect: "duckdb" }] }, {}] });
  });

  test("impact: for people, as JSON, as CSV", async () => {
    const { out } = await run(["impact", "lines", "raw", "--column", "net"]);
    expect(out).toMatch(/^raw\.net {2}2 columns of 2 assets downstream\nowners {2}team:a 1\ngroups {2}default 1, out 1\nkinds {3}duckdb 1\n/);
    expect(out).toMatch(/2 {2}totals\.total +out +positive +orders\.gross\n$/);
    expect(JSON.parse((await run(["impact", "lines", "raw", "--json"])).out)).toMatchObject({ schema: "assetscope.impact/1", start: { asset: "raw", column: null }, rows: [{ asset: "orders" }, { asset: "totals", path: ["raw", "orders", "totals"], checks: ["positive"] }] });
    expect((await run(["impact", "lines", "raw", "--csv"])).out).toBe("asset,column,distance,group,owners,kinds,checks,path\r\norders,,1,default,team:a,duckdb,,raw > orders\r\ntotals,,2,out,,,positive,raw > orders > totals\r\n");
  });

  test("impact: what cannot be known of an asset is told from what it has not", async () => {
    mkdirSync(path.join(work, "unsure"));
    writeFileSync(path.join(work, "unsure", "definitions.py"), [
      "import os", "import dagster as dg", "", "@dg.asset", "def raw(): ...", "", '@dg.asset(deps=[raw], owners=[os.environ["OWNER"]])', "def orders(): ...", "",
      "@dg.asset(deps=[raw])", "def totals(): ...", "", "defs = dg.Definitions(assets=[raw, orders, totals])", "",
    ].join("\n"));
    expect((await run(["impact", "unsure", "raw"])).out).toMatch(/^raw {2}2 assets downstream\nowners {2}unknown 1\ngroups {2}default 2\n\n[^]*orders +default +unknown\n[^]*totals +default\n$/);
    expect((await run(["impact", "unsure", "raw", "--csv"])).out).toMatch(/\r\norders,,1,default,"?unknown: [^\r]*OWNER[^\r]*\r\ntotals,,1,default,,/);
    expect(JSON.parse((await run(["impact", "unsure", "raw", "--json"])).out)).toMatchObject({ rows: [{ owners: { unknown: expect.stringContaining("OWNER"), at: { file: "definitions.py", line: 7 } } }, { owners: [] }], countsByOwner: {}, unknownCounts: { owners: 1, group: 0, kinds: 0 } });
  });

  test("what is not there is named, with what is near", async () => {
    expect(await run(["lineage", "lines", "order"])).toMatchObject({ code: 4, err: expect.stringContaining("There is no asset order; did you mean orders") });
    expect(await run(["impact", "lines", "orders", "--column", "nope", "--json"])).toMatchObject({ code: 4, err: expect.stringContaining("Nothing is known of a column nope of orders; it has id, gross") });
    expect(await run(["lineage", "lines", "orders", "--depth", "x"])).toMatchObject({ code: 2, err: expect.stringContaining("not a number of steps") });
    expect((await run(["impact", "lines", "orders", "--csv", "--json"])).code).toBe(2);
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

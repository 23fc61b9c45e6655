import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { discoverProject } from "../../../main/core/project/discover.ts";
import type { ProjectLayout } from "../../../main/core/project/discover.ts";
import { expandVariables } from "../../../main/core/project/dotenv.ts";

let root: string;
let project: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "homes-")));
  project = join(root, "project");
  write("project/definitions.py", "from dagster import Definitions\ndefs = Definitions()\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content = ""): void {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, content);
}
function writeHome(path: string, yaml?: string): string {
  for (const file of ["history/runs.db", "history/runs/index.db", "schedules/schedules.db"]) write(`${path}/${file}`);
  if (yaml !== undefined) write(`${path}/dagster.yaml`, yaml);
  return join(root, path);
}
function discover(environment: Record<string, string> = {}, chosenHomes: string[] = []): ProjectLayout {
  return discoverProject(openProjectFiles(project, { bound: project }), { environment, chosenHomes });
}
const homeFinds = (layout: ProjectLayout): string[] => layout.finds.filter((find) => find.what === "dagster_home").map((find) => `${find.status}: ${find.title} | ${find.detail}`);
const plain = (home: string): object => ({ path: home, eventLog: { kind: "sharded", path: join(home, "history/runs") }, runs: join(home, "history/runs.db"), schedules: join(home, "schedules/schedules.db") });

describe("where homes are found", () => {
  it("says what was looked for when there is none", () => {
    const layout = discover();
    expect(layout.dagsterHomes).toEqual([]);
    expect(homeFinds(layout)).toEqual([
      "missing: DAGSTER_HOME of the environment | Not set",
      "missing: DAGSTER_HOME of .env | Not set in the folder",
      "missing: Temporary homes | No folder .tmp_dagster_home_* (`dagster dev` makes one when DAGSTER_HOME is not set) in the folder",
    ]);
  });
  it("DAGSTER_HOME of the environment, outside of the project", () => {
    const home = writeHome("elsewhere/home");
    const layout = discover({ DAGSTER_HOME: home });
    expect(layout.dagsterHomes).toMatchObject([{ ...plain(home), foundBy: "DAGSTER_HOME of the environment" }]);
    expect(homeFinds(layout)).toContain(`found: DAGSTER_HOME of the environment | ${home}, log in ${home}/history/runs/index.db`);
  });
  it("refuses a relative DAGSTER_HOME, as Dagster does", () => {
    const layout = discover({ DAGSTER_HOME: "home" });
    expect(layout.dagsterHomes).toEqual([]);
    expect(homeFinds(layout)[0]).toBe("failed: DAGSTER_HOME of the environment | home is no absolute path, which Dagster requires");
  });
  it("the project's .env, of which nothing else is kept", () => {
    const home = writeHome("elsewhere/home");
    write("project/.env", `SECRET_TOKEN=hunter2\n# DAGSTER_HOME=/wrong\nexport DAGSTER_HOME="${home}" # here\nPASSWORD='s3cret'\n`);
    const layout = discover();
    expect(layout.dagsterHomes).toMatchObject([{ ...plain(home), foundBy: "DAGSTER_HOME of .env" }]);
    expect(JSON.stringify(layout)).not.toMatch(/hunter2|s3cret|SECRET_TOKEN|PASSWORD/);
    expect(layout.finds.find((find) => find.title === "DAGSTER_HOME of .env")?.at).toEqual({ file: ".env", line: 3 });
  });
  it("takes variables in .env from the given environment alone, and says which is missing", () => {
    const home = writeHome("elsewhere/home");
    write("project/.env", "DAGSTER_HOME=${BASE}/home\n");
    expect(homeFinds(discover())).toContain("failed: DAGSTER_HOME of .env | It uses $BASE, which is not set here");
    expect(discover({ BASE: join(root, "elsewhere") }).dagsterHomes).toMatchObject([{ path: home }]);
    write("project/.env", "DAGSTER_HOME=~/home\n");
    expect(discover({ HOME: join(root, "elsewhere") }).dagsterHomes).toMatchObject([{ path: home }]);
  });
  it("follows no network path that a .env names", () => {
    write("project/.env", "DAGSTER_HOME=\\\\evil\\share\n");
    expect(homeFinds(discover())).toContain("skipped: DAGSTER_HOME of .env | A network path is not followed");
  });
  it("temporary homes, the opened folder itself, and folders below that look like a home", () => {
    const temporary = writeHome("project/.tmp_dagster_home_a1");
    const inner = writeHome("project/deploy/home", "");
    write("project/deploy/other/dagster.yaml", "telemetry:\n  enabled: false\n");
    const layout = discover();
    expect(layout.dagsterHomes.map((home) => [home.path, home.foundBy])).toEqual([
      [temporary, "temporary home of dagster dev in the folder"],
      [inner, "deploy/home looks like a Dagster home"],
    ]);
    expect(homeFinds(layout).at(-1)).toBe(`missing: deploy/other looks like a Dagster home | ${project}/deploy/other holds no log: no ${project}/deploy/other/history/runs/index.db`);
    const self = discoverProject(openProjectFiles(inner, { bound: inner }), { environment: {}, chosenHomes: [] });
    expect(self.dagsterHomes).toMatchObject([{ path: inner, foundBy: "the opened folder is a Dagster home" }]);
  });
  it("homes chosen before come first, each home once, named ones even without a log", () => {
    const home = writeHome("elsewhere/home");
    mkdirSync(join(root, "empty"));
    symlinkSync(home, join(root, "link"));
    const layout = discover({ DAGSTER_HOME: home }, [join(root, "link"), join(root, "empty"), join(root, "gone")]);
    expect(layout.dagsterHomes).toMatchObject([
      { ...plain(home), foundBy: "chosen by you" },
      { path: join(root, "empty"), foundBy: "chosen by you", eventLog: { kind: "sharded", path: join(root, "empty/history/runs") }, runs: null, schedules: null },
    ]);
    expect(homeFinds(layout)).toContain(`missing: chosen by you | No folder ${join(root, "gone")}`);
    expect(new Set(layout.dagsterHomes.map((each) => each.id)).size).toBe(2);
  });
});

describe("dagster.yaml", () => {
  const cases: [name: string, yaml: string, environment: Record<string, string>, home: (home: string) => object, note: string | null][] = [
    ["base_dir moves everything", "storage:\n  sqlite:\n    base_dir: BASE\n", {}, () => ({ eventLog: { kind: "sharded", path: "BASE/history/runs" }, runs: "BASE/history/runs.db", schedules: "BASE/schedules/schedules.db" }), null],
    ["base_dir from a variable", "storage:\n  sqlite:\n    base_dir:\n      env: MY_FOLDER\n", { MY_FOLDER: "BASE" }, () => ({ eventLog: { kind: "sharded", path: "BASE/history/runs" } }), null],
    ["base_dir from a variable that is not set", "storage:\n  sqlite:\n    base_dir:\n      env: MY_FOLDER\n", {}, () => ({ eventLog: null, runs: null }), "base_dir is read from the environment variable MY_FOLDER, which is not set here"],
    ["postgres", "storage:\n  postgres:\n    postgres_url: postgresql://user:secret@host/db\n", {}, () => ({ eventLog: null, runs: null, schedules: null }), "storage: postgres is not local"],
    ["one key a store", "run_storage:\n  module: dagster.core.storage.runs\n  class: SqliteRunStorage\n  config:\n    base_dir: BASE/history\nevent_log_storage:\n  module: m\n  class: SqliteEventLogStorage\n  config:\n    base_dir: BASE/history/runs\nschedule_storage:\n  module: m\n  class: PostgresScheduleStorage\n", {}, () => ({ eventLog: { kind: "sharded", path: "BASE/history/runs" }, runs: "BASE/history/runs.db", schedules: null }), "schedule_storage: PostgresScheduleStorage is not local"],
    ["one log for all runs", "event_log_storage:\n  module: m\n  class: ConsolidatedSqliteEventLogStorage\n  config:\n    base_dir: BASE/log\n", {}, () => ({ eventLog: { kind: "consolidated", path: "BASE/log/event_log.db" } }), null],
    ["an empty file", "", {}, (home) => plain(home), null],
    ["a file that does not parse", "storage: [\n", {}, (home) => plain(home), null],
  ];
  it.each(cases)("%s", (_name, yaml, environment, expected, note) => {
    const base = writeHome("base");
    write("base/log/event_log.db");
    const home = writeHome("home", yaml.replaceAll("BASE", base));
    const filled = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replace("BASE", base)]));
    const layout = discover({ DAGSTER_HOME: home, ...filled });
    expect(layout.dagsterHomes).toMatchObject([JSON.parse(JSON.stringify(expected(home)).replaceAll("BASE", base))]);
    if (note !== null) expect(homeFinds(layout)).toContain(`skipped: DAGSTER_HOME of the environment | ${home}/dagster.yaml: ${note}`);
    expect(layout.problems).toHaveLength(yaml.includes("[") ? 1 : 0);
    expect(JSON.stringify(layout)).not.toContain("secret");
  });
});

describe("files made to be slow", () => {
  it("are read in a moment all the same", () => {
    const many = 900_000;
    write("project/.env", `DAGSTER_HOME=x${" ".repeat(many)}y\nDAGSTER_HOME=x${" #".repeat(many / 10)}\n`);
    write("project/pyproject.toml", `[tool.dagster]\nmodule_name = "definitions"\n`);
    write("project/other/pyproject.toml", "\n".repeat(many));
    write("project/requirements.txt", `-e ${" ".repeat(many)}#`);
    write("project/setup.cfg", `[options]\npackage_dir =\n${" ".repeat(many)}x`);
    write("project/setup.py", `package_dir${" ".repeat(many)}`);
    write("project/shop/__init__.py", `import dagster\n${"Definitions ".repeat(many / 12)}`);
    const before = performance.now();
    expect(discover().codeLocations).toHaveLength(1);
    rmSync(join(project, "pyproject.toml"));
    expect(discover().codeLocations.length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe("variables in values", () => {
  it("expands what is given, defaults included, and nothing else", () => {
    const variables = new Map([["A", "a"], ["B", "b"]]);
    const lookUp = (name: string): string | undefined => variables.get(name);
    expect(expandVariables("${A}/$B/${C:-c}", lookUp)).toEqual({ value: "a/b/c" });
    expect(expandVariables("$A$D", lookUp)).toEqual({ missing: "D" });
    expect(expandVariables("$(id)`id`", lookUp)).toEqual({ value: "$(id)`id`" });
  });
});

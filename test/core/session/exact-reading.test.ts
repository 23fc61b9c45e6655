/** Exact answers beside the static ones: when a location is loaded, what of it is shown, and what stands in where it fails. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Core } from "../../../main/core/core.ts";
import type { ProcessLauncher } from "../../../main/core/processes.ts";
import type { Problem } from "../../../shared/model.ts";
import { unknown } from "../../../shared/unknown.ts";
import { handMadeLauncher, handMadeProject, makeAsset, makeCheck, type HandMade } from "../../support/hand-made.ts";
import { handMadeSealed, type HandMadeSealed } from "../../support/hand-made-exact.ts";

let project: HandMade;
let sealed: HandMadeSealed;
beforeEach(() => {
  project = handMadeProject();
  sealed = handMadeSealed();
});
afterEach(() => project.remove());

const say = (answer: object): void => writeFileSync(path.join(project.folder, "exact.json"), JSON.stringify(answer));
const opened = <T>(ask: (core: Core) => T | Promise<T>): Promise<T> => project.opened(ask, { sealed: sealed.host });
const asset = async (core: Core, key: string) => (await core.project()["asset.get"]({ key }))?.asset;

const problem = (code: string): Problem => ({ severity: "warning", code, message: code, stage: "dagster" });

describe("what is shown", () => {
  test("each field by Dagster, the static reading's word kept where it differs or knows more", async () => {
    project.put("all", [makeAsset("a", { owners: unknown("needs a run"), group: "g" }), makeAsset("b", { group: "static" })]);
    say({ assets: [makeAsset("a", { owners: ["team:x"], group: "g" }), makeAsset("b", { group: "exact", tags: unknown("a stub") })] });
    await opened(async (core) => {
      expect(await asset(core, "a")).toMatchObject({ reader: "sandbox", owners: ["team:x"], origins: {} });
      expect(await asset(core, "b")).toMatchObject({ reader: "sandbox", group: "exact", tags: {}, origins: { group: { reader: "sandbox", others: [{ reader: "static", value: "static" }] }, tags: { reader: "static" } } });
    });
  });

  test("a key of which part is not known is told of, and keeps its name", async () => {
    project.put("all", []);
    const keyDoubt = unknown("depends on the environment variable REGION", { file: "definitions.py", line: 3 });
    say({ assets: [makeAsset("{REGION}_orders", { keyDoubt }), makeAsset("b", { deps: ["{REGION}_orders"] })] });
    await opened(async (core) => {
      expect(await asset(core, "{REGION}_orders")).toMatchObject({ reader: "sandbox", keyDoubt });
      expect((await core.project()["asset.get"]({ key: "b" }))?.upstream).toMatchObject([{ key: "{REGION}_orders" }]);
    });
  });

  test("a location that decides by a stand-in is not whole: what only the static reading has stands in", async () => {
    project.put("all", [makeAsset("a"), makeAsset("other")]);
    say({ assets: [makeAsset("a")], problems: [{ severity: "warning", code: "sandbox.decided-by-stand-in", message: "a stand-in", stage: "sandbox" }] });
    await opened(async (core) => {
      expect((await core.project()["catalog.list"]({})).rows.map((row) => [row.key, row.reader])).toEqual([["a", "sandbox"], ["other", "static"]]);
      expect((await core.readers()).readings[0]).toMatchObject({ outcome: "partial" });
    });
  });

  test("a location that loads whole: what only the static reading has is not in the catalog, and listed with the reason", async () => {
    project.put("all", [makeAsset("a"), makeAsset("gone"), makeCheck("a", "static_check")]);
    say({ assets: [makeAsset("a")] });
    await opened(async (core) => {
      expect((await core.project()["catalog.list"]({})).rows.map((row) => row.key)).toEqual(["a"]);
      expect(await core.project()["unloaded.list"]({})).toMatchObject([{ name: "gone", reason: expect.stringContaining("has no such asset") }]);
      expect((await core.project()["asset.get"]({ key: "a" }))?.checks).toEqual([]);
      expect((await core.readers()).readings).toMatchObject([{ reader: "sandbox", outcome: "whole", assets: 1 }, { reader: "static", outcome: "whole", assets: 2 }]);
    });
  });

  test("a location that loads whole: what reading alone could not know is no problem any more, what is wrong with the source stays one", async () => {
    project.put("all", [makeAsset("a"), problem("dagster.assets-unknown"), problem("python.unreadable")]);
    const told = async (core: Core): Promise<string[]> => (await core.project()["problem.list"]({})).map(({ code }) => code).toSorted();
    say({ assets: [makeAsset("a")] });
    await opened(async (core) => {
      expect(await told(core)).toEqual(["python.unreadable"]);
      expect(core.state().counts.problems).toBe(1);
    });
    say({ assets: [makeAsset("a")], problems: [{ severity: "error", code: "sandbox.load-failed", message: "a module does not load", stage: "sandbox" }] });
    await opened(async (core) => expect(await told(core)).toEqual(["dagster.assets-unknown", "python.unreadable", "sandbox.load-failed"]));
  });

  test("a module that fails: the static reading stands in, marked as its own", async () => {
    project.put("all", [makeAsset("a"), makeAsset("lost"), makeCheck("lost", "c")]);
    say({ assets: [makeAsset("a")], problems: [{ severity: "error", code: "sandbox.load-failed", message: "lost does not load", stage: "sandbox" }] });
    await opened(async (core) => {
      expect((await core.project()["catalog.list"]({})).rows.map((row) => [row.key, row.reader])).toEqual([["a", "sandbox"], ["lost", "static"]]);
      expect((await core.project()["asset.get"]({ key: "lost" }))?.checks).toMatchObject([{ name: "c" }]);
      expect((await core.readers()).readings[0]).toMatchObject({ outcome: "partial" });
    });
  });

  test("an error of a job does not cast doubt on the assets", async () => {
    project.put("all", [makeAsset("a"), makeAsset("gone")]);
    say({ assets: [makeAsset("a")], problems: [{ severity: "error", code: "sandbox.jobs", message: "a job does not resolve", stage: "sandbox" }] });
    expect(await opened(async (core) => (await core.project()["catalog.list"]({})).rows.map((row) => row.key))).toEqual(["a"]);
  });

  test("no answer at all: the static reading is shown as if nobody else had been asked, with the reason", async () => {
    project.put("all", [makeAsset("a"), makeAsset("b"), makeCheck("a", "c")]);
    say({ assets: [makeAsset("a")] });
    await opened(async (core) => expect(core.state().counts).toMatchObject({ assets: 1, checks: 0 }));
    writeFileSync(path.join(project.folder, "exact.json"), JSON.stringify({ assets: "none" }));
    await opened(async (core) => {
      expect(core.state().counts).toMatchObject({ assets: 2, checks: 1 });
      expect(await asset(core, "a")).toMatchObject({ reader: "static", origins: {} });
      expect(await core.project()["problem.list"]({})).toMatchObject([{ code: "sandbox.bad-answer", message: expect.stringContaining("Dagster gave no answer") }]);
      expect((await core.readers()).readings[0]).toMatchObject({ outcome: "failed", failure: expect.stringContaining("no definitions") });
    });
  });
});

describe("when a location is loaded", () => {
  beforeEach(() => {
    project.put("all", [makeAsset("a")]);
    say({ assets: [makeAsset("a", { group: "exact" })] });
  });

  test("once, as long as what it read is the same, also by the next program", async () => {
    await opened(() => undefined);
    expect(sealed.loads).toEqual(["definitions.py"]);
    writeFileSync(path.join(project.folder, "notes.md"), "nobody reads this");
    writeFileSync(path.join(project.folder, "assets", "data.csv"), "nor this");
    await opened(async (core) => expect(await asset(core, "a")).toMatchObject({ reader: "sandbox" }));
    // A new name in a folder that was listed may be a module.
    expect(sealed.loads).toEqual(["definitions.py", "definitions.py"]);
    writeFileSync(path.join(project.folder, "notes.md"), "still nobody");
    await opened(() => undefined);
    expect(sealed.loads).toHaveLength(2);
  });

  test("again when a file that it read changed, when all is to be read anew, and by another version", async () => {
    await opened(async (core) => {
      say({ assets: [makeAsset("a", { group: "other" })] });
      core.refresh(false);
      await core.whenIdle();
      expect(await asset(core, "a")).toMatchObject({ group: "other" });
      core.refresh(true);
      await core.whenIdle();
    });
    expect(sealed).toMatchObject({ loads: { length: 3 }, starts: 1 });
    sealed = handMadeSealed("2");
    await opened(() => undefined);
    expect(sealed.loads).toHaveLength(1);
  });

  test("again by the next opening where its time was over, although nothing changed", async () => {
    say({ assets: [], problems: [{ severity: "error", code: "sandbox.timeout", message: "took too long", stage: "sandbox" }] });
    await opened(async (core) => {
      core.refresh(false);
      await core.whenIdle();
      expect(sealed.loads).toHaveLength(1);
    });
    await opened(() => undefined);
    expect(sealed.loads).toHaveLength(2);
  });

  test("beside the reading of the source, which is on screen first", async () => {
    project.put("all", [makeAsset("a", { group: "static" })]);
    let open: () => void = () => undefined;
    sealed.gate = new Promise((resolve) => (open = resolve));
    const launch: ProcessLauncher = (name) => {
      const child = handMadeLauncher()(name);
      // The source is read only after Dagster was asked.
      const send = async (message: unknown): Promise<void> => {
        while (sealed.loads.length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
        child.send(message);
      };
      return { ...child, send: (message) => void send(message) };
    };
    const core = project.core({ sealed: sealed.host, launch });
    await core.openProject(project.folder);
    while ((await asset(core, "a"))?.group !== "static") await new Promise((resolve) => setTimeout(resolve, 5));
    open();
    await core.whenIdle();
    expect(await asset(core, "a")).toMatchObject({ reader: "sandbox" });
    expect(sealed.loads).toHaveLength(1);
    await core.close();
  });

  test("not at all when only the source is to be read, and nothing that was loaded before shows there", async () => {
    await opened(() => undefined);
    const core = project.core({ sealed: sealed.host });
    await core.readProject(project.folder, { reader: { reader: "static" } });
    expect(await asset(core, "a")).toMatchObject({ reader: "static", group: "default" });
    expect((await core.readers()).active).toBe("static");
    await core.close();
    expect(sealed.loads).toHaveLength(1);
  });
});

describe("a change while an exact answer is shown or awaited", () => {
  test("shows at once what the source says now, and leaves what did not change", async () => {
    project.put("all", [makeAsset("a", { group: "one", owners: unknown("needs a run") }), makeAsset("b", { op: "b" })]);
    say({ assets: [makeAsset("a", { group: "one", owners: ["team:x"] }), makeAsset("b")] });
    await opened(async (core) => {
      let open: () => void = () => undefined;
      sealed.gate = new Promise((resolve) => (open = resolve));
      project.put("all", [makeAsset("a", { group: "two", owners: unknown("needs a run"), source: { file: "assets/all.json", line: 9 } })]);
      say({ assets: [makeAsset("a", { group: "two", owners: ["team:y"] })] });
      core.refresh(false);
      while (sealed.loads.length < 2 || (await asset(core, "a"))?.group !== "two") await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await asset(core, "a")).toMatchObject({ reader: "sandbox", group: "two", owners: ["team:x"], source: { line: 9 } });
      expect(await asset(core, "b")).toBeUndefined();
      // More saves, while the load of the one before is under way: their static pictures do not wait, and Dagster is asked for the last alone.
      for (const group of ["three", "four", "five"]) {
        project.put("all", [makeAsset("a", { group, owners: unknown("needs a run") })]);
        core.refresh(false);
        while ((await asset(core, "a"))?.group !== group) await new Promise((resolve) => setTimeout(resolve, 5));
      }
      open();
      await core.whenIdle();
      expect(await asset(core, "a")).toMatchObject({ reader: "sandbox", owners: ["team:y"] });
      expect(sealed.loads).toHaveLength(3);
    });
  });

  test("cancelling keeps what is shown, and the next refresh loads", async () => {
    project.put("all", [makeAsset("a")]);
    say({ assets: [makeAsset("a", { group: "exact" })] });
    sealed.gate = new Promise(() => undefined);
    const core = project.core({ sealed: sealed.host });
    await core.openProject(project.folder);
    while (sealed.loads.length < 1 || !(await asset(core, "a"))) await new Promise((resolve) => setTimeout(resolve, 5));
    core.cancel();
    await core.whenIdle();
    expect(core.state().status).toBe("cancelled");
    expect(await asset(core, "a")).toMatchObject({ reader: "static" });
    sealed.gate = null;
    core.refresh(false);
    await core.whenIdle();
    expect(await asset(core, "a")).toMatchObject({ reader: "sandbox", group: "exact" });
    await core.close();
  });
});

test("where the runtime is missing, the static reading speaks and one line says how to get it", async () => {
  project.put("all", [makeAsset("a")]);
  await project.opened(async (core) => {
    expect(await core.project()["problem.list"]({})).toMatchObject([{ code: "sandbox.missing", severity: "info", message: "Definitions are read from source only: build it" }]);
    expect(await core.readers()).toMatchObject({ chosen: "default", active: "static", sealed: { isReady: false, missing: "build it" } });
  }, { sealed: () => ({ missing: "build it" }) });
});

test("a runtime that is being built is used once it is there", { timeout: 30_000 }, async () => {
  project.put("all", [makeAsset("a")]);
  say({ assets: [makeAsset("a", { group: "exact" })] });
  let isBuilt = false;
  const core = project.core({ isWatching: true, sealed: () => (isBuilt ? sealed.host() : { missing: "being built", isComing: true }) });
  try {
    await core.openProject(project.folder);
    await core.whenIdle();
    expect(await asset(core, "a")).toMatchObject({ reader: "static" });
    isBuilt = true;
    while ((await asset(core, "a"))?.reader !== "sandbox") await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await core.project()["problem.list"]({})).toEqual([]);
  } finally {
    await core.close();
  }
});

/** The sealed Dagster itself behind an open project: exact after the static reading, once as long as nothing changes, warm for the next change. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCore, type Core } from "../../../main/core/core.ts";
import { launchNodeProcess } from "../../../main/core/node-launcher.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { nodeSealedHost } from "../../../main/core/sandbox/sealed-host.ts";
import type { SealedProcess } from "../../../main/core/sandbox/sealed-node.ts";

const host = nodeSealedHost();

describe.skipIf("missing" in host)("the sealed Dagster", () => {
  let work: string;
  let starts = 0;
  /** Names of the code locations that were loaded, in order. */
  const loads: string[] = [];
  const counted = (process: SealedProcess): SealedProcess => ({ ...process, send: (request) => (loads.push(request.location.name), process.send(request)) });
  const open = async (name = "shop"): Promise<Core> => {
    const core = createCore({
      cacheFolder: path.join(work, "cache"), configFolder: path.join(work, "config"), sampleFolder: "", environment: {}, launch: launchNodeProcess, allowEditor: false, isWatching: false, emit: () => undefined,
      sealed: () => ("missing" in host ? host : { version: host.version, start: (start) => (starts++, counted(host.start(start))) }),
    });
    await core.readProject(path.join(work, name));
    return core;
  };
  const file = (name: string, text: string): void => writeFileSync(path.join(work, "shop", name), text);
  const assets = async (core: Core) => Object.fromEntries((await core.project().exportCatalog({})).assets.map((asset) => [asset.key, [asset.reader, asset.group]]));

  beforeAll(() => {
    work = realpathSync(mkdtempSync(path.join(tmpdir(), "assetscope-sealed-")));
    mkdirSync(path.join(work, "shop", ".git"), { recursive: true });
    file("groups.json", '{"a": "from_file"}');
    file("names.py", 'def suffix():\n    return "_".join(["x", "y"])\n');
    file("definitions.py", 'import json, pathlib\nimport dagster as dg\nfrom names import suffix\n\nGROUPS = json.loads(pathlib.Path(__file__).with_name("groups.json").read_text())\n\n@dg.asset(name="a_" + suffix(), group_name=GROUPS["a"])\ndef a(): ...\n\ndefs = dg.Definitions(assets=[a])\n');
    file("README.md", "not read");
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test("answers exactly, is not asked twice, and follows what it read in the same process", { timeout: 300_000 }, async () => {
    let core = await open();
    expect(await assets(core)).toEqual({ a_x_y: ["sandbox", "from_file"] });
    expect((await core.readers()).readings[0]).toMatchObject({ reader: "sandbox", outcome: "whole", filesRead: ["definitions.py", "groups.json", "names.py"] });
    await core.close();

    file("README.md", "still not read");
    core = await open();
    expect(await assets(core)).toEqual({ a_x_y: ["sandbox", "from_file"] });
    expect(starts).toBe(1);

    file("groups.json", '{"a": "other"}');
    core.refresh(false);
    await core.whenIdle();
    expect(await assets(core)).toEqual({ a_x_y: ["sandbox", "other"] });
    file("names.py", 'def suffix():\n    return "z"\n');
    core.refresh(false);
    await core.whenIdle();
    expect(await assets(core)).toEqual({ a_z: ["sandbox", "other"] });
    expect(starts).toBe(2);
    await core.close();
  });

  test("loads only the code location whose files changed", { timeout: 300_000 }, async () => {
    const put = (name: string, text: string): void => writeFileSync(path.join(work, "several", name), text);
    mkdirSync(path.join(work, "several", ".git"), { recursive: true });
    put("shared_names.py", 'GROUP = "g"\n');
    for (const name of ["one", "two"]) put(`${name}.py`, `import dagster as dg\nfrom shared_names import GROUP\n\n@dg.asset(name="_".join(["of", "${name}"]), group_name=GROUP)\ndef a(): ...\n\ndefs = dg.Definitions(assets=[a])\n`);
    put("workspace.yaml", "load_from:\n- python_file: one.py\n- python_file: two.py\n");
    loads.length = 0;
    const core = await open("several");
    expect(await assets(core)).toEqual({ of_one: ["sandbox", "g"], of_two: ["sandbox", "g"] });
    expect(loads).toEqual(["one.py", "two.py"]);
    put("two_names.py", 'GROUP = "_".join(["o", "k"])\n');
    put("two.py", 'import dagster as dg\nfrom shared_names import GROUP as OLD\nfrom two_names import GROUP\n\n@dg.asset(group_name=GROUP, description=OLD)\ndef of_two(): ...\n\ndefs = dg.Definitions(assets=[of_two])\n');
    core.refresh(false);
    await core.whenIdle();
    expect(await assets(core)).toEqual({ of_one: ["sandbox", "g"], of_two: ["sandbox", "o_k"] });
    // A new name in a folder that both look for modules in may be one of theirs.
    expect(loads.splice(0).toSorted()).toEqual(["one.py", "one.py", "two.py", "two.py"]);
    put("two_names.py", 'GROUP = "_".join(["o", "h"])\n');
    core.refresh(false);
    await core.whenIdle();
    expect(await assets(core)).toEqual({ of_one: ["sandbox", "g"], of_two: ["sandbox", "o_h"] });
    expect(loads.splice(0)).toEqual(["two.py"]);
    put("shared_names.py", 'GROUP = "h"\n');
    core.refresh(false);
    await core.whenIdle();
    expect(await assets(core)).toEqual({ of_one: ["sandbox", "h"], of_two: ["sandbox", "o_h"] });
    expect(loads).toEqual(["one.py", "two.py"]);
    await core.close();
  });

  test("has the variables of .env when the user says so, follows them, and forgets them when they are taken back", { timeout: 300_000 }, async () => {
    const put = (name: string, text: string): void => writeFileSync(path.join(work, "secret", name), text);
    mkdirSync(path.join(work, "secret", ".git"), { recursive: true });
    put("definitions.py", 'import os\nimport dagster as dg\n\n@dg.asset(metadata={"bucket": os.environ["BUCKET"]})\ndef a(): ...\n');
    put(".env", "BUCKET=one\n");
    const core = await open("secret");
    const bucket = async (): Promise<unknown> => (await core.project().exportCatalog({})).assets.map(({ metadata }) => (isUnknown(metadata) ? metadata : metadata[0]?.value))[0];
    const unset = { unknown: expect.stringContaining("BUCKET") as unknown };
    expect(await bucket()).toMatchObject(unset);
    expect((await core.readers()).dotEnv).toEqual({ isThere: true, isGiven: false });

    await core.setDotEnvGiven(true);
    await core.whenIdle();
    expect(await bucket()).toBe("one");
    expect((await core.readers()).dotEnv).toEqual({ isThere: true, isGiven: true });
    put(".env", "BUCKET=two\n");
    core.refresh(false);
    await core.whenIdle();
    expect(await bucket()).toBe("two");

    await core.setDotEnvGiven(false);
    await core.whenIdle();
    expect(await bucket()).toMatchObject(unset);
    await core.close();
  });
});

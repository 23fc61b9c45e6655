/** Which files the probe takes for the project's: never those of the interpreter, wherever that lies. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { dagsterPython } from "../../support/dagster-python.ts";
import { root } from "../../support/project-copy.ts";

const script = `
import json, sys
sys.path.insert(0, sys.argv[1])
from assetscope_probe.report import Report
sys.prefix = "/home/ann/code/.venv"
report = Report("/home/ann/code/shop", "/home/ann/code")
print(json.dumps([report.relative(path) for path in json.loads(sys.argv[2])]))
`;

describe.skipIf(!existsSync(dagsterPython))("a file is the project's", () => {
  const files: readonly (readonly [file: string, shownAs: string | null])[] = [
    ["/home/ann/code/shop/assets.py", "assets.py"],
    ["/home/ann/code/lib/tables.py", "../lib/tables.py"],
    ["/home/ann/code", ".."],
    ["/home/ann/.pyenv/versions/3.12.4/lib/python3.12/json/decoder.py", null],
    ["/home/ann/code/.venv/lib/python3.12/typing.py", null],
    ["/home/ann/code/env/lib/python3.12/site-packages/dagster/asset.py", null],
    ["/home/ann/codes/x.py", null],
    [path.join(root, "main", "core", "sandbox", "python", "assetscope_probe", "report.py"), null],
    ["/usr/lib/python3.12/json/decoder.py", null],
    ["<string>", null],
  ];

  test("below its bound, and none of an environment's", { timeout: 30_000 }, () => {
    const run = spawnSync(dagsterPython, ["-B", "-c", script, path.join(root, "main", "core", "sandbox", "python"), JSON.stringify(files.map(([file]) => file))], { encoding: "utf8" });
    expect(JSON.parse(run.stdout.trim() || "null"), run.stderr.slice(-2_000)).toEqual(files.map(([, shownAs]) => shownAs));
  });
});

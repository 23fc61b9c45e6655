import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveReference } from "../../../main/core/editor/resolve-reference.ts";
import type { ReferenceOptions } from "../../../main/core/editor/resolve-reference.ts";
import { openProjectFiles } from "../../../main/core/files.ts";
import type { ProjectFiles } from "../../../main/core/files.ts";

let root: string;
let files: ProjectFiles;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "reference-")));
  mkdirSync(join(root, "repo/.git"), { recursive: true });
  for (const file of ["project/src/shop/assets.py", "project/definitions.py", "project/a.py:12:3", "lib/lib.py"]) write(`repo/${file}`);
  write("outside/secret.py");
  files = openProjectFiles(join(root, "repo/project"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string): void {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, "");
}
const at = (path: string): string => join(root, "repo", path);
const resolve = (reference: string, options?: ReferenceOptions): unknown => resolveReference(reference, files, options);

describe("references", () => {
  it("within the repository, relative and absolute", () => {
    const found = { file: "src/shop/assets.py", absoluteFile: at("project/src/shop/assets.py"), isMapped: false };
    expect(resolve("src/shop/assets.py")).toEqual(found);
    expect(resolve("./src/../src/shop/assets.py")).toEqual(found);
    expect(resolve(at("project/src/shop/assets.py"))).toEqual(found);
    expect(resolve(pathToFileURL(at("project/src/shop/assets.py")).href)).toEqual(found);
    expect(resolve("../lib/lib.py")).toEqual({ file: "../lib/lib.py", absoluteFile: at("lib/lib.py"), isMapped: false });
    expect(resolve("a.py:12:3")).toMatchObject({ absoluteFile: at("project/a.py:12:3") });
  });
  it("of a container or another machine, by their longest end", () => {
    const found = { file: "src/shop/assets.py", absoluteFile: at("project/src/shop/assets.py"), isMapped: true };
    expect(resolve("/opt/dagster/app/src/shop/assets.py")).toEqual(found);
    expect(resolve("C:\\Users\\me\\work\\src\\shop\\assets.py")).toEqual(found);
    expect(resolve("/opt/dagster/app/shop/assets.py")).toEqual(found);
    write("repo/project/other/shop/assets.py");
    expect(resolve("/opt/dagster/app/shop/assets.py")).toEqual({ failure: "No such file: /opt/dagster/app/shop/assets.py", nearest: "src/shop/assets.py" });
    expect(resolve("/home/ci/repo/lib/lib.py")).toMatchObject({ file: "../lib/lib.py", isMapped: true });
    expect(resolve("/opt/dagster/app/definitions.py")).toEqual({ failure: "No such file: /opt/dagster/app/definitions.py", nearest: "definitions.py" });
    expect(resolve("src/gone.py")).toEqual({ failure: "No such file: src/gone.py" });
  });
  it("outside: only told, unless the user allowed the folder", () => {
    const outside = join(root, "outside/secret.py");
    expect(resolve("../../outside/secret.py")).toEqual({ failure: "It lies outside of the project", outside });
    expect(resolve(outside)).toEqual({ failure: "It lies outside of the project", outside });
    expect(resolve("../../../../../../../../etc/passwd")).toEqual({ failure: "It lies outside of the project", outside: "/etc/passwd" });
    expect(resolve(outside, { allowedRoots: [join(root, "outside")] })).toEqual({ file: outside, absoluteFile: outside, isMapped: false });
    symlinkSync(outside, at("project/link.py"));
    expect(resolve("link.py")).toEqual({ failure: "It lies outside of the project", outside });
  });
  it("are regular files", () => {
    execFileSync("mkfifo", [at("project/pipe")]);
    expect(resolve("src")).toEqual({ failure: "It is a folder, not a file" });
    expect(resolve("pipe")).toHaveProperty("failure");
    expect(resolve("/dev/zero")).toEqual({ failure: "It is not a regular file" });
  });
  it.each([
    ["", "The path is empty"],
    ["\\\\evil\\share\\x.py", "A network path is not followed"],
    ["//evil/x", "A network path is not followed"],
    ["\\\\?\\UNC\\evil\\x", "A network path is not followed"],
    ["\\\\.\\PhysicalDrive0", "A network path is not followed"],
    ["%5c%5cevil", "A network path is not followed"],
    ["file://evil/x", "A file link with a host is not followed"],
    ["file:////evil/x", "A file link with a host is not followed"],
    ["file:///%5c%5cevil/x%00", "The path holds control characters"],
    ["a\0.py", "The path holds control characters"],
    ["a\n.py", "The path holds control characters"],
    ["javascript://x", "It is a link, not a file"],
    ["x".repeat(5_000), "The path is longer than 4,096 characters"],
  ])("refuses %j", (reference, failure) => expect(resolve(reference)).toEqual({ failure }));
  it.each([
    ["CON", "It names a device"],
    ["src\\nul.py", "It names a device"],
    ["src/COM1", "It names a device"],
    ["a.py:stream", "A stream of a file is not opened"],
    ["C:\\x\\a.py::$DATA", "A stream of a file is not opened"],
  ])("refuses %j on Windows", (reference, failure) => expect(resolve(reference, { platform: "win32" })).toEqual({ failure }));
});

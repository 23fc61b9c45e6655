import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync, chmodSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../main/core/files.ts";
import { decodeText } from "../../main/core/files/decode.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "files-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string | Uint8Array = ""): string {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, content);
  return full;
}
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("decoding", () => {
  const cases: [name: string, bytes: Uint8Array, text: string][] = [
    ["plain", utf8("x = 'ü'\n"), "x = 'ü'\n"],
    ["UTF-8 byte order mark", utf8("\ufeffx = 1\n"), "x = 1\n"],
    ["CRLF, lone CR and form feed keep the lines that Python counts", utf8("a\r\nb\rc\fd\ne"), "a\nb\nc\fd\ne"],
    ["UTF-16 little endian", Buffer.from("\ufeffx = 'ü'\r\n", "utf16le"), "x = 'ü'\n"],
    ["UTF-16 big endian", Buffer.from("\ufeffx = 1\n", "utf16le").swap16(), "x = 1\n"],
    ["latin-1 by its coding line", Buffer.from("# -*- coding: latin-1 -*-\nx = 'ü\x85'\n", "latin1"), "# -*- coding: latin-1 -*-\nx = 'ü\x85'\n"],
    ["coding on the second line", Buffer.from("#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", "latin1"), "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '€'\n"],
    ["a coding line below code is none", utf8("x = 1\n# coding: latin-1\ny = 'ü'\n"), "x = 1\n# coding: latin-1\ny = 'ü'\n"],
    ["an unknown codec is UTF-8", utf8("# coding: klingon\nx = 'ü'\n"), "# coding: klingon\nx = 'ü'\n"],
    ["bytes that are not UTF-8 are replaced", Buffer.from([0x61, 0xff, 0x62, 0x0a, 0x63]), "a\ufffdb\nc"],
    ["NUL bytes are replaced", utf8("a\0b"), "a\ufffdb"],
    ["nothing", new Uint8Array(), ""],
  ];
  it.each(cases)("%s", (_name, bytes, text) => expect(decodeText(bytes, true)).toBe(text));

  it("takes no coding line from files that are not Python", () => {
    expect(decodeText(utf8("# coding: latin-1\nx: ü"), false)).toBe("# coding: latin-1\nx: ü");
  });
});

describe("the bound", () => {
  it("is the nearest folder upward with .git, a folder or a file, and paths beside the opened folder are read up to there", () => {
    write("repo/.git", "gitdir: /nowhere");
    write("repo/shared/lib.py", "LIB = 1");
    write("repo/app/defs.py", "APP = 1");
    write("secret.py", "SECRET = 1");
    const files = openProjectFiles(join(root, "repo/app"));
    expect(files.bound).toBe(join(root, "repo"));
    expect(files.readText("defs.py")).toMatchObject({ text: "APP = 1" });
    expect(files.readText("../shared/lib.py")).toMatchObject({ text: "LIB = 1" });
    expect(files.readText(join(root, "repo/shared/lib.py"))).toMatchObject({ text: "LIB = 1" });
    expect(files.readText("../../secret.py")).toEqual({ problem: "lies outside of the repository" });
    expect(files.isFile("../../secret.py")).toBe(false);
    expect(files.list("../..")).toEqual([]);
    expect(files.toRelative(join(root, "repo/shared/lib.py"))).toBe("../shared/lib.py");
    expect(files.toRelative(join(root, "secret.py"))).toBeNull();
  });
  it("is the folder itself without a repository", () => {
    write("app/defs.py", "");
    write("other.py", "");
    const files = openProjectFiles(join(root, "app"), { home: root });
    expect(files.bound).toBe(join(root, "app"));
    expect(files.isFile("../other.py")).toBe(false);
  });
  it("is the root of an unpacked archive, which has no .git", () => {
    write("home/repo-main/.github/workflows/ci.yml");
    write("home/repo-main/shared/lib.py", "LIB = 1");
    write("home/repo-main/app/defs.py");
    write("home/.gitattributes");
    write("home/other/defs.py");
    const home = join(root, "home");
    const files = openProjectFiles(join(home, "repo-main/app"), { home });
    expect(files.bound).toBe(join(home, "repo-main"));
    expect(files.readText("../shared/lib.py")).toMatchObject({ text: "LIB = 1" });
    expect(openProjectFiles(join(home, "other"), { home }).bound).toBe(join(home, "other"));
    write("home/repo-main/app/.git/HEAD");
    expect(openProjectFiles(join(home, "repo-main/app/"), { home }).bound).toBe(join(home, "repo-main/app"));
  });
  it("is never the home that is kept under git, but may lie below it", () => {
    write("home/.git/HEAD");
    write("home/app/defs.py");
    expect(openProjectFiles(join(root, "home/app"), { home: join(root, "home") }).bound).toBe(join(root, "home/app"));
    write("home/work/.git/HEAD");
    write("home/work/app/defs.py");
    expect(openProjectFiles(join(root, "home/work/app"), { home: join(root, "home") }).bound).toBe(join(root, "home/work"));
  });
  it("cannot be left by links, and links within it are followed", () => {
    write("repo/.git/HEAD");
    write("repo/a.py", "A = 1");
    write("outside/secret.py", "S = 1");
    symlinkSync(join(root, "repo/a.py"), join(root, "repo/inner.py"));
    symlinkSync(join(root, "outside/secret.py"), join(root, "repo/leak.py"));
    symlinkSync(join(root, "outside"), join(root, "repo/out"));
    symlinkSync("/", join(root, "repo/slash"));
    symlinkSync("self", join(root, "repo/self"));
    symlinkSync("gone", join(root, "repo/dangling.py"));
    const files = openProjectFiles(join(root, "repo"));
    expect(files.readText("inner.py")).toMatchObject({ text: "A = 1" });
    expect(files.readText("leak.py")).toEqual({ problem: "lies outside of the repository" });
    expect(files.readText("out/secret.py")).toEqual({ problem: "lies outside of the repository" });
    expect(files.readText("slash/etc/passwd")).toEqual({ problem: "lies outside of the repository" });
    expect(files.readText("self")).toEqual({ problem: "is a link that leads nowhere or in a circle" });
    expect(files.readText("dangling.py")).toEqual({ problem: "is a link that leads nowhere or in a circle" });
    expect(files.isFolder("out")).toBe(false);
    expect(files.resolve("inner.py")).toBe(join(root, "repo/a.py"));
  });
});

describe("reading", () => {
  it("tells a missing file from one that cannot be read", () => {
    write("a.py", "x");
    mkdirSync(join(root, "folder"));
    const files = openProjectFiles(root, { bound: root });
    expect(files.readText("gone.py")).toBeNull();
    expect(files.readText("a.py/b.py")).toBeNull();
    expect(files.readText("folder")).toEqual({ problem: "is a folder" });
    expect(files.readText("a\0.py")).toBeNull();
    expect(files.readText("x".repeat(5_000))).toBeNull();
    expect(files.readText(`${"y".repeat(300)}.py`)).toEqual({ problem: "its path is too long" });
  });
  it("never reads, and never waits for, what is not a regular file", async () => {
    execFileSync("mkfifo", [join(root, "pipe.py")]);
    symlinkSync("/dev/zero", join(root, "zero.py"));
    const server = createServer().listen(join(root, "socket.py"));
    await new Promise((done) => server.once("listening", done));
    const files = openProjectFiles(root, { bound: root });
    expect(files.readText("pipe.py")).toEqual({ problem: "is not a regular file (device, socket or pipe)" });
    expect(files.readText("socket.py")).toEqual({ problem: "is not a regular file (device, socket or pipe)" });
    expect(files.readText("zero.py")).toEqual({ problem: "lies outside of the repository" });
    expect(["pipe.py", "socket.py", "zero.py"].filter((name) => files.isFile(name))).toEqual([]);
    expect(files.walk().files).toEqual([]);
    server.close();
  });
  it("refuses a sparse terabyte and anything over the cap by its size, and takes the cap from the caller", () => {
    write("huge.py");
    truncateSync(join(root, "huge.py"), 2 ** 40);
    write("exact.py", "x".repeat(100));
    const files = openProjectFiles(root, { bound: root });
    expect(files.readText("huge.py")).toEqual({ problem: "is larger than 5 MB (1,099,511.6 MB)" });
    expect(files.readText("exact.py", { maxBytes: 100 })).toMatchObject({ text: "x".repeat(100) });
    expect(files.readText("exact.py", { maxBytes: 99 })).toEqual({ problem: "is larger than 99 bytes (100 bytes)" });
  });
  it("hashes the bytes, not the decoded text", () => {
    write("a.py", "x\r\n");
    write("b.py", "x\n");
    const files = openProjectFiles(root, { bound: root });
    const [a, b] = [files.readText("a.py"), files.readText("b.py")];
    expect(a).toMatchObject({ text: "x\n" });
    expect(b).toMatchObject({ text: "x\n", hash: "73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac" });
    expect(a && "hash" in a ? a.hash : null).not.toBe(b && "hash" in b ? b.hash : null);
  });
  it("keeps names as they are: spaces, newlines, quotes, `__proto__`", () => {
    const names = ["a b.py", "a\nb.py", "-c!touch x.py", "$(id).py", "__proto__", "ünï.py", "q'\".py"];
    for (const name of names) write(name, name);
    const files = openProjectFiles(root, { bound: root });
    for (const name of names) expect(files.readText(name)).toMatchObject({ text: name });
    expect(files.list(".")).toEqual([...names].sort());
  });
  it("treats a folder that is not there as empty", () => {
    const files = openProjectFiles(join(root, "gone"), { home: root });
    expect(files.list(".")).toEqual([]);
    expect(files.readText("a.py")).toBeNull();
    expect(files.walk()).toEqual({ files: [], folders: [], finds: [], isComplete: true });
  });
  it("gives signatures that differ when a file is replaced", () => {
    write("a.py", "1");
    const files = openProjectFiles(root, { bound: root });
    const before = files.stat("a.py");
    rmSync(join(root, "a.py"));
    write("keep-inode.py", "");
    write("a.py", "2");
    expect(before).toMatchObject({ kind: "file", size: 1 });
    expect(files.stat("a.py")).not.toEqual(before);
    expect(files.stat(".")).toMatchObject({ kind: "folder" });
    expect(files.stat("none")).toBeNull();
  });
});

describe("a folder that changes while it is read", () => {
  it("never gives what lies outside, whatever is swapped for a link meanwhile", () => {
    write("repo/.git/HEAD");
    write("repo/inside/x.py", "INSIDE");
    write("repo/kept/x.py", "INSIDE");
    write("outside/x.py", "SECRET");
    const swap = `const fs = require("node:fs");
      for (let i = 0; i < 300; i++) {
        fs.symlinkSync("../../outside/x.py", "t"); fs.renameSync("t", "kept/x.py");
        fs.copyFileSync("inside/x.py", "t"); fs.renameSync("t", "kept/x.py");
        fs.renameSync("kept", "away"); fs.symlinkSync("../outside", "kept"); fs.unlinkSync("kept"); fs.renameSync("away", "kept");
      }
      fs.writeFileSync("done", "");`;
    const child = spawn(process.execPath, ["-e", swap], { cwd: join(root, "repo"), stdio: "ignore" });
    const files = openProjectFiles(join(root, "repo"));
    const seen = new Set<string>();
    const end = performance.now() + 20_000;
    while (!files.isFile("done") && performance.now() < end) {
      const read = files.readText("kept/x.py");
      seen.add(read === null ? "missing" : "text" in read ? read.text : "problem");
    }
    child.kill();
    expect(seen).toContain("INSIDE");
    expect(seen).not.toContain("SECRET");
  });
});

describe("walking", () => {
  it("leaves out environments, caches and storages, and keeps packages that are called like them", () => {
    const kept = ["app/__init__.py", "app/build/__init__.py", "pyproject.toml", "dbt/dbt_project.yml", "dbt/target/manifest.json", "home/dagster.yaml", "lib/dist/x.py", ".tmp_dagster_home_ab/dagster.yaml"];
    const left = [
      ".git/config", ".venv/x.py", "env311/pyvenv.cfg", "env311/lib/x.py", "node_modules/a/x.py", "app/__pycache__/x.py", "build/lib/x.py", "dist/x.py", "dbt/target/compiled/x.sql",
      "dbt/dbt_packages/u/dbt_project.yml", "home/history/runs.db", "home/storage/asset", "app.egg-info/top_level.txt", ".tmp_dagster_home_ab/storage/asset", "cache/CACHEDIR.TAG", "cache/x.py", ".tox/x.py", ".mypy_cache/x.py",
    ];
    for (const path of [...kept, ...left]) write(path);
    const walked = openProjectFiles(root, { bound: root }).walk();
    expect(walked.files.toSorted()).toEqual(kept.toSorted());
    expect(walked.finds.map((find) => `${find.title}: ${find.detail}`)).toContain("env311: a virtual environment");
  });
  it("visits a folder once, however links lead to it", () => {
    write("a/b/x.py");
    symlinkSync("..", join(root, "a/b/loop"));
    symlinkSync(join(root, "a"), join(root, "z"));
    const walked = openProjectFiles(root, { bound: root }).walk();
    expect(walked.files).toEqual(["a/b/x.py"]);
    expect(walked.finds).toHaveLength(2);
  });
  it("stops at the cap and says so", () => {
    for (let i = 0; i < 20; i++) write(`f${i}.py`);
    const walked = openProjectFiles(root, { bound: root }).walk({ maxFiles: 7 });
    expect(walked.files).toHaveLength(7);
    expect(walked.isComplete).toBe(false);
    expect(walked.finds[0]?.title).toBe("More than 7 files");
  });
  it("stops in time", () => {
    for (let i = 0; i < 50; i++) write(`d${i}/x.py`);
    const walked = openProjectFiles(root, { bound: root }).walk({ maxMs: 0 });
    expect(walked.isComplete).toBe(false);
    expect(walked.finds[0]?.title).toBe("Too much to look through");
  });
  it("goes 300 folders deep only as far as it says", () => {
    const deep = Array.from({ length: 300 }, () => "d").join("/");
    write(`${deep}/x.py`);
    const walked = openProjectFiles(root, { bound: root }).walk({ maxDepth: 10 });
    expect(walked.folders).toHaveLength(11);
    expect(walked.finds.at(-1)?.detail).toBe("folders deeper than 10 levels are not read");
  });
  it.skipIf(process.getuid?.() === 0)("skips a folder that may not be read and goes on", () => {
    write("closed/x.py");
    write("open/x.py");
    chmodSync(join(root, "closed"), 0);
    const walked = openProjectFiles(root, { bound: root }).walk();
    chmodSync(join(root, "closed"), 0o755);
    expect(walked.files).toEqual(["open/x.py"]);
    expect(walked.finds).toContainEqual({ what: "skipped", status: "skipped", title: "closed", detail: "may not be read (permissions)" });
  });
  it.runIf(process.platform === "linux")("names a file whose name is not UTF-8 as unreadable", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from(".py")]), "x");
    write("ok.py");
    const walked = openProjectFiles(root, { bound: root }).walk();
    expect(walked.files).toEqual(["ok.py"]);
    expect(walked.finds[0]?.detail).toBe("its name is not UTF-8");
  });
});

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { detectEditors, editorFromTemplate } from "../../../main/core/editor/detect-editors.ts";
import type { Editor, EditorEnvironment, LaunchPlan } from "../../../main/core/editor/editor.ts";
import { launch } from "../../../main/core/editor/launch.ts";
import { planLaunch } from "../../../main/core/editor/plan-launch.ts";

let root: string;
let environment: EditorEnvironment;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "launch-")));
  for (const folder of ["bin", "home", "project"]) mkdirSync(join(root, folder));
  environment = { platform: "linux", PATH: join(root, "bin"), home: join(root, "home") };
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program that writes down how it was called: arguments with NUL after each, then its working directory. */
function recorder(name: string): void {
  const file = join(root, "bin", name);
  writeFileSync(file, `#!/bin/sh\nout="${root}/record"\n{ printf '%s\\0' "$@"; pwd; } > "$out.part"\nmv "$out.part" "$out"\n`);
  chmodSync(file, 0o755);
}
async function recorded(): Promise<{ args: string[]; cwd: string }> {
  const out = join(root, "record");
  for (let i = 0; i < 400 && !existsSync(out); i++) await sleep(10);
  const parts = readFileSync(out, "utf8").split("\0");
  return { args: parts.slice(0, -1), cwd: (parts.at(-1) ?? "").trim() };
}
const editor = (id: string, more: Partial<EditorEnvironment> = {}): Editor => {
  const found = detectEditors({ ...environment, ...more }).find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};
const at = (file: string, line = 12, column?: number): Parameters<typeof planLaunch>[1] => ({ absoluteFile: file, line, column, projectFolder: "/proj" });

const forms: [id: string, argv: string[], link: string | null][] = [
  ["code", ["-r", "-g", "/p/a.py:12:3"], "vscode://file/p/a.py:12:3"],
  ["code-insiders", ["-r", "-g", "/p/a.py:12:3"], "vscode-insiders://file/p/a.py:12:3"],
  ["cursor", ["-r", "-g", "/p/a.py:12:3"], "cursor://file/p/a.py:12:3"],
  ["windsurf", ["-r", "-g", "/p/a.py:12:3"], "windsurf://file/p/a.py:12:3"],
  ["codium", ["-r", "-g", "/p/a.py:12:3"], "vscodium://file/p/a.py:12:3"],
  ["pycharm", ["/proj", "--line", "12", "--column", "3", "/p/a.py"], "pycharm://open?file=%2Fp%2Fa.py&line=12&column=3"],
  ["idea", ["/proj", "--line", "12", "--column", "3", "/p/a.py"], "idea://open?file=%2Fp%2Fa.py&line=12&column=3"],
  ["zed", ["/p/a.py:12:3"], "zed://file/p/a.py:12:3"],
  ["subl", ["/p/a.py:12:3"], null],
  ["gedit", ["+12:3", "--", "/p/a.py"], null],
  ["kate", ["-l", "12", "-c", "3", "--", "/p/a.py"], null],
  ["emacs", ["+12:3", "/p/a.py"], null],
  ["emacsclient", ["-n", "+12:3", "--", "/p/a.py"], null],
  ["gvim", ["+call cursor(12,3)", "--", "/p/a.py"], null],
];

describe("the command", () => {
  it.each(forms)("%s", (id, argv, link) => {
    recorder(id);
    expect(planLaunch(editor(id), at("/p/a.py", 12, 3), environment)).toEqual({ editor: editor(id).name, command: [join(root, "bin", id), ...argv], link, file: "/p/a.py", line: 12, isForeground: false, copyable: null, obstacle: null });
  });
  it("terminal editors: in this terminal, in a known emulator, or to copy", () => {
    recorder("nvim");
    const argv = [join(root, "bin/nvim"), "+call cursor(12,1)", "--", "/p/a b.py"];
    expect(planLaunch(editor("nvim"), at("/p/a b.py"), { ...environment, hasTty: true })).toMatchObject({ command: argv, isForeground: true, obstacle: null });
    expect(planLaunch(editor("nvim"), at("/p/a b.py"), environment)).toMatchObject({ command: argv, copyable: `${join(root, "bin/nvim")} '+call cursor(12,1)' -- '/p/a b.py'`, obstacle: "Neovim needs a terminal, and none is known here: copy the command into one" });
    recorder("kitty");
    expect(planLaunch(editor("nvim", { DISPLAY: ":0" }), at("/p/a b.py"), environment)).toMatchObject({ command: [join(root, "bin/kitty"), "--", ...argv], isForeground: false, obstacle: null });
  });
  it.each([0, -1, 1e9, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("takes line %s as the first", (line) => {
    recorder("code");
    expect(planLaunch(editor("code"), at("/p/a.py", line), environment)).toMatchObject({ line: 1, command: [join(root, "bin/code"), "-r", "-g", "/p/a.py:1:1"] });
  });
  it("fills a template in one pass, whatever the file is called", () => {
    recorder("mine");
    const mine = editorFromTemplate(["mine", "--at={line},{column}", "--in={project}", "{file}"], environment);
    if ("problem" in mine) throw new Error(mine.problem);
    expect(planLaunch(mine, at("/p/{line}{column}$&.py"), environment).command).toEqual([join(root, "bin/mine"), "--at=12,1", "--in=/proj", "/p/{line}{column}$&.py"]);
  });
  it("says what was looked for when there is no editor", () => {
    expect(planLaunch(null, at("/p/a.py"), environment).obstacle).toMatch(/^No editor was found: looked for code, cursor, .*vi on PATH/);
  });
});

describe("the link", () => {
  const link = (file: string, more: Partial<EditorEnvironment> = {}): string | null => {
    recorder("code");
    return planLaunch(editor("code"), at(file), { ...environment, ...more }).link;
  };
  it("keeps every character of a name", () => {
    expect(link("/p/a#b?c%41 d&e+ü.py")).toBe("vscode://file/p/a%23b%3Fc%2541%20d%26e%2B%C3%BC.py:12:1");
    const path = new URL(link("/p/a#b?c%41 d.py") ?? "").pathname;
    expect(decodeURIComponent(path)).toBe("/p/a#b?c%41 d.py:12:1");
  });
  it("leaves the line away where the name would be taken for one", () => expect(link("/p/a.py:12:3")).toBe("vscode://file/p/a.py%3A12%3A3"));
  it("knows drives, WSL and SSH", () => {
    expect(link("C:\\Users\\me\\a b.py", { platform: "win32" })).toBe("vscode://file/C:/Users/me/a%20b.py:12:1");
    expect(link("/home/me/a.py", { WSL_DISTRO_NAME: "Ubuntu 24" })).toBe("vscode://vscode-remote/wsl+Ubuntu%2024/home/me/a.py:12:1");
    expect(link("/home/me/a.py", { SSH_CONNECTION: "10.0.0.1 50000 10.0.0.2 22" })).toBe("vscode://vscode-remote/ssh-remote+10.0.0.2/home/me/a.py:12:1");
  });
});

describe("starting", () => {
  const names = ["plain.py", "-c!touch pwned", "+!touch pwned", "--goto", "--install-extension=x", "a b.py", "%PATH%.py", "&calc.py", "a|b;c.py", 'q"uo\'te.py', "$(touch pwned).py", "`touch pwned`.py", "new\nline.py", "trailing. ", "a#b?.py", "a%41.py", "ünï\u202e.py", "{file}.py"];
  it.each(names)("hands %j over as it is, from the home", async (name) => {
    recorder("code");
    const file = join(root, "project", name);
    writeFileSync(file, "");
    const result = await launch(planLaunch(editor("code"), at(file), environment), environment);
    expect(result).toMatchObject({ isLaunched: true, failure: null, file, line: 12 });
    expect(await recorded()).toEqual({ args: ["-r", "-g", `${file}:12:1`], cwd: join(root, "home") });
    expect(["pwned", "home/pwned", "project/pwned"].filter((canary) => existsSync(join(root, canary)))).toEqual([]);
  });
  it("opens a.py:12:3, not a.py", async () => {
    recorder("code");
    await launch(planLaunch(editor("code"), at("/p/a.py:12:3"), environment), environment);
    expect((await recorded()).args).toEqual(["-r", "/p/a.py:12:3"]);
  });
  it("says what went wrong: a program that is gone, fails, is a script of cmd.exe or not absolute", async () => {
    recorder("code");
    const plan = planLaunch(editor("code"), at("/p/a.py"), environment);
    const failing: [Partial<LaunchPlan>, string][] = [
      [{ command: [join(root, "bin/gone"), "x"] }, `${root}/bin/gone is no program that can be started`],
      [{ command: ["code", "x"] }, "code is no program that can be started"],
      [{ command: [join(root, "bin/fails")] }, `${root}/bin/fails ended with code 3`],
      [{ command: [join(root, "bin/code.cmd")] }, `${root}/bin/code.cmd is no program that can be started`],
      [{ command: [join(root, "bin/broken")] }, `${root}/bin/broken could not be started: spawn ${root}/bin/broken ENOENT`],
      [{ command: [join(root, "bin/code"), "a\0b"] }, "The command holds a NUL character"],
      [{ command: null, link: "zed://file/x" }, "Visual Studio Code opens by its link alone: zed://file/x"],
      [{ command: null, obstacle: "No terminal", copyable: "vi x" }, "No terminal: vi x"],
    ];
    writeFileSync(join(root, "bin/fails"), "#!/bin/sh\nexit 3\n", { mode: 0o755 });
    writeFileSync(join(root, "bin/broken"), "#!/nowhere/sh\n", { mode: 0o755 });
    recorder("code.cmd");
    for (const [change, failure] of failing) expect(await launch({ ...plan, ...change }, environment)).toMatchObject({ isLaunched: false, failure });
    expect(existsSync(join(root, "record"))).toBe(false);
  });
  it("waits for an editor in this terminal to end", async () => {
    writeFileSync(join(root, "bin/vim"), `#!/bin/sh\nsleep 0.3\necho done > "${root}/done"\n`, { mode: 0o755 });
    const result = await launch(planLaunch(editor("vim"), at("/p/a.py"), { ...environment, hasTty: true }), environment);
    expect(result.isLaunched).toBe(true);
    expect(existsSync(join(root, "done"))).toBe(true);
  });
  it("does not wait for one with a window, and hands nothing of ours over", async () => {
    writeFileSync(join(root, "bin/code"), `#!/bin/sh\nenv > "${root}/env.part"; mv "${root}/env.part" "${root}/env"\nsleep 5\n`, { mode: 0o755 });
    process.env["ELECTRON_RUN_AS_NODE"] = "1";
    const before = performance.now();
    const result = await launch(planLaunch(editor("code"), at("/p/a.py"), environment), environment);
    delete process.env["ELECTRON_RUN_AS_NODE"];
    expect(result.isLaunched).toBe(true);
    expect(performance.now() - before).toBeLessThan(3_000);
    for (let i = 0; i < 400 && !existsSync(join(root, "env")); i++) await sleep(10);
    expect(readFileSync(join(root, "env"), "utf8")).not.toMatch(/ELECTRON_|NODE_OPTIONS/);
  });
});

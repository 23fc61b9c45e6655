import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { quoteCommand, splitCommand } from "../../../main/core/editor/command-words.ts";
import { detectEditors, editorFromTemplate } from "../../../main/core/editor/detect-editors.ts";
import type { EditorEnvironment } from "../../../main/core/editor/editor.ts";

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "editors-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function program(path: string, mode = 0o755): string {
  const full = join(root, path);
  mkdirSync(join(full, ".."), { recursive: true });
  writeFileSync(full, "#!/bin/sh\n");
  chmodSync(full, mode);
  return full;
}
function environment(more: Partial<EditorEnvironment> = {}): EditorEnvironment {
  return { platform: "linux", PATH: join(root, "bin"), home: join(root, "home"), ...more };
}
const found = (more?: Partial<EditorEnvironment>): string[] => detectEditors(environment(more)).map((editor) => `${editor.id} ${editor.foundBy} ${editor.program?.replace(root, "")}`);

describe("detection", () => {
  it("takes programs on PATH in the table's order, windows before terminals", () => {
    for (const name of ["vim", "zeditor", "cursor", "code", "nano", "pycharm-community"]) program(`bin/${name}`);
    expect(found()).toEqual(["code PATH /bin/code", "cursor PATH /bin/cursor", "pycharm PATH /bin/pycharm-community", "zed PATH /bin/zeditor", "vim PATH /bin/vim", "nano PATH /bin/nano"]);
  });
  it("passes over what cannot be run, folders, and relative entries of PATH", () => {
    program("bin/code", 0o644);
    mkdirSync(join(root, "bin/cursor"));
    program("here/codium");
    expect(found({ PATH: `:.:./bin:${join(root, "bin")}` })).toEqual([]);
  });
  it("looks in the usual places of each system", () => {
    program("home/.local/share/JetBrains/Toolbox/scripts/pycharm");
    program("home/Applications/Cursor.app/Contents/Resources/app/bin/cursor");
    program("local/Programs/Microsoft VS Code/Code.exe");
    program("local/Programs/PyCharm 2025.3/bin/pycharm64.exe");
    program("local/Programs/PyCharm 2026.2/bin/pycharm64.exe");
    expect(found()).toEqual(["pycharm usual place /home/.local/share/JetBrains/Toolbox/scripts/pycharm"]);
    expect(found({ platform: "darwin" })).toEqual(["cursor usual place /home/Applications/Cursor.app/Contents/Resources/app/bin/cursor"]);
    expect(found({ platform: "win32", LOCALAPPDATA: join(root, "local") })).toEqual(["code usual place /local/Programs/Microsoft VS Code/Code.exe", "pycharm usual place /local/Programs/PyCharm 2026.2/bin/pycharm64.exe"]);
  });
  it("finds no .cmd on Windows", () => {
    program("bin/code.cmd");
    program("bin/code");
    expect(found({ platform: "win32" })).toEqual([]);
    program("bin/code.exe");
    expect(found({ platform: "win32" })).toEqual(["code PATH /bin/code.exe"]);
  });
  it("puts $VISUAL and $EDITOR first where they open a window, or where a person sits at the terminal", () => {
    for (const name of ["code", "vim", "subl", "my-editor"]) program(`bin/${name}`);
    expect(found({ EDITOR: "vim" })).toEqual(["code PATH /bin/code", "subl PATH /bin/subl", "vim $EDITOR /bin/vim"]);
    expect(found({ EDITOR: "vim", hasTty: true })[0]).toBe("vim $EDITOR /bin/vim");
    expect(found({ VISUAL: "subl -w", EDITOR: "vim" })[0]).toBe("subl $VISUAL /bin/subl");
    expect(found({ VISUAL: join(root, "bin/my-editor") })[0]).toBe("my-editor $VISUAL /bin/my-editor");
    expect(found({ VISUAL: "./bin/my-editor" })[0]).toBe("code PATH /bin/code");
    expect(found({ VISUAL: "subl; touch pwned" })[0]).toBe("code PATH /bin/code");
  });
  it("keeps the flags of $VISUAL but those that wait", () => {
    program("bin/code");
    program("bin/emacsclient");
    expect(detectEditors(environment({ VISUAL: "code --wait --profile 'my work'" }))[0]?.args).toEqual(["--profile", "my work", "-r", "-g", "{file}:{line}:{column}"]);
    const [client] = detectEditors(environment({ VISUAL: "emacsclient -t", hasTty: true }));
    expect(client).toMatchObject({ isTerminal: true, args: ["-t", "+{line}:{column}", "--", "{file}"] });
  });
  it("knows a terminal emulator where there is a display", () => {
    const vim = program("bin/vim");
    const konsole = program("bin/konsole");
    expect(detectEditors(environment())[0]).toMatchObject({ program: vim, terminal: null });
    expect(detectEditors(environment({ DISPLAY: ":0" }))[0]?.terminal).toEqual([konsole, "-e"]);
  });
});

describe("a command of one's own", () => {
  it("is argv with a program on PATH or an absolute one", () => {
    const mine = program("bin/mine");
    expect(editorFromTemplate(["mine", "--at={line}", "{file}"], environment())).toMatchObject({ program: mine, args: ["--at={line}", "{file}"], foundBy: "settings" });
    expect(editorFromTemplate([mine], environment())).toMatchObject({ program: mine, args: ["{file}"] });
    program("bin/nvim");
    expect(editorFromTemplate(["nvim"], environment())).toMatchObject({ isTerminal: true, args: ["+call cursor({line},{column})", "--", "{file}"] });
    expect(editorFromTemplate([], environment())).toEqual({ problem: "the command is empty" });
    expect(editorFromTemplate(["./mine"], environment())).toEqual({ problem: "./mine is no program on PATH, nor an absolute path to one" });
  });
});

describe("words of a command", () => {
  it.each([
    ["code --wait", ["code", "--wait"]],
    [`'/a b/code' -u "x y" z\\ w`, ["/a b/code", "-u", "x y", "z w"]],
    [`a "b\\"c" '' 'd"e'`, ["a", 'b"c', "", 'd"e']],
    ["  ", []],
  ])("%s", (text, words) => expect(splitCommand(text)).toEqual(words));
  it.each(["a; b", "a | b", "a && b", "$(id)", "a `id`", "$HOME/x", "a > b", '"$(id)"', "a\nb", "'open"])("refuses %j", (text) => expect(splitCommand(text)).toHaveProperty("problem"));
  it("are quoted for a person to paste", () => {
    expect(quoteCommand(["/usr/bin/vim", "+call cursor(3,1)", "--", "/a/it's $(id).py"])).toBe(String.raw`/usr/bin/vim '+call cursor(3,1)' -- '/a/it'\''s $(id).py'`);
  });
});

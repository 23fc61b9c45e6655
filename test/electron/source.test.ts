/** Electron's security checklist, the part that the source itself can break: what may never be written, and what may stand in one file alone. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..", "..");
const files = ["main", "preload", "renderer", "tools"].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs|html)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name)),
);

/** Files that hold the pattern, outside of comments, relative to the project. */
function holding(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(withoutComments(readFileSync(file, "utf8")))).map((file) => path.relative(root, file).split(path.sep).join("/")).sort();
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

describe("is never written", () => {
  test.each([
    ["Node in the page", /nodeIntegration\w*:\s*(?!\s|false)/],
    ["one world for page and preload", /contextIsolation:\s*(?!\s|true)/],
    ["a page without sandbox", /\bsandbox:\s*false/],
    ["a page without web security", /webSecurity:\s*(?!\s|true)/],
    ["mixed content, experiments, Blink features", /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures/],
    ["webviews", /webviewTag/],
    ["a file:// page", /loadFile\(|loadURL\(\s*["'`]file:/],
    ["text made into code", /\beval\(|new Function\(/],
    ["HTML written by hand", /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/],
  ])("%s", (_title, pattern) => {
    expect(holding(pattern)).toEqual([]);
  });

  test("the search sees what it looks for", () => {
    expect(holding(/contextIsolation:\s*true/)).toEqual(["main/electron/sealed-window.ts", "main/electron/window.ts"]);
  });
});

describe("stands in one place", () => {
  test.each([
    ["the way to the user's browser", /shell\.openExternal/, ["main/electron/links.ts"]],
    ["what the page may call", /ipcMain\.(handle|on)/, ["main/electron/ipc.ts"]],
    ["what the preload script hands over", /exposeInMainWorld/, ["preload/preload.ts"]],
    ["windows", /new BrowserWindow\(/, ["main/electron/sealed-window.ts", "main/electron/window.ts"]],
    ["the protocols", /protocol\.handle\(/, ["main/electron/app-protocol.ts", "main/electron/sealed-window.ts"]],
    ["listening", /\.listen\(/, ["main/http/server.ts", "tools/dev.mjs"]],
  ])("%s", (_title, pattern, where) => {
    expect(holding(pattern)).toEqual(where);
  });
});

test("Electron's sandbox is taken off where a person says so, nowhere else", () => {
  expect(holding(/--no-sandbox/)).toEqual(["main/cli/open-window.ts", "main/cli/program.ts", "main/cli/run-desktop.ts", "tools/start.mjs"]);
  expect(withoutComments(readFileSync(path.join(root, "main/desktop.ts"), "utf8"))).toContain("app.enableSandbox()");
});

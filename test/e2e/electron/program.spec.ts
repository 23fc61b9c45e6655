/** The program around the page: one instance, its window's place, a core that dies. */
import { cpSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { expect, launchDesktop, startAgain, test, whenIdle } from "../../support/desktop.ts";

test("a second start hands its folder to the first and ends", async ({ desktop: { page, project } }) => {
  const other = path.join(project.workFolder, "elsewhere");
  cpSync(project.folder, other, { recursive: true });
  expect(await startAgain(project, [other])).toBe(0);
  await expect(page).toHaveTitle(/elsewhere/);
});

test("the window comes back where it was", async ({ desktop: { electron }, project }) => {
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 900, height: 700 }));
  const before = await boundsOf(electron);
  const child = electron.process();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await electron.close();
  await ended;
  expect(JSON.parse(readFileSync(path.join(project.workFolder, "config", "Assetscope", "window.json"), "utf8"))).toMatchObject({ bounds: before, isMaximized: false, theme: "system" });
  const again = await launchDesktop(project);
  await again.firstWindow();
  expect(await boundsOf(again)).toEqual(before);
  await again.close();
});

test("a core that dies is started again and opens the project again", async ({ desktop: { electron, page } }) => {
  const pid = await corePid(electron);
  test.skip(pid === null, "the core's process cannot be told apart here");
  process.kill(pid ?? 0, "SIGKILL");
  await expect.poll(() => corePid(electron), { timeout: 10_000 }).not.toBe(pid);
  await whenIdle(page);
  await expect
    .poll(() => page.evaluate(async () => ((await (globalThis as unknown as { readonly assetscope: { request: (name: string, params: object) => Promise<{ result?: { status: string; counts: { assets: number } } }> } }).assetscope.request("project.get", {})).result)), { timeout: 20_000 })
    .toMatchObject({ status: "ready" });
  await expect(page).toHaveTitle(/shop/);
});

test("the menu opens folders by the keyboard", async ({ desktop: { electron } }) => {
  const accelerators = await electron.evaluate(({ Menu }) => {
    const file = Menu.getApplicationMenu()?.items.find((item) => item.label.includes("File"));
    return file?.submenu?.items.flatMap((item) => (item.accelerator ? [`${item.label}: ${item.accelerator}`] : []));
  });
  expect(accelerators).toEqual(["Open Folder…: CmdOrCtrl+O", "Read Again: CmdOrCtrl+R", "Close Project: CmdOrCtrl+Shift+W"]);
});

function boundsOf(electron: ElectronApplication): Promise<unknown> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
}

/** By its service name, or, where utility processes are ordinary children, by its script. */
async function corePid(electron: ElectronApplication): Promise<number | null> {
  const named = await electron.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === "Assetscope core")?.pid ?? null);
  if (named !== null || process.platform !== "linux") return named;
  const parent = String(electron.process().pid);
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const ppid = readFileSync(`/proc/${entry}/stat`, "utf8").replace(/^.*\) \S /s, "").split(" ")[0];
      if (ppid === parent && readFileSync(`/proc/${entry}/cmdline`, "utf8").includes("core-process.js")) return Number(entry);
    } catch {
      // It ended while we looked.
    }
  }
  return null;
}

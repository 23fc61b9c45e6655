/**
 * The test of Electron specs: the built app in the real Electron (the one that is installed, or that ELECTRON_OVERRIDE_DIST_PATH holds),
 * on a copy of the sample. Without Electron's program or a display every test is skipped with the reason.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { _electron, test as base, expect } from "@playwright/test";
import type { ElectronApplication, Page } from "@playwright/test";
import type { Answer, Params, RequestName, Results } from "../../shared/api.ts";
import { copyProject, root } from "./project-copy.ts";
import type { ProjectCopy } from "./project-copy.ts";
import { createRecorder } from "./recorder.ts";
import type { Recorder } from "./recorder.ts";
import { whenIdle } from "./browser.ts";

export interface Desktop {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly project: ProjectCopy;
  /** Stands for VS Code. */
  readonly editor: Recorder;
}

const programs: { readonly [platform: string]: string } = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };

/** Is it the one that stands in where a current one cannot be had? */
export function isElectron22(program: string): boolean {
  const version = path.join(path.dirname(program), "version");
  return existsSync(version) && readFileSync(version, "utf8").startsWith("22.");
}

export function findProgram(): { readonly program: string; readonly reason: string } {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(root, "node_modules", "electron", "dist");
  const program = process.env["ASSETSCOPE_ELECTRON"] ?? path.join(override, programs[process.platform] ?? "electron");
  const hasDisplay = process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
  const reason = process.env["ASSETSCOPE_NO_ELECTRON"] ?? (existsSync(program) ? (hasDisplay ? "" : "there is no display") : "Electron's program is not here");
  return { program, reason };
}

/** The folder that Electron is given: the program's own, or what makes Electron 22 outlive it. */
function programFolder(): string {
  return isElectron22(findProgram().program) ? path.join(import.meta.dirname, "electron-22") : root;
}

/** Starts it as a user's second click does, without a test's hold on it; resolves to its exit code. */
export async function startAgain(project: ProjectCopy, args: readonly string[]): Promise<number | null> {
  const sandbox = process.platform === "linux" ? ["--no-sandbox"] : [];
  const child = spawn(findProgram().program, [...sandbox, programFolder(), ...args], { env: project.env, cwd: project.workFolder, stdio: "ignore" });
  return new Promise((resolve, reject) => child.on("exit", resolve).on("error", reject));
}

/** Playwright adds --no-sandbox (root has no other way); the app itself never does. Definitions are read from their source alone unless `isExact`. */
export async function launchDesktop(project: ProjectCopy, args: readonly string[] = [project.folder], { isExact = false } = {}): Promise<ElectronApplication> {
  return _electron.launch({ executablePath: findProgram().program, args: [...(isExact ? [] : ["--with=static"]), programFolder(), ...args], env: project.env, cwd: project.workFolder });
}

export const test = base.extend<{ readonly isHere: void; readonly project: ProjectCopy; readonly desktop: Desktop }>({
  isHere: [
    async ({}, provide) => {
      const { reason } = findProgram();
      test.skip(reason !== "", reason);
      await provide();
    },
    { auto: true },
  ],
  project: async ({}, provide) => {
    const project = copyProject();
    await provide(project);
    project.remove();
  },
  desktop: [
    async ({ project }, provide) => {
      const editor = createRecorder(project.workFolder, "code");
      project.env["PATH"] = [editor.binFolder, project.env["PATH"]].join(path.delimiter);
      const electron = await launchDesktop(project);
      const child = electron.process();
      const page = await electron.firstWindow();
      await whenIdle(page);
      await provide({ electron, page, project, editor });
      // A test may have closed it.
      if (child.exitCode === null && child.signalCode === null) await electron.close();
    },
    { timeout: 120_000 },
  ],
});

/** A request over the page's own bridge. */
export async function ask<N extends RequestName>(page: Page, name: N, params: Params<N>): Promise<Results[N]> {
  const answer = await page.evaluate(
    ([called, given]) => (globalThis as unknown as { readonly assetscope: { request: (name: string, params: unknown) => Promise<Answer<unknown>> } }).assetscope.request(called, given),
    [name, params] as const,
  );
  if ("error" in answer) throw new Error(answer.error.message);
  return answer.result as Results[N];
}

export { expect, whenIdle };

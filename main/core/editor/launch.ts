/**
 * A plan -> a started editor, or why not. The only place where a program outside of the product is started: an absolute program, arguments
 * as a list, no shell, from the user's home (never the project, where a system may look for programs first).
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import type { EditorLaunch } from "../../../shared/api.ts";
import type { EditorEnvironment, LaunchPlan } from "./editor.ts";
import { isProgram } from "./find-program.ts";

/** An editor that fails does so at once; one that opened a window is not waited for. */
const failureMs = 700;

export async function launch(plan: LaunchPlan, environment: EditorEnvironment): Promise<EditorLaunch> {
  const { editor, command, link, file, line } = plan;
  const told = (failure: string | null): EditorLaunch => ({ editor, command, link, file, line, isLaunched: failure === null, failure });
  const [program, ...args] = command ?? [];
  if (plan.obstacle !== null) return told(plan.copyable === null ? plan.obstacle : `${plan.obstacle}: ${plan.copyable}`);
  if (program === undefined) return told(`${editor ?? "The editor"} opens by its link alone: ${link ?? "it has none"}`);
  if (!isAbsolute(program) || !isProgram(program) || /\.(?:cmd|bat)$/i.test(program)) return told(`${program} is no program that can be started`);
  if ([program, ...args].some((word) => word.includes("\0"))) return told("The command holds a NUL character");
  try {
    const child = spawn(program, args, {
      shell: false,
      cwd: isFolder(environment.home) ? environment.home : homedir(),
      detached: !plan.isForeground,
      stdio: plan.isForeground ? "inherit" : "ignore",
      windowsHide: false,
      env: withoutOurs(process.env),
    });
    const failure = plan.isForeground ? await ended(child, null) : await ended(child, failureMs);
    child.unref();
    return told(failure === null ? null : `${program} ${failure}`);
  } catch (error) {
    return told(`${program} could not be started: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Null when it runs (or ended well), else what went wrong. @param withinMs how long to look; null for until it ends. */
function ended(child: ChildProcess, withinMs: number | null): Promise<string | null> {
  return new Promise((done) => {
    const timer = withinMs === null ? undefined : setTimeout(() => done(null), withinMs);
    const finish = (failure: string | null): void => {
      clearTimeout(timer);
      done(failure);
    };
    child.once("error", (error) => finish(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => finish(code === 0 ? null : code === null ? `was ended by ${signal ?? "a signal"}` : `ended with code ${code}`));
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** What drives our own processes must not drive an editor made of the same parts. */
function withoutOurs(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(?:ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_UNIQUE_ID$|ASSETSCOPE_)/.test(name)));
}

/** Starts the core's killable children as utility processes of their own, the sealed Dagster in a hidden window, and relays their plain messages. */
import path from "node:path";
import { utilityProcess } from "electron";
import type { UtilityProcess } from "electron";
import type { FromCore, ToCore } from "../core-messages.ts";
import { openSealedWindow } from "./sealed-window.ts";
import type { SealedWindow } from "./sealed-window.ts";

type ChildMessage = Extract<FromCore, { readonly child: number }>;

export interface ChildProcesses {
  readonly handle: (message: ChildMessage) => void;
  readonly killAll: () => void;
  /** Hidden windows would keep a program alive whose last window was closed. */
  readonly closeWindows: () => void;
}

export function createChildProcesses(distFolder: string, tellCore: (message: ToCore) => void): ChildProcesses {
  const children = new Map<number, UtilityProcess>();
  const windows = new Map<number, SealedWindow>();

  function start(number: number, entry: string): void {
    const child = utilityProcess.fork(path.join(distFolder, `${entry}.js`), [], { serviceName: `Assetscope ${entry}`, stdio: "inherit", env: childEnvironment(), execArgv: childOptions });
    children.set(number, child);
    child.on("message", (sealed: string) => tellCore({ type: "child.message", child: number, sealed }));
    child.on("exit", (code) => {
      children.delete(number);
      tellCore({ type: "child.exit", child: number, code });
    });
  }

  function seal({ child, parts }: Extract<ChildMessage, { readonly type: "child.seal" }>): void {
    const onExit = (): void => {
      windows.delete(child);
      tellCore({ type: "child.exit", child, code: null });
    };
    windows.set(child, openSealedWindow(distFolder, parts, { onText: (sealed) => tellCore({ type: "child.message", child, sealed }), onExit }));
  }

  return {
    handle(message) {
      const { child } = message;
      if (message.type === "child.start") start(child, message.entry);
      else if (message.type === "child.seal") seal(message);
      else if (message.type === "child.send") (windows.get(child)?.send ?? ((text) => children.get(child)?.postMessage(text)))(message.sealed);
      else if (windows.has(child)) windows.get(child)?.kill();
      else killNow(children.get(child));
    },
    closeWindows() {
      for (const window of windows.values()) window.kill();
    },
    killAll() {
      for (const child of children.values()) killNow(child);
      for (const window of windows.values()) window.kill();
    },
  };
}

/** As under the forked Node of the other shells (core/node-launcher.ts): a larger nursery, an end to the old space. */
const childOptions = ["--max-old-space-size=3072", "--max-semi-space-size=64"];

/** Secrets of the user's environment have no business in a process that reads hostile files. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, LANG } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, LANG };
}

/** `kill()` asks; a process that is busy inside SQLite or a parser does not listen. */
export function killNow(child: UtilityProcess | undefined): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(child.pid, "SIGKILL");
  } catch {
    child.kill();
  }
}

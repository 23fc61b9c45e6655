/** Starts the core's killable children as utility processes of their own and relays their plain messages. */
import path from "node:path";
import { utilityProcess } from "electron";
import type { UtilityProcess } from "electron";
import type { FromCore, ToCore } from "../core-messages.ts";

type ChildMessage = Extract<FromCore, { readonly child: number }>;

export interface ChildProcesses {
  readonly handle: (message: ChildMessage) => void;
  readonly killAll: () => void;
}

export function createChildProcesses(distFolder: string, tellCore: (message: ToCore) => void): ChildProcesses {
  const children = new Map<number, UtilityProcess>();

  function start(number: number, entry: string): void {
    const child = utilityProcess.fork(path.join(distFolder, `${entry}.js`), [], { serviceName: `Assetscope ${entry}`, stdio: "inherit", env: childEnvironment(), execArgv: childOptions });
    children.set(number, child);
    child.on("message", (sealed: string) => tellCore({ type: "child.message", child: number, sealed }));
    child.on("exit", (code) => {
      children.delete(number);
      tellCore({ type: "child.exit", child: number, code });
    });
  }

  return {
    handle(message) {
      if (message.type === "child.start") start(message.child, message.entry);
      else if (message.type === "child.send") children.get(message.child)?.postMessage(message.sealed);
      else killNow(children.get(message.child));
    },
    killAll() {
      for (const child of children.values()) killNow(child);
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

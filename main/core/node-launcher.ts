/**
 * Starts killable processes as forked Nodes: for the command line and browser mode. The desktop has its own way (main/electron). One of
 * the few places that may start a process, and it starts nothing but our own entry points.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { KillableProcess, ProcessEntry, ProcessLauncher } from "./processes.ts";

/** From source the entries lie in their folders, built they lie beside the bundle that holds this file. */
const isSource = import.meta.url.endsWith(".ts");
const sources: { readonly [E in ProcessEntry]: string } = { "definitions-process": "./definitions-process.ts", "log-process": "./logs/log-process.ts", "sql-process": "./sql/sql-process.ts" };

/** Young objects die in large numbers while sources are evaluated: a larger nursery halves the time. The old space has a limit. */
const nodeOptions = ["--max-old-space-size=3072", "--max-semi-space-size=64", "--disable-warning=ExperimentalWarning"];

export const launchNodeProcess: ProcessLauncher = (entry) => {
  const file = fileURLToPath(new URL(isSource ? sources[entry] : `./${entry}.js`, import.meta.url));
  // Messages of ours alone reach stdout and stderr of the parent; a child's own words are for its developers.
  const child = fork(file, [], { execArgv: nodeOptions, stdio: ["ignore", "ignore", "inherit", "ipc"], serialization: "json", env: childEnvironment() });
  const launched: KillableProcess = {
    send: (message) => {
      if (child.connected) child.send(message as object);
    },
    onMessage: (listener) => void child.on("message", listener),
    onExit: (listener) => {
      let isTold = false;
      const once = (code: number | null): void => {
        if (isTold) return;
        isTold = true;
        listener(code);
      };
      child.on("exit", once);
      child.on("error", () => once(1));
    },
    kill: () => void child.kill("SIGKILL"),
  };
  return launched;
};

/** Secrets of the user's environment have no business in a process that reads hostile files. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, LANG } = process.env;
  return { PATH, HOME, TMPDIR, TEMP, TMP, SystemRoot, LANG };
}

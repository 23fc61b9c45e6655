/**
 * A folder and the options that every command shares -> the core with that project read to the end, in this process and without
 * watching. Shows on a terminal's stderr what is being read meanwhile.
 */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Core, OpenOptions } from "../core/core.ts";
import { createCore } from "../core/core.ts";
import { launchNodeProcess } from "../core/node-launcher.ts";
import { RequestError } from "../../shared/request-error.ts";
import type { EntryOptions } from "../core/project/discover.ts";
import { nodeSealedHost } from "../core/sandbox/sealed-host.ts";
import type { ProjectOptions } from "./options.ts";
import { userFolders } from "../user-folders.ts";

export function entryOf(options: ProjectOptions): EntryOptions | undefined {
  const { moduleName, pythonFile, attribute, workingDirectory, defsModule } = options;
  const entry: EntryOptions = {
    ...(moduleName === undefined ? {} : { module: moduleName }), ...(pythonFile === undefined ? {} : { file: pythonFile }),
    ...(attribute === undefined ? {} : { attribute }), ...(workingDirectory === undefined ? {} : { workingDirectory }), ...(defsModule === undefined ? {} : { defsModule }),
  };
  return Object.keys(entry).length > 0 ? entry : undefined;
}

/** How the project is entered, as the core takes it; empty when nothing was said. */
export function openOptionsOf(options: ProjectOptions): OpenOptions {
  const entry = entryOf(options);
  return { ...(entry ? { entry } : {}), ...readerOf(options), ...(options.dotEnv === undefined ? {} : { isDotEnvGiven: options.dotEnv }), ...(options.dagsterHome === undefined ? {} : { chosenHome: path.resolve(options.dagsterHome) }) };
}

/** The interpreter that runs the project's code must be named, or have been chosen before; none is taken by itself. */
function readerOf({ with: reader, python }: ProjectOptions): Pick<OpenOptions, "reader"> {
  if (python !== undefined && reader !== "python") throw new RequestError("bad_request", "--python goes with --with python: it runs the project's code on this machine");
  if (reader === undefined) return {};
  return { reader: reader === "python" ? { reader, python: python === undefined ? null : path.resolve(python) } : { reader } };
}

/** Runs `act` on the project, and lets go of everything after it. */
export async function withProject<T>(folder: string, options: ProjectOptions, act: (core: Core) => T | Promise<T>): Promise<T> {
  const progress = createProgressLine();
  const core = createCore({
    ...userFolders(process.env), sampleFolder: sampleFolder(), environment: process.env, launch: launchNodeProcess, sealed: nodeSealedHost, allowEditor: true, isWatching: false, isCached: options.cache !== false, allowPython: true,
    emit: (name, data) => {
      if (name === "index.progress" && data !== null && "stage" in data) progress.show(`${data.stage} ${data.detail}`);
    },
  });
  try {
    await core.readProject(path.resolve(folder), openOptionsOf(options));
    progress.clear();
    return await act(core);
  } finally {
    progress.clear();
    await core.close();
  }
}

/** Beside the program, built or not. */
export function sampleFolder(): string {
  const isSource = import.meta.url.endsWith(".ts");
  return fileURLToPath(new URL(isSource ? "../../examples/shop" : "../examples/shop", import.meta.url));
}

interface ProgressLine { show(text: string): void; clear(): void }

function createProgressLine(): ProgressLine {
  if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let isShown = false;
  return {
    show(text) {
      isShown = true;
      process.stderr.write(`\r\u001b[2KReading ${text.slice(-(Math.max(20, process.stderr.columns - 12)))}`);
    },
    clear() {
      if (isShown) process.stderr.write("\r\u001b[2K");
      isShown = false;
    },
  };
}

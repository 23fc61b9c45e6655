/** Browser mode: the core in this process, behind a loopback server that only the user can speak to. */
import path from "node:path";
import { shellParams } from "../shared/api.ts";
import type { Answer } from "../shared/api.ts";
import type { EventMessage } from "../shared/bridge.ts";
import { RequestError } from "../shared/request-error.ts";
import { createCore } from "./core/core.ts";
import type { OpenOptions } from "./core/core.ts";
import { launchNodeProcess } from "./core/node-launcher.ts";
import { nodeSealedHost } from "./core/sandbox/sealed-host.ts";
import { dispatch } from "./dispatch.ts";
import { createHandlers } from "./handlers.ts";
import { openBrowser } from "./http/open-browser.ts";
import { startServer } from "./http/server.ts";
import type { Server } from "./http/server.ts";
import { listPageFiles } from "./page-files.ts";
import { userFolders } from "./user-folders.ts";

export interface ServeOptions {
  /** Absolute; null for a start with nothing open. */
  readonly folder: string | null;
  readonly open: OpenOptions;
  readonly sampleFolder: string;
  /** The built page: dist/renderer. */
  readonly pageFolder: string;
  /** 0 for any free one. */
  readonly port: number;
  /** May the page start an editor on this machine? */
  readonly isEditorAllowed: boolean;
  /** Open the user's browser, where there is one. */
  readonly isBrowserOpened: boolean;
  /** May the page have the project's code run by an interpreter of this machine? */
  readonly isPythonAllowed: boolean;
  /** False: no index is kept. */
  readonly isCached: boolean;
}

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** Forgotten servers go away. */
const idleMs = 4 * 3_600_000;

/** Prints the address once; resolves when the server was told to stop, its parent has gone, or nobody used it for hours. */
export async function serve(options: ServeOptions): Promise<void> {
  const folders = userFolders(process.env);
  let server: Server | null = null;
  const over = Promise.withResolvers<void>();
  const stop = (): void => over.resolve();
  const core = createCore({
    ...folders, sampleFolder: options.sampleFolder, environment: process.env, launch: launchNodeProcess, sealed: nodeSealedHost, allowEditor: options.isEditorAllowed, isCached: options.isCached, allowPython: options.isPythonAllowed,
    emit: (name, data) => server?.send({ name, data } as EventMessage),
  });
  try {
    if (options.folder !== null) await core.openProject(options.folder, options.open);
    const handlers = createHandlers(core);
    server = await startServer({
      dispatch: (name, params) => (Object.hasOwn(shellParams, name) ? Promise.resolve(noShell) : dispatch(handlers, name, params)),
      pageFiles: listPageFiles(options.pageFolder), port: options.port, idleMs, onIdle: stop,
    }).catch((error: unknown) => {
      throw isTaken(error) ? new RequestError("unavailable", `port ${options.port} is taken; leave --port out for any free one`) : error;
    });
    for (const signal of stopSignals) process.on(signal, stop);
    // Started with a channel to its parent (npm start): it ends when the parent does, however that happens.
    process.on("disconnect", stop);
    process.stdout.write(`${options.folder === null ? "Assetscope" : path.basename(options.folder)} is open at ${server.url}\n(for this machine and this start only; Ctrl+C ends it)\n`);
    if (options.isBrowserOpened) openBrowser(server.url, folders.cacheFolder);
    await over.promise;
  } finally {
    for (const event of [...stopSignals, "disconnect"]) process.off(event, stop);
    await server?.close();
    await core.close();
  }
}

const noShell: Answer<never> = { error: { code: "unavailable", message: "a browser cannot choose folders on this machine; start `assetscope serve FOLDER` with the folder" } };

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES");
}

/** What only a desktop can do: choose a folder, take one that was dropped, open a link. Paths come from here, never from the page's word alone. */
import { statSync } from "node:fs";
import path from "node:path";
import { app, dialog } from "electron";
import type { BrowserWindow, OpenDialogOptions } from "electron";
import type { z } from "zod";
import { shellParams } from "../../shared/api.ts";
import type { Answer, ShellName } from "../../shared/api.ts";
import type { CoreClient } from "./core-client.ts";
import { openLink } from "./links.ts";

export interface ShellActions {
  /** One function a shell request; each checks its params. */
  readonly calls: { readonly [N in ShellName]: (params: unknown) => Promise<Answer<unknown>> };
  /** From an argument, a second start, the menu: a folder that the user named. */
  readonly openFolder: (folder: string) => Promise<Answer<unknown>>;
  readonly chooseProject: () => Promise<Answer<unknown>>;
}

export function createShellActions(core: CoreClient, getWindow: () => BrowserWindow | null): ShellActions {
  async function openFolder(folder: string): Promise<Answer<unknown>> {
    const refusal = whyNotAFolder(folder);
    if (refusal !== null) return { error: { code: "bad_request", message: refusal } };
    app.addRecentDocument(folder);
    return core.callAsShell("openProject", folder);
  }

  async function choose(options: OpenDialogOptions, accept: (folder: string) => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const window = getWindow();
    const all: OpenDialogOptions = { ...options, properties: ["openDirectory", "dontAddToRecent"] };
    const { canceled, filePaths } = await (window === null ? dialog.showOpenDialog(all) : dialog.showOpenDialog(window, all));
    const folder = filePaths[0];
    return canceled || folder === undefined ? { result: null } : accept(folder);
  }

  const chooseProject = (): Promise<Answer<unknown>> => choose({ title: "Open a project's folder", buttonLabel: "Open" }, openFolder);

  const calls: { readonly [N in ShellName]: (params: unknown) => Promise<Answer<unknown>> } = {
    "shell.chooseProject": checked(shellParams["shell.chooseProject"], chooseProject),
    "shell.chooseDagsterHome": checked(shellParams["shell.chooseDagsterHome"], () =>
      choose({ title: "Choose a Dagster home (the folder that holds dagster.yaml, history or storage)", buttonLabel: "Read" }, (folder) => core.callAsShell("addDagsterHome", folder)),
    ),
    "shell.openDropped": checked(shellParams["shell.openDropped"], ({ path: dropped }) => openFolder(dropped)),
    "shell.openLink": checked(shellParams["shell.openLink"], async ({ url }) => ({ result: await openLink(url, getWindow()) })),
  };
  return { calls, openFolder, chooseProject };
}

function checked<S extends z.ZodType>(schema: S, run: (params: z.infer<S>) => Promise<Answer<unknown>>): (params: unknown) => Promise<Answer<unknown>> {
  return async (params) => {
    const result = schema.safeParse(params);
    return result.success ? run(result.data) : { error: { code: "bad_request", message: result.error.message.slice(0, 500) } };
  };
}

/** Refused before the disk is touched: on Windows a look at `\\host\share` alone sends the user's password hash there. */
function whyNotAFolder(folder: string): string | null {
  if (folder.includes("\0") || folder.length > 4_096 || !path.isAbsolute(folder)) return "not an absolute path";
  if (/^[\\/]{2}/.test(folder)) return "folders on other machines are not opened by their network path";
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() ? null : "not a folder";
}

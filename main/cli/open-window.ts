/** `assetscope [FOLDER]` and `assetscope serve`: the program with its screen, a window where one can be had, else the browser. */
import { statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { RequestError } from "../../shared/request-error.ts";
import { serve as serveBrowser } from "../serve.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { entryOf, openOptionsOf, sampleFolder } from "./open-project.ts";
import type { ServeOptions, WindowOptions } from "./options.ts";
import { findDesktop, runDesktop } from "./run-desktop.ts";

/** The program's own folder, built or not. */
const programFolder = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../.." : "..", import.meta.url));

export async function openWindow(folder: string | undefined, options: WindowOptions): Promise<ExitCode> {
  const opened = existingFolder(folder);
  const desktop = whyBrowser(options) ?? findDesktop(programFolder, options.sandbox === false);
  const failure = "program" in desktop ? await runDesktop(desktop.program, [...(options.sandbox === false ? ["--no-sandbox"] : []), programFolder, opened]) : desktop.reason;
  if (failure === null) return exitCodes.ok;
  if (failure !== "") process.stderr.write(`assetscope: ${failure}; opening in the browser instead\n`);
  return serve(opened, { ...options, open: true });
}

export async function serve(folder: string | undefined, options: ServeOptions): Promise<ExitCode> {
  await serveBrowser({
    folder: existingFolder(folder),
    open: openOptionsOf(options),
    sampleFolder: sampleFolder(),
    pageFolder: path.join(programFolder, "dist", "renderer"),
    port: options.port ?? 0,
    isEditorAllowed: options.allowOpen === true,
    isPythonAllowed: options.allowPython === true || options.with === "python",
    isBrowserOpened: options.open === true,
    isCached: options.cache !== false,
  });
  return exitCodes.ok;
}

/** Asked for by the user, or by options that the desktop's start does not take. */
function whyBrowser(options: WindowOptions): { readonly reason: string } | null {
  if (options.browser === true) return { reason: "" };
  const isSpecial = entryOf(options) !== undefined || options.dagsterHome !== undefined || options.cache === false || options.with !== undefined;
  return isSpecial ? { reason: "the desktop window takes a folder and no further options" } : null;
}

function existingFolder(folder: string | undefined): string {
  const named = folder === undefined ? sampleFolder() : path.resolve(folder);
  if (statSync(named, { throwIfNoEntry: false })?.isDirectory() !== true) throw new RequestError("not_found", `there is no folder ${named}`);
  return named;
}

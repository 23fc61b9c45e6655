/** `assetscope open`: to the source of an asset in the user's editor; with --print only the command. */
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { withProject } from "./open-project.ts";
import { plain, print, printJson } from "./output.ts";
import type { OpenOptions } from "./options.ts";

export function open(folder: string, key: string, options: OpenOptions): Promise<ExitCode> {
  return withProject(folder, options, async (core) => {
    const isDry = options.print ?? false;
    const result = await core.project()["editor.open"]({ key, dryRun: isDry, ...(options.editor === undefined ? {} : { editor: options.editor }) });
    if (options.json) printJson(result);
    else if (isDry) print(result.command ? result.command.map(quote).join(" ") : (result.link ?? `${result.file}:${result.line}`));
    else if (result.isLaunched) print(`Opened ${plain(result.file)}:${result.line}${result.editor ? ` in ${result.editor}` : ""}`);
    else print(`${plain(result.file)}:${result.line}`);
    if (!isDry && result.failure !== null) process.stderr.write(`assetscope: ${plain(result.failure)}\n`);
    return isDry || result.isLaunched ? exitCodes.ok : exitCodes.editor;
  });
}

/** For people to copy into a POSIX shell. */
function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

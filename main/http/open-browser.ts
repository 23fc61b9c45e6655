/** Opens an address of ours in the user's browser without showing its token to whoever lists the machine's processes. */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How long the browser has to read the file that sends it on. */
const fileLifeMs = 30_000;

/** False where there is nothing to open it with. `folder` is the user's own cache: the file in it is for the user's eyes alone. */
export function openBrowser(url: string, folder: string): boolean {
  const opener = openerOf(process.platform, process.env);
  if (opener === null) return false;
  const file = path.join(folder, `open-${process.pid}.html`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><title>Assetscope</title><meta http-equiv="refresh" content="0;url=${url}">`, { mode: 0o600 });
  const remove = (): void => rmSync(file, { force: true });
  setTimeout(remove, fileLifeMs).unref();
  process.once("exit", remove);
  const [program, ...args] = opener;
  const child = spawn(program, [...args, file], { detached: true, stdio: "ignore" });
  // The address was printed: a machine without a browser loses nothing.
  child.on("error", remove);
  child.unref();
  return true;
}

function openerOf(platform: string, environment: NodeJS.ProcessEnv): readonly [string, ...string[]] | null {
  if (platform === "darwin") return ["open"];
  if (platform === "win32") return [path.join(environment["SystemRoot"] ?? "C:\\Windows", "explorer.exe")];
  return environment["DISPLAY"] || environment["WAYLAND_DISPLAY"] ? ["xdg-open"] : null;
}

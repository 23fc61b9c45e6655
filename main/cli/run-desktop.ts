/** Finds and runs Electron's program for `assetscope [FOLDER]`, or says in one line why no window can be had. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** Ended sooner than this and badly, no window was seen: the browser takes over. (A kernel that forbids the sandbox shows itself so.) */
const startMs = 15_000;

export function findDesktop(programFolder: string, isUnsandboxed: boolean): { readonly program: string } | { readonly reason: string } {
  if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) return { reason: "there is no display" };
  // Taking the sandbox off is for the user to say, never for us.
  if (process.platform === "linux" && process.getuid?.() === 0 && !isUnsandboxed) return { reason: "Electron does not run as root (with --no-sandbox it would, without its sandbox)" };
  const inside = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform as string] ?? "electron";
  const program = path.join(process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? path.join(programFolder, "node_modules", "electron", "dist"), inside);
  return existsSync(program) ? { program } : { reason: "Electron's program is not here (`npx install-electron` gets it)" };
}

/** Resolves when the window was closed: to null, or to why there was none. */
export function runDesktop(program: string, args: readonly string[]): Promise<string | null> {
  const startedAt = Date.now();
  const child = spawn(program, args, { stdio: "inherit" });
  const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
  const end = (): void => void child.kill();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, pass);
  process.on("disconnect", end);
  return new Promise<string | null>((resolve) => {
    child.on("error", (error) => resolve(`Electron could not start (${error.message})`));
    child.on("exit", (code, signal) => resolve(code === 0 || child.killed || Date.now() - startedAt > startMs ? null : `Electron could not start (${signal ?? `exit ${code}`})`));
  }).finally(() => {
    for (const signal of signals) process.off(signal, pass);
    process.off("disconnect", end);
  });
}

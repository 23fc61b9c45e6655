/**
 * `npm start [-- FOLDER] [--browser] [--no-sandbox] [--port N] [--allow-open]`: gets ready, then opens the folder (the sample without
 * one) in the desktop window, or in the browser where no window can be had.
 */
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { dist, ensureBuilt } from "./build.mjs";
import { findElectron, hasDisplay } from "./electron.mjs";
import { ensurePackages, projectNode, root, sampleFolder, say } from "./setup.mjs";

const options = readArguments(process.argv.slice(2));
ensurePackages();
ensureBuilt();
const desktop = options.browser ? { program: null, reason: null } : findDesktop();
if (desktop.program !== null) openDesktop(desktop.program);
else openBrowser(desktop.reason);

function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { browser: { type: "boolean" }, "no-sandbox": { type: "boolean" }, "allow-open": { type: "boolean" }, port: { type: "string" } },
  });
  // `npm start` runs in the project's folder; a relative folder is meant from where the user stands.
  const folder = positionals[0] === undefined ? sampleFolder : path.resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]);
  return { ...values, folder };
}

function findDesktop() {
  if (!hasDisplay()) return { program: null, reason: "there is no display" };
  // Electron refuses to run as root with its sandbox. Taking the sandbox off is for the user to say, never for us.
  if (process.platform === "linux" && process.getuid() === 0 && !options["no-sandbox"]) {
    return { program: null, reason: "Electron does not run as root (with `npm start -- --no-sandbox` it would, without its sandbox)" };
  }
  return findElectron({ download: true });
}

function openDesktop(program) {
  const startedAt = Date.now();
  const child = spawn(program, [...(options["no-sandbox"] ? ["--no-sandbox"] : []), root, options.folder], { cwd: root, stdio: "inherit" });
  let isOver = false;
  const end = (why, code) => {
    if (isOver) return;
    isOver = true;
    // Ended at once and badly: no window was seen. (A kernel that forbids the sandbox's namespaces shows itself this way.)
    if (why !== null && Date.now() - startedAt < 15_000) openBrowser(`Electron could not start (${why})`);
    else process.exit(code);
  };
  child.on("error", (error) => end(error.message, 1));
  child.on("exit", (code, signal) => end(code === 0 ? null : (signal ?? `exit ${code}`), code ?? 1));
  passSignals(child);
}

function openBrowser(reason) {
  if (reason !== null) say(`${reason}; opening in the browser instead`);
  const args = ["serve", options.folder, "--open", ...(options.port ? ["--port", options.port] : []), ...(options["allow-open"] ? ["--allow-open"] : [])];
  // The fourth stream ends with this process: the server goes when its parent goes, however that happens.
  const child = spawn(projectNode(), [path.join(dist, "cli.js"), ...args], { cwd: root, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  child.on("exit", (code) => process.exit(code ?? 1));
  passSignals(child);
}

function passSignals(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
}

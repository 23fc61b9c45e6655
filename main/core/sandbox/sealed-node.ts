/**
 * Starts the sealed process: the project's own Node with its permission model on, which refuses network, child processes, workers,
 * native code and every file but the runtime's; with no environment, no strings as code, and limits on memory. Never given a path of
 * the opened project. The one place of core/sandbox that starts processes.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { FromSealed, LoadRequest } from "./sandbox-messages.ts";

export interface SealedProcess {
  send(request: LoadRequest): void;
  onMessage(listener: (message: FromSealed) => void): void;
  /** `words`: the end of what it wrote on stderr. */
  onExit(listener: (code: number | null, words: string) => void): void;
  kill(): void;
}

export interface SealedRuntime {
  /** Node that has a permission model which covers the network. */
  readonly node: string;
  readonly entry: string;
  readonly pyodideFolder: string;
  readonly image: string;
  readonly probeFolder: string;
}

/** Most memory of the sealed Python; Python raises MemoryError beyond it. */
export const maxMemoryMb = 1_500;

/** What the runtime needs, or one line on what is missing. */
export function findSealedRuntime(): { readonly runtime: SealedRuntime; readonly version: string } | { readonly missing: string } {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const isSource = import.meta.url.endsWith(".ts");
  const require = createRequire(import.meta.url);
  try {
    const pyodideFolder = realpathSync(path.dirname(require.resolve("pyodide/package.json")));
    const packages = path.dirname(pyodideFolder);
    // The working copy's own, then that of the copy whose packages it shares.
    const homes = [isSource ? path.resolve(here, "..", "..", "..") : path.dirname(here), path.dirname(packages)];
    const image = homes.map((home) => path.join(home, ".cache", "sandbox", "image.bin")).find((file) => existsSync(file));
    if (image === undefined) return { missing: "the sealed Dagster is not built; `node tools/sandbox/build-runtime.mjs` builds it with pip" };
    const node = findNode(packages);
    if (!node) return { missing: "the sealed Dagster needs Node 25 or newer, which refuses the network" };
    const entry = isSource ? path.join(here, "sandbox-process.ts") : path.join(here, "sandbox-process.js");
    const probeFolder = isSource ? path.join(here, "python") : path.join(here, "sandbox-python");
    return { runtime: { node, entry, pyodideFolder, image: realpathSync(image), probeFolder }, version: versionOf(image, probeFolder) };
  } catch (error) {
    return { missing: `the sealed Dagster cannot start: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}` };
  }
}

/** By content where files are small; the image by what its builder wrote beside it. */
function versionOf(image: string, probeFolder: string): string {
  const hash = createHash("sha256");
  const stamp = path.join(path.dirname(image), "image.json");
  hash.update(existsSync(stamp) ? readFileSync(stamp) : `${statSync(image).size} ${statSync(image).mtimeMs}`);
  const folder = path.join(probeFolder, "assetscope_probe");
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".py")).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex").slice(0, 24);
}

function findNode(packages: string): string | null {
  const own = path.join(packages, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(own)) return own;
  const isNode = process.versions["electron"] === undefined;
  return isNode && Number(process.versions.node.split(".")[0]) >= 25 ? process.execPath : null;
}

export function startSealedProcess(runtime: SealedRuntime): SealedProcess {
  const isSource = runtime.entry.endsWith(".ts");
  const root = path.dirname(isSource ? path.resolve(path.dirname(runtime.entry), "..", "..") : path.dirname(runtime.entry));
  const readable = [runtime.pyodideFolder, runtime.image, runtime.probeFolder, path.dirname(runtime.entry), path.join(root, "package.json"), ...(isSource ? [path.join(root, "shared")] : [])];
  const child = spawn(
    runtime.node,
    ["--permission", ...readable.map((one) => `--allow-fs-read=${one}`), "--disallow-code-generation-from-strings", "--max-old-space-size=1024", "--no-warnings", runtime.entry, runtime.pyodideFolder, runtime.image, runtime.probeFolder, String(maxMemoryMb)],
    { env: {}, cwd: path.dirname(runtime.entry), stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "advanced", windowsHide: true },
  );
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-4_000)));
  return {
    send: (request) => {
      if (child.connected) child.send(request);
    },
    onMessage: (listener) => void child.on("message", (message) => listener(message as FromSealed)),
    onExit: (listener) => {
      let isTold = false;
      const tell = (code: number | null): void => {
        if (isTold) return;
        isTold = true;
        listener(code, words);
      };
      child.on("exit", tell);
      child.on("error", () => tell(1));
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

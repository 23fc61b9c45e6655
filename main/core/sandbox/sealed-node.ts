/**
 * Starts the sealed process: the project's own Node with its permission model on, which refuses network, child processes, workers,
 * native code and every file but the runtime's; with no environment, no strings as code, and limits on memory. Never given a path of
 * the opened project. The one place of core/sandbox that starts processes.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { snapshotName, type SealedRuntime, type SealedStart } from "./find-runtime.ts";
import { fromSealed, type FromSealed, type LoadRequest } from "./sandbox-messages.ts";

export interface SealedProcess {
  send(request: LoadRequest): void;
  onMessage(listener: (message: FromSealed) => void): void;
  /** `words`: the end of what it wrote on stderr. */
  onExit(listener: (code: number | null, words: string) => void): void;
  kill(): void;
}

/** Most memory of the sealed Python; Python raises MemoryError beyond it. */
const maxMemoryMb = 1_500;
/** Most of the whole process: what fills the memory around Python ends it. Seen on Linux alone. */
const maxProcessMb = 2_200;

export function startSealedProcess(runtime: SealedRuntime, start: SealedStart): SealedProcess {
  if (runtime.node === null) throw new Error("there is no Node to seal it in");
  const isSource = runtime.entry.endsWith(".ts");
  const root = path.dirname(isSource ? path.resolve(path.dirname(runtime.entry), "..", "..") : path.dirname(runtime.entry));
  const images = ["image.bin", snapshotName(start)].map((name) => path.join(runtime.imageFolder, name));
  const readable = [runtime.pyodideFolder, ...images, runtime.probeFolder, path.dirname(runtime.entry), path.join(root, "package.json"), ...(isSource ? [path.join(root, "shared")] : [])];
  const child = spawn(
    runtime.node,
    ["--permission", ...readable.map((one) => `--allow-fs-read=${one}`), "--disallow-code-generation-from-strings", "--max-old-space-size=1024", "--no-warnings", runtime.entry, runtime.pyodideFolder, ...images, runtime.probeFolder, String(maxMemoryMb)],
    { env: {}, cwd: path.dirname(runtime.entry), stdio: ["ignore", "ignore", "pipe", "ipc"], serialization: "advanced", windowsHide: true },
  );
  let words = "";
  const watch = setInterval(() => {
    if (residentMb(child.pid) < maxProcessMb) return;
    words = `it took more than ${maxProcessMb} MB of memory and was stopped`;
    child.kill("SIGKILL");
  }, 500).unref();
  child.on("exit", () => clearInterval(watch));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-4_000)));
  return {
    send: (request) => {
      if (child.connected) child.send(request);
    },
    onMessage: (listener) => void child.on("message", (message) => {
      const told = fromSealed.safeParse(message);
      if (told.success) listener(told.data);
    }),
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

function residentMb(pid: number | undefined): number {
  if (process.platform !== "linux" || pid === undefined) return 0;
  try {
    return Number(/^VmRSS:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) / 1_000;
  } catch {
    return 0;
  }
}

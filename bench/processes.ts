/** Runs a command and watches its whole tree of processes: how long, and how much memory all of them held at the worst moment (Linux). */
import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Measured { readonly seconds: number; readonly peakMegabytes: number | null; readonly exitCode: number | null; readonly stdout: string; readonly stderr: string }
export interface Watched { readonly child: ChildProcess; readonly peakMegabytes: () => number | null; readonly stop: () => Promise<void> }

/** Resident memory of a process and everything below it, in MB; null where /proc does not tell. */
function residentOfTree(pid: number): number | null {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  let pids: string[];
  try {
    pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return null;
  }
  for (const name of pids) {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      parents.set(Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]));
      resident.set(Number(name), Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0));
    } catch {
      // It ended between the two reads.
    }
  }
  let sum = 0;
  for (const one of parents.keys()) {
    for (let at: number | undefined = one; at !== undefined && at > 1; at = parents.get(at)) {
      if (at !== pid) continue;
      sum += resident.get(one) ?? 0;
      break;
    }
  }
  return sum / 1024;
}

/** Starts a command in a process group of its own and samples its memory every 50 ms until it is stopped. */
export function watch(command: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): Watched {
  const child = spawn(command[0]!, command.slice(1), { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let peak: number | null = null;
  const timer = setInterval(() => {
    const now = child.pid === undefined ? null : residentOfTree(child.pid);
    if (now !== null) peak = Math.max(peak ?? 0, now);
  }, 50);
  const ended = new Promise<void>((resolve) => child.once("close", () => { clearInterval(timer); resolve(); }));
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // The group is gone.
    }
  };
  return {
    child,
    peakMegabytes: () => peak,
    stop: async () => {
      signal("SIGTERM");
      const late = setTimeout(() => signal("SIGKILL"), 8_000);
      await ended;
      clearTimeout(late);
      signal("SIGKILL");
    },
  };
}

/** Runs a command to its end. */
export async function measure(command: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }): Promise<Measured> {
  const began = performance.now();
  const watched = watch(command, options);
  let stdout = "";
  let stderr = "";
  watched.child.stdout!.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  watched.child.stderr!.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    watched.child.once("error", reject);
    watched.child.once("close", (code) => resolve(code));
  });
  return { seconds: (performance.now() - began) / 1000, peakMegabytes: watched.peakMegabytes(), exitCode, stdout, stderr };
}

/**
 * Code locations -> exact definitions, by the interpreter that the user picked: it executes the project's code on this machine, with the
 * user's environment, as `dagster dev` does, so nobody may call this without that choice. The same probe as in the sealed runtime, in a
 * child process a load, with limits on time and on what it says. Nothing is written into the project: no bytecode either.
 */
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { CodeLocation } from "../../../shared/model.ts";
import type { Collected } from "../sandbox/collect-files.ts";
import { lastLine } from "../sandbox/last-line.ts";
import { readAnswer, type ExactFailure, type ExactResult } from "../sandbox/read-answer.ts";

/** Importing a large project with its libraries takes a while. */
const loadLimitMs = 180_000;
const maxAnswerBytes = 300_000_000;
const keptWords = 4_000;

export interface OwnPython {
  load(location: CodeLocation, collected: Collected): Promise<ExactResult | ExactFailure>;
  warm(): void;
  cancel(): void;
  close(): void;
}

export interface PythonOptions {
  /** Absolute path of the interpreter. */
  readonly program: string;
  /** Absolute paths: the opened folder, and the outermost one that is the project's. */
  readonly folder: string;
  readonly bound: string;
  readonly limitMs?: number;
}

/** The probe's folder, built or not; of a packaged program the one beside the archive, which only Electron can look into. */
const probeFolder = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../sandbox/python" : "./sandbox-python", import.meta.url)).replace(/\bapp\.asar(?=[\\/])/, "app.asar.unpacked");

export function openPython({ program, folder, bound, limitMs = loadLimitMs }: PythonOptions): OwnPython {
  let child: ChildProcess | null = null;
  let stopped: ExactFailure | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  function stop(why: ExactFailure): void {
    if (!child) return;
    stopped = why;
    killAll(child);
  }

  function run(location: CodeLocation): Promise<string | ExactFailure> {
    return new Promise((resolve) => {
      stopped = null;
      const started = spawn(program, ["-B", path.join(probeFolder, "assetscope_probe", "own.py")], {
        cwd: folder, windowsHide: true, stdio: ["pipe", "pipe", "pipe"], detached: process.platform !== "win32",
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", DAGSTER_DISABLE_TELEMETRY: "1" },
      });
      child = started;
      const timer = setTimeout(() => stop({ type: "failed", code: "python.timeout", message: `loading took longer than ${limitMs / 1000} s and was stopped` }), limitMs);
      const answer: Buffer[] = [];
      let size = 0;
      let words = "";
      started.stdout.on("data", (part: Buffer) => {
        size += part.length;
        if (size > maxAnswerBytes) stop({ type: "failed", code: "python.bad-answer", message: "it said more than is looked at" });
        else answer.push(part);
      });
      started.stderr.setEncoding("utf8").on("data", (text: string) => (words = (words + text).slice(-keptWords)));
      let isDone = false;
      const done = (result: string | ExactFailure): void => {
        if (isDone) return;
        isDone = true;
        clearTimeout(timer);
        child = null;
        resolve(result);
      };
      started.on("error", (error) => done({ type: "failed", code: "python.crashed", message: `${program} does not start: ${error.message}` }));
      started.on("close", (code) => done(stopped ?? (code === 0 ? Buffer.concat(answer).toString("utf8") : { type: "failed", code: "python.crashed", message: `the interpreter ended (${code === null ? "killed" : `code ${code}`})${lastLine(words)}` })));
      // One that ends at once does not read what it is told.
      started.stdin.on("error", () => undefined);
      started.stdin.end(JSON.stringify({ root: folder, bound, location }));
    });
  }

  return {
    load(location, collected) {
      const result = queue.then(() => run(location)).then((answer) => (typeof answer === "string" ? readAnswer(answer, "python", location, collected) : answer));
      queue = result;
      return result;
    },
    warm: () => undefined,
    cancel: () => stop({ type: "failed", code: "python.cancelled", message: "cancelled" }),
    close: () => stop({ type: "failed", code: "python.cancelled", message: "closed" }),
  };
}

/** With whatever the project's code started. */
function killAll(child: ChildProcess): void {
  try {
    if (process.platform !== "win32" && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}

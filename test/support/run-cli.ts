/** Runs the command line from its sources, as a user would run it, with user folders of the test's own. */
import { spawn } from "node:child_process";
import path from "node:path";
import type { Catalog } from "../../shared/model.ts";
import { root, type ProjectCopy } from "./project-copy.ts";

export interface CliRun { readonly code: number | null; readonly signal: string | null; readonly stdout: string; readonly stderr: string }

/** Reading the source alone: what most tests are about, in a fraction of the time. */
export const byStatic = ["--with", "static"] as const;

export const cliFile = path.join(root, "main", "cli.ts");

/** `before` is put in front of the command: a tracer. */
export function runCli(project: ProjectCopy, args: readonly string[], before: readonly string[] = []): Promise<CliRun> {
  const command = [...before, process.execPath, cliFile, ...args];
  const child = spawn(command[0]!, command.slice(1), { cwd: project.workFolder, env: project.env, stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/** `assetscope list --json`, read from source alone; fails with what was said when there is no catalog. */
export async function listCatalog(project: ProjectCopy, args: readonly string[] = []): Promise<Catalog> {
  const run = await runCli(project, ["list", project.folder, ...byStatic, ...args, "--json"]);
  try {
    return JSON.parse(run.stdout) as Catalog;
  } catch {
    throw new Error(`no catalog (exit ${run.code ?? run.signal}): ${run.stdout.slice(0, 500)} ${run.stderr.slice(0, 2_000)}`);
  }
}

/** Starts `assetscope serve` as a user would, and stops it. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./project-copy.ts";
import type { ProjectCopy } from "./project-copy.ts";

export interface Serving {
  /** With the token. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Definitions are read from their source alone unless `args` say who reads them. */
export async function serve(project: ProjectCopy, args: readonly string[] = []): Promise<Serving> {
  const cli = path.join(root, "dist", "cli.js");
  if (!existsSync(cli)) throw new Error("dist/ is not built: `npm run build` first");
  const child = spawn(process.execPath, [cli, "serve", project.folder, ...(args.includes("--with") ? [] : ["--with", "static"]), ...args], { cwd: project.workFolder, env: project.env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string): void => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout?.setEncoding("utf8").on("data", read);
    child.stderr?.setEncoding("utf8").on("data", read);
    child.on("exit", (code) => reject(new Error(`assetscope serve ended (exit ${code}): ${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

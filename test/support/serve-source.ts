/** `assetscope serve` from its sources, and a way to ask it: for tests without a browser. */
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Params, ProjectState, RequestName, Results } from "../../shared/api.ts";
import type { ProjectCopy } from "./project-copy.ts";
import { cliFile } from "./run-cli.ts";

export interface ServedSource {
  readonly ask: <N extends RequestName>(name: N, params: Params<N>) => Promise<Results[N]>;
  /** Asks for the project's state until it is as wanted; gives up after a minute. */
  readonly until: (isWanted: (state: ProjectState) => boolean) => Promise<ProjectState>;
  readonly stop: () => Promise<void>;
}

export async function serveSource(project: ProjectCopy): Promise<ServedSource> {
  const child = spawn(process.execPath, [cliFile, "serve", project.folder], { cwd: project.workFolder, env: { ...project.env, BROWSER: "none" }, stdio: ["ignore", "pipe", "pipe"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<URL>((resolve, reject) => {
    let said = "";
    const read = (text: string): void => {
      said += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said);
      if (found) resolve(new URL(found[0]));
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("exit", (code) => reject(new Error(`assetscope serve ended (exit ${code}): ${said}`)));
  });
  // The page's address sets the cookie that requests carry.
  const page = await fetch(url, { redirect: "manual" });
  const cookie = page.headers.getSetCookie().map((each) => each.split(";")[0]).join("; ");
  const ask = async <N extends RequestName>(name: N, params: Params<N>): Promise<Results[N]> => {
    const response = await fetch(new URL(`/api/${name}`, url), { method: "POST", headers: { "content-type": "application/json", origin: url.origin, cookie }, body: JSON.stringify(params) });
    const answer = (await response.json()) as { readonly result: Results[N]; readonly error?: { readonly message: string } };
    if (answer.error) throw new Error(`${name}: ${answer.error.message}`);
    return answer.result;
  };
  return {
    ask,
    until: async (isWanted) => {
      for (let tries = 0; tries < 600; tries++) {
        const state = await ask("project.get", {});
        if (isWanted(state)) return state;
        await sleep(100);
      }
      throw new Error("the project did not get there within a minute");
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

/** `assetscope serve` as a process: what it prints, what it refuses, when it ends. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyProject, root } from "../support/project-copy.ts";
import type { ProjectCopy } from "../support/project-copy.ts";
import { sendRequest } from "./raw-request.ts";
import type { RawAnswer } from "./raw-request.ts";

let project: ProjectCopy;
let child: ChildProcess;
let said: string;

beforeEach(() => {
  project = copyProject();
  said = "";
});

afterEach(() => {
  child.kill("SIGKILL");
  project.remove();
});

async function start(...args: string[]): Promise<{ readonly port: number; readonly call: (name: string, params: unknown) => Promise<RawAnswer> }> {
  child = spawn(process.execPath, [path.join(root, "main", "cli.ts"), "serve", project.folder, ...args], { cwd: root, env: project.env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const url = await new Promise<URL>((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /http:\S+/.exec(said);
      if (found) resolve(new URL(found[0]));
    });
    child.on("exit", (code) => reject(new Error(`exit ${code}: ${said}`)));
  });
  const port = Number(url.port);
  const entered = await sendRequest({ port, path: `/${url.search}` });
  const cookie = String(entered.headers["set-cookie"]).split(";")[0] ?? "";
  return { port, call: (name, params) => sendRequest({ port, method: "POST", path: `/api/${name}`, headers: { Cookie: cookie, "Content-Type": "application/json" }, body: JSON.stringify(params) }) };
}

function ended(): Promise<number | null> {
  return new Promise((resolve) => (child.exitCode === null ? child.on("exit", resolve) : resolve(child.exitCode)));
}

describe("requests", () => {
  test("are answered by the core; what only a desktop can do is unavailable; nothing starts an editor", async () => {
    const { call } = await start();
    expect(JSON.parse((await call("project.get", {})).body).result.project.name).toBe("shop");
    const chosen = await call("shell.chooseProject", {});
    expect([chosen.status, JSON.parse(chosen.body).error.code]).toEqual([503, "unavailable"]);
    const opened = await call("editor.open", { file: "shop/definitions.py", line: 1 });
    expect([opened.status, JSON.parse(opened.body).error.code]).toEqual([403, "forbidden"]);
    expect((await call("asset.get", { key: 7 })).status).toBe(400);
    expect((await call("constructor", {})).status).toBe(404);
    // The token is for the person at the terminal: once, and in no list of processes.
    expect(said.match(/token=/g)).toHaveLength(1);
    expect(child.spawnargs.join(" ")).not.toContain("token");
  });
});

describe("ends", () => {
  test("when told to, letting go of everything", async () => {
    await start();
    child.kill("SIGTERM");
    expect(await ended()).toBe(0);
  });

  test("when the one that started it has gone", async () => {
    const { port } = await start();
    child.disconnect();
    expect(await ended()).toBe(0);
    await expect(sendRequest({ port })).rejects.toThrow(/ECONNREFUSED/);
  });

  test("at once with a plain line when the port is taken or the folder is not there", async () => {
    const { port } = await start();
    const first = child;
    await expect(start("--port", String(port))).rejects.toThrow(/exit [1-9]: .*port \d+ is taken/s);
    first.kill("SIGKILL");
    project.remove();
    await expect(start()).rejects.toThrow(/exit 4: .*there is no folder/s);
  });
});

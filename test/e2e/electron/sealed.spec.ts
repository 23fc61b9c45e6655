/** The sealed Dagster in its hidden window: the exact answer arrives, and nothing gets out, by JavaScript or by Python. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { ElectronApplication } from "@playwright/test";
import { findSealedRuntime } from "../../../main/core/sandbox/find-runtime.ts";
import { ask, expect, launchDesktop, test, whenIdle } from "../../support/desktop.ts";
import { listEscapes } from "../../support/escapes.ts";

const found = findSealedRuntime({ needsNode: false });
const missing = "missing" in found ? found.missing : "";
const patience = { timeout: 150_000 };

test("the sample's exact answer arrives", async ({ project }) => {
  test.skip(missing !== "", missing);
  test.setTimeout(240_000);
  const electron = await launchDesktop(project, [project.folder], { isExact: true });
  const page = await electron.firstWindow();
  await whenIdle(page);
  await expect.poll(async () => (await ask(page, "asset.get", { key: "core/fct_orders" }))?.asset.reader, patience).toBe("sandbox");
  expect((await ask(page, "reader.get", {})).readings.find(({ reader }) => reader === "sandbox")).toMatchObject({ codeLocation: "shop", failure: null });
  await electron.close();
});

test("nothing gets out of the hidden window", async ({ project }) => {
  test.skip(missing !== "", missing);
  test.setTimeout(240_000);
  const canary = await listen();
  const electron = await launchDesktop(project, [project.folder], { isExact: true });
  const page = await electron.firstWindow();
  await whenIdle(page);
  await expect.poll(async () => (await ask(page, "asset.get", { key: "core/fct_orders" }))?.asset.reader, patience).toBe("sandbox");
  expect(await fromWithin(electron, canary.address)).toEqual({
    globals: [], http: "refused", file: "refused", page: "refused", code: "refused", socket: "refused", worker: "refused", address: "sealed://runtime/",
    preferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, preload: "none" },
  });
  expect(canary.calls()).toBe(0);
  await electron.close();
  canary.close();
});

/**
 * Left to Node's host: what ends only at the limit of a load, three minutes here; most of what ends Python itself, since a start takes long
 * in a window without a snapshot; and what replaces the probe's own functions, which harms all that is read of its folder after it.
 */
const leftToNode = /^(endless-|deep-recursion$|huge-answer$|memory$|forged-)/;

test("what projects try in the hidden window is refused and told", async ({ project }) => {
  test.skip(missing !== "", missing);
  test.setTimeout(420_000);
  const listening = await listen();
  const canary = path.join(project.workFolder, "canary");
  const tried = listEscapes(canary, listening.port).filter(({ name }) => !leftToNode.test(name));
  const escapes = [...tried, { name: "everything", source: everything(canary, listening.address), told: /no way found/ }];
  const folder = path.join(project.workFolder, "escape");
  mkdirSync(folder, { recursive: true });
  for (const { name, source } of escapes) writeFileSync(path.join(folder, fileOf(name)), source);
  writeFileSync(path.join(folder, "workspace.yaml"), `load_from:\n${escapes.map(({ name }) => `- python_file: {relative_path: ${fileOf(name)}, location_name: ${name}}\n`).join("")}`);
  const files = readdirSync(folder).sort();

  const electron = await launchDesktop(project, [folder], { isExact: true });
  const page = await electron.firstWindow();
  const read = async (): Promise<string[]> => (await ask(page, "reader.get", {})).readings.filter(({ reader }) => reader === "sandbox").map(({ codeLocation }) => codeLocation);
  await expect.poll(async () => (await read()).length, { timeout: 400_000 }).toBe(escapes.length);
  const problems = (await ask(page, "problem.list", {})).filter(({ stage }) => stage === "sandbox");
  for (const { name, told } of escapes) expect.soft(problems.filter(({ codeLocation }) => codeLocation === name).map(({ message }) => message).join("\n"), name).toMatch(told);
  const said = problems.map(({ message }) => message).join("\n");
  for (const words of ["refused by the sealed runtime: os.system", "No such file or directory: '/etc/passwd'", "refused by the sealed runtime: network"]) expect(said).toContain(words);
  expect(said).not.toMatch(/bridge seen|environment seen/);
  // The project of all attempts goes on behind them.
  expect((await ask(page, "asset.get", { key: "still_here" }))?.asset.reader).toBe("sandbox");
  expect(listening.calls()).toBe(0);
  expect(existsSync(canary)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(files);
  await electron.close();
  listening.close();
});

/** Never the name of a module that one of them imports. */
function fileOf(name: string): string {
  return `try_${name.replaceAll("-", "_")}.py`;
}

/** A server on this machine that counts who reaches it. */
async function listen(): Promise<{ readonly address: string; readonly port: number; calls(): number; close(): void }> {
  let calls = 0;
  const server = createServer((_request, response) => response.end(String(++calls)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/canary`, port, calls: () => calls, close: () => server.close() };
}

test("closing the window ends the program, hidden windows or not", async ({ project }) => {
  test.skip(missing !== "", missing);
  test.setTimeout(120_000);
  const electron = await launchDesktop(project, [project.folder], { isExact: true });
  const page = await electron.firstWindow();
  await expect.poll(() => electron.windows().length, { timeout: 60_000 }).toBe(2);
  const child = electron.process();
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await page.close();
  await ended;
});

function everything(canary: string, address: string): string {
  return `
import dagster as dg, gc, os, urllib.request
os.system("touch ${canary}")
open("/etc/passwd").read()
open("${canary}", "w")
urllib.request.urlopen("${address}", timeout=2)
import js; js.fetch("${address}")
import pyodide.code; pyodide.code.run_js("fetch('${address}')")
import pyodide_js; pyodide_js.loadPackage("${address}/x.whl")
def look():
    for thing in gc.get_objects():
        if type(thing).__name__ == "JsFinder":
            for proxy in thing.jsproxies.values():
                if hasattr(proxy, "constructor") or hasattr(proxy, "FS"):
                    raise RuntimeError("bridge seen")
    raise RuntimeError("no way found")
look()
@dg.asset
def still_here(): ...
`;
}

/** What the hidden window's own page can do, were somebody to take it over. */
function fromWithin(electron: ElectronApplication, address: string): Promise<unknown> {
  return electron.evaluate(async ({ BrowserWindow }, target) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith("sealed:"));
    const contents = window?.webContents as unknown as { readonly executeJavaScript: (code: string) => Promise<object>; readonly getLastWebPreferences: () => Record<string, unknown> };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, preload } = contents.getLastWebPreferences();
    const seen = await contents.executeJavaScript(`(async () => {
      const tried = (act) => Promise.resolve().then(act).then(() => "WENT OUT", () => "refused");
      return {
        globals: ["require", "process", "module", "Buffer", "assetscope", "ipcRenderer"].filter((name) => name in globalThis),
        http: await tried(() => fetch(${JSON.stringify(target)}, { mode: "no-cors" })), file: await tried(() => fetch("file:///etc/passwd")), page: await tried(() => fetch("app://assetscope/")),
        code: await tried(() => new Promise((resolve, reject) => { const script = document.createElement("script"); script.src = "data:text/javascript,0"; script.onload = resolve; script.onerror = reject; document.head.append(script); })),
        socket: await tried(() => new Promise((resolve, reject) => { const socket = new WebSocket(${JSON.stringify(target.replace("http", "ws"))}); socket.onopen = resolve; socket.onerror = reject; })),
        worker: await tried(() => new Promise((resolve, reject) => { const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"]))); worker.onmessage = resolve; worker.onerror = reject; })),
        address: location.href,
      };
    })()`);
    return { ...seen, preferences: { sandbox, contextIsolation, nodeIntegration, webSecurity, preload: preload || "none" } };
  }, address);
}

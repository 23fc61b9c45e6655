/** Electron's security checklist as assertions on the running program. */
import type { Page } from "@playwright/test";
import { contentSecurityPolicy } from "../../../main/page-files.ts";
import { expect, test } from "../../support/desktop.ts";

/** Runs in the page's own world, past the policy that keeps page scripts from evaluating text. */
function inPage<T>(page: Page, work: () => Promise<T> | T): Promise<T> {
  return page.evaluate(work);
}

test("the page has no Node, is sandboxed and isolated", async ({ desktop: { electron, page } }) => {
  expect(await inPage(page, () => ["require", "process", "module", "Buffer", "global", "ipcRenderer"].filter((name) => name in globalThis))).toEqual([]);
  const preferences = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { readonly getLastWebPreferences: () => Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true });
  expect(preferences["webviewTag"] ?? false).toBe(false);
  expect(preferences["allowRunningInsecureContent"] ?? false).toBe(false);
  expect(preferences["experimentalFeatures"] ?? false).toBe(false);
});

test("the bridge is four frozen functions in a world of their own", async ({ desktop: { page } }) => {
  const bridge = await inPage(page, () => {
    const own = (globalThis as unknown as { readonly assetscope: object }).assetscope;
    try {
      Object.assign(own, { request: null });
    } catch {
      // Frozen: that is the point.
    }
    return Object.entries(own).map(([name, value]) => `${name}: ${typeof value}`).sort();
  });
  expect(bridge).toEqual(["onEvent: function", "pathForFile: function", "request: function", "shell: function"]);
});

test("the policy is on every answer and holds", async ({ desktop: { page } }) => {
  const found = await inPage(page, async () => {
    const answer = await fetch("app://assetscope/");
    const blocked: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
    const add = (tag: string, set: (element: HTMLElement) => void): void => {
      const element = document.createElement(tag);
      set(element);
      document.body.append(element);
    };
    try {
      add("script", (element) => (element.textContent = "window.wasRun = true"));
    } catch {
      blocked.push("script-src-elem");
    }
    add("img", (element) => element.setAttribute("src", "https://evil.example/p.png"));
    add("base", (element) => element.setAttribute("href", "https://evil.example/"));
    add("iframe", (element) => element.setAttribute("src", "https://evil.example/"));
    try {
      new Function("return 1")();
      blocked.push("EVAL WAS ALLOWED");
    } catch {
      blocked.push("eval");
    }
    await fetch("https://evil.example/").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { policy: answer.headers.get("content-security-policy"), blocked: [...new Set(blocked)].sort(), wasRun: "wasRun" in window, base: document.baseURI };
  });
  expect(found.policy).toBe(contentSecurityPolicy);
  expect(found.wasRun).toBe(false);
  expect(found.base.startsWith("app://assetscope/")).toBe(true);
  expect(found.blocked).not.toContain("EVAL WAS ALLOWED");
  for (const directive of ["eval", "img-src", "base-uri", "connect-src"]) expect(found.blocked).toContain(directive);
});

test("nothing is served but the page's own files", async ({ desktop: { page } }) => {
  const answers = await inPage(page, async () => {
    const addresses = [
      "app://assetscope/../../etc/passwd", "app://assetscope/%2e%2e/%2e%2e/etc/passwd", "app://assetscope/..%5c..%5cetc/passwd", "app://assetscope/etc/passwd", "app://assetscope/%00",
      "app://x/index.html", "app://assetscope.evil/index.html", "file:///etc/passwd", "http://127.0.0.1:1/", "app://assetscope/package.json",
    ];
    return Promise.all(addresses.map((address) => fetch(address).then((answer) => answer.status, () => "refused")));
  });
  for (const answer of answers) expect([404, "refused"]).toContain(answer);
});

test("the window stays where it is and opens no other", async ({ desktop: { electron, page } }) => {
  const before = page.url();
  for (const address of ["https://evil.example/", "file:///etc/passwd", "app://assetscope.evil/", "data:text/html,x", "javascript:void(window.wasRun=true)"]) {
    await inPage(page, () => undefined);
    await page.evaluate((target) => {
      try {
        location.href = target;
      } catch {
        // Refused at once is as good.
      }
      window.open(target);
      const link = document.createElement("a");
      link.href = target;
      link.target = "_blank";
      document.body.append(link);
      link.click();
      link.remove();
    }, address);
    await page.waitForTimeout(150);
    expect(page.url()).toBe(before);
  }
  expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
  expect(electron.windows()).toHaveLength(1);
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() !== "remote").length)).toBe(1);
});

test("a webview stays inert", async ({ desktop: { electron, page } }) => {
  await page.evaluate(() => {
    const view = document.createElement("webview");
    view.setAttribute("src", "https://evil.example/");
    document.body.append(view);
  });
  await page.waitForTimeout(200);
  expect(await electron.evaluate(({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getType() === "webview").length)).toBe(0);
});

test("permissions are denied, but for putting text on the clipboard", async ({ desktop: { electron, page } }) => {
  const states = await page.evaluate(async () => {
    const names = ["geolocation", "notifications", "camera", "microphone", "midi", "clipboard-read", "persistent-storage"];
    const query = async (name: string): Promise<string> => navigator.permissions.query({ name: name as PermissionName }).then((status) => status.state, () => "unsupported");
    const asked = {
      notification: await Notification.requestPermission(),
      media: await (navigator.mediaDevices?.getUserMedia({ audio: true }) ?? Promise.reject(new Error())).then(() => "granted", () => "denied"),
      location: await new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve("granted"), () => resolve("denied"))),
      clipboard: await navigator.clipboard.readText().then(() => "granted", () => "denied"),
      midi: await (navigator.requestMIDIAccess?.({ sysex: true }) ?? Promise.reject(new Error())).then(() => "granted", () => "denied"),
    };
    return { queried: await Promise.all(names.map(query)), asked };
  });
  expect(states.queried).not.toContain("granted");
  expect(Object.values(states.asked)).toEqual(["denied", "denied", "denied", "denied", "denied"]);
  expect(await electron.evaluate(({ session }) => session.defaultSession.isPersistent())).toBe(true);
});

test("calls are checked: who sends, what name, what params; the program lives on", async ({ desktop: { electron, page } }) => {
  const answers = await page.evaluate(async () => {
    const { request, shell } = (globalThis as unknown as { readonly assetscope: Record<"request" | "shell", (name: unknown, params: unknown) => Promise<{ error?: { code: string } }>> }).assetscope;
    const code = async (call: () => Promise<{ error?: { code: string } }>): Promise<string> => {
      try {
        return (await call()).error?.code ?? "accepted";
      } catch (error) {
        return `threw: ${String(error)}`;
      }
    };
    const names: unknown[] = ["constructor", "__proto__", "toString", "", "project.get ", "PROJECT.GET", null, undefined, 7, {}, [], "shell.openLink", "a".repeat(100_000)];
    const params: unknown[] = [null, undefined, 0, "", [], { extra: 1 }, { __proto__: { key: "a" } }, JSON.parse('{"__proto__":{"key":"a"}}'), { key: "a".repeat(20_000) }, { key: { toString: 1 } }, { key: ["a"] }, Number.NaN, new Date(0)];
    return {
      names: await Promise.all(names.map((name) => code(() => request(name, {})))),
      params: await Promise.all(params.map((value) => code(() => request("asset.get", value)))),
      shells: await Promise.all([code(() => shell("shell.openDropped", { path: "relative" })), code(() => shell("shell.openDropped", { path: "\\\\evil\\share" })), code(() => shell("shell.openDropped", { path: "//evil/share" })), code(() => shell("shell.nothing", {})), code(() => shell("shell.openLink", { url: 7 }))]),
      flood: [...new Set(await Promise.all(Array.from({ length: 5_000 }, () => code(() => request("project.get", {})))))].sort(),
    };
  });
  expect(answers.names).toEqual(answers.names.map(() => "unknown_request"));
  expect(answers.params).toEqual(answers.params.map(() => "bad_request"));
  expect(answers.shells).toEqual(["bad_request", "bad_request", "bad_request", "unknown_request", "bad_request"]);
  expect(answers.flood.every((code) => code === "accepted" || code === "unavailable")).toBe(true);
  expect(await electron.evaluate(({ app }) => app.isReady())).toBe(true);
  expect(await page.evaluate(() => (globalThis as unknown as { readonly assetscope: { request: (name: string, params: object) => Promise<object> } }).assetscope.request("project.get", {}))).toHaveProperty("result");
});

test("links leave by one door: http and https, no credentials, asked first", async ({ desktop: { electron, page } }) => {
  await electron.evaluate(({ dialog, shell }) => {
    const seen = { opened: [] as string[], asked: [] as string[] };
    Object.assign(globalThis, { seen });
    shell.openExternal = async (url: string) => void seen.opened.push(url);
    dialog.showMessageBox = (async (...args: unknown[]) => {
      seen.asked.push((args.at(-1) as { detail: string }).detail);
      return { response: seen.asked.length === 1 ? 0 : 1, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  });
  const open = (url: string): Promise<{ readonly isOpened: boolean }> =>
    page.evaluate(async (target) => {
      const bridge = (globalThis as unknown as { readonly assetscope: { shell: (name: string, params: object) => Promise<{ result: { isOpened: boolean } }> } }).assetscope;
      return (await bridge.shell("shell.openLink", { url: target })).result;
    }, url);
  for (const url of ["javascript:alert(1)", "file:///etc/passwd", "vscode://file/x", "smb://evil/x", "ms-msdt:/id", "//evil.example", "https://user:pw@evil.example/", `https://evil.example/${"a".repeat(2_048)}`, "app://assetscope/", "mailto:a@b.example", ""]) {
    expect((await open(url)).isOpened, url).toBe(false);
  }
  expect((await open("https://github.com/dagster-io/dagster")).isOpened).toBe(true);
  expect((await open("https://ex\u0430mple.com/a")).isOpened).toBe(true);
  expect((await open("http://localhost:8888/?x")).isOpened).toBe(false);
  const seen = await electron.evaluate(() => (globalThis as unknown as { readonly seen: { opened: string[]; asked: string[] } }).seen);
  expect(seen.asked).toEqual(["https://xn--exmple-4nf.com/a", "http://localhost:8888/?x"]);
  expect(seen.opened).toEqual(["https://github.com/dagster-io/dagster", "https://xn--exmple-4nf.com/a"]);
});

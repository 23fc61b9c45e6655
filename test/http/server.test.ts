/** The loopback server against everything that a hostile page, program or name server on the same machine can send it. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answer } from "../../shared/api.ts";
import { maxBodyBytes, startServer } from "../../main/http/server.ts";
import type { Server } from "../../main/http/server.ts";
import { contentSecurityPolicy, listPageFiles } from "../../main/page-files.ts";
import { sendBytes, sendRequest } from "./raw-request.ts";
import type { RawAnswer } from "./raw-request.ts";

let folder: string;
let server: Server;
let cookie: string;
let calls: { name: string; params: unknown }[];

const dispatch = async (name: string, params: unknown): Promise<Answer<unknown>> => {
  calls.push({ name, params });
  return name === "no.such" ? { error: { code: "unknown_request", message: "no such request" } } : { result: { echo: params } };
};

async function start(idleMs = 3_600_000, onIdle: () => void = () => undefined): Promise<Server> {
  return startServer({ dispatch, pageFiles: listPageFiles(path.join(folder, "page")), port: 0, idleMs, onIdle });
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "assetscope-http-"));
  mkdirSync(path.join(folder, "page", "assets"), { recursive: true });
  writeFileSync(path.join(folder, "secret.txt"), "secret");
  writeFileSync(path.join(folder, "page", "index.html"), "<!doctype html><title>Page</title>");
  writeFileSync(path.join(folder, "page", "assets", "index-1a2b.js"), "export {};");
  writeFileSync(path.join(folder, "page", "notes.txt"), "not a kind that is served");
  calls = [];
  server = await start();
  const entered = await sendRequest({ port: server.port, path: new URL(server.url).search ? `/${new URL(server.url).search}` : "/" });
  cookie = String(entered.headers["set-cookie"]).split(";")[0] ?? "";
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

function post(name: string, { body = "{}", headers = {} }: { body?: string | Buffer; headers?: Record<string, string> } = {}): Promise<RawAnswer> {
  return sendRequest({ port: server.port, method: "POST", path: `/api/${name}`, headers: { Cookie: cookie, "Content-Type": "application/json", ...headers }, body });
}

function getPath(requested: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  return sendRequest({ port: server.port, path: requested, headers: { Cookie: cookie, ...headers } });
}

describe("token", () => {
  test("moves from the address to a cookie named with the port", async () => {
    const token = new URL(server.url).searchParams.get("token") ?? "";
    expect(Buffer.from(token, "base64url").length).toBeGreaterThanOrEqual(16);
    const answer = await sendRequest({ port: server.port, path: `/?token=${token}` });
    expect(answer.status).toBe(303);
    expect(answer.headers["location"]).toBe("/");
    expect(answer.headers["set-cookie"]).toEqual([`assetscope-${server.port}=${token}; HttpOnly; SameSite=Strict; Path=/`]);
    expect((await getPath("/")).body).toContain("<title>Page</title>");
  });

  test("is stripped from the address for those who have the cookie already", async () => {
    const answer = await getPath("/?token=anything");
    expect([answer.status, answer.headers["location"]]).toEqual([303, "/"]);
  });

  test.each([
    ["none", "/", ""],
    ["a wrong one", "/?token=wrong", ""],
    ["an empty one", "/?token=", ""],
    ["a wrong cookie", "/", "assetscope-PORT=wrong"],
    ["the cookie of another port", "/", "assetscope-1=TOKEN"],
    ["two tokens", "/?token=TOKEN&token=TOKEN", ""],
    ["two cookies", "/", "assetscope-PORT=TOKEN; assetscope-PORT=TOKEN"],
    ["one on an inner path", "/index.html?token=TOKEN", ""],
    ["one on a request", "/api/project.get?token=TOKEN", ""],
  ])("%s: 401, whatever is asked for", async (_title, requested, sent) => {
    const fill = (text: string): string => text.replaceAll("PORT", String(server.port)).replaceAll("TOKEN", new URL(server.url).searchParams.get("token") ?? "");
    const answer = await sendRequest({ port: server.port, path: fill(requested), headers: sent ? { Cookie: fill(sent) } : {} });
    expect(answer.status).toBe(401);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.body).not.toContain("Page");
  });

  test("without it, what exists and what does not look the same", async () => {
    const statuses = await Promise.all(["/", "/nothing", "/api/project.get", "/api/no.such", "/api/events", "/assets/index-1a2b.js"].map(async (requested) => (await sendRequest({ port: server.port, path: requested })).status));
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  test("of an earlier start is worth nothing", async () => {
    const other = await start();
    const answer = await sendRequest({ port: other.port, headers: { Cookie: cookie.replace(String(server.port), String(other.port)) } });
    await other.close();
    expect(answer.status).toBe(401);
  });

  test("guessing is slowed, the right one is not", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 40; guess++) statuses.push((await sendRequest({ port: server.port, path: `/?token=${guess}` })).status);
    expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await getPath("/")).status).toBe(200);
    expect((await sendRequest({ port: server.port, path: new URL(server.url).search.replace("?", "/?") })).status).toBe(303);
  });

  test("a link on another page gets one hop that the browser sends the cookie with, and no page", async () => {
    const answer = await sendRequest({ port: server.port, headers: { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "cross-site" } });
    expect(answer.status).toBe(401);
    expect(answer.body).toContain('content="0;url=/"');
  });
});

describe("where from", () => {
  test.each([
    "evil.example", "127.0.0.1.nip.io:PORT", "localhost.evil.example:PORT", "0x7f.1:PORT", "2130706433:PORT", "127.0.0.1", "127.0.0.1:1", "localhost", "127.0.0.1:PORT@evil.example",
    "evil.example:PORT", "[::]:PORT", "0.0.0.0:PORT",
  ])("Host %s: 403", async (host) => {
    const answer = await sendRequest({ port: server.port, headers: { Cookie: cookie, Host: host.replace("PORT", String(server.port)) } });
    expect(answer.status).toBe(403);
  });

  test("no Host at all is refused", async () => {
    expect(await sendBytes(server.port, `GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/ 40[03] /);
    expect(await sendBytes(server.port, `GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/ 403 /);
  });

  test("localhost with our port is us", async () => {
    expect((await getPath("/", { Host: `localhost:${server.port}` })).status).toBe(200);
  });

  test.each([
    [{ Origin: "null" }], [{ Origin: "https://evil.example" }], [{ Origin: "http://localhost:1" }], [{ Origin: "http://127.0.0.1" }],
    [{ "Sec-Fetch-Site": "cross-site" }], [{ "Sec-Fetch-Site": "same-site" }], [{ "Sec-Fetch-Site": "" }],
  ])("a request with %j: 403, nothing called", async (headers) => {
    expect((await post("project.get", { headers: { ...headers } })).status).toBe(403);
    expect((await getPath("/api/events", { ...headers })).status).toBe(403);
    expect(calls).toEqual([]);
  });

  test("our own page may", async () => {
    const answer = await post("project.get", { headers: { Origin: `http://127.0.0.1:${server.port}`, "Sec-Fetch-Site": "same-origin" } });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test("a preflight gets no permission", async () => {
    const answer = await sendRequest({ port: server.port, method: "OPTIONS", path: "/api/project.get", headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" } });
    expect(answer.status).toBe(403);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("no WebSocket from anywhere", async () => {
    const upgrade = (origin: string): string =>
      `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGVzdA==\r\nOrigin: ${origin}\r\n\r\n`;
    expect(await sendBytes(server.port, upgrade("https://evil.example"))).toMatch(/ 403 /);
    expect(await sendBytes(server.port, upgrade(`http://127.0.0.1:${server.port}`))).toMatch(/ 401 /);
  });
});

describe("what", () => {
  test.each([
    "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..\\secret.txt", "/..%5csecret.txt", "//etc/passwd", "/%00", "/index.html%00.js",
    "/etc/passwd", "/notes.txt", "/./index.html", "/assets/", "/api", "http://evil.example/",
  ])("%s is not in the map", async (requested) => {
    const answer = await getPath(requested);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain("secret");
  });

  test("every answer carries the policy", async () => {
    for (const answer of [await getPath("/"), await getPath("/nothing"), await sendRequest({ port: server.port }), await post("project.get"), await getPath("/", { Host: "evil.example" })]) {
      expect(answer.headers["content-security-policy"]).toBe(contentSecurityPolicy);
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      expect(answer.headers["x-frame-options"]).toBe("DENY");
    }
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });

  test("a request reaches its handler with its params, an error its status", async () => {
    expect(JSON.parse((await post("asset.get", { body: '{"key":"a/b"}' })).body)).toEqual({ result: { echo: { key: "a/b" } } });
    expect(calls).toEqual([{ name: "asset.get", params: { key: "a/b" } }]);
    const unknown = await post("no.such");
    expect([unknown.status, JSON.parse(unknown.body).error.code]).toEqual([404, "unknown_request"]);
  });

  test.each(["GET", "PUT", "DELETE", "PATCH", "HEAD"])("%s calls nothing", async (method) => {
    const answer = await sendRequest({ port: server.port, method, path: "/api/editor.open", headers: { Cookie: cookie } });
    expect(answer.status).toBe(405);
    expect(calls).toEqual([]);
  });

  test("a form cannot post", async () => {
    for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""]) {
      expect((await post("editor.open", { headers: { "Content-Type": type } })).status).toBe(415);
    }
    expect(calls).toEqual([]);
  });

  test("text that is no JSON is a bad request", async () => {
    for (const body of ["", "{", "undefined", "\0"]) expect((await post("project.get", { body })).status).toBe(400);
    expect(calls).toEqual([]);
  });

  test("bodies end at 5 MB, declared or not", async () => {
    const large = Buffer.alloc(maxBodyBytes + 1, " ");
    expect((await post("project.get", { body: large })).status).toBe(413);
    const sent = post("project.get", { body: large, headers: { "Transfer-Encoding": "chunked" } });
    expect(await sent.then((answer) => answer.status, () => "hung up")).toSatisfy((status) => status === 413 || status === "hung up");
    const largest = Buffer.concat([Buffer.from('{"key":"a"}'), Buffer.alloc(maxBodyBytes - 11, " ")]);
    expect((await post("asset.get", { body: largest })).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  test("a header of a megabyte is refused and the server lives", async () => {
    expect(await sendBytes(server.port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${"a".repeat(1_000_000)}\r\n\r\n`).catch(() => "")).toMatch(/ 431 |^$/);
    expect((await getPath("/")).status).toBe(200);
  });
});

describe("events", () => {
  test("reach every open page", async () => {
    const received = new Promise<string>((resolve, reject) => {
      const request = get({ host: "127.0.0.1", port: server.port, path: "/api/events", headers: { Cookie: cookie } }, (response) => {
        expect(response.headers["content-type"]).toBe("text/event-stream");
        let text = "";
        response.on("data", (chunk: Buffer) => {
          const isFirst = text === "";
          text += chunk.toString("utf8");
          if (isFirst) server.send({ name: "index.changed", data: { revision: 7, keys: ["a/b\n"] } });
          if (!text.includes("data:")) return;
          request.destroy();
          resolve(text);
        });
      });
      request.on("error", reject);
    });
    const data = (await received).split("\n").find((line) => line.startsWith("data: ")) ?? "";
    expect(JSON.parse(data.slice("data: ".length))).toEqual({ name: "index.changed", data: { revision: 7, keys: ["a/b\n"] } });
  });

  test("are not for strangers", async () => {
    expect((await sendRequest({ port: server.port, path: "/api/events" })).status).toBe(401);
  });
});

test("a server that nobody uses says so once", async () => {
  let times = 0;
  const idle = await new Promise<Server>((resolve) => {
    const started = start(50, () => {
      times += 1;
      void started.then(resolve);
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 150));
  await idle.close();
  expect(times).toBe(1);
});

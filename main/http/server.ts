/**
 * Browser mode's server: the page, `POST /api/<request>` for every request of the contract, `GET /api/events`. One loop over the
 * handler table, behind checks in this order: where from (403), who (401), what (404, 405, 413, 415). No CORS header, ever.
 */
import { createReadStream } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer, ApiError } from "../../shared/api.ts";
import type { EventMessage } from "../../shared/bridge.ts";
import { pageHeaders } from "../page-files.ts";
import type { PageFile } from "../page-files.ts";
import { createEventStreams } from "./event-streams.ts";
import { readCookie, refusal } from "./guard.ts";
import { createGuessLimit, createToken, isSameToken } from "./token.ts";

export interface ServerOptions {
  /** Checks the params, calls the handler, never throws. */
  readonly dispatch: (name: string, params: unknown) => Promise<Answer<unknown>>;
  readonly pageFiles: ReadonlyMap<string, PageFile>;
  /** 0 for any free one. */
  readonly port: number;
  /** Without a request or an open page for this long, `onIdle` is called once. */
  readonly idleMs: number;
  readonly onIdle: () => void;
}

export interface Server {
  readonly port: number;
  /** With the token: for the user's eyes, once. */
  readonly url: string;
  readonly send: (message: EventMessage) => void;
  readonly close: () => Promise<void>;
}

/** In bytes; the longest honest request is far below. */
export const maxBodyBytes = 5_000_000;

/** Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const token = createToken();
  const guesses = createGuessLimit();
  const streams = createEventStreams();
  let port = options.port;
  let lastUsedAt = Date.now();

  const server = createHttpServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 }, (request, response) => {
    answer(request, response).catch(() => (response.headersSent ? response.destroy() : refuse(response, 500, "internal")));
  });
  server.maxConnections = 256;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(pageHeaders)) response.setHeader(name, value);
    // Every path that is not written plainly is simply not in the map; nothing is decoded or resolved.
    const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
    const method = request.method ?? "";
    const reason = refusal({ method, path, headers: request.headers }, port);
    if (reason !== null) return refuse(response, 403, `refused: ${reason}`);
    if (!isKnown(request)) return path === "/" && method === "GET" ? enter(query, request, response) : refuseStranger(request, response);
    lastUsedAt = Date.now();
    if (path === "/" && query.includes("token=")) return redirectHome(response);
    const file = options.pageFiles.get(path);
    if (path === "/api/events") return method === "GET" ? stream(response) : refuse(response, 405, "GET only");
    if (path.startsWith("/api/")) return method === "POST" ? call(path.slice("/api/".length), request, response) : refuse(response, 405, "POST only");
    if (file === undefined) return refuse(response, 404, "not found");
    return method === "GET" ? sendFile(file, response) : refuse(response, 405, "GET only");
  }

  function isKnown(request: IncomingMessage): boolean {
    const cookie = readCookie(request.headers.cookie, cookieName(port));
    return cookie !== null && isSameToken(cookie, token);
  }

  /** The token moves from the address, where history and screen sharing would keep it, to a cookie that scripts cannot read. */
  function enter(query: string, request: IncomingMessage, response: ServerResponse): void {
    const given = new URLSearchParams(query).getAll("token");
    if (given.length !== 1 || !isSameToken(given[0]!, token)) return refuseStranger(request, response);
    // Cookies know no ports: the name keeps two servers of one user apart.
    response.setHeader("Set-Cookie", `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/`);
    redirectHome(response);
  }

  function refuseStranger(request: IncomingMessage, response: ServerResponse): void {
    if (!guesses.take()) return refuse(response, 429, "too many wrong tokens");
    // Coming from elsewhere the browser held the cookie back, on our redirect too; asked for by our own page it is sent.
    const isFromElsewhere = request.headers["sec-fetch-mode"] === "navigate" && request.headers["sec-fetch-site"] === "cross-site";
    if (!isFromElsewhere) return refuse(response, 401, "Open the address that assetscope printed: it holds the token for this start.");
    response.writeHead(401, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    response.end('<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>Assetscope</title>');
  }

  function stream(response: ServerResponse): void {
    if (!streams.add(response)) refuse(response, 429, "too many event streams");
  }

  async function call(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) return refuse(response, 415, "application/json only");
    const body = await readBody(request);
    if (body === null) {
      response.setHeader("Connection", "close");
      return refuse(response, 413, "body too large");
    }
    const params = parseJson(body);
    const result: Answer<unknown> = params === undefined ? { error: { code: "bad_request", message: "the body is not JSON" } } : await options.dispatch(name, params);
    const text = JSON.stringify(result);
    response.writeHead("error" in result ? statusOf[result.error.code] : 200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(text);
  }

  const idleCheck = setInterval(() => {
    if (streams.count() > 0) lastUsedAt = Date.now();
    if (Date.now() - lastUsedAt < options.idleMs) return;
    clearInterval(idleCheck);
    options.onIdle();
  }, Math.min(options.idleMs, 60_000));
  idleCheck.unref();

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port: options.port, exclusive: true }, resolve);
  });
  const address = server.address();
  if (typeof address === "object" && address !== null) port = address.port;
  return {
    port,
    url: `http://127.0.0.1:${port}/?token=${token}`,
    send: streams.send,
    close: () =>
      new Promise((resolve) => {
        clearInterval(idleCheck);
        streams.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const statusOf: { readonly [code in ApiError["code"]]: number } = {
  bad_request: 400, unknown_request: 404, not_found: 404, no_project: 409, forbidden: 403, unavailable: 503, cancelled: 409, internal: 500,
};

function cookieName(port: number): string {
  return `assetscope-${port}`;
}

function redirectHome(response: ServerResponse): void {
  response.writeHead(303, { Location: "/", "Cache-Control": "no-store" });
  response.end();
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  response.end(`${message}\n`);
}

function sendFile(file: PageFile, response: ServerResponse): Promise<void> {
  response.writeHead(200, { "Content-Type": file.type, "Cache-Control": file.isHashed ? "private, max-age=31536000, immutable" : "no-store" });
  return new Promise((resolve, reject) => {
    const source = createReadStream(file.file);
    source.on("error", reject);
    response.on("close", resolve);
    source.pipe(response);
  });
}

/** The whole body, or null as soon as it is larger than allowed (the rest stays unread, the answer can still go out). */
function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers["content-length"]) > maxBodyBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("error", reject);
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodyBytes) return void chunks.push(chunk);
      request.pause();
      resolve(null);
    });
  });
}

/** `undefined` is no JSON value: it stands for text that is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

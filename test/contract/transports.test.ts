/** The same requests through the handlers and through the loopback server give the same JSON; wrong ones the same errors. */
import { request as httpRequest } from "node:http";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCore, type Core } from "../../main/core/core.ts";
import { launchNodeProcess } from "../../main/core/node-launcher.ts";
import { dispatch } from "../../main/dispatch.ts";
import { createHandlers } from "../../main/handlers.ts";
import { startServer, type Server } from "../../main/http/server.ts";
import { requestParams, type Answer, type Handlers, type RequestName } from "../../shared/api.ts";
import { copyProject, type ProjectCopy } from "../support/project-copy.ts";

let project: ProjectCopy;
let core: Core;
let handlers: Handlers;
let server: Server;
let cookie: string;

beforeAll(async () => {
  project = copyProject();
  core = createCore({
    cacheFolder: path.join(project.workFolder, "index"), configFolder: path.join(project.workFolder, "settings"), sampleFolder: project.folder, environment: { PATH: "/nowhere" },
    launch: launchNodeProcess, allowEditor: false, isWatching: false, emit: () => undefined,
  });
  await core.openProject(project.folder);
  await core.whenIdle();
  handlers = createHandlers(core);
  server = await startServer({ dispatch: (name, params) => dispatch(handlers, name, params), pageFiles: new Map(), port: 0, idleMs: 60_000, onIdle: () => undefined });
  const entered = await fetch(server.url, { redirect: "manual" });
  cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
});
afterAll(async () => {
  await server.close();
  await core.close();
  project.remove();
});

function overHttp(name: string, params: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port: server.port, path: `/api/${name}`, method: "POST", headers: { cookie, "content-type": "application/json" } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => resolve(JSON.parse(text)));
    });
    sent.on("error", reject);
    sent.end(JSON.stringify(params));
  });
}
const direct = async (name: string, params: unknown): Promise<unknown> => JSON.parse(JSON.stringify(await dispatch(handlers, name, params)));

/** At least one honest question of each request that changes nothing; the compiler keeps the list whole. */
const questions: { readonly [N in RequestName]: readonly unknown[] } = {
  "project.get": [{}], "project.refresh": [], "project.cancel": [{}], "project.close": [], "recent.list": [{}], "recent.open": [{ id: "none" }], "recent.forget": [{ id: "none" }], "sample.open": [],
  "catalog.list": [{}, { select: "group:web" }, { select: "owner:(" }, { select: "dim" }],
  "asset.get": [{ key: "core/fct_orders" }, { key: "quality/metadata_tour" }, { key: "nowhere" }],
  "asset.history": [{ key: "core/fct_orders", limit: 3 }, { key: "core/fct_orders", limit: 3, before: 100 }],
  "asset.partitions": [{ key: "core/fct_orders" }], "event.list": [{ limit: 5 }], "unloaded.list": [{}], "check.history": [{ asset: "core/fct_orders", name: "none" }],
  "source.get": [{ file: "shop/assets/marts.py", line: 76, context: 3 }, { file: "../../etc/passwd", line: 1 }],
  "search.query": [{ text: "orders" }], "graph.get": [{}], "column.list": [{ text: "order amount" }, { asset: "core/fct_orders", limit: 2, offset: 1 }, { broken: true }],
  "column.lineage": [{ asset: "core/fct_orders", column: "order_id" }, { asset: "core/fct_orders", column: "order_id", direction: "upstream", depth: 1, inferred: true }, { asset: "nowhere", column: "x" }],
  "impact.get": [{ key: "raw/orders" }, { key: "raw/orders", column: "order_id" }, { key: "nowhere" }], "lineage.problems": [{}], "selection.values": [{}], "selection.list": [{}],
  "selection.save": [{ name: "mine", select: "group:web" }], "selection.forget": [{ name: "none" }], "selection.use": [{ select: "group:web" }], "problem.list": [{}], "find.list": [{}], "run.list": [{ limit: 3 }], "editor.list": [{}], "reader.get": [{}], "reader.set": [{ reader: "python", python: "none", isUnderstood: true }], "reader.env": [],
  "editor.open": [{ key: "core/fct_orders", dryRun: true }], "settings.get": [{}], "settings.set": [{ theme: "dark" }],
};

describe("handlers and HTTP agree on", () => {
  const cases = Object.entries(questions).flatMap(([name, all]) => all.map((params) => ({ name, params })));
  test.each(cases)("$name $params", async ({ name, params }) => {
    const answer = await direct(name, params);
    expect(await overHttp(name, params)).toEqual(answer);
  });
});

describe("every request refuses", () => {
  test.each(Object.keys(requestParams))("%s: params that are not its own", async (name) => {
    for (const params of [{ nonsense: 1 }, null, [], "text", 7]) {
      const answer = (await direct(name, params)) as Answer<unknown>;
      expect(answer).toMatchObject({ error: { code: "bad_request" } });
      expect(await overHttp(name, params)).toEqual(answer);
    }
  });
  test.each(["", "catalog", "toString", "__proto__", "constructor", "project.get "])("%j: no request", async (name) => {
    expect(await direct(name, {})).toMatchObject({ error: { code: "unknown_request" } });
  });
});

test("the sample's answers hold what its home says", async () => {
  expect(await direct("asset.get", { key: "core/fct_orders" })).toMatchObject({
    result: { asset: { key: "core/fct_orders", latestMaterialization: { runStatus: "SUCCESS", partition: "2026-10-26" } }, upstream: [{ key: "core/dim_customers" }, { key: "staging/stg_orders" }] },
  });
  expect(await direct("source.get", { file: "shop/assets/marts.py", line: 76, context: 0 })).toMatchObject({ result: { firstLine: 76, language: "python", isStale: false } });
});

test("what lineage finds wrong is listed with the other problems and on its asset's page", async () => {
  expect(await direct("lineage.problems", {})).toMatchObject({ result: [{ code: "lineage.broken", asset: "reports/weekly_letter" }] });
  expect(await direct("problem.list", {})).toMatchObject({ result: expect.arrayContaining([expect.objectContaining({ code: "lineage.broken" })]) });
  expect(await direct("asset.get", { key: "reports/weekly_letter" })).toMatchObject({ result: { problems: [{ code: "lineage.broken", at: { file: "shop/schemas.py" } }] } });
});

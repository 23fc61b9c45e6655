/**
 * `npm run dev [-- FOLDER]`: browser mode with hot reload. Vite serves the page; the core restarts when its source changes. The token
 * stays in here: requests go through Vite's server, which passes on only what its own page sent.
 */
import { spawn } from "node:child_process";
import { request as httpRequest } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { copyMigrations, dist, ensureBuilt, mainBundles } from "./build.mjs";
import { ensurePackages, projectEnvironment, projectNode, root, runAttached, sampleFolder, say } from "./setup.mjs";

ensurePackages();
// Vite and esbuild want a newer Node than the one that may have started us.
if (Number(process.versions.napi) < 10) await new Promise(() => runAttached(projectNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { env: projectEnvironment() }));
process.on("disconnect", () => process.exit(0));
ensureBuilt();

const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2] ?? sampleFolder);
let backend = null;
let backendUrl = null;

await watchCore();
await servePage();

async function watchCore() {
  const { context } = await import("esbuild");
  const restart = { name: "restart", setup: (build) => build.onEnd((result) => result.errors.length === 0 && startBackend()) };
  for (const options of await mainBundles()) {
    if (options.format !== "esm") continue;
    const watcher = await context({ ...options, outdir: dist, plugins: [restart] });
    copyMigrations(dist);
    await watcher.watch();
  }
}

function startBackend() {
  backend?.kill();
  backendUrl = null;
  const child = spawn(process.execPath, [path.join(dist, "cli.js"), "serve", folder, "--allow-open"], { cwd: root, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  backend = child;
  child.stdout.setEncoding("utf8").on("data", (text) => {
    const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
    if (found && child === backend) backendUrl = new URL(found[0]);
  });
}

async function servePage() {
  const { createServer } = await import("vite");
  const server = await createServer({ configFile: path.join(root, "vite.config.ts"), server: { host: "127.0.0.1" }, plugins: [{ name: "core", configureServer: ({ middlewares }) => void middlewares.use(passOn) }] });
  await server.listen();
  say(`hot reload at ${server.resolvedUrls.local[0]}`);

  const { refusal } = await import("../main/http/guard.ts");
  async function passOn(request, response, next) {
    if (!request.url.startsWith("/api/")) return next();
    const { port } = server.httpServer.address();
    const reason = refusal({ method: request.method, path: request.url, headers: request.headers }, port);
    if (reason !== null) return void response.writeHead(403).end(reason);
    if (backendUrl === null) return void response.writeHead(503).end("the core is starting");
    const headers = { "content-type": request.headers["content-type"] ?? "", cookie: `assetscope-${backendUrl.port}=${backendUrl.searchParams.get("token")}` };
    const forwarded = httpRequest({ host: "127.0.0.1", port: backendUrl.port, method: request.method, path: request.url, headers }, (answer) => {
      response.writeHead(answer.statusCode, { "content-type": answer.headers["content-type"] ?? "text/plain" });
      answer.pipe(response);
    });
    forwarded.on("error", () => (response.headersSent ? response.destroy() : response.writeHead(503).end()));
    response.on("close", () => forwarded.destroy());
    request.pipe(forwarded);
  }
}

/**
 * Source to dist/: four bundles for a current Node, two for Electron, and the renderer. `ensureBuilt` builds only what is older than
 * its sources and costs a walk of some hundred files when all is fresh. Run as a program it builds everything.
 */
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { licencesOf } from "./licenses.mjs";
import { fail, projectEnvironment, projectNode, root, say, takeLock } from "./setup.mjs";

export const dist = path.join(root, "dist");

/** What is built from what. A part is stale when a file below its sources changed. */
const parts = {
  main: { sources: ["main", "preload", "shared", "tools/build.mjs", "package.json"], build: buildMain },
  renderer: { sources: ["renderer", "shared", "vite.config.ts", "package.json"], build: buildRenderer },
};

/** Builds what is stale, in a process of the project's Node (esbuild and vite want one newer than 20). */
export function ensureBuilt({ only = Object.keys(parts) } = {}) {
  if (only.every((name) => readStamp(name) === fingerprint(parts[name].sources))) return;
  const result = spawnSync(projectNode(), [fileURLToPath(import.meta.url), "--stale", ...only], { cwd: root, env: projectEnvironment(), stdio: ["ignore", 2, 2] });
  if (result.status !== 0) fail("the build failed; see the lines above");
}

/** Bundles of dist/, in the order of their entries. Everything in `dependencies` stays outside: native code, WebAssembly, big data. */
export async function mainBundles() {
  const external = ["electron", ...Object.keys(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).dependencies)];
  const shared = { absWorkingDir: root, bundle: true, platform: "node", external, sourcemap: true, logLevel: "warning", write: true, metafile: true, legalComments: "none" };
  const present = (entries) => Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file))));
  return [
    {
      ...shared,
      format: "esm",
      target: "node22",
      // What a command does not need is not even parsed: listing a catalog starts in half the time.
      splitting: true,
      entryPoints: present({
        "cli": "main/cli.ts",
        "core-process": "main/core-process.ts",
        "definitions-process": "main/core/definitions-process.ts",
        "log-process": "main/core/logs/log-process.ts",
        "sql-process": "main/core/sql/sql-process.ts",
        "sandbox-process": "main/core/sandbox/sandbox-process.ts",
      }),
      // Bundled CommonJS packages ask for Node's own modules through `require`.
      banner: { js: 'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);' },
    },
    // CommonJS: a sandboxed preload can be nothing else, and the oldest Electron that the tests run has no ES modules in its main process.
    { ...shared, format: "cjs", target: ["node16", "chrome108"], outExtension: { ".js": ".cjs" }, entryPoints: present({ desktop: "main/desktop.ts", preload: "preload/preload.ts" }) },
    // The sealed Python in a worker of the desktop's hidden window.
    { ...shared, platform: "browser", format: "esm", target: "chrome108", entryPoints: present({ "sealed-worker": "main/core/sandbox/sealed-worker.ts" }) },
  ];
}

async function buildMain() {
  const { build } = await import("esbuild");
  const fresh = path.join(dist, `.main-${process.pid}`);
  try {
    const files = [];
    for (const options of await mainBundles()) {
      if (Object.keys(options.entryPoints).length > 0) files.push(...Object.keys((await build({ ...options, outdir: fresh })).metafile.inputs));
    }
    writeFileSync(path.join(fresh, "licenses.txt"), licencesOf(files.map((file) => path.join(root, file))));
    copyMigrations(fresh);
    // Each file appears whole: somebody may be starting the program right now.
    for (const name of readdirSync(fresh)) {
      if (statSync(path.join(fresh, name)).isDirectory()) rmSync(path.join(dist, name), { recursive: true, force: true });
      renameSync(path.join(fresh, name), path.join(dist, name));
    }
    dropOldChunks();
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Shared parts of the bundles have a hash in their names. Those of builds before go after an hour, when no start can still be loading them. */
function dropOldChunks() {
  for (const name of readdirSync(dist)) {
    const file = path.join(dist, name);
    if (/-[A-Z0-9]{8}\.js(\.map)?$/.test(name) && Date.now() - statSync(file).mtimeMs > 3_600_000) rmSync(file, { force: true });
  }
}

/** The index's SQL lies beside the bundles, as it lies beside its source. */
export function copyMigrations(target) {
  const from = path.join(root, "main", "core", "index", "migrations");
  if (existsSync(from)) cpSync(from, path.join(target, "migrations"), { recursive: true });
  // The probe is Python, read as text by the sealed process.
  cpSync(path.join(root, "main", "core", "sandbox", "python"), path.join(target, "sandbox-python"), { recursive: true, filter: (file) => !file.includes("__pycache__") });
}

async function buildRenderer() {
  if (!existsSync(path.join(root, "renderer", "index.html"))) return;
  const { build } = await import("vite");
  const fresh = path.join(dist, `.renderer-${process.pid}`);
  const old = path.join(dist, `.renderer-old-${process.pid}`);
  const target = path.join(dist, "renderer");
  try {
    const { output } = await build({ root: path.join(root, "renderer"), configFile: path.join(root, "vite.config.ts"), logLevel: "warn", build: { outDir: fresh, emptyOutDir: true } });
    const files = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : part.originalFileNames));
    writeFileSync(path.join(fresh, "licenses.txt"), licencesOf(files.map((file) => path.resolve(root, "renderer", file))));
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Changes with every path, size and time below `sources`. */
function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, path.join(root, source));
  return hash.digest("hex");
}

function addTo(hash, file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) return void hash.update(`${path.relative(root, file)}\0${stat.size}\0${stat.mtimeMs}\n`);
  for (const name of readdirSync(file).sort()) addTo(hash, path.join(file, name));
}

/** Fingerprint of the sources that the part in dist/ was built from. */
function stampFile(name) {
  return path.join(dist, `.built-${name}`);
}

function readStamp(name) {
  return existsSync(stampFile(name)) ? readFileSync(stampFile(name), "utf8") : null;
}

async function buildParts(names, isForced) {
  for (const name of names) {
    const now = fingerprint(parts[name].sources);
    if (!isForced && readStamp(name) === now) continue;
    say(`building ${name}`);
    mkdirSync(dist, { recursive: true });
    await parts[name].build();
    writeFileSync(stampFile(name), now);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isForced = !process.argv.includes("--stale");
  const named = process.argv.slice(2).filter((argument) => argument in parts);
  const release = takeLock("build");
  try {
    await buildParts(named.length > 0 ? named : Object.keys(parts), isForced);
  } catch (error) {
    // What is wrong is in the source: the message names the place, a stack of the build tool says nothing.
    console.error(Array.isArray(error.errors) ? error.message : error);
    process.exitCode = 1;
  } finally {
    release();
  }
}

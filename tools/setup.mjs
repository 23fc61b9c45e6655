/**
 * Makes a working copy ready: packages from the lockfile and the project's own Node. It runs before anything is installed, so it is
 * plain Node 20 without dependencies. Says what it does on stderr and nothing at all when there is nothing to do.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
/** What is kept between runs and belongs to no package: stamps, locks, the unpacked browser. */
export const cacheFolder = path.join(root, ".cache");
/** The project that `npm start` opens. */
export const sampleFolder = path.join(root, "examples", "shop");

const lockfile = path.join(root, "package-lock.json");
const installStamp = path.join(root, "node_modules", ".assetscope-lockfile");
const isWindows = process.platform === "win32";

export function say(line) {
  process.stderr.write(`assetscope: ${line}\n`);
}

/** Ends the program with a line for people instead of a stack. */
export function fail(line) {
  say(line);
  process.exit(1);
}

/** Installs what package-lock.json says unless that was done already. */
export function ensurePackages() {
  const wanted = createHash("sha256").update(readFileSync(lockfile)).digest("hex");
  if (readText(installStamp) === wanted && existsSync(nodeProgram())) return;
  const release = takeLock("install");
  if (readText(installStamp) !== wanted && !isInstalled()) {
    say("installing packages from package-lock.json (once; under a minute on most lines)");
    // `install` rather than `ci`: it keeps what is there already, Electron's program among it.
    npm(existsSync(path.join(root, "node_modules")) ? ["install"] : ["ci"]);
  }
  // Where npm does not run install scripts, the package `node` is there without its program.
  if (!existsSync(nodeProgram())) npm(["rebuild", "node", "--ignore-scripts=false"]);
  writeFileSync(installStamp, wanted);
  release();
}

/**
 * The Node that the project pins: better-sqlite3 needs Node-API 10 and crashes without a word on an older one, so nothing that loads
 * it may run on whatever Node the machine has.
 */
export function projectNode() {
  if (existsSync(nodeProgram())) return nodeProgram();
  if (Number(process.versions.napi) >= 10) return process.execPath;
  return fail(`node_modules/node holds no program, and this Node (${process.version}) is too old. Run \`npm rebuild node\`, or use Node 22.14 or newer.`);
}

/** Environment for children: programs of node_modules, the project's Node among them, come first on PATH. */
export function projectEnvironment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  return { ...process.env, [key]: [path.join(root, "node_modules", ".bin"), process.env[key]].filter(Boolean).join(path.delimiter), ...extra };
}

/**
 * Runs a program in our place: it gets our terminal and our signals, we get its exit code. The fourth stream ends with this process: what
 * is started goes when we go, however that happens.
 */
export function runAttached(program, args, options = {}) {
  const child = spawn(program, args, { ...options, stdio: ["inherit", "inherit", "inherit", "ipc"] });
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code) => process.exit(code ?? 1));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
}

/** Waits until no other process does the same work; gives the function that lets the next one in. A lock whose owner died is taken over. */
export function takeLock(name, within = cacheFolder) {
  const folder = path.join(within, `${name}.lock`);
  const owner = path.join(folder, "pid");
  mkdirSync(within, { recursive: true });
  for (const deadline = Date.now() + 600_000; ; ) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (isAbandoned(folder, owner)) rmSync(folder, { recursive: true, force: true });
      else if (Date.now() > deadline) fail(`another process has held ${path.relative(root, folder)} for ten minutes; delete it if none is running`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  writeFileSync(owner, String(process.pid));
  return () => rmSync(folder, { recursive: true, force: true });
}

function isAbandoned(folder, owner) {
  const pid = Number(readText(owner));
  try {
    if (pid > 0) process.kill(pid, 0);
    // The owner writes its number right after making the folder: without one for a minute, it died in between.
    else return Date.now() - statSync(folder).mtimeMs > 60_000;
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function nodeProgram() {
  return path.join(root, "node_modules", "node", "bin", isWindows ? "node.exe" : "node");
}

/** Does npm's own record of node_modules agree with the lockfile? True after a plain `npm install` by hand. */
function isInstalled() {
  const record = readText(path.join(root, "node_modules", ".package-lock.json"));
  if (record === null) return false;
  const installed = JSON.parse(record).packages ?? {};
  const wanted = JSON.parse(readFileSync(lockfile, "utf8")).packages ?? {};
  return Object.entries(wanted).every(([name, entry]) => name === "" || installed[name]?.version === entry.version || (entry.optional && !installed[name]));
}

function npm(args) {
  const quiet = [...args, "--no-audit", "--no-fund", "--loglevel=error"];
  const cli = process.env.npm_execpath;
  const hasCli = cli !== undefined && /npm-cli\.c?js$/.test(cli);
  const result = hasCli
    ? spawnSync(process.execPath, [cli, ...quiet], { cwd: root, stdio: ["ignore", 2, 2] })
    : spawnSync("npm", quiet, { cwd: root, stdio: ["ignore", 2, 2], shell: isWindows });
  if (result.status !== 0) fail(`\`npm ${args.join(" ")}\` failed (${result.error?.message ?? `exit ${result.status}`}). It needs the network once; afterwards nothing does.`);
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/**
 * Builds the sealed runtime's image: the real Dagster and its libraries, compiled for Pyodide, packed in one file in the project's
 * cache. Packages come by name and hash from packages*.lock.txt through the machine's own pip. Does nothing when the image is fresh.
 *
 *   node tools/sandbox/build-runtime.mjs [--if-possible]     (--if-possible: a missing pip is one line, not an error)
 */
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const cache = join(root, ".cache", "sandbox");
const image = join(cache, "image.bin");
const stampFile = join(cache, "image.json");
const inputs = ["packages.lock.txt", "packages-pure.lock.txt", "pack.py"].map((name) => readFileSync(join(here, name)));
const pyodideVersion = JSON.parse(readFileSync(join(root, "node_modules", "pyodide", "package.json"), "utf8")).version;
const stamp = createHash("sha256").update(pyodideVersion).update(Buffer.concat(inputs)).digest("hex");

/** The lock files in two groups: Pyodide's platform, and Linux wheels of which only the Python files are kept. */
const groups = [
  { folder: "any", lock: "packages.lock.txt", platforms: ["pyemscripten_2026_0_wasm32", "any"] },
  { folder: "pure", lock: "packages-pure.lock.txt", platforms: ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"] },
];

function isFresh() {
  try {
    return existsSync(image) && JSON.parse(readFileSync(stampFile, "utf8")).stamp === stamp;
  } catch {
    return false;
  }
}

function findPip() {
  const candidates = [["python3", "-m", "pip"], ["python", "-m", "pip"], ["py", "-m", "pip"], ["pip3"], ["pip"], ["uv", "run", "--no-project", "--with", "pip", "python", "-m", "pip"]];
  return candidates.find(([program, ...args]) => spawnSync(program, [...args, "--version"], { stdio: "ignore", timeout: 60_000 }).status === 0);
}

function download(pip, group) {
  const [program, ...args] = pip;
  const run = spawnSync(
    program,
    [...args, "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--ignore-requires-python", "--only-binary", ":all:", "--require-hashes", "--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none",
      ...group.platforms.flatMap((platform) => ["--platform", platform]), "--dest", join(cache, "wheels", group.folder), "-r", join(here, group.lock)],
    { stdio: ["ignore", "inherit", "pipe"], timeout: 15 * 60_000, encoding: "utf8" },
  );
  if (run.status !== 0) throw new Error(`pip could not bring the packages of the sealed runtime: ${(run.stderr ?? "").trim().split("\n").slice(-2).join(" ") || run.error?.message}`);
}

async function pack() {
  const { loadPyodide } = await import("pyodide");
  const pyodide = await loadPyodide({ indexURL: join(root, "node_modules", "pyodide") });
  for (const [inside, outside] of [["/wheels", join(cache, "wheels")], ["/out", cache]]) {
    pyodide.FS.mkdirTree(inside);
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: outside }, inside);
  }
  const report = JSON.parse(pyodide.runPython(inputs[2].toString("utf8")));
  for (const line of report.notCompiled) console.error(`sealed runtime: kept as source: ${line}`);
  return report;
}

async function main() {
  if (isFresh()) return;
  const began = Date.now();
  console.error("Building the sealed Dagster runtime (once)…");
  rmSync(stampFile, { force: true });
  for (const group of groups) {
    const folder = join(cache, "wheels", group.folder);
    const lock = readFileSync(join(here, group.lock));
    // Packing anew (a change of pack.py) needs no network: what the lock names is still there.
    if (existsSync(join(folder, "lock")) && readFileSync(join(folder, "lock")).equals(lock)) continue;
    const pip = findPip();
    if (!pip) throw new Error("no pip found; install Python 3 with pip (or uv) for the sealed Dagster, static reading works without it");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    download(pip, group);
    writeFileSync(join(folder, "lock"), lock);
  }
  const report = await pack();
  writeFileSync(`${stampFile}.new`, JSON.stringify({ stamp, pyodide: pyodideVersion, ...report }));
  renameSync(`${stampFile}.new`, stampFile);
  console.error(`Sealed runtime ready: ${report.files} files, ${Math.round(report.bytes / 1e6)} MB, ${Math.round((Date.now() - began) / 1000)} s.`);
}

try {
  await main();
} catch (error) {
  console.error(`Sealed Dagster not available: ${error.message}`);
  if (!process.argv.includes("--if-possible")) process.exitCode = 1;
}

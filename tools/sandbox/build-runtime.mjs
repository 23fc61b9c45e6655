/**
 * Builds the sealed runtime's image: the real Dagster and its libraries, compiled by Pyodide's own Python and packed in one file. Does
 * nothing when it is fresh; several at once build one; whoever reads the image meanwhile has the old one or the new one, whole.
 *
 *   node tools/sandbox/build-runtime.mjs [--if-possible]     (--if-possible: what is missing is one line, not an error)
 */
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { projectNode, root, say, takeLock } from "../setup.mjs";
import { fetchWheels } from "./fetch-wheels.mjs";
import { bootScript, dbtShims, failureFile, imageStamp, isFresh, ownFolder, packScript, pyodideVersion, sharedFolder, warmDbtScript, warmScript, wheelGroups } from "./runtime-image.mjs";

const stamp = imageStamp();
/** Files of an image, besides its description. */
const parts = ["image.bin", "snapshot.bin", "snapshot-dbt.bin", "licenses.txt"];
const pyodideFolder = path.join(root, "node_modules", "pyodide");
/** Wheels stay here between builds: a change of pack.py needs no network. */
const store = sharedFolder ?? ownFolder;

async function build(target) {
  const began = Date.now();
  say("building the sealed Dagster (once, a minute or two; static reading works meanwhile)");
  const wheels = Object.fromEntries(wheelGroups.map((group) => [group.folder, fetchWheels(group, path.join(store, "wheels", group.folder))]));
  const fresh = path.join(store, `.new-${process.pid}`);
  mkdirSync(fresh, { recursive: true });
  try {
    const report = await pack(wheels, fresh);
    await takeSnapshots(fresh);
    for (const name of parts) chmodSync(path.join(fresh, name), 0o644);
    writeFileSync(path.join(fresh, "image.json"), JSON.stringify({ stamp, pyodide: pyodideVersion(), ...report }));
    place(fresh, target, renameSync);
    say(`the sealed Dagster is ready: ${report.files} files, ${Math.round(report.bytes / 1e6)} MB, built in ${Math.round((Date.now() - began) / 1000)} s`);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The description goes first and comes last: an image without one counts as none. */
function place(from, to, move) {
  mkdirSync(to, { recursive: true });
  rmSync(path.join(to, "image.json"), { force: true });
  for (const name of [...parts, "image.json"]) {
    const passing = path.join(to, `${name}.new-${process.pid}`);
    move(path.join(from, name), passing);
    renameSync(passing, path.join(to, name));
  }
}

function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function pack(wheels, out) {
  const { loadPyodide } = await import("pyodide");
  const pyodide = await loadPyodide({ indexURL: pyodideFolder, env: { WHEELS: JSON.stringify(wheels) } });
  for (const [inside, outside] of [["/wheels", path.join(store, "wheels")], ["/out", out]]) {
    pyodide.FS.mkdirTree(inside);
    pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: outside }, inside);
  }
  const report = JSON.parse(pyodide.runPython(readFileSync(packScript, "utf8")));
  for (const line of report.notCompiled) say(`sealed Dagster: kept as source: ${line}`);
  return report;
}

/** The memory of a Python that has imported Dagster, and of one that has dbt's parser besides: starts are made from it. */
async function takeSnapshots(out) {
  const [{ loadPyodide }, { default: createModule }, { bootPython }] = await Promise.all([import("pyodide"), import("pyodide/pyodide.asm.mjs"), import(pathToFileURL(bootScript).href)]);
  const python = await bootPython(
    { loadPyodide, createModule, pyodideFolder: pyodideFolder + path.sep, image: readFileSync(path.join(out, "image.bin")), snapshot: null, maxMemoryBytes: 2 ** 31 },
    { _makeSnapshot: true },
  );
  python.runPython(readFileSync(warmScript, "utf8"));
  writeFileSync(path.join(out, "snapshot.bin"), python.makeMemorySnapshot());
  python.globals.set("SHIMS", readFileSync(dbtShims, "utf8"));
  python.runPython(readFileSync(warmDbtScript, "utf8"));
  writeFileSync(path.join(out, "snapshot-dbt.bin"), python.makeMemorySnapshot());
}

async function main() {
  if (isFresh(ownFolder, stamp)) return;
  // The running program sees by this lock that an image is on its way.
  await locked(ownFolder, async () => {
    if (isFresh(ownFolder, stamp)) return;
    if (sharedFolder === null) return build(ownFolder);
    const shared = path.join(sharedFolder, stamp.slice(0, 16));
    await locked(sharedFolder, async () => void (isFresh(shared, stamp) || (await build(shared))));
    place(shared, ownFolder, linkOrCopy);
  });
}

async function locked(folder, act) {
  const release = takeLock("build", folder);
  try {
    await act();
  } finally {
    release();
  }
}

// Sources of the program are read as they are, which the Node of the machine may be too old for.
const node = projectNode();
if (realpathSync(node) !== realpathSync(process.execPath)) process.exit(spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 1);

try {
  await main();
} catch (error) {
  // Python's errors end with what matters.
  const message = String(error.message).trim().split("\n").at(-1);
  mkdirSync(ownFolder, { recursive: true });
  writeFileSync(failureFile, JSON.stringify({ stamp, at: Date.now(), message }));
  say(`definitions are read from source alone, without the sealed Dagster: ${message}`);
  if (!process.argv.includes("--if-possible")) process.exitCode = 1;
}

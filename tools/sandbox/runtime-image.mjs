/**
 * Where the sealed runtime's image is, whether it is fresh, and who builds it. Plain Node 20 that needs nothing installed: `npm start` asks
 * here at each start.
 *
 * The image is built for what names it, a hash of the package lists, of the scripts and of Pyodide's version. It stands in the project's own
 * `.cache/sandbox`; ASSETSCOPE_RUNTIME names a folder where several working copies keep wheels and images together.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, projectNode, root } from "../setup.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

export const ownFolder = path.join(cacheFolder, "sandbox");
export const sharedFolder = process.env.ASSETSCOPE_RUNTIME ? path.resolve(process.env.ASSETSCOPE_RUNTIME) : null;
export const failureFile = path.join(ownFolder, "failure.json");
export const packScript = path.join(here, "pack.py");
/** Run before the snapshot is taken, and then before the one for dbt, which needs what the probe gives dbt. */
export const warmScript = path.join(here, "warm.py");
export const warmDbtScript = path.join(here, "warm-dbt.py");
export const dbtShims = path.join(root, "main", "core", "sandbox", "python", "assetscope_probe", "dbt_shims.py");
/** Lays out the memory, at the building as at each start. */
export const bootScript = path.join(root, "main", "core", "sandbox", "boot-python.ts");

/** Pyodide's platform, and Linux wheels of which only the Python files are kept. */
export const wheelGroups = [
  { folder: "any", lock: path.join(here, "packages.lock.txt"), platforms: ["pyemscripten_2026_0_wasm32", "any"] },
  { folder: "pure", lock: path.join(here, "packages-pure.lock.txt"), platforms: ["manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"] },
];

export function pyodideVersion() {
  return JSON.parse(readFileSync(path.join(root, "node_modules", "pyodide", "package.json"), "utf8")).version;
}

/** Changes with everything that the image is made of. */
export function imageStamp() {
  const hash = createHash("sha256").update(pyodideVersion());
  for (const file of [...wheelGroups.map(({ lock }) => lock), packScript, warmScript, warmDbtScript, dbtShims, bootScript]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** Does `folder` hold the image of this stamp, whole? */
export function isFresh(folder, stamp) {
  try {
    return existsSync(path.join(folder, "image.bin")) && JSON.parse(readFileSync(path.join(folder, "image.json"), "utf8")).stamp === stamp;
  } catch {
    return false;
  }
}

/** What kept this very image from being built within the last hour, or null: who is called often need not try each time. */
export function recentFailure() {
  try {
    const { stamp, at, message } = JSON.parse(readFileSync(failureFile, "utf8"));
    return stamp === imageStamp() && Date.now() - at < 3_600_000 ? message : null;
  } catch {
    return null;
  }
}

/**
 * Builds it when it is missing or old, beside whatever runs meanwhile; settles when that is over. What stands in the way is one line on
 * stderr, and no error: static reading needs none of it. `isDetached`: it goes on, silently, when the caller ends.
 */
export function buildRuntime({ isDetached = false } = {}) {
  if (isFresh(ownFolder, imageStamp())) return Promise.resolve();
  const child = spawn(projectNode(), [path.join(here, "build-runtime.mjs"), "--if-possible"], { cwd: root, detached: isDetached, windowsHide: true, stdio: isDetached ? "ignore" : ["ignore", 2, 2] });
  if (isDetached) child.unref();
  return new Promise((resolve) => child.on("exit", resolve).on("error", resolve));
}

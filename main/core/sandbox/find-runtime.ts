/**
 * Nothing -> where the parts of the sealed runtime are, or one line on what is missing and how to get it. The image is built by the
 * set-up (tools/sandbox/), which may still be at it while the program runs: then it is worth asking again.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** What a sealed process is started for. */
export interface SealedStart {
  /** A dbt project without a manifest will be parsed. */
  readonly withDbt: boolean;
}

export interface SealedRuntime {
  /** Node that has a permission model which covers the network; null where there is none. */
  readonly node: string | null;
  readonly entry: string;
  readonly pyodideFolder: string;
  /** Holds image.bin and the snapshots (snapshotName). */
  readonly imageFolder: string;
  /** Changes with every package in the image and with the probe. */
  readonly version: string;
  readonly probeFolder: string;
}

/** Which of the image's snapshots a process wakes from: one with dbt's parser imported takes more memory. */
export function snapshotName(start: SealedStart): string {
  return start.withDbt ? "snapshot-dbt.bin" : "snapshot.bin";
}

export type FoundRuntime = { readonly runtime: SealedRuntime } | { readonly missing: string; /** It is being built right now. */ readonly isComing: boolean };

/** `needsNode: false`: the host has its own ways to seal. */
export function findSealedRuntime({ needsNode = true } = {}): FoundRuntime {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const isSource = import.meta.url.endsWith(".ts");
  const require = createRequire(import.meta.url);
  try {
    const pyodideFolder = realpathSync(path.dirname(require.resolve("pyodide/package.json")));
    const home = isSource ? path.resolve(here, "..", "..", "..") : path.dirname(here);
    // Shipped beside the packaged program's archive; built in the working copy; in that of whose packages it shares.
    const built = path.join(home, ".cache", "sandbox");
    const places = [path.join(home, "..", "sandbox"), built, path.resolve(pyodideFolder, "..", "..", ".cache", "sandbox")];
    const place = places.map((folder) => ({ folder, stamp: stampOf(folder, pyodideFolder) })).find(({ stamp }) => stamp !== null);
    if (place === undefined) {
      if (isBeingBuilt(built)) return { missing: "the sealed Dagster is being built", isComing: true };
      return { missing: "the sealed Dagster is not built: `npm start` builds it, with the network and with pip or uv on the machine", isComing: false };
    }
    const node = findNode(path.dirname(pyodideFolder));
    if (!node && needsNode) return { missing: "the sealed Dagster needs Node 25 or newer, which refuses the network", isComing: false };
    const entry = isSource ? path.join(here, "sandbox-process.ts") : path.join(here, "sandbox-process.js");
    const probeFolder = isSource ? path.join(here, "python") : path.join(here, "sandbox-python");
    return { runtime: { node, entry, pyodideFolder, imageFolder: realpathSync(place.folder), version: versionOf(place.stamp, probeFolder), probeFolder } };
  } catch (error) {
    return { missing: `the sealed Dagster cannot start: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`, isComing: false };
  }
}

/** Null without a whole image, or when it was compiled by another Pyodide than the one that is here. */
function stampOf(cache: string, pyodideFolder: string): string | null {
  if (!existsSync(path.join(cache, "image.bin")) || !existsSync(path.join(cache, "image.json"))) return null;
  const { stamp, pyodide } = readJson(path.join(cache, "image.json"));
  return typeof stamp === "string" && pyodide === readJson(path.join(pyodideFolder, "package.json"))["version"] ? stamp : null;
}

function versionOf(stamp: string | null, probeFolder: string): string {
  const hash = createHash("sha256").update(stamp ?? "");
  const folder = path.join(probeFolder, "assetscope_probe");
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".py")).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest("hex").slice(0, 24);
}

/** The set-up's lock with a living owner (tools/setup.mjs). */
function isBeingBuilt(cache: string): boolean {
  try {
    const pid = Number(readFileSync(path.join(cache, "build.lock", "pid"), "utf8"));
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readJson(file: string): { readonly [key: string]: unknown } {
  return JSON.parse(readFileSync(file, "utf8")) as { readonly [key: string]: unknown };
}

function findNode(packages: string): string | null {
  const own = path.join(packages, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(own)) return own;
  const isNode = process.versions["electron"] === undefined;
  return isNode && Number(process.versions.node.split(".")[0]) >= 25 ? process.execPath : null;
}

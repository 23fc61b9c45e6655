/**
 * A project whose definitions are written down as JSON instead of Python, so that the index and the queries are tested without the
 * readers: `assets/*.json` holds lists of assets. Real files, a real index; only the reading of Python is replaced.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCore, type Core, type CoreOptions } from "../../main/core/core.ts";
import type { FromDefinitions, ReadLocation } from "../../main/core/definitions-messages.ts";
import { openProjectFiles } from "../../main/core/files.ts";
import { toReadDefinitions } from "../../main/core/index/read-definitions.ts";
import { probeFiles } from "../../main/core/probed-files.ts";
import type { ProcessLauncher } from "../../main/core/processes.ts";
import { parseAssetKey } from "../../shared/asset-key.ts";
import type { Asset, AssetCheck, LocationDefinitions, Problem } from "../../shared/model.ts";

export function makeAsset(key: string, fields: Partial<Asset> = {}): Asset {
  return {
    key, keyPath: parseAssetKey(key), kind: "materializable", isStub: false, group: "default", owners: [], tags: {}, kinds: [], description: null, deps: [], metadata: [],
    partitions: null, codeVersion: null, source: { file: "assets/all.json", line: 1, endLine: 3 }, codeReferences: [], codeLocation: "defs", definedBy: "@asset", op: key.replaceAll("/", "__"),
    jobs: [], automation: null, freshness: null, ioManagerKey: null, origins: {}, reader: "static", latestMaterialization: null, latestObservation: null, ...fields,
  };
}

export function makeCheck(asset: string, name: string): AssetCheck {
  return { asset, name, description: null, blocking: false, source: null, codeLocation: "defs", metadata: [], latestEvaluation: null };
}

type HandMadeItem = Asset | AssetCheck | Problem;

export interface Reading { readonly folder: string; readonly location: string }

/** Reads `assets/*.json` (a list of assets, checks and problems) of the opened folder, in this process. `readings` records each reading. */
export function handMadeLauncher(readings: Reading[] = []): ProcessLauncher {
  return () => {
    let tell: (message: unknown) => void = () => undefined;
    return {
      send(message) {
        const request = message as ReadLocation;
        readings.push({ folder: request.folder, location: request.location.name });
        setImmediate(() => tell(answer(request)));
      },
      onMessage: (listener) => (tell = listener),
      onExit: () => undefined,
      kill: () => (tell = () => undefined),
    };
  };
}

function answer(request: ReadLocation): FromDefinitions {
  const probed = probeFiles(openProjectFiles(request.folder));
  const assets: Asset[] = [];
  const checks: AssetCheck[] = [];
  const problems: Problem[] = [];
  for (const name of probed.files.list("assets")) {
    const read = probed.files.readText(`assets/${name}`);
    if (read === null || "problem" in read) continue;
    try {
      for (const item of JSON.parse(read.text) as HandMadeItem[]) {
        if ("severity" in item) problems.push(item);
        else if ("asset" in item) checks.push({ ...item, codeLocation: request.location.name });
        else assets.push({ ...item, codeLocation: request.location.name });
      }
    } catch {
      problems.push({ severity: "error", code: "python.syntax", message: `${name} does not parse`, at: { file: `assets/${name}`, line: 1 }, stage: "python" });
    }
  }
  const definitions: LocationDefinitions = { codeLocation: request.location.name, assets, checks, jobs: [], schedules: [], sensors: [], unloaded: [], problems };
  return { type: "done", id: request.id, definitions: toReadDefinitions(definitions), probes: probed.probes(), stamps: probed.stamps(), steps: 1, elapsedMs: 1 };
}

export interface HandMade {
  readonly folder: string;
  readonly cacheFolder: string;
  readonly readings: Reading[];
  /** Writes `assets/<name>.json`. */
  put(name: string, items: readonly HandMadeItem[] | string): void;
  /** A core on this project's folders. */
  core(options?: Partial<CoreOptions>): Core;
  /** Opens the project once without watching, and hands over what `ask` gives. */
  opened<T>(ask: (core: Core) => T | Promise<T>, options?: Partial<CoreOptions>): Promise<T>;
  remove(): void;
}

export function handMadeProject(): HandMade {
  const root = mkdtempSync(path.join(tmpdir(), "assetscope-test-"));
  const folder = path.join(root, "project");
  const cacheFolder = path.join(root, "cache");
  mkdirSync(path.join(folder, "assets"), { recursive: true });
  writeFileSync(path.join(folder, "definitions.py"), "from dagster import Definitions\n\ndefs = Definitions()\n");
  const readings: Reading[] = [];
  const made: HandMade = {
    folder, cacheFolder, readings,
    put: (name, items) => writeFileSync(path.join(folder, "assets", `${name}.json`), typeof items === "string" ? items : JSON.stringify(items)),
    core: (options) => createCore({
      cacheFolder, configFolder: path.join(root, "config"), sampleFolder: folder, environment: {}, launch: handMadeLauncher(readings), emit: () => undefined, allowEditor: false, isWatching: false, ...options,
    }),
    async opened(ask, options) {
      const core = made.core(options);
      try {
        await core.openProject(folder);
        await core.whenIdle();
        return await ask(core);
      } finally {
        await core.close();
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  return made;
}

/**
 * Entry of the killable child that reads definitions: code location in, LocationDefinitions and what they rest on out. Stays warm
 * between readings (parser, syntax trees); whatever a project's sources make of it, the parent kills it and starts another.
 */
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { LocationDefinitions } from "../../shared/model.ts";
import { openChildPort } from "./child-port.ts";
import { readLocation } from "./dagster/read-location.ts";
import type { FromDefinitions, ReadLocation } from "./definitions-messages.ts";
import { openProjectFiles } from "./files.ts";
import { toReadDefinitions, type ReadDefinitions } from "./index/read-definitions.ts";
import { probeFiles } from "./probed-files.ts";
import { loadPythonParser } from "./python/evaluate.ts";

const fileNoticeMs = 100;

const port = openChildPort();
/** The node_modules that holds the parser's WebAssembly, wherever it was installed. */
const packages = dirname(dirname(createRequire(import.meta.url).resolve("tree-sitter-python/package.json")));
let queue: Promise<void> = loadPythonParser(packages);

port.onMessage((message) => {
  // The parent is the only one who can send; what it sends is its own type.
  const request = message as ReadLocation;
  queue = queue.then(() => port.send(answer(request)), (error: unknown) => port.send(failure(request.id, error)));
});

/** What was last sent of each location, to send only what is different. */
const sent = new Map<string, { readonly id: number; readonly texts: ReadonlyMap<string, string> }>();

function answer(request: ReadLocation): FromDefinitions {
  try {
    const began = performance.now();
    let noticedAt = began;
    const probed = probeFiles(openProjectFiles(request.folder), (file) => {
      if (performance.now() - noticedAt < fileNoticeMs) return;
      noticedAt = performance.now();
      port.send({ type: "file", id: request.id, file } satisfies FromDefinitions);
    });
    const { definitions, steps } = readLocation(request.location, probed.files);
    return { type: "done", id: request.id, definitions: toSend(request, definitions), steps, probes: probed.probes(), stamps: probed.stamps(), elapsedMs: performance.now() - began };
  } catch (error) {
    return failure(request.id, error);
  }
}

function toSend(request: ReadLocation, definitions: LocationDefinitions): ReadDefinitions {
  const name = `${request.folder}\0${request.location.name}`;
  const before = sent.get(name);
  const base = before !== undefined && before.id === request.base ? before.texts : null;
  const read = toReadDefinitions(definitions);
  sent.set(name, { id: request.id, texts: new Map(read.assets.map((asset) => [asset.name, asset.text ?? ""])) });
  return base ? { ...read, assets: read.assets.map((asset) => (base.get(asset.name) === asset.text ? { ...asset, text: null } : asset)) } : read;
}

function failure(id: number, error: unknown): FromDefinitions {
  return { type: "failed", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

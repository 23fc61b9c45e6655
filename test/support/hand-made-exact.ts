/**
 * A stand-in for the sealed Dagster, as hand-made.ts is one for the reading of Python: answers a load with `exact.json` of the project
 * (what the probe would say, in part), in the sealed process's own messages. Real files, a real index, real checks of the answer.
 */
import type { SealedHost } from "../../main/core/sandbox/sealed-host.ts";
import type { FromSealed, LoadRequest } from "../../main/core/sandbox/sandbox-messages.ts";
import type { Asset } from "../../shared/model.ts";

export interface HandMadeSealed {
  readonly host: () => SealedHost;
  /** Names of the code locations that were loaded, in order. */
  readonly loads: string[];
  /** Processes started. */
  starts: number;
  /** While set, loads wait for it. */
  gate: Promise<void> | null;
}

export function handMadeSealed(version = "1"): HandMadeSealed {
  const made: HandMadeSealed = {
    loads: [], starts: 0, gate: null,
    host: () => ({
      version,
      start() {
        made.starts++;
        const held = new Map<string, Uint8Array>();
        let tell: (message: FromSealed) => void = () => undefined;
        return {
          send(request: LoadRequest) {
            for (const file of request.removed) held.delete(file);
            for (const file of request.files) held.set(file.path, file.bytes);
            made.loads.push(request.location.name);
            void (made.gate ?? Promise.resolve()).then(() => tell({ type: "loaded", id: request.id, text: answer(held), isWorn: false }));
          },
          onMessage(listener) {
            tell = listener;
            setImmediate(() => tell({ type: "ready", elapsedMs: 1 }));
          },
          onExit: () => undefined,
          kill: () => (tell = () => undefined),
        };
      },
    }),
  };
  return made;
}

function answer(files: ReadonlyMap<string, Uint8Array>): string {
  const read = [...files.keys()].filter((path) => path.endsWith("exact.json") || path.endsWith("definitions.py"));
  const bytes = files.get("exact.json");
  if (!bytes) return "no answer";
  const said = JSON.parse(new TextDecoder().decode(bytes)) as { assets?: unknown };
  const assets = Array.isArray(said.assets) ? (said.assets as Asset[]).map((asset) => ({ ...asset, reader: "sandbox", origins: {} })) : said.assets;
  return JSON.stringify({
    codeLocation: "", checks: [], jobs: [], schedules: [], sensors: [], unloaded: [], problems: [], stubs: {}, placeholders: {}, refused: {}, filesRead: read, foldersListed: ["."], lookedFor: ["assets"], elapsedMs: 5,
    ...said, assets,
  });
}

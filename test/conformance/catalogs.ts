/**
 * Folders of projects -> what `assetscope list --json` says of them, by one reader, one after the other. The sealed Dagster is started
 * once for all of them: each project's files take the place of those before, as when a person opens another project.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCore } from "../../main/core/core.ts";
import { launchNodeProcess } from "../../main/core/node-launcher.ts";
import type { LoadRequest } from "../../main/core/sandbox/sandbox-messages.ts";
import { nodeSealedHost, type SealedHost } from "../../main/core/sandbox/sealed-host.ts";
import type { SealedProcess } from "../../main/core/sandbox/sealed-node.ts";
import type { Catalog, Problem } from "../../shared/model.ts";

export type Reader = "static" | "sandbox";
export interface Reading { readonly catalog: Catalog; readonly problems: readonly Problem[] }

/** Why this reader cannot be asked on this machine, or null. */
export function missingFor(reader: Reader): string | null {
  if (reader === "static") return null;
  const host = nodeSealedHost();
  return "missing" in host ? host.missing : null;
}

export async function* readProjects(folders: readonly string[], reader: Reader): AsyncGenerator<{ readonly folder: string; readonly reading: Reading | string }> {
  const scratch = mkdtempSync(join(tmpdir(), "assetscope-conformance-"));
  const warm = warmHost();
  const core = createCore({
    cacheFolder: join(scratch, "cache"), configFolder: join(scratch, "config"), sampleFolder: "", environment: {}, launch: launchNodeProcess, sealed: warm.host,
    allowEditor: false, isWatching: false, emit: () => undefined,
  });
  try {
    for (const folder of folders) {
      try {
        await core.readProject(folder, { reader: { reader } });
        yield { folder, reading: { catalog: await core.project().exportCatalog({}), problems: await core.project()["problem.list"]({}) } };
      } catch (error) {
        yield { folder, reading: error instanceof Error ? error.message : String(error) };
      }
    }
  } finally {
    await core.close();
    warm.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A host whose process outlives the project that started it. */
function warmHost(): { host(): SealedHost; close(): void } {
  let process: SealedProcess | null = null;
  let isReady = false;
  let isLoading = false;
  let toOwner: Parameters<SealedProcess["onMessage"]>[0] = () => undefined;
  let toOwnerExit: Parameters<SealedProcess["onExit"]>[0] = () => undefined;
  /** What the owner before has put into the process. */
  let left = new Set<string>();

  function start(found: Extract<SealedHost, { readonly version: string }>): SealedProcess {
    const before = left;
    left = new Set();
    if (process === null) {
      process = found.start({ withDbt: true });
      isReady = false;
      process.onMessage((message) => {
        if (message.type === "ready") isReady = true;
        else isLoading = false;
        toOwner(message);
      });
      process.onExit((code, words) => {
        process = null;
        toOwnerExit(code, words);
      });
    }
    const mine = process;
    return {
      send(request: LoadRequest) {
        isLoading = true;
        const sent = new Set(request.files.map((file) => file.path));
        mine.send({ ...request, removed: [...request.removed, ...[...before].filter((path) => !sent.has(path))] });
        before.clear();
        for (const path of sent) left.add(path);
      },
      onMessage(listener) {
        toOwner = listener;
        if (isReady) queueMicrotask(() => listener({ type: "ready", elapsedMs: 0 }));
      },
      onExit: (listener) => void (toOwnerExit = listener),
      kill() {
        // Killed in the middle of a load: a limit was passed. Else the owner lets go.
        if (isLoading) mine.kill();
        toOwner = () => undefined;
        toOwnerExit = () => undefined;
      },
    };
  }

  return {
    host() {
      const found = nodeSealedHost();
      return "missing" in found ? found : { ...found, start: () => start(found) };
    },
    close: () => process?.kill(),
  };
}

/**
 * Each file of escapes/ is a project whose code tries to get out of the sealed runtime or to hurt the machine. Around it stand canaries:
 * a file that must not appear, a server that must not be called, the project's own bytes. Every load must end within its limit with the
 * problem that the file's first line names, and the next load must work.
 */
import { createServer, type Server } from "node:http";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProjectFiles } from "../../../main/core/files.ts";
import { collectFiles } from "../../../main/core/sandbox/collect-files.ts";
import { findSealedRuntime } from "../../../main/core/sandbox/find-runtime.ts";
import { openSandbox, type Sandbox } from "../../../main/core/sandbox/open-sandbox.ts";
import { startSealedProcess } from "../../../main/core/sandbox/sealed-node.ts";
import type { CodeLocation } from "../../../shared/model.ts";
import { listEscapes } from "../../support/escapes.ts";

const found = findSealedRuntime();
const location: CodeLocation = { name: "escape", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };
/** For what must end by itself, on a machine of unknown load. */
const patience = 60_000;
const good = "import dagster as dg\n\n@dg.asset\ndef still_here(): ...\n";

describe.skipIf("missing" in found)(`attempts to leave the sealed runtime${"missing" in found ? ` (${found.missing})` : ""}`, () => {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), "assetscope-escape-")));
  const canary = path.join(scratch, "canary");
  let sandbox: Sandbox;
  let server: Server;
  let calls = 0;
  let limitMs = 0;

  beforeAll(async () => {
    process.env["ASSETSCOPE_CANARY"] = "seen";
    if ("runtime" in found) sandbox = openSandbox({ start: (start) => startSealedProcess(found.runtime, start), get limitMs() { return limitMs; } });
    server = createServer((_request, response) => {
      calls++;
      response.end();
    });
    server.on("connection", () => calls++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    sandbox?.close();
    server?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  for (const { name } of listEscapes(canary, 0)) {
    it(name, { timeout: 300_000 }, async () => {
      const { source, told: expected } = listEscapes(canary, (server.address() as AddressInfo).port).find((one) => one.name === name)!;
      const project = path.join(scratch, name);
      mkdirSync(path.join(project, ".git"), { recursive: true });
      writeFileSync(path.join(project, "definitions.py"), source);
      const files = openProjectFiles(project);
      limitMs = name.startsWith("endless") ? 5_000 : patience;
      const attempt = await sandbox.load(location, collectFiles(files, [location]));

      const told = (attempt.type === "failed" ? [attempt.message] : attempt.definitions.problems.map((problem) => problem.message)).join("\n");
      expect(told).toMatch(expected);
      expect(told).not.toMatch(/environment seen|bridge seen/);
      expect(existsSync(canary)).toBe(false);
      expect(calls).toBe(0);
      expect(readdirSync(project).sort()).toEqual([".git", "definitions.py"]);
      expect(readFileSync(path.join(project, "definitions.py"), "utf8")).toBe(source);

      limitMs = patience;
      writeFileSync(path.join(project, "definitions.py"), good);
      // Code that replaces the runtime's own functions harms what is read of its own project until the process ends, and no other's.
      if (name.startsWith("forged")) sandbox.close();
      const healed = await sandbox.load(location, collectFiles(files, [location]));
      expect(healed.type === "loaded" && healed.definitions.assets.map((asset) => asset.key)).toEqual(["still_here"]);
    });
  }
});

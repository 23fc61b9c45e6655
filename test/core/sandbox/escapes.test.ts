/**
 * Each file of escapes/ is a project whose code tries to get out of the sealed runtime or to hurt the machine. Around it stand canaries:
 * a file that must not appear, a server that must not be called, the project's own bytes. Every load must end within its limit with
 * a problem that names what happened, and the next load must work.
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

const found = findSealedRuntime();
const folder = new URL("escapes/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".py")).sort();
const location: CodeLocation = { name: "escape", entry: { kind: "file", file: "definitions.py", attribute: null, workingDirectory: "." }, root: ".", sourceRoots: ["."], declaredIn: null, declaredBy: "test" };
const good = "import dagster as dg\n\n@dg.asset\ndef still_here(): ...\n";

describe.skipIf("missing" in found)(`attempts to leave the sealed runtime${"missing" in found ? ` (${found.missing})` : ""}`, () => {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), "assetscope-escape-")));
  const canary = path.join(scratch, "canary");
  let sandbox: Sandbox;
  let server: Server;
  let calls = 0;

  beforeAll(async () => {
    process.env["ASSETSCOPE_CANARY"] = "seen";
    if ("runtime" in found) sandbox = openSandbox({ start: () => startSealedProcess(found.runtime), limitMs: 15_000 });
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

  for (const name of names) {
    it(name, { timeout: 300_000 }, async () => {
      const project = path.join(scratch, name.replace(".py", ""));
      mkdirSync(path.join(project, ".git"), { recursive: true });
      const source = readFileSync(new URL(name, folder), "utf8").replaceAll("CANARY_RELATIVE", "relative").replaceAll("CANARY\"", `${canary}"`).replaceAll("CANARY'", `${canary}'`).replaceAll("PORT", String((server.address() as AddressInfo).port));
      writeFileSync(path.join(project, "definitions.py"), source);
      const files = openProjectFiles(project);
      const attempt = await sandbox.load(location, collectFiles(files, [location]));

      const told = attempt.type === "failed" ? [attempt.message] : attempt.definitions.problems.map((problem) => problem.message);
      if (name !== "write-project.py") expect(told.length, "nothing was said of it").toBeGreaterThan(0);
      expect(told.join("\n")).not.toContain("environment seen");
      expect(existsSync(canary)).toBe(false);
      expect(calls).toBe(0);
      expect(readdirSync(project).sort()).toEqual([".git", "definitions.py"]);
      expect(readFileSync(path.join(project, "definitions.py"), "utf8")).toBe(source);

      writeFileSync(path.join(project, "definitions.py"), good);
      const after = await sandbox.load(location, collectFiles(files, [location]));
      // What an attempt broke inside may cost the process: then the one after must be whole.
      const healed = after.type === "loaded" && after.definitions.assets.length === 1 ? after : (sandbox.close(), await sandbox.load(location, collectFiles(files, [location])));
      expect(healed.type === "loaded" && healed.definitions.assets.map((asset) => asset.key)).toEqual(["still_here"]);
    });
  }
});

/**
 * `npm run package [-- OPTIONS]`: installers of the desktop program for this system, in release/, by electron-builder, whose options these
 * are (`--dir` packs a folder only). Builds everything anew first, the sealed Dagster too: a package without it would read source alone.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { dist, ensureBuilt } from "./build.mjs";
import { buildRuntime, imageStamp, isFresh, ownFolder } from "./sandbox/runtime-image.mjs";
import { ensurePackages, fail, projectEnvironment, projectNode, root } from "./setup.mjs";

ensurePackages();
await buildRuntime();
if (!isFresh(ownFolder, imageStamp())) fail("the sealed Dagster is not built, and packages ship it: `node tools/sandbox/build-runtime.mjs` says what is missing");
// Parts of earlier builds would be shipped, too.
rmSync(dist, { recursive: true, force: true });
ensureBuilt();
const builder = path.join(root, "node_modules", "electron-builder", "cli.js");
process.exitCode = spawnSync(projectNode(), [builder, ...process.argv.slice(2)], { cwd: root, env: projectEnvironment(), stdio: "inherit" }).status ?? 1;

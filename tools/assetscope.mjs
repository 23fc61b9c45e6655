/** `npm run assetscope -- ARGS`: the CLI from a working copy. Its output alone goes to stdout; getting ready speaks on stderr. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ensureBuilt, dist } from "./build.mjs";
import { ensurePackages, projectNode } from "./setup.mjs";

ensurePackages();
ensureBuilt({ only: ["main"] });
// `npm run` starts in the project's folder; relative folders are meant from where the user stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const result = spawnSync(projectNode(), [path.join(dist, "cli.js"), ...process.argv.slice(2)], { cwd, stdio: "inherit" });
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);

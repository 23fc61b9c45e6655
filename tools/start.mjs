/**
 * `npm start [-- FOLDER]`: gets ready, then `assetscope FOLDER` (the sample without one), which opens a window, or the browser where no
 * window can be had. All further options are the command line's own: `npm start -- --help`.
 */
import path from "node:path";
import { dist, ensureBuilt } from "./build.mjs";
import { findElectron, hasDisplay } from "./electron.mjs";
import { buildRuntime } from "./sandbox/runtime-image.mjs";
import { ensurePackages, projectNode, runAttached } from "./setup.mjs";

const args = process.argv.slice(2);
ensurePackages();
// The sample is on screen long before this is done; exact answers come when it is.
void buildRuntime();
ensureBuilt();
const isRoot = process.platform === "linux" && process.getuid() === 0;
// The program itself says why it opens the browser instead; here it is only worth getting Electron where it could be used.
if (hasDisplay() && !args.includes("--browser") && (!isRoot || args.includes("--no-sandbox"))) findElectron({ download: true });

// Relative folders are meant from where the user stands, not from the project's folder, where npm runs us.
runAttached(projectNode(), [path.join(dist, "cli.js"), ...args], { cwd: process.env.INIT_CWD ?? process.cwd() });

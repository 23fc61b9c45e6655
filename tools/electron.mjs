/** Finds Electron's program, which npm does not ship: it is downloaded from its vendor on first use, where that can be reached. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, projectNode, root, say } from "./setup.mjs";

const packageFolder = path.join(root, "node_modules", "electron");
const programInside = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" }[process.platform] ?? "electron";

/** Absolute path of the program, or null with the reason in one line. `download: false` looks only at what is here. */
export function findElectron({ download }) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const program = path.join(override, programInside);
    return existsSync(program) ? { program, reason: null } : { program: null, reason: `ELECTRON_OVERRIDE_DIST_PATH holds no ${programInside}` };
  }
  const program = path.join(packageFolder, "dist", programInside);
  if (existsSync(program)) return { program, reason: null };
  if (download && tryDownload() && existsSync(program)) return { program, reason: null };
  return { program: null, reason: "Electron's program is not here and could not be downloaded (`npx install-electron` tries again)" };
}

/** No window can be shown without one of these; macOS and Windows always have a display. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** One try per Electron version: a machine without the vendor's host should not wait for it at each start. */
function tryDownload() {
  const version = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")).version;
  const refusal = path.join(cacheFolder, "electron-unavailable");
  if (existsSync(refusal) && readFileSync(refusal, "utf8") === version) return false;
  say("getting Electron's program (once, about 120 MB)");
  const result = spawnSync(projectNode(), [path.join(packageFolder, "install.js")], { cwd: root, stdio: "ignore", timeout: 90_000, killSignal: "SIGKILL" });
  if (result.status === 0) return true;
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(refusal, version);
  return false;
}

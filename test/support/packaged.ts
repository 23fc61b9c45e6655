/**
 * A packaged program as `npm run package` makes it, in a folder of its own, for the Electron that is here. Two things differ: one fuse stays
 * open, without which no test could look into it, and Electron 22 gets what it lacks (electron-22/packaged.cjs).
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron } from "@playwright/test";
import type { ElectronApplication } from "@playwright/test";
import { parse } from "yaml";
import { findProgram, isElectron22 } from "./desktop.ts";
import { root } from "./project-copy.ts";
import type { ProjectCopy } from "./project-copy.ts";

export interface Packaged {
  /** Absolute path. */
  readonly resources: string;
  /** Paths within the archive. */
  readonly archived: readonly string[];
  readonly launch: (project: ProjectCopy) => Promise<ElectronApplication>;
  readonly remove: () => void;
}

interface Asar {
  readonly listPackage: (archive: string, options: { readonly isPack: boolean }) => string[];
  readonly extractAll: (archive: string, folder: string) => void;
}

/** Nothing of the network is asked for: Electron's program is given. */
export function packageProgram(): Packaged {
  const { program } = findProgram();
  const isOld = isElectron22(program);
  const work = mkdtempSync(path.join(tmpdir(), "assetscope-packaged-"));
  const electronDist = path.join(work, "electron");
  // What the kit keeps beside its program is none of Electron's.
  cpSync(path.dirname(program), electronDist, { recursive: true, filter: (file) => !isOld || !/[\\/](resources|usr)$/.test(file) });
  mkdirSync(path.join(electronDist, "resources"), { recursive: true });

  const config = parse(readFileSync(path.join(root, "electron-builder.yml"), "utf8")) as { readonly files: readonly unknown[]; readonly electronFuses: Readonly<Record<string, boolean>> };
  // Electron 22 has no fuse for files' privileges yet.
  const electronFuses = Object.fromEntries(Object.entries(config.electronFuses).filter(([name]) => name !== "enableNodeCliInspectArguments" && !(isOld && name === "grantFileProtocolExtraPrivileges")));
  const helper = { files: [...config.files, { from: "test/support/electron-22", to: "electron-22", filter: ["*.cjs"] }], extraMetadata: { main: "electron-22/packaged.cjs" } };
  const file = path.join(work, "electron-builder.json");
  const electronVersion = readFileSync(path.join(electronDist, "version"), "utf8").trim().replace(/^v/, "");
  writeFileSync(file, JSON.stringify({ ...config, ...(isOld ? helper : {}), electronFuses, electronDist, electronVersion, directories: { output: path.join(work, "release") } }));
  const built = spawnSync(process.execPath, [path.join(root, "node_modules", "electron-builder", "cli.js"), "--linux", "--dir", "--config", file], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`${built.stdout}\n${built.stderr}`);

  const out = path.join(work, "release", "linux-unpacked");
  const resources = path.join(out, "resources");
  const asar = loadAsar();
  if (isOld) unpackForChildren(asar, resources);
  return {
    resources,
    archived: asar.listPackage(path.join(resources, "app.asar"), { isPack: false }).map((name) => name.slice(1)),
    launch: (project) => _electron.launch({ executablePath: path.join(out, "assetscope"), env: { ...project.env, ELECTRON_OVERRIDE_DIST_PATH: path.dirname(program) }, cwd: project.workFolder }),
    remove: () => rmSync(work, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** What lies beside the archive because it has to is used from there by them, too. */
function unpackForChildren(asar: Asar, resources: string): void {
  const children = path.join(resources, "children");
  asar.extractAll(path.join(resources, "app.asar"), children);
  const native = path.join("node_modules", "better-sqlite3");
  rmSync(path.join(children, native), { recursive: true });
  symlinkSync(path.join(resources, "app.asar.unpacked", native), path.join(children, native));
}

function loadAsar(): Asar {
  const builder = createRequire(createRequire(import.meta.url).resolve("app-builder-lib/package.json"));
  return builder("@electron/asar") as Asar;
}

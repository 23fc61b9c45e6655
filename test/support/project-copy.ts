/** A working folder of one test: a copy of the sample (or any project) and user folders of its own, gone afterwards. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "..", "..");
export const sampleFolder = path.join(root, "examples", "shop");

export interface ProjectCopy {
  /** Absolute path of the copied project. */
  readonly folder: string;
  /** For programs, logs and whatever else the test needs beside it. */
  readonly workFolder: string;
  /** Settings and caches of the user's stay out of it, and so does the user's Dagster home. */
  readonly env: Record<string, string>;
  readonly remove: () => void;
}

export function copyProject(source: string = sampleFolder): ProjectCopy {
  const workFolder = mkdtempSync(path.join(tmpdir(), "assetscope-"));
  const folder = path.join(workFolder, path.basename(source));
  cpSync(source, folder, { recursive: true });
  const own = (name: string): string => {
    mkdirSync(path.join(workFolder, name), { recursive: true });
    return path.join(workFolder, name);
  };
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !["DAGSTER_HOME", "EDITOR", "VISUAL", "NODE_OPTIONS"].includes(name)) env[name] = value;
  }
  Object.assign(env, { XDG_CONFIG_HOME: own("config"), XDG_CACHE_HOME: own("cache"), LOCALAPPDATA: own("local"), APPDATA: own("roaming") });
  return { folder, workFolder, env, remove: () => rmSync(workFolder, { recursive: true, force: true, maxRetries: 5 }) };
}

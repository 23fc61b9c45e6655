/** A program's name, or a usual place -> the absolute path of what would be started. Looks at files; starts none. */
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join, sep } from "node:path";
import type { EditorEnvironment } from "./editor.ts";

/**
 * The first on PATH. Relative entries of PATH (the current folder: what a project might hold) are passed over. On Windows `.exe` alone: a
 * `.cmd` needs a shell, which would read the file's name as a command.
 */
export function findOnPath(name: string, environment: EditorEnvironment): string | null {
  const isWindows = environment.platform === "win32";
  const file = isWindows && !/\.exe$/i.test(name) ? `${name}.exe` : name;
  for (const folder of (environment.PATH ?? "").split(isWindows ? ";" : delimiter)) {
    if (!isAbsolute(folder) || (isWindows && /^[\\/]{2}/.test(folder))) continue;
    const path = join(folder, file);
    if (isProgram(path)) return path;
  }
  return null;
}

/** @param pattern an entry of `EditorRow.places`. */
export function findAtPlace(pattern: string, environment: EditorEnvironment): string | null {
  const folders: { readonly [name: string]: string | undefined } = { home: environment.home, local: environment.LOCALAPPDATA, programs: environment.ProgramFiles };
  let isKnown = pattern !== "";
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    isKnown &&= folders[name] !== undefined;
    return (folders[name] ?? "").replaceAll("\\", "/");
  });
  if (!isKnown) return null;
  const star = path.split("/").findIndex((part) => part.includes("*"));
  if (star < 0) return isProgram(path) ? join(path) : null;
  const parts = path.split("/");
  const [before = "", after = ""] = (parts[star] ?? "").split("*");
  const parent = parts.slice(0, star).join("/") || "/";
  // The newest version sorts last.
  for (const name of namesIn(parent).sort().reverse()) {
    if (!name.startsWith(before) || !name.endsWith(after)) continue;
    const candidate = [parent, name, ...parts.slice(star + 1)].join("/");
    if (isProgram(candidate)) return join(candidate);
  }
  return null;
}

/** A regular file that may be executed; never a script of cmd.exe. */
export function isProgram(path: string): boolean {
  if (/\.(?:cmd|bat|com|ps1|vbs|js)$/i.test(path) && sep === "\\") return false;
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

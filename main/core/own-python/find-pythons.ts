/**
 * The project's folder and the user's environment -> Python interpreters that may have the project's dependencies. Looks at names and
 * small files only; starts none of them.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { PythonInfo } from "../../../shared/api.ts";
import type { Environment } from "../probed-files.ts";

export type FoundPython = Omit<PythonInfo, "isChosen">;

/** Folders above the project that may hold its environment: a workspace's, a monorepo's. */
const maxLevelsUp = 4;
const maxFound = 30;
const maxListed = 500;
const isWindows = process.platform === "win32";

export function findPythons(folder: string, environment: Environment): FoundPython[] {
  const found = new Map<string, FoundPython>();
  const offer = (home: string | undefined, foundBy: string): void => {
    if (!home || !path.isAbsolute(home) || found.size >= maxFound) return;
    const program = programIn(home);
    if (program === null || found.has(program)) return;
    found.set(program, { id: createHash("sha256").update(program).digest("hex").slice(0, 16), path: program, foundBy, dagster: dagsterIn(home) });
  };
  for (const [level, place] of foldersUp(folder).entries()) {
    for (const name of [".venv", "venv", "env", ".env"]) offer(path.join(place, name), level === 0 ? `${name} in the project` : `${name} in ${place}`);
  }
  offer(environment["UV_PROJECT_ENVIRONMENT"] && path.resolve(folder, environment["UV_PROJECT_ENVIRONMENT"]), "UV_PROJECT_ENVIRONMENT (uv)");
  offer(environment["VIRTUAL_ENV"], "VIRTUAL_ENV, the environment that is active");
  for (const base of poetryFolders(environment)) for (const name of names(base)) if (isPoetryNameOf(name, folder)) offer(path.join(base, name), "Poetry's environments");
  offer(environment["CONDA_PREFIX"], "CONDA_PREFIX, the environment that is active");
  for (const base of condaFolders(environment)) for (const name of names(base)) offer(path.join(base, name), `conda environment ${name}`);
  return [...found.values()].sort((a, b) => Number(b.dagster !== null) - Number(a.dagster !== null));
}

/** The interpreter of an environment's folder; null where that is none. Links are left as they are: the environment is found by them. */
export function programIn(home: string): string | null {
  const programs = isWindows ? ["Scripts/python.exe", "python.exe"] : ["bin/python", "bin/python3"];
  return programs.map((name) => path.join(home, name)).find(isFile) ?? null;
}

function dagsterIn(home: string): string | null {
  const libraries = isWindows ? [path.join(home, "Lib")] : names(path.join(home, "lib")).filter((name) => name.startsWith("python")).map((name) => path.join(home, "lib", name));
  for (const library of libraries) {
    for (const name of names(path.join(library, "site-packages"), 5_000)) {
      const version = /^dagster-(\d[^-]*)\.dist-info$/.exec(name)?.[1];
      if (version !== undefined) return version;
    }
  }
  return null;
}

/** The project, and the folders above it up to the repository's root. */
function foldersUp(folder: string): string[] {
  const found = [folder];
  for (let at = folder; found.length <= maxLevelsUp && !existsSync(path.join(at, ".git")) && path.dirname(at) !== at; ) found.push((at = path.dirname(at)));
  return found;
}

/** Poetry names an environment after the project, with the start of a hash behind it. */
function isPoetryNameOf(name: string, folder: string): boolean {
  const project = /^\s*name\s*=\s*["']([^"']+)["']/m.exec(readSmall(path.join(folder, "pyproject.toml")))?.[1] ?? path.basename(folder);
  return name.startsWith(`${project.toLowerCase().replace(/[ $`!*@"\\\r\n\t]/g, "_").slice(0, 42)}-`);
}

function poetryFolders(environment: Environment): string[] {
  const { POETRY_VIRTUALENVS_PATH: own, POETRY_CACHE_DIR: cache, XDG_CACHE_HOME: xdg, HOME: home, LOCALAPPDATA: local } = environment;
  const caches = [cache, xdg && path.join(xdg, "pypoetry"), home && path.join(home, ".cache", "pypoetry"), home && path.join(home, "Library", "Caches", "pypoetry"), local && path.join(local, "pypoetry", "Cache")];
  return [own, ...caches.map((base) => base && path.join(base, "virtualenvs"))].flatMap((base) => base || []);
}

function condaFolders(environment: Environment): string[] {
  const { HOME: home, USERPROFILE: profile, CONDA_ENVS_PATH: own } = environment;
  const bases = [home, profile].flatMap((base) => base || []).flatMap((base) => ["miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", ".conda", path.join("opt", "miniconda3")].map((name) => path.join(base, name, "envs")));
  return [...(own ? own.split(path.delimiter) : []), ...bases];
}

function names(folder: string, most: number = maxListed): string[] {
  try {
    return readdirSync(folder).sort().slice(0, most);
  } catch {
    return [];
  }
}

/** Is there something to start? */
export function isProgram(file: string): boolean {
  return path.isAbsolute(file) && isFile(file);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function readSmall(file: string): string {
  try {
    return statSync(file).size < 1_000_000 ? readFileSync(file, "utf8") : "";
  } catch {
    return "";
  }
}

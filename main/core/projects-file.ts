/** What is remembered of projects: which were opened, newest first, and the Dagster homes that the user picked for them. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { RecentProject } from "../../shared/api.ts";
import { readState, writeState } from "./state-files.ts";

interface Remembered {
  readonly recent: readonly { readonly folder: string; readonly openedAt: number }[];
  /** Folder -> absolute paths of homes. */
  readonly homes: { readonly [folder: string]: readonly string[] };
  /** Folder -> who reads its definitions, where that was chosen. */
  readonly readers: { readonly [folder: string]: ReaderChoice };
  /** Folders whose `.env` the sealed Dagster is given. */
  readonly dotEnvs: readonly string[];
}

/** `python`: absolute path of the interpreter that the user picked, knowing that it runs the project's code. */
export type ReaderChoice = { readonly reader: "static" | "sandbox" } | { readonly reader: "python"; readonly python: string };

const maxRecent = 30;

export interface ProjectsFile {
  list(): RecentProject[];
  /** Folder of a remembered project. */
  folderOf(id: string): string | null;
  noteOpened(folder: string): void;
  forget(id: string): void;
  homesOf(folder: string): readonly string[];
  addHome(folder: string, home: string): void;
  readerOf(folder: string): ReaderChoice | null;
  /** Null: nothing is chosen any more. */
  setReader(folder: string, choice: ReaderChoice | null): void;
  isDotEnvGiven(folder: string): boolean;
  setDotEnvGiven(folder: string, isGiven: boolean): void;
}

export function openProjectsFile(configFolder: string): ProjectsFile {
  const file = join(configFolder, "projects.json");
  // Other processes write it too: read before each use. In memory it lives on where it cannot be written.
  let last: Remembered = { recent: [], homes: {}, readers: {}, dotEnvs: [] };
  const read = (): Remembered => (last = readState(file, parseRemembered, last));
  const write = (next: Remembered): void => {
    last = next;
    writeState(file, next);
  };
  return {
    list: () => read().recent.map(({ folder, openedAt }) => ({ id: idOf(folder), name: basename(folder), folder, openedAt, isMissing: !existsSync(folder) })),
    folderOf: (id) => read().recent.find(({ folder }) => idOf(folder) === id)?.folder ?? null,
    noteOpened(folder) {
      const { recent, ...others } = read();
      write({ ...others, recent: [{ folder, openedAt: Date.now() / 1000 }, ...recent.filter((one) => one.folder !== folder)].slice(0, maxRecent) });
    },
    forget(id) {
      const { recent, ...others } = read();
      write({ ...others, recent: recent.filter(({ folder }) => idOf(folder) !== id) });
    },
    homesOf: (folder) => read().homes[folder] ?? [],
    addHome(folder, home) {
      const { homes, ...others } = read();
      write({ ...others, homes: { ...homes, [folder]: [...new Set([...(homes[folder] ?? []), home])] } });
    },
    readerOf: (folder) => read().readers[folder] ?? null,
    setReader(folder, choice) {
      const { readers, ...others } = read();
      const { [folder]: _before, ...rest } = readers;
      write({ ...others, readers: choice === null ? rest : { ...rest, [folder]: choice } });
    },
    isDotEnvGiven: (folder) => read().dotEnvs.includes(folder),
    setDotEnvGiven(folder, isGiven) {
      const { dotEnvs, ...others } = read();
      write({ ...others, dotEnvs: [...dotEnvs.filter((one) => one !== folder), ...(isGiven ? [folder] : [])] });
    },
  };
}

/** By hand: every start of the command line reads this file, and a schema library takes longer to load than the catalog. */
function parseRemembered(json: unknown): Remembered {
  if (!isObject(json) || !Array.isArray(json.recent) || !isObject(json.homes)) throw new Error("not a list of projects");
  const recent = json.recent.map((one: unknown) => {
    if (!isObject(one) || typeof one.folder !== "string" || typeof one.openedAt !== "number") throw new Error("not a project");
    return { folder: one.folder, openedAt: one.openedAt };
  });
  const homes = Object.fromEntries(Object.entries(json.homes).map(([folder, paths]) => {
    if (!Array.isArray(paths) || !paths.every((path) => typeof path === "string")) throw new Error("not a list of homes");
    return [folder, paths];
  }));
  const dotEnvs = Array.isArray(json.dotEnvs) ? json.dotEnvs.filter((folder) => typeof folder === "string") : [];
  return { recent, homes, readers: parseReaders(json.readers), dotEnvs };
}

/** Files of before there were readers have none. */
function parseReaders(json: unknown): Remembered["readers"] {
  return Object.fromEntries(Object.entries(isObject(json) ? json : {}).flatMap(([folder, choice]): [string, ReaderChoice][] => {
    if (!isObject(choice)) return [];
    if (choice.reader === "static" || choice.reader === "sandbox") return [[folder, { reader: choice.reader }]];
    return choice.reader === "python" && typeof choice.python === "string" ? [[folder, { reader: "python", python: choice.python }]] : [];
  }));
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function idOf(folder: string): string {
  return createHash("sha256").update(folder).digest("hex").slice(0, 16);
}

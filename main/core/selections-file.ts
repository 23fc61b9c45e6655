/** Selections that were used and saved in each project: kept in the user's folder, since nothing is written into the project. */
import { join } from "node:path";
import type { SavedSelections } from "../../shared/api.ts";
import { RequestError } from "../../shared/request-error.ts";
import { readState, writeState } from "./state-files.ts";

/** Folder -> its selections. */
type Remembered = { readonly [folder: string]: SavedSelections };

const mostRecent = 20;
const mostSaved = 200;
const mostProjects = 200;
const nothing: SavedSelections = { recent: [], saved: [] };

export interface SelectionsFile {
  list(folder: string): SavedSelections;
  /** Replaces what has the same name. */
  save(folder: string, name: string, select: string): SavedSelections;
  forget(folder: string, name: string): SavedSelections;
  use(folder: string, select: string): SavedSelections;
}

export function openSelectionsFile(configFolder: string): SelectionsFile {
  const file = join(configFolder, "selections.json");
  // Other processes write it too: read before each use. In memory it lives on where it cannot be written.
  let last: Remembered = {};
  const read = (): Remembered => (last = readState(file, parseRemembered, last));
  const list = (folder: string): SavedSelections => (Object.hasOwn(read(), folder) ? last[folder]! : nothing);
  const change = (folder: string, to: (before: SavedSelections) => SavedSelections): SavedSelections => {
    const after = to(list(folder));
    const { [folder]: _, ...others } = last;
    // The project used last comes last; those used longest ago are forgotten first.
    last = Object.fromEntries([...Object.entries(others).slice(1 - mostProjects), [folder, after]]);
    writeState(file, last);
    return after;
  };
  return {
    list,
    save: (folder, name, select) => change(folder, ({ recent, saved }) => {
      const others = saved.filter((one) => one.name !== name);
      if (others.length >= mostSaved) throw new RequestError("bad_request", `${mostSaved} selections are saved already; forget one first`);
      return { recent, saved: [...others, { name, select }].sort((a, b) => (a.name < b.name ? -1 : 1)) };
    }),
    forget: (folder, name) => change(folder, ({ recent, saved }) => ({ recent, saved: saved.filter((one) => one.name !== name) })),
    use: (folder, select) => change(folder, ({ recent, saved }) => ({ recent: [select, ...recent.filter((one) => one !== select)].slice(0, mostRecent), saved })),
  };
}

function parseRemembered(json: unknown): Remembered {
  if (!isObject(json)) throw new Error("not selections by project");
  return Object.fromEntries(Object.entries(json).map(([folder, one]) => {
    if (!isObject(one) || !Array.isArray(one.recent) || !one.recent.every((select) => typeof select === "string") || !Array.isArray(one.saved)) throw new Error("not selections");
    const saved = one.saved.map((each: unknown) => {
      if (!isObject(each) || typeof each.name !== "string" || typeof each.select !== "string") throw new Error("not a saved selection");
      return { name: each.name, select: each.select };
    });
    return [folder, { recent: one.recent, saved }];
  }));
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A folder -> the names in it with their kinds, links resolved within a bound. Shared by walking and watching; never throws. */
import { lstatSync, readdirSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join } from "node:path";
import { isWithin, realPathOf } from "./bound.ts";
import { ignoredByContent, ignoredFolder, isPackage } from "./ignored.ts";
import type { FolderNames } from "./ignored.ts";

export interface FolderListing {
  /** Names of regular files, sorted by code unit. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

/** Endless, or harmful to read: met where `/` itself is opened. */
const systemFolders: ReadonlySet<string> = new Set(["/proc", "/sys", "/dev", "/run"]);

/**
 * @param name what the folder is called (its last part).
 * @returns null when it cannot be listed; with `skipSelf` set when all of it is to be left out.
 */
export function listFolder(path: string, name: string, bound: string, isStart: boolean): FolderListing | { readonly skipSelf: string } {
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return { skipSelf: reasonOf(error) };
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const self: FolderNames = { name, names: new Set(entries.map((entry) => entry.name)) };
  const ownReason = isStart ? null : ignoredByContent(self);
  if (ownReason !== null) return { skipSelf: ownReason };

  const files: string[] = [];
  const folders: string[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const entry of entries) {
    const child = join(path, entry.name);
    const kind = kindOf(entry, child, bound);
    if (kind === "file") files.push(entry.name);
    else if (kind === "folder") {
      const reason = systemFolders.has(child) ? "made up by the system" : ignoredFolder(self, entry.name);
      if (reason === null || (reason === "made by a build" && isPackage(namesIn(child)))) folders.push(entry.name);
      else skipped.push({ name: entry.name, reason });
    } else skipped.push({ name: entry.name, reason: kind });
  }
  return { files, folders, skipped };
}

function kindOf(entry: Dirent, path: string, bound: string): string {
  // Names that are not UTF-8 come with U+FFFD and cannot be asked for again by that name.
  if (entry.name.includes("\ufffd") && lstatSync(path, { throwIfNoEntry: false }) === undefined) return "its name is not UTF-8";
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  if (!entry.isSymbolicLink()) return "not a regular file (device, socket or pipe)";
  const target = realPathOf(path);
  if (target === null) return "a link that leads nowhere";
  if (!isWithin(bound, target)) return "a link that leads out of the repository";
  const stats = statSync(target, { throwIfNoEntry: false });
  return stats?.isDirectory() ? "folder" : stats?.isFile() ? "file" : "not a regular file (device, socket or pipe)";
}

function namesIn(path: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(path));
  } catch {
    return new Set();
  }
}

/** The system's reason as a sentence fragment for people. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EACCES" || code === "EPERM") return "may not be read (permissions)";
  if (code === "ENOENT") return "gone while it was read";
  if (code === "ELOOP") return "links that lead in a circle";
  if (code === "ENAMETOOLONG") return "its path is too long";
  return `cannot be read${code === "" ? "" : ` (${code})`}`;
}

/**
 * A path as the project wrote it -> a regular file under an allowed root, or why not. What must never be looked at (network paths, devices,
 * streams) is refused before any look at the disk. Paths of another machine or container are found by their last parts.
 */
import { isAbsolute, join, resolve } from "node:path";
import { isWithin, realPathOf } from "../files/bound.ts";
import { openProjectFiles } from "../files.ts";
import type { ProjectFiles } from "../files.ts";

export type ResolvedReference =
  | {
      /** Relative to the opened folder; absolute for a file under another allowed root. */
      readonly file: string;
      readonly absoluteFile: string;
      /** Found by the last parts of the path: it was written on another machine. */
      readonly isMapped: boolean;
    }
  | {
      /** Sentence for people. */
      readonly failure: string;
      /** A file that is there but under no allowed root: ask, with this full path. */
      readonly outside?: string;
      /** A file of the project by the same name, relative to the opened folder. */
      readonly nearest?: string;
    };

export interface ReferenceOptions {
  /** Folders outside of the repository that the user allowed: absolute. */
  readonly allowedRoots?: readonly string[];
  readonly platform?: NodeJS.Platform;
}

const maxLength = 4_096;
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\..*)?$/i;
/** Most files among which one by the same name is looked for. */
const maxSearched = 20_000;

export function resolveReference(reference: string, files: ProjectFiles, options: ReferenceOptions = {}): ResolvedReference {
  const platform = options.platform ?? process.platform;
  const path = pathOf(reference, platform);
  if (typeof path !== "string") return path;

  const direct = files.resolve(path);
  if (direct !== null) return files.isFile(path) ? { file: files.toRelative(direct) ?? path, absoluteFile: direct, isMapped: false } : { failure: "It is a folder, not a file" };
  const real = realPathOf(isAbsolute(path) ? path : join(files.folder, path));
  if (real !== null) {
    const root = (options.allowedRoots ?? []).map((each) => realPathOf(resolve(each))).find((each) => each !== null && isWithin(each, real));
    // Looked at through the same checks as every file of the project.
    const isFile = openProjectFiles(root ?? join(real, ".."), { bound: root ?? join(real, "..") }).isFile(real);
    if (!isFile) return { failure: "It is not a regular file" };
    return root === undefined || root === null ? { failure: "It lies outside of the project", outside: real } : { file: real, absoluteFile: real, isMapped: false };
  }
  return findBySuffix(path, files);
}

/** The plain path, or why it is refused. */
function pathOf(reference: string, platform: NodeJS.Platform): string | { readonly failure: string } {
  const refuse = (failure: string): { readonly failure: string } => ({ failure });
  if (reference === "") return refuse("The path is empty");
  if (reference.length > maxLength) return refuse("The path is longer than 4,096 characters");
  if (/\p{Cc}/u.test(reference)) return refuse("The path holds control characters");
  let path = reference;
  if (/^file:/i.test(reference)) {
    const url = /^file:\/\/\/(?!\/)(.*)$/i.exec(reference);
    if (!url) return refuse("A file link with a host is not followed");
    const decoded = decode(url[1] ?? "");
    if (decoded === null) return refuse("The link is not valid");
    path = /^[a-z]:/i.test(decoded) ? decoded : `/${decoded}`;
    if (/\p{Cc}/u.test(path)) return refuse("The path holds control characters");
  }
  if (/^[\\/]{2}/.test(path) || /^[\\/]{2}/.test(decode(path) ?? "")) return refuse("A network path is not followed");
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) return refuse("It is a link, not a file");
  if (platform === "win32") {
    const parts = path.replace(/^[a-z]:/i, "").split(/[\\/]/);
    if (parts.some((part) => part.includes(":"))) return refuse("A stream of a file is not opened");
    if (parts.some((part) => deviceName.test(part.trim()))) return refuse("It names a device");
  }
  return path;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * `/opt/dagster/app/src/shop/assets.py` -> `src/shop/assets.py`: the longest end of the path that is a file of the project or the repository,
 * of at least two parts; then the one file anywhere in the project that shares such an end (`shop/assets.py` below `src`). A single name is
 * too little to be sure: it is only offered.
 */
function findBySuffix(path: string, files: ProjectFiles): ResolvedReference {
  const parts = path.split(/[a-z]:[\\/]|[\\/]/i).filter((part) => part !== "" && part !== "." && part !== "..");
  for (let start = 0; start < parts.length - 1; start++) {
    const suffix = parts.slice(start).join("/");
    for (const base of [".", files.bound]) {
      const candidate = base === "." ? suffix : `${base.replaceAll("\\", "/")}/${suffix}`;
      const real = files.isFile(candidate) ? files.resolve(candidate) : null;
      if (real !== null) return { file: files.toRelative(real) ?? suffix, absoluteFile: real, isMapped: true };
    }
  }
  const { nearest, isSure } = nearestByName(parts, files);
  if (nearest === null) return { failure: `No such file: ${path}` };
  const real = isSure ? files.resolve(nearest) : null;
  return real === null ? { failure: `No such file: ${path}`, nearest } : { file: nearest, absoluteFile: real, isMapped: true };
}

/** The file with the same name that shares the most of the path's end; sure where it shares a folder's name too and no other file does as well. */
function nearestByName(parts: readonly string[], files: ProjectFiles): { readonly nearest: string | null; readonly isSure: boolean } {
  const name = parts.at(-1);
  if (name === undefined) return { nearest: null, isSure: false };
  const shared = (file: string): number => {
    const own = file.split("/").reverse();
    const wanted = [...parts].reverse();
    const length = own.findIndex((part, index) => part !== wanted[index]);
    return length < 0 ? own.length : length;
  };
  const sameName = files.walk({ maxFiles: maxSearched }).files.filter((file) => file === name || file.endsWith(`/${name}`));
  const [first, second] = sameName.sort((a, b) => shared(b) - shared(a) || a.length - b.length);
  return { nearest: first ?? null, isSure: first !== undefined && shared(first) >= 2 && (second === undefined || shared(second) < shared(first)) };
}

/** What discovery says besides its result: a line for each thing looked for, problems, and which files it all rests on. Passed to every step. */
import type { Find, Problem } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import type { ProjectFiles } from "../files.ts";
import type { ConfigFile } from "./config-data.ts";

export interface Findings {
  readonly files: ProjectFiles;
  readonly finds: Find[];
  readonly problems: Problem[];
  /** Relative paths of files read, or looked for and missed. */
  readonly configFiles: Set<string>;
  /** Configuration parsed so far; null for what is not there or does not parse. */
  readonly parsed: Map<string, ConfigFile | null>;
}

export function createFindings(files: ProjectFiles): Findings {
  return { files, finds: [], problems: [], configFiles: new Set(), parsed: new Map() };
}

export function addFind(findings: Findings, what: Find["what"], status: Find["status"], title: string, detail: string, at?: SourceSpan): void {
  findings.finds.push(at ? { what, status, title, detail, at } : { what, status, title, detail });
}

export function addProblem(findings: Findings, severity: Problem["severity"], code: string, message: string, at?: SourceSpan, hint?: string): void {
  findings.problems.push({ severity, code, message, stage: "project", ...(at ? { at } : {}), ...(hint === undefined ? {} : { hint }) });
}

/** Joins a folder and a path below or beside it, both as ProjectFiles takes them: "." disappears, `..` is resolved where it can be. */
export function joinPath(folder: string, path: string): string {
  if (/^(?:[\\/]|[a-z]:[\\/])/i.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  const joined = parts.join("/");
  return folder.startsWith("/") ? `/${joined}` : joined === "" ? "." : joined;
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? (path === "." ? ".." : ".") : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

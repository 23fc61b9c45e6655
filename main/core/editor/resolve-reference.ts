/** A path as the project wrote it -> a regular file under an allowed root, or why not. Refuses what must never be looked at before any look. */
import type { ProjectFiles } from "../files.ts";

export type ResolvedReference =
  | { readonly file: string; readonly absoluteFile: string; readonly isMapped: boolean }
  /** `outside`: a file that is there but under no allowed root: ask, with the full path. */
  | { readonly failure: string; readonly outside?: string; readonly nearest?: string };

export declare function resolveReference(reference: string, files: ProjectFiles, allowedRoots?: readonly string[]): ResolvedReference;

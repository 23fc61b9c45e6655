/**
 * A place in a file of the project -> its lines. Only files that the index rests on, or that an asset refers to: a page must not be
 * able to read whatever else lies in the folder.
 */
import type { SourceText } from "../../shared/api.ts";
import { RequestError } from "../../shared/request-error.ts";
import { knownOr } from "../../shared/unknown.ts";
import { readAssets } from "./index/assets.ts";
import { readFileHash } from "./index/probes.ts";
import type { Session } from "./session.ts";
import { sqlFiles } from "./sql/asset-sql.ts";

const longestLine = 10_000;
const defaultContext = 40;

/** How names end, and what they hold. */
const languages: { readonly [ending: string]: SourceText["language"] } = { py: "python", pyi: "python", yaml: "yaml", yml: "yaml", sql: "sql", toml: "toml", json: "json" };

export function readSource(session: Session, params: { readonly file: string; readonly line: number; readonly context?: number | undefined }): SourceText {
  const hash = readFileHash(session.index.db, params.file);
  if (hash === null && !isReferenced(session, params.file)) throw new RequestError("not_found", `${params.file} is not a file that this project's index knows`);
  const content = session.files.readText(params.file);
  if (content === null) throw new RequestError("not_found", `${params.file} is not there any more`);
  if ("problem" in content) throw new RequestError("unavailable", `${params.file} cannot be read: ${content.problem}`);
  const lines = content.text.split("\n");
  if (lines.at(-1) === "" && lines.length > 1) lines.pop();
  const context = params.context ?? defaultContext;
  const first = Math.max(1, Math.min(params.line, lines.length) - context);
  return {
    file: params.file, firstLine: first, totalLines: lines.length, language: languages[params.file.split(".").at(-1)?.toLowerCase() ?? ""] ?? "text",
    lines: lines.slice(first - 1, params.line + context).map((line) => (line.length > longestLine ? line.slice(0, longestLine) : line)),
    isStale: hash !== null && hash !== content.hash,
  };
}

/** Written in the project as the source of an asset, one of its code references, or its SQL. */
export function isReferenced(session: Session, file: string): boolean {
  return readAssets(session.index.db).some((asset) =>
    asset.source?.file === file || asset.codeReferences.some((reference) => reference.kind === "local" && reference.file === file) || sqlFiles(asset, knownOr(asset.metadata, []), session.files).includes(file));
}

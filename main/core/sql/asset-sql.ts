/**
 * An asset -> the SQL that it carries: .sql files that its code references and path metadata name, and metadata values whose label says
 * that they hold a query (or that hold it in a fence of Markdown). Each text once, a file before a copy of it in metadata.
 */
import type { Asset, MetadataEntry } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import type { ProjectFiles } from "../files.ts";
import { dialectOf } from "./dialects.ts";

export interface AssetSql {
  readonly asset: string;
  readonly text: string;
  readonly dialect: string;
  /** Where line 1 of the text stands. A `file` of SQL continues line by line; of metadata all lines are told as this place. */
  readonly at: SourceSpan | null;
  readonly isFile: boolean;
}

export type SqlFiles = Pick<ProjectFiles, "readText" | "toRelative" | "isFile">;

const queryLabel = /(^|[/_.\s-])(sql|query|statement|ddl|(compiled|raw)_(sql|code)|view_definition)([/_.\s-]|$)/i;
const sqlStart = /^(\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\{[{%#][\s\S]*?[}%#]\}|\()*(select|with|insert|create|from|pivot|values|merge)\b/i;
const fence = /^([`~]{3,})[ \t]*(\w*)[^\n]*\n([\s\S]*?)^\1[`~]*[ \t]*$/gm;
const mostTexts = 20;

export function sqlOfAsset(asset: Asset, files: SqlFiles): AssetSql[] {
  const metadata = knownOr(asset.metadata, []);
  const dialect = dialectOf(dialectWords(asset, metadata));
  const found = new Map<string, AssetSql>();
  const add = (text: string, at: SourceSpan | null, isFile: boolean): void => {
    const same = text.replace(/\s+/g, " ").trim();
    if (same !== "" && !found.has(same) && found.size < mostTexts) found.set(same, { asset: asset.key, text, dialect, at, isFile });
  };
  for (const file of sqlFiles(asset, metadata, files)) {
    const content = files.readText(file);
    if (content !== null && "text" in content) add(content.text, { file, line: 1 }, true);
  }
  for (const entry of metadata) for (const text of textsOf(entry)) add(text, entry.at ?? asset.source, false);
  return [...found.values()];
}

/** Files that an asset names, whether they exist or not. */
export function sqlFiles(asset: Asset, metadata: readonly MetadataEntry[], files: SqlFiles): string[] {
  const named = [
    ...asset.codeReferences.flatMap((reference) => (reference.kind === "local" ? [reference.file] : (fileOfPage(reference.url, files) ?? []))),
    ...metadata.flatMap((entry) => ((entry.type === "path" || (entry.type === "text" && queryLabel.test(entry.label))) && !isUnknown(entry.value) ? [entry.value] : [])),
  ];
  const relative = named.filter((file) => /\.sql(\.jinja2?|\.j2)?$/i.test(file) && !file.includes("\n")).flatMap((file) => (/^([/\\]|[a-z]:)/i.test(file) ? (files.toRelative(file) ?? []) : [file]));
  return [...new Set(relative)];
}

/** The project's file that a page of a git host shows: the longest end of the page's path that is a file here, its folder included. */
function fileOfPage(url: string, files: SqlFiles): string | null {
  const path = /^https?:\/\/[^/]+\/(.+?\.sql)(?:#.*)?$/i.exec(url)?.[1];
  const parts = path?.split("/").map((part) => decodeURIComponentOr(part)) ?? [];
  for (let from = 0; from < parts.length - 1; from++) {
    const file = parts.slice(from).join("/");
    if (!parts.includes("..") && files.isFile(file)) return file;
  }
  return null;
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textsOf(entry: MetadataEntry): string[] {
  if ((entry.type !== "text" && entry.type !== "md") || isUnknown(entry.value)) return [];
  const isQuery = queryLabel.test(entry.label);
  if (entry.type === "md") {
    const fenced = [...entry.value.matchAll(fence)].filter((match) => match[2]!.toLowerCase() === "sql" || (isQuery && match[2] === "")).map((match) => match[3]!);
    if (fenced.length > 0) return fenced;
  }
  return isQuery && sqlStart.test(entry.value) ? [entry.value] : [];
}

/** What is said of the dialect, the surest first: metadata that names it, then where the table is stored, then kinds. */
function dialectWords(asset: Asset, metadata: readonly MetadataEntry[]): string[] {
  const named = metadata.flatMap((entry) => (entry.type === "text" && /(^|[/_.])dialect$/i.test(entry.label) && !isUnknown(entry.value) ? [entry.value] : []));
  const storage = knownOr(asset.tags, null)?.["dagster/storage_kind"];
  return [...named, ...(typeof storage === "string" ? [storage] : []), ...knownOr(asset.kinds, [])];
}

/** The names by which SQL may mean an asset's table, for matchTable: what its metadata says first (may be empty), then its key. */
export function tableNames(asset: Asset): [string, string] {
  const said = (label: string): string | undefined => {
    const entry = knownOr(asset.metadata, []).find((one) => one.label === label);
    return entry?.type === "text" && !isUnknown(entry.value) ? entry.value.replace(/["`[\]]/g, "") : undefined;
  };
  return [said("dagster/table_name") ?? said("dagster/relation_identifier") ?? "", asset.keyPath.join(".")];
}

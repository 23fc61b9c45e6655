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
const mostTexts = 20;
/** Longer texts are no statement that somebody wrote. */
const longestText = 400_000;
const longestUrl = 2_000;

/** `logged`: metadata of its newest materialization, which has no place in a file. */
export function sqlOfAsset(asset: Asset, files: SqlFiles, logged: readonly MetadataEntry[] = []): AssetSql[] {
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
  for (const entry of logged) for (const text of textsOf(entry)) add(text, null, false);
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
  const path = url.length > longestUrl ? undefined : /^https?:\/\/[^/]+\/(.+?\.sql)(?:#.*)?$/i.exec(url)?.[1];
  const parts = path?.split("/").map(decoded) ?? [];
  if (parts.includes("..")) return null;
  for (let from = 0; from < parts.length - 1; from++) {
    const file = parts.slice(from).join("/");
    if (files.isFile(file)) return file;
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function textsOf(entry: MetadataEntry): string[] {
  if ((entry.type !== "text" && entry.type !== "md") || isUnknown(entry.value) || entry.value.length > longestText) return [];
  const isQuery = queryLabel.test(entry.label);
  const fenced = entry.type === "md" ? fences(entry.value).filter((one) => one.language === "sql" || (isQuery && one.language === "")) : [];
  if (fenced.length > 0) return fenced.map((one) => one.text);
  return isQuery && startsAsSql(entry.value) ? [entry.value] : [];
}

/** Code blocks of Markdown, line by line: hostile text costs no more than its length. */
function fences(markdown: string): { readonly language: string; readonly text: string }[] {
  const found: { language: string; text: string }[] = [];
  let open: { mark: string; language: string; lines: string[] } | null = null;
  for (const line of markdown.split("\n")) {
    const match = /^ {0,3}(`{3,}|~{3,})[ \t]*(\w*)/.exec(line);
    if (!open) {
      if (match) open = { mark: match[1]!, language: match[2]!.toLowerCase(), lines: [] };
    } else if (match && match[2] === "" && match[1]!.startsWith(open.mark)) {
      found.push({ language: open.language, text: open.lines.join("\n") });
      open = null;
    } else open.lines.push(line);
  }
  return found;
}

const opening: readonly (readonly [string, string])[] = [["--", "\n"], ["/*", "*/"], ["{{", "}}"], ["{%", "%}"], ["{#", "#}"]];

/** Whether the first word, after comments and Jinja, begins a statement that gives rows. */
function startsAsSql(text: string): boolean {
  let at = 0;
  for (;;) {
    while (at < text.length && /[\s(]/.test(text[at]!)) at++;
    const skipped = opening.find(([begin]) => text.startsWith(begin, at));
    if (!skipped) return /^(select|with|insert|create|from|pivot|values)\b/i.test(text.slice(at, at + 8));
    const end = text.indexOf(skipped[1], at);
    if (end < 0) return false;
    at = end + skipped[1].length;
  }
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

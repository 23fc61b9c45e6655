/**
 * The assets as they are shown: one row a key, with what is searched and walked beside it (edges, columns, full text). Written from
 * reconciled assets; knows nothing of readers, locations' order or the log.
 */
import type { Database } from "better-sqlite3";
import type { Asset, MetadataEntry, TableColumn } from "../../../shared/model.ts";
import { isUnknown, knownOr } from "../../../shared/unknown.ts";
import { checksum, readPayload } from "./damage.ts";
import { sql } from "./statements.ts";

interface AssetRecord { readonly payload: string; readonly checksum: number }

/** Longest text of one asset that full text search keeps of a field, in characters. */
const searchTextLimit = 20_000;

export function writeAsset(db: Database, asset: Asset): void {
  const payload = JSON.stringify({ ...asset, latestMaterialization: null, latestObservation: null });
  const row = sql<{ id: number }>(db, `INSERT INTO assets (key, is_stub, location, payload, checksum) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET is_stub = excluded.is_stub, location = excluded.location, payload = excluded.payload, checksum = excluded.checksum
    RETURNING id`).get(asset.key, asset.isStub ? 1 : 0, asset.codeLocation, payload, checksum(payload));
  clearDetails(db, asset.key, row?.id);
  const putDep = sql(db, "INSERT OR IGNORE INTO deps (key, upstream) VALUES (?, ?)");
  for (const upstream of knownOr(asset.deps, [])) putDep.run(asset.key, upstream);
  const columns = columnsOf(asset);
  const putColumn = sql(db, "INSERT INTO columns (key, position, name, type, description) VALUES (?, ?, ?, ?, ?)");
  columns.forEach((column, position) => putColumn.run(asset.key, position, column.name, column.type, column.description));
  sql(db, "INSERT INTO search_text (rowid, key, description, columns, metadata, facets) VALUES (?, ?, ?, ?, ?, ?)").run(
    row?.id, asset.keyPath.join(" "), capped(knownOr(asset.description, null) ?? ""),
    capped(columns.map((column) => `${column.name} ${column.description ?? ""}`).join("\n")), capped(metadataText(knownOr(asset.metadata, []))), facetText(asset),
  );
}

export function deleteAsset(db: Database, key: string): void {
  const row = sql<{ id: number }>(db, "SELECT id FROM assets WHERE key = ?").get(key);
  if (!row) return;
  clearDetails(db, key, row.id);
  sql(db, "DELETE FROM assets WHERE id = ?").run(row.id);
}

/** Without the latest events: those are the log's (events.ts). */
export function readAsset(db: Database, key: string): Asset | null {
  const row = sql<AssetRecord>(db, "SELECT payload, checksum FROM assets WHERE key = ?").get(key);
  return row ? readPayload<Asset>(row.payload, row.checksum) : null;
}

/** All assets, in no order that matters. */
export function readAssets(db: Database): Asset[] {
  return sql<AssetRecord>(db, "SELECT payload, checksum FROM assets").all().map((row) => readPayload<Asset>(row.payload, row.checksum));
}

/** Some assets after the row `after` (0 at first), for who reads all without holding everything else up. */
export function readAssetPage(db: Database, after: number, limit: number): { readonly assets: Asset[]; readonly last: number | null } {
  const rows = sql<AssetRecord & { id: number }>(db, "SELECT id, payload, checksum FROM assets WHERE id > ? ORDER BY id LIMIT ?").all(after, limit);
  return { assets: rows.map((row) => readPayload<Asset>(row.payload, row.checksum)), last: rows.at(-1)?.id ?? null };
}

export function countAssets(db: Database): { readonly assets: number; readonly stubs: number; readonly columns: number } {
  const row = sql<{ assets: number; stubs: number | null }>(db, "SELECT sum(is_stub = 0) AS assets, sum(is_stub) AS stubs FROM assets").get();
  const columns = sql<{ n: number }>(db, "SELECT count(*) AS n FROM columns").get();
  return { assets: row?.assets ?? 0, stubs: row?.stubs ?? 0, columns: columns?.n ?? 0 };
}

export function readUpstream(db: Database, key: string): string[] {
  return sql<{ key: string }>(db, "SELECT upstream AS key FROM deps WHERE key = ? ORDER BY upstream").all(key).map((row) => row.key);
}

export function readDownstream(db: Database, key: string): string[] {
  return sql<{ key: string }>(db, "SELECT key FROM deps WHERE upstream = ? ORDER BY key").all(key).map((row) => row.key);
}

export interface FoundText {
  readonly key: string;
  /** The place, with what was found between \u0001 and \u0002. */
  readonly description: string;
  readonly metadata: string;
}

/** `match` is an FTS5 expression; its special characters are the caller's concern. Best first. */
export function findText(db: Database, match: string, limit: number): FoundText[] {
  return sql<FoundText>(db, `SELECT a.key, snippet(search_text, 1, char(1), char(2), '…', 12) AS description, snippet(search_text, 3, char(1), char(2), '…', 12) AS metadata
    FROM search_text JOIN assets a ON a.id = search_text.rowid WHERE search_text MATCH ? ORDER BY bm25(search_text, 4, 2, 2, 1, 1) LIMIT ?`).all(match, limit);
}

export interface FoundColumn { readonly key: string; readonly name: string; readonly type: string; readonly description: string | null }

/** Columns whose name holds `part`, shortest names first. */
export function findColumns(db: Database, part: string, limit: number): FoundColumn[] {
  return sql<FoundColumn>(db, `SELECT key, name, type, description FROM columns WHERE name LIKE ? ESCAPE '\\' ORDER BY length(name), name, key LIMIT ?`)
    .all(`%${part.replaceAll(/[\\%_]/g, "\\$&")}%`, limit);
}

/** Columns of the definition's schema. */
export function columnsOf(asset: Asset): readonly TableColumn[] {
  for (const entry of knownOr(asset.metadata, [])) {
    if (entry.type === "table_schema" && entry.label === "dagster/column_schema" && !isUnknown(entry.value)) return entry.value.columns;
  }
  return [];
}

function clearDetails(db: Database, key: string, id: number | undefined): void {
  sql(db, "DELETE FROM deps WHERE key = ?").run(key);
  sql(db, "DELETE FROM columns WHERE key = ?").run(key);
  if (id !== undefined) sql(db, "DELETE FROM search_text WHERE rowid = ?").run(id);
}

function metadataText(entries: readonly MetadataEntry[]): string {
  return entries.filter((entry) => entry.type !== "table_schema").map((entry) => `${entry.label} ${valueText(entry)}`).join("\n");
}

function valueText(entry: MetadataEntry): string {
  if (isUnknown(entry.value)) return "";
  return typeof entry.value === "object" ? JSON.stringify(entry.value) : String(entry.value);
}

function facetText(asset: Asset): string {
  const tags = Object.entries(knownOr(asset.tags, {})).map(([key, value]) => `${key} ${knownOr(value, "")}`);
  return [...knownOr(asset.owners, []), ...tags, ...knownOr(asset.kinds, []), knownOr(asset.group, "")].join("\n");
}

function capped(text: string): string {
  return text.length > searchTextLimit ? text.slice(0, searchTextLimit) : text;
}

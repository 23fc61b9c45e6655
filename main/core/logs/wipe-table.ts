/**
 * `asset_keys` -> which assets were wiped, and when. A wipe keeps the row (`SqlEventLogStorage.wipe_asset`): its time is in
 * `wipe_timestamp`, on older schemas only in the JSON of `asset_details`.
 */
import type { DatabaseSync } from "node:sqlite";
import { formatAssetKey } from "../../../shared/asset-key.ts";
import type { AssetWipe } from "./log-batch.ts";
import { PythonJsonError, parsePythonJson } from "./python-json.ts";
import { parseAssetKeyColumn } from "./read-event.ts";
import { integerCell, textCell, type Row } from "./row.ts";
import { member, numberOrNull } from "./serdes.ts";
import { columnOrNull, storedColumns } from "./tables.ts";
import { parseTimestamp } from "./timestamp.ts";

const rowsPerPage = 1_000;

export interface WipePage {
  readonly wipes: readonly AssetWipe[];
  /** Id to go on after, or null at the end. */
  readonly next: number | null;
}

export function readWipePage(database: DatabaseSync, home: string, afterId: number): WipePage {
  const columns = storedColumns(database, "asset_keys");
  if (columns === null || !columns.has("id") || !columns.has("asset_key")) return { wipes: [], next: null };
  const times = ["wipe_timestamp", "asset_details"].filter((name) => columns.has(name));
  if (times.length === 0) return { wipes: [], next: null };
  const statement = database.prepare(
    `SELECT id, asset_key, ${columnOrNull(columns, "wipe_timestamp")}, ${columnOrNull(columns, "asset_details")} FROM asset_keys
     WHERE id > ? AND (${times.map((name) => `${name} IS NOT NULL`).join(" OR ")}) ORDER BY id LIMIT ${rowsPerPage}`);
  statement.setReadBigInts(true);
  const rows = statement.all(afterId);
  return {
    wipes: rows.flatMap((row) => toWipe(row, home)),
    next: rows.length < rowsPerPage ? null : integerCell(rows.at(-1), "id"),
  };
}

function toWipe(row: Row, home: string): AssetWipe[] {
  const path = parseAssetKeyColumn(textCell(row, "asset_key"));
  const timestamp = parseTimestamp(textCell(row, "wipe_timestamp")) ?? readDetails(textCell(row, "asset_details"));
  return path === null || timestamp === null ? [] : [{ assetKey: formatAssetKey(path), timestamp, home }];
}

function readDetails(text: string | null): number | null {
  if (text === null) return null;
  try {
    return numberOrNull(member(parsePythonJson(text), "last_wipe_timestamp"));
  } catch (error) {
    if (error instanceof PythonJsonError) return null;
    throw error;
  }
}

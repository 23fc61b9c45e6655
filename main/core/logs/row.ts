/** Cells as node:sqlite hands them over (integers as bigint) -> what a reader expects, or null: SQLite's columns may hold any type. */
import type { SQLOutputValue } from "node:sqlite";

export type Row = Record<string, SQLOutputValue>;

/** Longest text of a column that is not an event: keys, names, ids. */
const maxNameLength = 100_000;

export function textCell(row: Row, column: string, maxLength = maxNameLength): string | null {
  const value = row[column];
  return typeof value === "string" && value.length <= maxLength ? value : null;
}

export function numberCell(row: Row, column: string): number | null {
  const value = row[column];
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** An integer that a double holds exactly, or null. */
export function integerCell(row: Row | undefined, column: string): number | null {
  const number = row === undefined ? null : numberCell(row, column);
  return Number.isSafeInteger(number) ? number : null;
}

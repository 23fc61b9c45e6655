/** Rows -> CSV by RFC 4180; a cell that a spreadsheet would run as a formula is kept text. */
import { isUnknown, type Known } from "./unknown.ts";

export type CsvValue = string | number | null | undefined;

export function formatCsv(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(formatCell).join(",")}\r\n`).join("");
}

/** Lists joined by a space; what cannot be known is told from what there is none of. */
export function formatKnown(value: Known<string | readonly string[]>): string {
  if (isUnknown(value)) return `unknown: ${value.unknown}`;
  return typeof value === "string" ? value : value.join(" ");
}

function formatCell(value: CsvValue): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One metadata value as a line of text: for comparing, filtering, copying and for the summary of a big one. Pure. */
import type { Json, MetadataEntry, MetadataValue } from "../../../shared/model.ts";
import { isUnknown } from "../../../shared/unknown.ts";
import { formatCount, formatTime } from "../format.ts";

const longText = 240;

/** Values that fit on one line as they are. */
export function isShort(entry: MetadataValue): boolean {
  if (entry.type === "null" || isUnknown(entry.value)) return true;
  switch (entry.type) {
    case "table":
    case "table_schema":
    case "table_column_lineage":
    case "code_references":
      return false;
    case "json":
    case "unknown":
      return typeof entry.value !== "object" || entry.value === null || JSON.stringify(entry.value).length <= 60;
    case "md":
    case "text":
      return entry.value.length <= longText && !entry.value.includes("\n");
    default:
      return true;
  }
}

/** What stands in the cell for a value that is shown below it. */
export function summarize(entry: MetadataValue): string {
  if (entry.type === "null" || isUnknown(entry.value)) return "";
  switch (entry.type) {
    case "table": {
      const columns = new Set(entry.value.records.flatMap((record) => Object.keys(record))).size;
      return `table, ${formatCount(entry.value.records.length, "row")} × ${formatCount(columns, "column")}`;
    }
    case "table_schema":
      return `schema, ${formatCount(entry.value.columns.length, "column")}`;
    case "table_column_lineage":
      return `lineage of ${formatCount(Object.keys(entry.value.depsByColumn).length, "column")}`;
    case "code_references":
      return formatCount(entry.value.length, "code reference");
    case "json":
    case "unknown":
      return summarizeJson(entry.value);
    case "md":
      return `Markdown, ${formatCount(entry.value.length, "character")}`;
    default:
      return `text, ${formatCount(String(entry.value).length, "character")}`;
  }
}

function summarizeJson(value: Json): string {
  if (Array.isArray(value)) return `list of ${value.length.toLocaleString("en")}`;
  if (typeof value === "object" && value !== null) {
    const name = "__class__" in value ? value["__class__"] : undefined;
    return typeof name === "string" ? `${name} (raw JSON)` : `object, ${formatCount(Object.keys(value).length, "key")}`;
  }
  return String(value);
}

/** The whole value as text: equal texts are equal values. */
export function toText(entry: MetadataValue): string {
  if (entry.type === "null") return "null";
  if (isUnknown(entry.value)) return `unknown: ${entry.value.unknown}`;
  if (entry.type === "timestamp") return typeof entry.value === "number" ? formatTime(entry.value) : entry.value;
  if (entry.type === "python_artifact") return `${entry.value.module}.${entry.value.name}`;
  return typeof entry.value === "object" ? JSON.stringify(entry.value) : String(entry.value);
}

/** Do both say the same? Types are compared too: the text "30" is not the number 30. */
export function isSameValue(a: MetadataValue, b: MetadataValue): boolean {
  return a.type === b.type && (typeof a.value === "object" && typeof b.value === "object" ? inOrder(a.value) === inOrder(b.value) : toText(a) === toText(b));
}

/** JSON with the keys of every object sorted: their order says nothing. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === "object" && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort((a, b) => (a[0] < b[0] ? -1 : 1))) : one));
}

export function matchesText(entry: MetadataEntry, words: string): boolean {
  const text = `${entry.label}\n${toText(entry)}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

/** A number of int and float entries with what cannot be drawn told apart. */
export function numberOf(entry: MetadataValue): number | null {
  if ((entry.type !== "int" && entry.type !== "float") || isUnknown(entry.value)) return null;
  const value = Number(entry.value);
  return Number.isFinite(value) ? value : null;
}


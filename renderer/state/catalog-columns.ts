/** The catalog's columns: what each is called, how wide, and what it sorts by. Which are shown is remembered. */
import { create } from "zustand";
import type { AssetRow } from "../../shared/api.ts";
import { isUnknown, knownOr, type Known } from "../../shared/unknown.ts";
import { isStringArray, readLocal, writeLocal } from "./local.ts";

export const columnIds = ["key", "kinds", "group", "owners", "tags", "materialized", "rows", "checks", "description", "location", "file"] as const;
export type ColumnId = (typeof columnIds)[number];

export interface CatalogColumn {
  readonly id: ColumnId;
  readonly title: string;
  /** Track of the grid: least and share. */
  readonly minWidth: number;
  readonly share: number;
  readonly isNumber?: boolean;
  readonly isShownFirst: boolean;
  /** null sorts last in both directions. */
  readonly sortValue: (row: AssetRow) => string | number | null;
}

export const catalogColumns: readonly CatalogColumn[] = [
  { id: "key", title: "Asset", minWidth: 250, share: 2.4, isShownFirst: true, sortValue: (row) => row.key },
  { id: "kinds", title: "Kinds", minWidth: 112, share: 1, isShownFirst: true, sortValue: (row) => joined(row.kinds) },
  { id: "group", title: "Group", minWidth: 112, share: 1.2, isShownFirst: true, sortValue: (row) => knownOr(row.group, null) },
  { id: "owners", title: "Owners", minWidth: 84, share: 0.5, isShownFirst: true, sortValue: (row) => joined(row.owners) },
  { id: "tags", title: "Tags", minWidth: 160, share: 2, isShownFirst: true, sortValue: tagText },
  { id: "materialized", title: "Last materialized", minWidth: 134, share: 0.6, isShownFirst: true, sortValue: (row) => row.materializedAt },
  { id: "rows", title: "Rows", minWidth: 92, share: 0.3, isNumber: true, isShownFirst: true, sortValue: (row) => (row.rowCount === null ? null : Number(row.rowCount)) },
  { id: "checks", title: "Checks", minWidth: 92, share: 0.3, isShownFirst: true, sortValue: (row) => (row.checks.total === 0 ? null : row.checks.failed * 1e6 + row.checks.warned * 1e3 + row.checks.total) },
  { id: "description", title: "Description", minWidth: 220, share: 2.5, isShownFirst: false, sortValue: (row) => knownOr(row.summary, null) },
  { id: "location", title: "Code location", minWidth: 140, share: 1, isShownFirst: false, sortValue: (row) => row.codeLocation || null },
  { id: "file", title: "File", minWidth: 200, share: 1.6, isShownFirst: false, sortValue: (row) => (row.file === null ? null : `${row.file}:${String(row.line ?? 0).padStart(7, "0")}`) },
];

function joined(values: Known<readonly string[]>): string | null {
  return isUnknown(values) || values.length === 0 ? null : values.join(" ");
}

function tagText(row: AssetRow): string | null {
  return isUnknown(row.tags) || Object.keys(row.tags).length === 0 ? null : Object.keys(row.tags).sort().join(" ");
}

/** `sort` is a column id, `-` before it for descending. Ties keep the order of keys. */
export function sortRows(rows: readonly AssetRow[], sort: string | undefined): readonly AssetRow[] {
  const { column, isDescending } = readSort(sort);
  const direction = isDescending ? -1 : 1;
  const decorated = rows.map((row) => ({ row, value: column.sortValue(row) }));
  decorated.sort((a, b) => {
    if (a.value === null || b.value === null) return a.value === b.value ? compareText(a.row.key, b.row.key) : a.value === null ? 1 : -1;
    const order = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : compareText(String(a.value), String(b.value));
    return order * direction || compareText(a.row.key, b.row.key);
  });
  return decorated.map((one) => one.row);
}

export function readSort(sort: string | undefined): { readonly column: CatalogColumn; readonly isDescending: boolean } {
  const isDescending = sort?.startsWith("-") ?? false;
  const column = catalogColumns.find((one) => one.id === (isDescending ? sort?.slice(1) : sort));
  return column ? { column, isDescending } : { column: catalogColumns[0]!, isDescending: false };
}

/** The next click on a column's head: ascending, descending; numbers and times begin with the highest. */
export function nextSort(sort: string | undefined, column: CatalogColumn): string {
  const now = readSort(sort);
  const isHighFirst = column.isNumber === true || column.id === "materialized" || column.id === "checks";
  const isDescending = now.column.id === column.id ? !now.isDescending : isHighFirst;
  return `${isDescending ? "-" : ""}${column.id}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Width of one letter of the typeface of keys, and of what stands beside a key, in px. */
const letterWidth = 7.25;
const badgeWidth = 92;
const emptyWidth = 76;

export interface ColumnTrack {
  readonly column: CatalogColumn;
  readonly minWidth: number;
  readonly share: number;
}

/** Widths for these rows: keys get the room that they need, columns with nothing in them give theirs away. */
export function fitColumns(columns: readonly CatalogColumn[], rows: readonly AssetRow[], isTree: boolean): readonly ColumnTrack[] {
  return columns.map((column) => {
    if (column.id === "key") {
      const widths = rows.map((row) => (isTree ? (row.keyPath.at(-1) ?? "").length + row.keyPath.length * 2.5 : row.key.length) * letterWidth + (row.isStub || row.kind !== "materializable" ? badgeWidth : 0)).sort((a, b) => a - b);
      const most = widths[Math.floor(widths.length * 0.95)] ?? 0;
      return { column, minWidth: Math.round(Math.min(440, Math.max(200, most + 30))), share: column.share };
    }
    const isEmpty = rows.length > 0 && !rows.some((row) => column.sortValue(row) !== null || row.unknownFields.includes(column.id));
    return { column, minWidth: isEmpty ? Math.min(column.minWidth, Math.max(emptyWidth, column.title.length * 7 + 12)) : column.minWidth, share: isEmpty ? 0.1 : column.share };
  });
}

const firstShown = catalogColumns.filter((column) => column.isShownFirst).map((column) => column.id);

interface ColumnChoice {
  readonly shown: readonly string[];
}

export const useColumnChoice = create<ColumnChoice>()(() => ({ shown: readLocal("catalog.columns", [...firstShown], isStringArray) }));

/** The key column stays: a row without a name is no row. */
export function toggleColumn(id: ColumnId): void {
  if (id === "key") return;
  const { shown } = useColumnChoice.getState();
  setShown(shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]);
}

export function resetColumns(): void {
  setShown(firstShown);
}

function setShown(shown: readonly string[]): void {
  useColumnChoice.setState({ shown });
  writeLocal("catalog.columns", shown);
}

/** Parsed configuration -> the typed values in it. What is missing or of another type is null; nothing throws. */
import type { SourceSpan } from "../../../shared/source-span.ts";

export type Table = { readonly [key: string]: unknown };

export interface ConfigFile {
  readonly file: string;
  readonly data: Table;
  /** Where a part stands, by its keys (and positions in lists); the file's first line when it cannot be told. */
  readonly at: (...path: readonly (string | number)[]) => SourceSpan;
}

export function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The value under a chain of keys; undefined where a part is missing or no table. Own keys only: `constructor` is a name like any other. */
export function valueIn(table: unknown, ...keys: readonly string[]): unknown {
  let at: unknown = table;
  for (const key of keys) {
    if (!isTable(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

export function tableIn(table: unknown, ...keys: readonly string[]): Table | null {
  const value = valueIn(table, ...keys);
  return isTable(value) ? value : null;
}

export function textIn(table: unknown, ...keys: readonly string[]): string | null {
  const value = valueIn(table, ...keys);
  return typeof value === "string" && value !== "" ? value : null;
}

/** A list under a chain of keys; empty when there is none. */
export function listIn(table: unknown, ...keys: readonly string[]): readonly unknown[] {
  const value = valueIn(table, ...keys);
  return Array.isArray(value) ? value : [];
}

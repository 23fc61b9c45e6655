/**
 * The asset selection language: its tokens and its tree. Mirrors Dagster's grammar `AssetSelection.g4` (dagster 1.13 and the newer
 * `not_materialized_in_hours`), with attributes of our own behind the same shape (`metadata`, `description`, `path`).
 */

/** Attributes that take one value. */
export const valueAttributes = [
  "owner", "group", "kind", "is", "code_location", "status", "column", "table_name", "changed_in_branch", "partitions",
  "automation_type", "sensor", "schedule", "job", "description", "path",
] as const;
/** Attributes that take `key` or `key=value`. */
export const pairAttributes = ["tag", "column_tag", "metadata"] as const;
export const functionNames = ["sinks", "roots"] as const;

export type ValueAttribute = (typeof valueAttributes)[number];
export type PairAttribute = (typeof pairAttributes)[number];
export type AttributeName = "key" | ValueAttribute | PairAttribute | "not_materialized_in_hours";

export const attributeNames: readonly AttributeName[] = ["key", ...valueAttributes, ...pairAttributes, "not_materialized_in_hours"];

export type TokenKind =
  | "and" | "or" | "not" | "star" | "plus" | "digits" | "colon" | "equal" | "left" | "right" | "comma"
  | "attribute" | "function" | "null" | "quoted" | "bare" | "wildcard" | "end" | "bad";

export interface Token {
  readonly kind: TokenKind;
  /** As written; for quoted strings without the quotes. */
  readonly text: string;
  /** Offsets in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** null stands for `<null>`. */
export type SelectionValue = string | null;

export type Selection =
  | { readonly kind: "all" }
  | { readonly kind: "key"; readonly pattern: string }
  | { readonly kind: "attribute"; readonly name: ValueAttribute; readonly value: SelectionValue }
  /** `value` undefined: written without `=`. */
  | { readonly kind: "pair"; readonly name: PairAttribute; readonly key: SelectionValue; readonly value: SelectionValue | undefined }
  | { readonly kind: "not_materialized_in_hours"; readonly hours: number }
  | { readonly kind: "not"; readonly of: Selection }
  | { readonly kind: "and" | "or"; readonly left: Selection; readonly right: Selection }
  /** Depths in levels; null: no limit; undefined: not walked. */
  | { readonly kind: "walk"; readonly of: Selection; readonly up: number | null | undefined; readonly down: number | null | undefined }
  | { readonly kind: "sinks" | "roots"; readonly of: Selection };

export interface SelectionError {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

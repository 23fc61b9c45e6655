/** Columns as declared and as the last materialization had them -> one list with the differences. Names are compared as Dagster does: in lower case. Pure. */
import type { MetadataEntry, TableColumn, TableColumnDep, TableSchema } from "../../shared/model.ts";
import { isUnknown, type Unknown } from "../../shared/unknown.ts";

export interface ColumnLine {
  readonly name: string;
  /** Declared in the definition; null where only the table has it. */
  readonly declared: TableColumn | null;
  /** In the latest materialization's schema. */
  readonly actual: TableColumn | null;
  readonly difference: "same" | "added" | "missing" | "type" | "constraints";
  /** Columns that it comes from, null where no lineage says so. */
  readonly deps: readonly TableColumnDep[] | null;
}

export interface SchemaView {
  readonly columns: readonly ColumnLine[];
  readonly constraints: readonly string[];
  readonly hasDeclared: boolean;
  readonly hasActual: boolean;
  /** Number of lines that are not "same". */
  readonly differences: number;
  /** The schema could not be read from the definition. */
  readonly unknown: Unknown | null;
}

/** Definition's order first, then what only the table has. With one schema alone there is nothing to compare. */
export function compareSchemas(definition: readonly MetadataEntry[], latest: readonly MetadataEntry[]): SchemaView {
  const declared = findSchema(definition);
  const actual = findSchema(latest);
  const lineage = findLineage(latest) ?? findLineage(definition);
  const known = isUnknown(declared) ? null : declared;
  const found = isUnknown(actual) ? null : actual;
  const actualByName = new Map((found?.columns ?? []).map((column) => [column.name.toLowerCase(), column]));
  const declaredNames = new Set((known?.columns ?? []).map((column) => column.name.toLowerCase()));
  const canCompare = known !== null && found !== null;
  const columns: ColumnLine[] = [];
  const add = (one: TableColumn | null, other: TableColumn | null): void => {
    const name = one?.name ?? other?.name ?? "";
    columns.push({ name, declared: one, actual: other, difference: canCompare ? differenceOf(one, other) : "same", deps: depsOf(lineage, name) });
  };
  for (const column of known?.columns ?? []) add(column, actualByName.get(column.name.toLowerCase()) ?? null);
  for (const column of found?.columns ?? []) if (!declaredNames.has(column.name.toLowerCase())) add(null, column);
  if (!known && !found && lineage) for (const name of Object.keys(lineage)) columns.push({ name, declared: null, actual: null, difference: "same", deps: depsOf(lineage, name) });
  return {
    columns,
    constraints: [...new Set([...(known?.constraints.other ?? []), ...(found?.constraints.other ?? [])])],
    hasDeclared: known !== null,
    hasActual: found !== null,
    differences: columns.filter((column) => column.difference !== "same").length,
    unknown: isUnknown(declared) ? declared : null,
  };
}

function differenceOf(declared: TableColumn | null, actual: TableColumn | null): ColumnLine["difference"] {
  if (!declared) return "added";
  if (!actual) return "missing";
  if (declared.type.trim().toLowerCase() !== actual.type.trim().toLowerCase()) return "type";
  const isSame = declared.constraints.nullable === actual.constraints.nullable && declared.constraints.unique === actual.constraints.unique;
  return isSame ? "same" : "constraints";
}

function findSchema(entries: readonly MetadataEntry[]): TableSchema | Unknown | null {
  const entry = entries.find((one) => one.label === "dagster/column_schema") ?? entries.find((one) => one.type === "table_schema");
  if (!entry) return null;
  if (entry.type === "table_schema") return entry.value;
  return isUnknown(entry.value) ? entry.value : null;
}

type Deps = { readonly [column: string]: readonly TableColumnDep[] };

function findLineage(entries: readonly MetadataEntry[]): Deps | null {
  const entry = entries.find((one) => one.label === "dagster/column_lineage") ?? entries.find((one) => one.type === "table_column_lineage");
  return entry?.type === "table_column_lineage" && !isUnknown(entry.value) ? entry.value.depsByColumn : null;
}

function depsOf(lineage: Deps | null, name: string): readonly TableColumnDep[] | null {
  if (!lineage) return null;
  if (Object.hasOwn(lineage, name)) return lineage[name] ?? null;
  const match = Object.keys(lineage).find((one) => one.toLowerCase() === name.toLowerCase());
  return match === undefined ? null : (lineage[match] ?? null);
}

/** Records of a table without a schema -> the schema that Dagster guesses from the first of them (dagster 1.5-1.13). */
import type { TableSchema } from "../../../shared/model.ts";
import { unknown, type Known } from "../../../shared/unknown.ts";
import type { Value } from "../python/values.ts";
import { dataOf, TableRecordData } from "./objects.ts";
import { itemsOf } from "./read-values.ts";

const types: { readonly [type in Value["type"]]?: string } = { bool: "bool", int: "int", float: "float" };

export function guessSchema(records: Value): Known<TableSchema | null> {
  const first = itemsOf(records)?.items[0];
  if (!first) return null;
  const data = dataOf(first, TableRecordData)?.data;
  if (data?.type !== "dict" || data.open) return unknown("is guessed from a record that cannot be read", first.span);
  const columns = data.entries.flatMap(([name, value]) => name.type === "str" ? [{
    name: name.value, type: types[value.type] ?? "string", description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {},
  }] : []);
  return { columns, constraints: { other: [] } };
}

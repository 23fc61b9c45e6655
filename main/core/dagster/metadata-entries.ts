/**
 * The metadata of a definition -> `MetadataEntry[]`, raw Python values normalised as Dagster does (`normalize_metadata_value`,
 * dagster 1.13): text, float, bool, int, list and dict (JSON), path, key, schema, lineage, None. Others become Dagster's placeholder.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { unknown, type Known } from "../../../shared/unknown.ts";
import type { MetadataEntry, MetadataValue } from "../../../shared/model.ts";
import type { Value } from "../python/values.ts";
import { AssetKeyData, ColumnLineageData, dataOf, MetadataValueData, TableSchemaData } from "./objects.ts";
import { notA, readJson, readNumber, readText, reasonOf } from "./read-values.ts";

export function readMetadata(value: Value): Known<readonly MetadataEntry[]> {
  if (value.type === "none") return [];
  if (value.type !== "dict") return notA("a dict", value);
  if (value.open) return reasonOf(value.open);
  const entries: MetadataEntry[] = [];
  for (const [key, item] of value.entries) {
    const label = readText(key);
    if (typeof label !== "string") return label;
    entries.push({ ...normalize(item), label, from: "definition", ...(item.span ? { at: item.span } : {}) });
  }
  return entries;
}

/** `normalize_metadata_value`. */
export function normalize(value: Value): MetadataValue {
  switch (value.type) {
    case "str": return { type: "text", value: value.value };
    case "float": return { type: "float", value: readNumber(value) };
    case "bool": return { type: "bool", value: value.value };
    case "int": return { type: "int", value: readNumber(value) };
    case "none": return { type: "null", value: null };
    case "list": case "dict": return { type: "json", value: readJson(value) };
    case "unknown": return { type: "unknown", value: reasonOf(value) };
    case "external": return { type: "unknown", value: notA("metadata", value) };
    case "native": {
      const made = dataOf(value, MetadataValueData);
      if (made) return made.value;
      const key = dataOf(value, AssetKeyData);
      if (key) return { type: "asset", value: formatAssetKey(key.path) };
      const schema = dataOf(value, TableSchemaData);
      if (schema) return { type: "table_schema", value: schema.schema };
      const lineage = dataOf(value, ColumnLineageData);
      if (lineage) return { type: "table_column_lineage", value: lineage.lineage };
      if (/pathlib/.test(value.className)) return { type: "path", value: value.toText?.() ?? unknown("is a path that depends on the machine", value.span) };
      return placeholder(value.className.slice(value.className.lastIndexOf(".") + 1));
    }
    case "instance": {
      const text = readText(value);
      if (typeof text === "string" && value.class.bases.some((base) => base.type === "native_function" && /(^|\.)str$/.test(base.name))) return { type: "text", value: text };
      return value.class.isEnum && typeof text !== "string" ? { type: "unknown", value: text } : placeholder(value.class.name);
    }
    case "tuple": return placeholder("tuple");
    case "set": return placeholder(value.isFrozen ? "frozenset" : "set");
    case "function": return placeholder("function");
    default: return placeholder(value.type);
  }
}

/** What Dagster shows for a value that it has no kind for. */
function placeholder(className: string): MetadataValue {
  return { type: "text", value: `[${className}] (unserializable)` };
}

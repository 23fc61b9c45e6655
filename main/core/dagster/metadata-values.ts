/**
 * `MetadataValue.*` and its classes, `TableSchema`, `TableColumn`, `TableColumnConstraints`, `TableConstraints`, `TableRecord`,
 * `TableColumnLineage`, `TableColumnDep`, `TableMetadataSet`, code references (dagster 1.5-1.13, `_core/definitions/metadata`).
 */
import { projectPathOfText } from "../python/paths.ts";
import { formatAssetKey } from "../../../shared/asset-key.ts";
import { isUnknown, unknown, type Known } from "../../../shared/unknown.ts";
import type { CodeReference, Json, MetadataType, MetadataValue, TableColumn, TableColumnDep } from "../../../shared/model.ts";
import type { SourceSpan } from "../../../shared/source-span.ts";
import { none, type CallContext, type NativeFunction, type NativeObject, type Value } from "../python/values.ts";
import { bind, nativeFunction, type Bound } from "./arguments.ts";
import { coerceKey } from "./asset-key.ts";
import { guessSchema } from "./guessed-schema.ts";
import { ColumnDepData, ColumnLineageData, dataOf, isKnownKey, MetadataValueData, TableColumnData, TableRecordData, TableSchemaData } from "./objects.ts";
import { dict, itemsOf, notA, readBool, readJson, readNumber, readOptionalText, readText, reasonOf } from "./read-values.ts";
import type { Readers } from "./session.ts";

function native(className: string, data: unknown, span: SourceSpan, getAttribute?: NativeObject["getAttribute"]): NativeObject {
  return { type: "native", className, data, span, ...(getAttribute ? { getAttribute } : {}) };
}

export function metadataValue(value: MetadataValue, span: SourceSpan): NativeObject {
  return native("dagster.MetadataValue", new MetadataValueData(value), span);
}

/** `dagster.TableConstraints` and `TableColumnConstraints` are read where they are used: plain bags of arguments. */
class Bag {
  readonly values: { readonly [name: string]: Value | undefined };
  constructor(values: { readonly [name: string]: Value | undefined }) { this.values = values; }
}

function bagClass(name: string, fields: readonly string[]): NativeFunction {
  return nativeFunction(name, (args) => {
    const bound = bind(args, fields);
    const values = Object.fromEntries(fields.map((field) => [field, bound.given(field)]));
    return native(`dagster.${name}`, new Bag(values), args.span, (field) => values[field]);
  }, { className: `dagster.${name}` });
}

function texts(value: Value | undefined): readonly string[] {
  return (value ? itemsOf(value)?.items ?? [] : []).flatMap((item) => item.type === "str" ? [item.value] : []);
}

function readColumn(bound: Bound): Known<TableColumn> {
  const name = readText(bound.raw("name") ?? none);
  const type = readOptionalText(bound.given("type"));
  const description = readOptionalText(bound.given("description"));
  const tags = bound.given("tags");
  const tagJson: Known<Json> = tags ? readJson(tags) : {};
  const constraints = dataOf(bound.given("constraints"), Bag)?.values;
  for (const part of [name, type, description, tagJson]) if (isUnknown(part)) return part;
  const flag = (value: Value | undefined, otherwise: boolean): boolean => value?.type === "bool" ? value.value : otherwise;
  return {
    name: String(name), type: typeof type === "string" ? type : "string", description: typeof description === "string" ? description : null,
    constraints: { nullable: flag(constraints?.["nullable"], true), unique: flag(constraints?.["unique"], false), other: texts(constraints?.["other"]) },
    tags: Object.fromEntries(Object.entries(tagJson ?? {}).map(([key, value]) => [key, String(value)])),
  };
}

/** Items of a list, each through `read`; the first reason where one is unknown. */
function readEach<T>(value: Value | undefined, read: (item: Value) => Known<T>): Known<readonly T[]> {
  if (!value) return [];
  const list = itemsOf(value);
  if (!list) return notA("a list", value);
  if (list.open) return reasonOf(list.open);
  const results: T[] = [];
  for (const item of list.items) {
    const result = read(item);
    if (isUnknown(result)) return result;
    results.push(result);
  }
  return results;
}

export function readColumnDep(value: Value): Known<TableColumnDep> {
  return dataOf(value, ColumnDepData)?.dep ?? notA("a column dependency", value);
}

const KINDS: { readonly [method: string]: MetadataType } = {
  text: "text", url: "url", path: "path", notebook: "notebook", md: "md", json: "json", float: "float", int: "int", bool: "bool", null: "null",
  timestamp: "timestamp", python_artifact: "python_artifact", dagster_run: "dagster_run", job: "job", asset: "asset", table: "table",
  table_schema: "table_schema", column_lineage: "table_column_lineage", code_references: "code_references", pool: "pool",
};

function makeValue(kind: MetadataType, bound: Bound, context: CallContext): MetadataValue {
  const value = bound.raw(FIRST[0]!) ?? [...bound.args.named.values()][0] ?? none;
  switch (kind) {
    case "json": return { type: kind, value: readJson(value) };
    case "int": case "float": return { type: kind, value: readNumber(value) };
    case "bool": return { type: kind, value: readBool(value) };
    case "null": return { type: kind, value: null };
    case "timestamp": {
      const number = readNumber(value);
      if (!isUnknown(number)) return { type: kind, value: number };
      const stamp = context.call(context.getAttribute(value, "timestamp"), []);
      return { type: kind, value: readNumber(stamp) };
    }
    case "asset": {
      const key = coerceKey(value, context);
      return { type: kind, value: isKnownKey(key) ? formatAssetKey(key.path) : reasonOf(key) };
    }
    case "table_schema": return { type: kind, value: dataOf(value, TableSchemaData)?.schema ?? notA("a table schema", value) };
    case "table_column_lineage": return { type: kind, value: dataOf(value, ColumnLineageData)?.lineage ?? notA("a column lineage", value) };
    case "table": {
      const records = readEach(bound.raw("records") ?? value, (item) => dataOf(item, TableRecordData)?.record ?? notA("a table record", item));
      if (isUnknown(records)) return { type: kind, value: records };
      const schema = dataOf(bound.given("schema"), TableSchemaData)?.schema ?? guessSchema(bound.raw("records") ?? value);
      return { type: kind, value: isUnknown(schema) ? schema : { records, schema } };
    }
    case "job": return { type: kind, value: jobValue(bound) };
    case "python_artifact": return { type: kind, value: value.type === "function" || value.type === "class" ? { module: value.module, name: value.name } : notA("a class or function", value) };
    case "code_references": return { type: kind, value: readEach(value, readCodeReference) };
    case "unknown": case "object": return { type: "unknown", value: readJson(value) };
    default: {
      const text = value.type === "str" ? value.value : context.toText(value);
      return { type: kind, value: text ?? notA("text", value) };
    }
  }
}

const FIRST = ["value"];

function jobValue(bound: Bound): Known<{ jobName: string; locationName: string | null; repositoryName: string | null }> {
  const jobName = readText(bound.raw("job_name") ?? bound.args.positional[0] ?? none);
  const locationName = readOptionalText(bound.given("location_name") ?? bound.args.positional[1]);
  const repositoryName = readOptionalText(bound.given("repository_name"));
  if (isUnknown(jobName)) return jobName;
  return { jobName, locationName: isUnknown(locationName) ? null : locationName, repositoryName: isUnknown(repositoryName) ? null : repositoryName };
}

export function readCodeReference(value: Value): Known<CodeReference> {
  const bag = dataOf(value, Bag);
  if (!bag) return notA("a code reference", value);
  const label = readOptionalText(bag.values["label"]);
  const url = bag.values["url"];
  const known = isUnknown(label) ? null : label;
  if (url) {
    const text = readText(url);
    return isUnknown(text) ? text : { kind: "url", url: text, label: known };
  }
  const file = readText(bag.values["file_path"] ?? none);
  const line = bag.values["line_number"];
  return isUnknown(file) ? file : { kind: "local", file: projectPathOfText(file) ?? file, line: line?.type === "int" ? Number(line.value) : null, label: known };
}

/** `TableMetadataSet(column_schema=...)` spreads to `{"dagster/column_schema": ...}`. */
function metadataSet(name: string, namespace: string, fields: readonly string[]): NativeFunction {
  return nativeFunction(name, (args) => {
    const bound = bind(args);
    const given = fields.flatMap((field): [string, Value][] => {
      const value = bound.given(field);
      return value ? [[`${namespace}/${field}`, value]] : [];
    });
    const entries = dict(given, args.span);
    return native(`dagster.${name}`, null, args.span, (attribute) => attribute === "keys" ? nativeFunction("keys", () => ({ type: "list", items: entries.entries.map(([key]) => key) }))
      : attribute === "items" ? nativeFunction("items", () => ({ type: "list", items: entries.entries.map(([key, value]): Value => ({ type: "tuple", items: [key, value] })) }))
        : fields.includes(attribute) ? bound.given(attribute) ?? none : undefined);
  }, { className: `dagster.${name}` });
}

/** What `{**TableMetadataSet(...)}` asks of a mapping is an item by key. */
function withItems(create: NativeFunction): NativeFunction {
  return { ...create, call: (args, context) => {
    const made = create.call(args, context);
    if (made.type !== "native") return made;
    return { ...made, getItem: (key) => {
      if (key.type !== "str") return undefined;
      return made.getAttribute?.(key.value.slice(key.value.indexOf("/") + 1), context);
    }, iterate: (inner) => {
      const keys = made.getAttribute?.("keys", inner);
      const list = keys?.type === "native_function" ? keys.call(args, inner) : undefined;
      return list?.type === "list" ? [...list.items] : [];
    } };
  } };
}

const CLASSES: { readonly [name: string]: MetadataType } = {
  TextMetadataValue: "text", UrlMetadataValue: "url", PathMetadataValue: "path", NotebookMetadataValue: "notebook", JsonMetadataValue: "json", MarkdownMetadataValue: "md",
  PythonArtifactMetadataValue: "python_artifact", FloatMetadataValue: "float", IntMetadataValue: "int", BoolMetadataValue: "bool", TimestampMetadataValue: "timestamp",
  DagsterRunMetadataValue: "dagster_run", DagsterAssetMetadataValue: "asset", DagsterJobMetadataValue: "job", TableMetadataValue: "table", TableSchemaMetadataValue: "table_schema",
  TableColumnLineageMetadataValue: "table_column_lineage", NullMetadataValue: "null", CodeReferencesMetadataValue: "code_references",
};

export const metadataReaders: Readers = () => ({
  "dagster.MetadataValue": nativeFunction("MetadataValue", (args) => metadataValue({ type: "unknown", value: unknown("is an abstract metadata value", args.span) }, args.span), {
    className: "dagster.MetadataValue",
    getAttribute: (name) => {
      const kind = KINDS[name];
      return kind && nativeFunction(`MetadataValue.${name}`, (args, context) => metadataValue(makeValue(kind, bind(args, name === "table" ? ["records", "schema"] : FIRST), context), args.span));
    },
  }),
  ...Object.fromEntries(Object.entries(CLASSES).map(([name, kind]) => [`dagster.${name}`, nativeFunction(name, (args, context) => metadataValue(makeValue(kind, bind(args, FIRST), context), args.span), { className: `dagster.${name}` })])),
  "dagster.TableColumnConstraints": bagClass("TableColumnConstraints", ["nullable", "unique", "other"]),
  "dagster.TableConstraints": bagClass("TableConstraints", ["other"]),
  "dagster.LocalFileCodeReference": bagClass("LocalFileCodeReference", ["file_path", "line_number", "label"]),
  "dagster.UrlCodeReference": bagClass("UrlCodeReference", ["url", "label"]),
  "dagster.TableColumn": nativeFunction("TableColumn", (args) => {
    const bound = bind(args, ["name", "type", "description", "constraints", "tags"]);
    return native("dagster.TableColumn", new TableColumnData(readColumn(bound)), args.span, (field) => bound.raw(field));
  }, { className: "dagster.TableColumn" }),
  "dagster.TableSchema": nativeFunction("TableSchema", (args) => {
    const bound = bind(args, ["columns", "constraints"]);
    const columns = readEach(bound.given("columns"), (item) => dataOf(item, TableColumnData)?.column ?? notA("a column", item));
    const other = texts(dataOf(bound.given("constraints"), Bag)?.values["other"]);
    return native("dagster.TableSchema", new TableSchemaData(isUnknown(columns) ? columns : { columns, constraints: { other } }), args.span, (field) => field === "columns" ? bound.raw("columns") : undefined);
  }, {
    className: "dagster.TableSchema",
    getAttribute: (name) => name === "from_name_type_dict" ? nativeFunction("TableSchema.from_name_type_dict", (args) => {
      const columns = readJson(args.positional[0] ?? none);
      if (isUnknown(columns) || typeof columns !== "object" || columns === null) return native("dagster.TableSchema", new TableSchemaData(isUnknown(columns) ? columns : unknown("is no dict")), args.span);
      const list = Object.entries(columns).map(([column, type]): TableColumn => ({ name: column, type: String(type), description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {} }));
      return native("dagster.TableSchema", new TableSchemaData({ columns: list, constraints: { other: [] } }), args.span);
    }) : undefined,
  }),
  "dagster.TableRecord": nativeFunction("TableRecord", (args) => {
    const data = bind(args, ["data"]).raw("data") ?? none;
    const json = readJson(data);
    const record = isUnknown(json) ? json : typeof json === "object" && json !== null && !Array.isArray(json) ? json as { readonly [column: string]: Json } : unknown("is no dict");
    return native("dagster.TableRecord", new TableRecordData(record, data), args.span);
  }, { className: "dagster.TableRecord" }),
  "dagster.TableColumnDep": nativeFunction("TableColumnDep", (args, context) => {
    const bound = bind(args, ["asset_key", "column_name"]);
    const key = coerceKey(bound.raw("asset_key") ?? none, context);
    const columnName = readText(bound.raw("column_name") ?? none);
    return native("dagster.TableColumnDep", new ColumnDepData(!isKnownKey(key) ? reasonOf(key) : isUnknown(columnName) ? columnName : { assetKey: formatAssetKey(key.path), columnName }), args.span);
  }, { className: "dagster.TableColumnDep" }),
  "dagster.TableColumnLineage": nativeFunction("TableColumnLineage", (args) => {
    const value = bind(args, ["deps_by_column"]).raw("deps_by_column") ?? none;
    return native("dagster.TableColumnLineage", new ColumnLineageData(readLineage(value)), args.span);
  }, { className: "dagster.TableColumnLineage" }),
  "dagster.TableMetadataSet": withItems(metadataSet("TableMetadataSet", "dagster", ["column_schema", "column_lineage", "row_count", "partition_row_count", "table_name", "relation_identifier"])),
  "dagster.UriMetadataSet": withItems(metadataSet("UriMetadataSet", "dagster", ["uri"])),
  "dagster.CodeReferencesMetadataSet": withItems(metadataSet("CodeReferencesMetadataSet", "dagster", ["code_references"])),
});

function readLineage(value: Value): Known<{ readonly depsByColumn: { readonly [column: string]: readonly TableColumnDep[] } }> {
  if (value.type !== "dict") return notA("a dict", value);
  if (value.open) return reasonOf(value.open);
  const depsByColumn: { [column: string]: readonly TableColumnDep[] } = {};
  for (const [column, deps] of value.entries) {
    const name = readText(column);
    if (isUnknown(name)) return name;
    const list = readEach(deps, readColumnDep);
    if (isUnknown(list)) return list;
    depsByColumn[name] = list;
  }
  return { depsByColumn };
}

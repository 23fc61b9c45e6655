/**
 * Stored metadata -> MetadataEntry of the model: a table class -> reader, one row a kind. Covers the 22 kinds of dagster 1.13 and the
 * names that older versions stored them under (`...EntryData` before `...MetadataValue`); both encodings, the list of
 * `EventMetadataEntry` (materializations, observations) and the mapping label -> value (checks). A class that has no row becomes
 * `unknown` with its raw JSON; a value that cannot be read becomes an unknown with its reason, and keeps its type and label.
 */
import { formatAssetKey } from "../../../shared/asset-key.ts";
import type { CodeReference, Json, MetadataEntry, MetadataType, MetadataValue, TableColumn, TableColumnDep, TableColumnLineage, TableSchema, TableValue } from "../../../shared/model.ts";
import { unknown, type Known } from "../../../shared/unknown.ts";
import { Unreadable, assetKeyPath, className, entries, isObject, items, member, plain, textMapping, textOrNull, verbatim, type JsonObject } from "./serdes.ts";

type Reader = (data: JsonObject) => MetadataValue;

/** `read` says what is wrong by throwing Unreadable; the entry then keeps its type. */
function known<T>(read: () => T): Known<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return unknown(error.message);
    throw error;
  }
}

function text(type: "text" | "url" | "path" | "notebook" | "md" | "dagster_run" | "pool" | "code_location_reconstruction" | "object", ...fields: readonly string[]): Reader {
  return (data) => ({ type, value: known(() => needText(data, ...fields)) });
}

function number(type: "float" | "int" | "timestamp"): Reader {
  return (data) => ({
    type,
    value: known(() => {
      const value = member(data, "value");
      // Text is what python-json.ts makes of numbers that a double cannot hold.
      if (typeof value !== "number" && typeof value !== "string") throw missing("value");
      return value;
    }),
  });
}

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["Text", text("text", "text")],
  ["Url", text("url", "url")],
  ["Path", text("path", "path")],
  ["Notebook", text("notebook", "path")],
  ["Json", (data) => ({ type: "json", value: known(() => plain(need(data, "data"))) })],
  ["Markdown", text("md", "md_str")],
  ["PythonArtifact", (data) => ({ type: "python_artifact", value: known(() => ({ module: needText(data, "module"), name: needText(data, "name") })) })],
  ["Float", number("float")],
  ["Int", number("int")],
  ["Bool", (data) => ({ type: "bool", value: known(() => needBoolean(data, "value")) })],
  ["Null", () => ({ type: "null", value: null })],
  ["Timestamp", number("timestamp")],
  ["DagsterPipelineRun", text("dagster_run", "run_id")],
  ["DagsterRun", text("dagster_run", "run_id")],
  ["DagsterJob", (data) => ({ type: "job", value: known(() => ({
    jobName: needText(data, "job_name"),
    locationName: textOrNull(member(data, "location_name")),
    repositoryName: textOrNull(member(data, "repository_name")),
  })) })],
  ["DagsterAsset", (data) => ({ type: "asset", value: known(() => needAssetKey(data)) })],
  ["Table", (data) => ({ type: "table", value: known(() => readTable(data)) })],
  ["TableSchema", (data) => ({ type: "table_schema", value: known(() => readTableSchema(need(data, "schema"))) })],
  ["TableColumnLineage", (data) => ({ type: "table_column_lineage", value: known(() => readColumnLineage(need(data, "column_lineage", "lineage"))) })],
  ["CodeReferences", (data) => ({ type: "code_references", value: known(() => needItems(data, "code_references").map(readCodeReference)) })],
  ["Pool", text("pool", "pool", "name")],
  ["CodeLocationReconstruction", text("code_location_reconstruction", "data")],
  ["Object", text("object", "inst", "class_name")],
]);

/** One stored value, whatever its class. */
export function readMetadataValue(data: Json): MetadataValue {
  const name = className(data)?.replace(/(?:MetadataEntryData|MetadataValue)$/, "");
  const reader = name === undefined ? undefined : readers.get(name);
  if (reader === undefined || !isObject(data)) return { type: "unknown", value: known(() => verbatim(data)) };
  return reader(data);
}

/** The metadata of an event, from `metadata_entries` or `metadata`. Entries without a label are kept under the label "". */
export function readMetadata(owner: Json | undefined, from: MetadataEntry["from"]): MetadataEntry[] {
  const list = items(member(owner, "metadata_entries")) ?? items(member(owner, "metadata"));
  if (list !== null) {
    return list.map((entry) => {
      const description = textOrNull(member(entry, "description"));
      const value = member(entry, "entry_data", "value");
      return {
        ...(value === undefined ? { type: "unknown" as MetadataType & "unknown", value: known(() => verbatim(entry)) } : readMetadataValue(value)),
        label: textOrNull(member(entry, "label")) ?? "",
        ...(description === null ? {} : { description }),
        from,
      };
    });
  }
  return (entries(member(owner, "metadata", "metadata_entries")) ?? []).map(([label, value]) => ({ ...readMetadataValue(value), label, from }));
}

function readTable(data: JsonObject): TableValue {
  const schema = member(data, "schema");
  return {
    records: needItems(data, "records").map((record) => {
      const row = plain(member(record, "data") ?? record);
      if (!isObject(row)) throw new Unreadable("a record that is no mapping");
      return row;
    }),
    schema: schema === undefined || schema === null ? null : readTableSchema(schema),
  };
}

function readTableSchema(schema: Json): TableSchema {
  return {
    columns: needItems(schema, "columns").map(readTableColumn),
    constraints: { other: texts(member(member(schema, "constraints"), "other")) },
  };
}

/** Fields that are missing take Dagster's defaults (`TableColumn`, `TableColumnConstraints`): an old version did not write them yet. */
function readTableColumn(column: Json): TableColumn {
  const constraints = member(column, "constraints");
  return {
    name: needText(column, "name"),
    type: textOrNull(member(column, "type")) ?? "string",
    description: textOrNull(member(column, "description")),
    constraints: {
      nullable: member(constraints, "nullable") !== false,
      unique: member(constraints, "unique") === true,
      other: texts(member(constraints, "other")),
    },
    tags: textMapping(member(column, "tags")),
  };
}

function readColumnLineage(lineage: Json): TableColumnLineage {
  const columns = entries(member(lineage, "deps_by_column"));
  if (columns === null) throw missing("deps_by_column");
  return { depsByColumn: Object.fromEntries(columns.map(([column, deps]) => [column, (items(deps) ?? []).map(readColumnDep)])) };
}

function readColumnDep(dep: Json): TableColumnDep {
  return { assetKey: needAssetKey(dep), columnName: needText(dep, "column_name") };
}

function readCodeReference(reference: Json): CodeReference {
  const label = textOrNull(member(reference, "label"));
  switch (className(reference)) {
    case "LocalFileCodeReference": {
      const line = member(reference, "line_number");
      return { kind: "local", file: needText(reference, "file_path"), line: typeof line === "number" && Number.isInteger(line) && line > 0 ? line : null, label };
    }
    case "UrlCodeReference":
      return { kind: "url", url: needText(reference, "url"), label };
    default:
      throw new Unreadable(`a code reference of the class ${className(reference) ?? "(none)"}`);
  }
}

function missing(field: string): Unreadable {
  return new Unreadable(`the log holds no readable \`${field}\``);
}

function need(data: Json, ...fields: readonly string[]): Json {
  const value = member(data, ...fields);
  if (value === undefined) throw missing(fields[0]!);
  return value;
}

function needText(data: Json, ...fields: readonly string[]): string {
  const value = member(data, ...fields);
  if (typeof value !== "string") throw missing(fields[0]!);
  return value;
}

function needBoolean(data: Json, field: string): boolean {
  const value = member(data, field);
  if (typeof value !== "boolean") throw missing(field);
  return value;
}

function needItems(data: Json, field: string): readonly Json[] {
  const list = items(member(data, field));
  if (list === null) throw missing(field);
  return list;
}

function needAssetKey(data: Json): string {
  const path = assetKeyPath(member(data, "asset_key"));
  if (path === null) throw missing("asset_key");
  return formatAssetKey(path);
}

function texts(value: Json | undefined): readonly string[] {
  return (items(value) ?? []).filter((item) => typeof item === "string");
}

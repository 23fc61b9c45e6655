/** Stored metadata on the left, what the reader makes of it on the right; a new case is a new row. */
import { describe, expect, test } from "vitest";
import type { Json, MetadataValue } from "../../../shared/model.ts";
import { readMetadata, readMetadataValue } from "../../../main/core/logs/metadata-values.ts";
import { parsePythonJson } from "../../../main/core/logs/python-json.ts";

const lost = (field: string): { unknown: string } => ({ unknown: `the log holds no readable \`${field}\`` });
const column = { name: "id", type: "string", description: null, constraints: { nullable: true, unique: false, other: [] }, tags: {} };

const stored: readonly [string, MetadataValue][] = [
  ['{"__class__": "TextMetadataEntryData", "text": "t"}', { type: "text", value: "t" }],
  ['{"__class__": "UrlMetadataEntryData", "url": "https://x"}', { type: "url", value: "https://x" }],
  ['{"__class__": "PathMetadataEntryData", "path": "/a"}', { type: "path", value: "/a" }],
  ['{"__class__": "NotebookMetadataEntryData", "path": "/a.ipynb"}', { type: "notebook", value: "/a.ipynb" }],
  ['{"__class__": "JsonMetadataEntryData", "data": {"a": [1, NaN]}}', { type: "json", value: { a: [1, "NaN"] } }],
  ['{"__class__": "JsonMetadataEntryData", "data": {"__mapping_items__": [[1, "a"], ["b", {"__set__": [2]}]]}}', { type: "json", value: { 1: "a", b: [2] } }],
  ['{"__class__": "JsonMetadataEntryData", "data": {"__class__": "MyOwn", "x": {"__enum__": "Color.RED"}}}', { type: "json", value: { __class__: "MyOwn", x: "RED" } }],
  ['{"__class__": "MarkdownMetadataEntryData", "md_str": "# h"}', { type: "md", value: "# h" }],
  ['{"__class__": "PythonArtifactMetadataEntryData", "module": "m", "name": "n"}', { type: "python_artifact", value: { module: "m", name: "n" } }],
  ['{"__class__": "FloatMetadataEntryData", "value": 1.5}', { type: "float", value: 1.5 }],
  ['{"__class__": "FloatMetadataEntryData", "value": -Infinity}', { type: "float", value: "-Infinity" }],
  ['{"__class__": "IntMetadataEntryData", "value": 7}', { type: "int", value: 7 }],
  ['{"__class__": "IntMetadataEntryData", "value": 1180591620717411303424}', { type: "int", value: "1180591620717411303424" }],
  ['{"__class__": "BoolMetadataEntryData", "value": false}', { type: "bool", value: false }],
  ['{"__class__": "NullMetadataEntryData"}', { type: "null", value: null }],
  ['{"__class__": "TimestampMetadataValue", "value": 1700000000.5}', { type: "timestamp", value: 1700000000.5 }],
  ['{"__class__": "DagsterPipelineRunMetadataEntryData", "run_id": "abc"}', { type: "dagster_run", value: "abc" }],
  ['{"__class__": "DagsterJobMetadataValue", "job_name": "j", "location_name": "l", "repository_name": null}', { type: "job", value: { jobName: "j", locationName: "l", repositoryName: null } }],
  ['{"__class__": "DagsterAssetMetadataEntryData", "asset_key": {"__class__": "AssetKey", "path": ["a", "b/c"]}}', { type: "asset", value: "a/b\\/c" }],
  ['{"__class__": "TableMetadataEntryData", "records": [{"__class__": "TableRecord", "data": {"id": 1}}], "schema": {"__class__": "TableSchema", "columns": [{"__class__": "TableColumn", "name": "id"}]}}', { type: "table", value: { records: [{ id: 1 }], schema: { columns: [column], constraints: { other: [] } } } }],
  ['{"__class__": "TableSchemaMetadataEntryData", "schema": {"__class__": "TableSchema", "columns": [{"name": "id", "type": "int", "description": "pk", "constraints": {"nullable": false, "unique": true, "other": ["> 0"]}, "tags": {"pii": "", "__proto__": "x"}}], "constraints": {"other": ["a > b"]}}}', { type: "table_schema", value: { columns: [{ name: "id", type: "int", description: "pk", constraints: { nullable: false, unique: true, other: ["> 0"] }, tags: Object.fromEntries([["pii", ""], ["__proto__", "x"]]) }], constraints: { other: ["a > b"] } } }],
  ['{"__class__": "TableColumnLineageMetadataValue", "column_lineage": {"__class__": "TableColumnLineage", "deps_by_column": {"id": [{"asset_key": {"path": ["u"]}, "column_name": "x"}], "b": []}}}', { type: "table_column_lineage", value: { depsByColumn: { id: [{ assetKey: "u", columnName: "x" }], b: [] } } }],
  ['{"__class__": "CodeReferencesMetadataValue", "code_references": [{"__class__": "LocalFileCodeReference", "file_path": "/a.py", "line_number": 3, "label": null}, {"__class__": "UrlCodeReference", "url": "https://x", "label": "l"}]}', { type: "code_references", value: [{ kind: "local", file: "/a.py", line: 3, label: null }, { kind: "url", url: "https://x", label: "l" }] }],
  ['{"__class__": "PoolMetadataValue", "pool": "p"}', { type: "pool", value: "p" }],
  ['{"__class__": "CodeLocationReconstructionMetadataValue", "data": "zz"}', { type: "code_location_reconstruction", value: "zz" }],
  ['{"__class__": "ObjectMetadataValue", "inst": "Thing"}', { type: "object", value: "Thing" }],
  // The names of one version under the suffix of another.
  ['{"__class__": "TextMetadataValue", "text": "t"}', { type: "text", value: "t" }],
  ['{"__class__": "TimestampMetadataEntryData", "value": 1}', { type: "timestamp", value: 1 }],
  ['{"__class__": "DagsterRunMetadataValue", "run_id": "abc"}', { type: "dagster_run", value: "abc" }],
];

describe("a value", () => {
  test.each(stored)("%s", (text, value) => expect(readMetadataValue(parsePythonJson(text))).toEqual(value));

  test("all 22 kinds of Dagster have a row here", () => {
    expect(new Set(stored.map(([, value]) => value.type)).size).toBe(22);
  });
});

describe("a value that is not as it should be", () => {
  test.each<[string, MetadataValue]>([
    ['{"__class__": "TextMetadataEntryData"}', { type: "text", value: lost("text") }],
    ['{"__class__": "TextMetadataEntryData", "text": 1}', { type: "text", value: lost("text") }],
    ['{"__class__": "BoolMetadataEntryData", "value": "yes"}', { type: "bool", value: lost("value") }],
    ['{"__class__": "IntMetadataEntryData", "value": null}', { type: "int", value: lost("value") }],
    ['{"__class__": "DagsterAssetMetadataEntryData", "asset_key": {"path": []}}', { type: "asset", value: lost("asset_key") }],
    ['{"__class__": "TableSchemaMetadataEntryData", "schema": {"columns": [{"type": "int"}]}}', { type: "table_schema", value: lost("name") }],
    ['{"__class__": "CodeReferencesMetadataValue", "code_references": [{"__class__": "NewReference"}]}', { type: "code_references", value: { unknown: "a code reference of the class NewReference" } }],
    // Of a later Dagster: the raw JSON stays.
    ['{"__class__": "HologramMetadataValue", "beam": [1, {"__enum__": "A.B"}]}', { type: "unknown", value: { __class__: "HologramMetadataValue", beam: [1, { __enum__: "A.B" }] } }],
    ['{"__class__": "toString"}', { type: "unknown", value: { __class__: "toString" } }],
    ['"bare"', { type: "unknown", value: "bare" }],
  ])("%s", (text, value) => expect(readMetadataValue(parsePythonJson(text))).toEqual(value));

  test("nesting past 100 levels is unknown, at 100 it is kept", () => {
    const nested = (levels: number): Json => parsePythonJson(`{"__class__": "JsonMetadataEntryData", "data": ${"[".repeat(levels)}${"]".repeat(levels)}}`);
    expect(readMetadataValue(nested(100)).value).toBeInstanceOf(Array);
    for (const levels of [102, 1_000, 150_000]) expect(readMetadataValue(nested(levels)).value).toEqual({ unknown: "nested deeper than 100 levels" });
  });
});

describe("metadata of an event", () => {
  const text = { __class__: "TextMetadataEntryData", text: "t" };
  test.each<[string, Json, readonly object[]]>([
    ["a list of entries", { metadata_entries: [{ __class__: "EventMetadataEntry", label: "a", description: "d", entry_data: text }] }, [{ label: "a", type: "text", value: "t", description: "d", from: "check" }]],
    ["a mapping", { metadata: { a: text, b: text } }, [{ label: "a", type: "text", value: "t", from: "check" }, { label: "b", type: "text", value: "t", from: "check" }]],
    ["a list under the newer name", { metadata: [{ label: "a", entry_data: text }] }, [{ label: "a", type: "text", value: "t", from: "check" }]],
    ["an entry without its value", { metadata_entries: [{ label: "a" }, { label: "b", entry_data: text }] }, [{ label: "a", type: "unknown", value: { label: "a" }, from: "check" }, { label: "b", type: "text", value: "t", from: "check" }]],
    ["an entry without its label", { metadata_entries: [{ entry_data: text }] }, [{ label: "", type: "text", value: "t", from: "check" }]],
    ["none", {}, []],
    ["something else", { metadata_entries: 5, metadata: "x" }, []],
  ])("%s", (_name, owner, entries) => expect(readMetadata(owner, "check")).toEqual(entries));
});

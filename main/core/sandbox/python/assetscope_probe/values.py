"""Dagster's metadata values and partitions -> the contract's JSON. Numbers that JSON does not carry exactly become text."""
import math
import os

from .doubts import doubt_in, is_stub, reason_of

MAX_TEXT = 200_000
MAX_DEPTH = 60
# Enough to tell objects apart.
MAX_OWN_TEXT = 300


def number(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= 2**53 - 1 else str(value)
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def plain(value, depth=0):
    """Plain JSON of any Python value; what JSON has no form for becomes its text."""
    if depth > MAX_DEPTH:
        return "too deep"
    if value is None or isinstance(value, (bool, str)):
        return value if not isinstance(value, str) else value[:MAX_TEXT]
    if isinstance(value, (int, float)):
        return number(value)
    if type(value) is dict:
        return {str(key): plain(item, depth + 1) for key, item in list(value.items())[:10_000]}
    if type(value) in (list, tuple, set, frozenset):
        return [plain(item, depth + 1) for item in list(value)[:10_000]]
    return str(value)[:MAX_TEXT]


def schema_of(schema):
    return {
        "columns": [
            {
                "name": str(column.name), "type": str(column.type), "description": column.description,
                "constraints": {"nullable": bool(column.constraints.nullable), "unique": bool(column.constraints.unique), "other": [str(one) for one in column.constraints.other]},
                "tags": {str(key): str(value) for key, value in (column.tags or {}).items()},
            }
            for column in schema.columns[:20_000]
        ],
        "constraints": {"other": [str(one) for one in (schema.constraints.other if schema.constraints else [])]},
    }


def lineage_of(lineage):
    return {"depsByColumn": {str(name): [{"assetKey": dep.asset_key.to_user_string(), "columnName": dep.column_name} for dep in deps] for name, deps in lineage.deps_by_column.items()}}


def references_of(references, report):
    out = []
    for one in references.code_references:
        if hasattr(one, "url"):
            out.append({"kind": "url", "url": str(one.url), "label": one.label})
        else:
            out.append({"kind": "local", "file": report.relative(str(one.file_path)) or str(one.file_path), "line": one.line_number, "label": one.label})
    return out


def metadata_of(label, value, report):
    """One entry. `value` as the definition holds it: a MetadataValue, or the raw Python value that Dagster would make one of."""
    from dagster._core.definitions.metadata import normalize_metadata_value
    from dagster._core.definitions.metadata.metadata_value import MetadataValue

    entry = {"label": str(label), "from": "definition"}
    reason = doubt_in(value)
    if reason or is_stub(value):
        return {**entry, "type": "unknown", "value": {"unknown": reason or reason_of(value)}}
    if not isinstance(value, MetadataValue):
        try:
            normalized = normalize_metadata_value(value)
        except Exception:
            normalized = None
        if normalized is None or type(normalized).__name__ == "ObjectMetadataValue":
            # Dagster keeps only the name of its class ("[X] (unserializable)"); here its own words are at hand.
            return {**entry, "type": "object", **said_once(value, report)}
        value = normalized
    kind, out = convert(value, report)
    reason = doubt_in(out) if type(out) in (str, dict, list) else None
    return {**entry, "type": kind, "value": {"unknown": reason} if reason else out}


def said_once(value, report):
    """Each of a thousand models holds an object that holds the whole manifest: what is made of the same parts says the same, and says it once a load."""
    parts = getattr(value, "__dict__", None)
    key = (type(value), *((name, id(part)) for name, part in parts.items())) if type(parts) is dict and parts else id(value)
    if key not in report.words:
        # Kept with its words, so that no other object gets its place in memory.
        report.words[key] = value, own_text(value)
    return report.words[key][1]


def own_text(value):
    """What an object that is no metadata value says of itself, its first words where it says much; unknown where it has none of its own."""
    try:
        text = repr(value)
    except Exception:
        text = " at 0x"
    shown = text[:MAX_OWN_TEXT]
    # An address is another one at each load.
    if " at 0x" in shown:
        return {"value": {"unknown": f"an object of class {type(value).__name__}"}}
    reason = doubt_in(shown)
    if reason:
        return {"value": {"unknown": reason}}
    return {"value": shown} if shown == text else {"value": shown, "description": f"The first {MAX_OWN_TEXT} of {len(text)} characters"}


def convert(value, report):
    name = type(value).__name__
    if name == "TextMetadataValue":
        return "text", plain(value.text)
    if name == "UrlMetadataValue":
        return "url", plain(value.url)
    if name in ("PathMetadataValue", "NotebookMetadataValue"):
        return ("path" if name[0] == "P" else "notebook"), os.fspath(value.path or "")
    if name == "JsonMetadataValue":
        return "json", plain(value.value)
    if name == "MarkdownMetadataValue":
        return "md", plain(value.md_str)
    if name == "PythonArtifactMetadataValue":
        return "python_artifact", {"module": value.module, "name": value.name}
    if name in ("FloatMetadataValue", "IntMetadataValue"):
        return ("float" if name[0] == "F" else "int"), "unknown" if value.value is None else number(value.value)
    if name == "BoolMetadataValue":
        return "bool", bool(value.value)
    if name == "NullMetadataValue":
        return "null", None
    if name == "TimestampMetadataValue":
        return "timestamp", number(value.value)
    if name == "DagsterRunMetadataValue":
        return "dagster_run", value.run_id
    if name == "DagsterJobMetadataValue":
        return "job", {"jobName": value.job_name, "locationName": value.location_name, "repositoryName": value.repository_name}
    if name == "DagsterAssetMetadataValue":
        return "asset", value.asset_key.to_user_string()
    if name == "TableMetadataValue":
        return "table", {"records": [plain(dict(record.data)) for record in value.records[:10_000]], "schema": schema_of(value.schema) if value.schema else None}
    if name == "TableSchemaMetadataValue":
        return "table_schema", schema_of(value.schema)
    if name == "TableColumnLineageMetadataValue":
        return "table_column_lineage", lineage_of(value.column_lineage)
    if name == "CodeReferencesMetadataValue":
        return "code_references", references_of(value, report)
    if name == "PoolMetadataValue":
        return "pool", value.pool
    if name == "CodeLocationReconstructionMetadataValue":
        return "code_location_reconstruction", str(value.data)[:MAX_TEXT]
    if name == "ObjectMetadataValue":
        return "object", value.class_name
    return "unknown", plain(getattr(value, "value", str(value)))


CADENCES = {"HOURLY": "hourly", "DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly"}


def partitions_of(partitions):
    from dagster import DynamicPartitionsDefinition, MultiPartitionsDefinition, StaticPartitionsDefinition, TimeWindowPartitionsDefinition

    if partitions is None:
        return None
    if is_stub(partitions):
        return {"unknown": reason_of(partitions)}
    if isinstance(partitions, MultiPartitionsDefinition):
        return {"kind": "multi", "dimensions": [{"name": one.name, "partitions": partitions_of(one.partitions_def)} for one in partitions.partitions_defs]}
    if isinstance(partitions, DynamicPartitionsDefinition):
        return {"kind": "dynamic", "name": partitions.name}
    if isinstance(partitions, TimeWindowPartitionsDefinition):
        schedule = getattr(partitions.schedule_type, "name", None)
        end = partitions.end
        return {
            "kind": "time_window", "cadence": CADENCES.get(schedule, "custom"), "cron": str(partitions.cron_schedule), "start": partitions.start.strftime(partitions.fmt) if hasattr(partitions.start, "strftime") else str(partitions.start),
            "end": end.strftime(partitions.fmt) if hasattr(end, "strftime") else None, "timezone": partitions.timezone, "format": partitions.fmt,
        }
    if isinstance(partitions, StaticPartitionsDefinition):
        keys = [str(key) for key in partitions.get_partition_keys()]
        reason = doubt_in(keys)
        return {"kind": "static", "keys": {"unknown": reason} if reason else keys[:100_000]}
    return {"unknown": f"a partitions definition of a class of its own: {type(partitions).__name__}"}

"""Assets that are what they were when the load before described them: of a thousand, all but those of the file that was saved. Nothing
is taken for the same but the same objects, and of these only such as cannot change."""

FROZEN = {"TextMetadataValue", "UrlMetadataValue", "PathMetadataValue", "NotebookMetadataValue", "MarkdownMetadataValue", "PythonArtifactMetadataValue", "FloatMetadataValue", "IntMetadataValue", "BoolMetadataValue",
          "NullMetadataValue", "TimestampMetadataValue", "DagsterRunMetadataValue", "DagsterJobMetadataValue", "DagsterAssetMetadataValue", "PoolMetadataValue"}
PLAIN = {type(None), bool, int, float, str}
# More are described anew each time, rather than held in memory.
MOST = 20_000

# Key -> what was described, and what came out; of the load before, and of this one.
before, now = {}, {}


def start_over():
    before.clear()
    before.update(now)
    now.clear()


def rests_on(node, doubts, where):
    """All that the description of an asset rests on, without its neighbours, jobs and partitions; None where some of it may change unseen."""
    key = node.key.to_user_string()
    if key in doubts.fields or doubts.inputs.get(key):
        return None
    try:
        spec = node.assets_def.specs_by_key[node.key]
        place = doubts.places.get(key) or {}
        parts = [where, spec, node.assets_def._computation, doubts.functions.get(key), doubts.made_by.get(key), *place.values(), *spec.owners]
        for value in spec.metadata.values():
            name = type(value).__name__
            if type(value) in PLAIN or name in FROZEN:
                continue
            schema = value.schema if name == "TableSchemaMetadataValue" else value
            if type(schema).__name__ != "TableSchema":
                return None
            parts += schema.columns
        return parts
    except (AttributeError, KeyError, TypeError):  # another version of Dagster
        return None


def recall(key, parts):
    """What was said of an asset that rests on the very same."""
    known = before.get(key) if parts is not None else None
    if known is None or len(known[0]) != len(parts) or any(one is not other and not (type(one) in PLAIN and one == other) for one, other in zip(known[0], parts)):
        return None
    now[key] = known
    return known[1]


def remember(key, parts, said):
    if parts is not None and len(now) < MOST:
        now[key] = parts, said

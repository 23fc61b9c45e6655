"""What the real Dagster says of projects, as JSON: one line a project on standard output.

    python dump.py PROJECT...

Each project is copied to a folder of its own (dbt and components with state write beside their files) and loaded in a forked process,
the way `dagster definitions validate` enters it: workspace.yaml or pyproject.toml, else definitions.py / repository.py. Fields are those
of `assetscope list --json`, and values are written in its words (shared/model.ts), so that compare.ts needs no translation. `lines` is the
span from the first decorator to the end of the function that computes an asset.
"""

import inspect
import json
import math
import os
import shutil
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
# Nobody is told that we were here.
os.environ.update({"DAGSTER_DISABLE_TELEMETRY": "yes", "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "RUNTIME__DLTHUB_TELEMETRY": "false", "SLING_DISABLE_TELEMETRY": "true"})

import dagster as dg  # noqa: E402
from dagster._core.definitions.metadata import normalize_metadata  # noqa: E402
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin  # noqa: E402
from dagster._core.workspace.load_target import PyProjectFileTarget, WorkspaceFileTarget  # noqa: E402
from dagster._grpc.server import LoadedRepositories  # noqa: E402

SENSORS = {"STANDARD": "sensor", "ASSET": "asset_sensor", "MULTI_ASSET": "multi_asset_sensor", "RUN_STATUS": "run_status_sensor", "AUTO_MATERIALIZE": "automation_condition_sensor", "AUTOMATION": "automation_condition_sensor"}
STUB = "dagster/auto_created_stub_asset"
HIDDEN = {STUB, "dagster/code_references"}


def number(value):
    """A JSON number where JSON carries it exactly, else its text."""
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, int) and abs(value) > 2**53 - 1:
        return str(value)
    return value


def column(c):
    constraints = {"nullable": c.constraints.nullable, "unique": c.constraints.unique, "other": list(c.constraints.other)}
    return {"name": c.name, "type": c.type, "description": c.description, "constraints": constraints, "tags": dict(c.tags)}


def schema(s):
    return {"columns": [column(c) for c in s.columns], "constraints": {"other": list(s.constraints.other) if s.constraints else []}}


def dep(d):
    return {"assetKey": user_key(d.asset_key), "columnName": d.column_name}


def reference(r, root):
    if isinstance(r, dg.UrlCodeReference):
        return {"kind": "url", "url": r.url, "label": r.label}
    return {"kind": "local", "file": relative(r.file_path, root), "line": r.line_number, "label": r.label}


READERS = {
    "TextMetadataValue": lambda v, _: ("text", v.text),
    "UrlMetadataValue": lambda v, _: ("url", v.url),
    "PathMetadataValue": lambda v, root: ("path", relative(v.path, root)),
    "NotebookMetadataValue": lambda v, root: ("notebook", relative(v.path, root)),
    "JsonMetadataValue": lambda v, _: ("json", v.data),
    "MarkdownMetadataValue": lambda v, _: ("md", v.md_str),
    "PythonArtifactMetadataValue": lambda v, _: ("python_artifact", {"module": v.module, "name": v.name}),
    "FloatMetadataValue": lambda v, _: ("float", number(v.value)),
    "IntMetadataValue": lambda v, _: ("int", number(v.value)),
    "BoolMetadataValue": lambda v, _: ("bool", v.value),
    "NullMetadataValue": lambda v, _: ("null", None),
    "TimestampMetadataValue": lambda v, _: ("timestamp", number(v.value)),
    "DagsterRunMetadataValue": lambda v, _: ("dagster_run", v.run_id),
    "DagsterJobMetadataValue": lambda v, _: ("job", {"jobName": v.job_name, "locationName": v.location_name, "repositoryName": v.repository_name}),
    "DagsterAssetMetadataValue": lambda v, _: ("asset", user_key(v.asset_key)),
    "TableMetadataValue": lambda v, _: ("table", {"records": [r.data for r in v.records], "schema": schema(v.schema)}),
    "TableSchemaMetadataValue": lambda v, _: ("table_schema", schema(v.schema)),
    "TableColumnLineageMetadataValue": lambda v, _: ("table_column_lineage", {"depsByColumn": {c: [dep(d) for d in ds] for c, ds in v.column_lineage.deps_by_column.items()}}),
    "CodeReferencesMetadataValue": lambda v, root: ("code_references", [reference(r, root) for r in v.code_references]),
    "PoolMetadataValue": lambda v, _: ("pool", v.pool),
    "CodeLocationReconstructionMetadataValue": lambda v, _: ("code_location_reconstruction", v.data),
    "ObjectMetadataValue": lambda v, _: ("object", v.class_name),
}


def metadata(entries, root):
    rows = []
    for label, value in normalize_metadata(dict(entries), allow_invalid=True).items():
        if label in HIDDEN:
            continue
        kind, plain = READERS.get(type(value).__name__, lambda v, _: ("unknown", None))(value, root)
        rows.append({"label": label, "type": kind, "value": plain})
    return sorted(rows, key=lambda row: row["label"])


def user_key(key):
    return "/".join(part.replace("/", "\\/") for part in key.path)


def relative(path, root):
    """A path below the project relative to it, any other as it is written."""
    text = os.fspath(path)
    real = os.path.realpath(text) if os.path.isabs(text) else text
    return os.path.relpath(real, root).replace(os.sep, "/") if os.path.isabs(real) and real.startswith(str(root) + os.sep) else text


def partitions(definition):
    if definition is None:
        return None
    if isinstance(definition, dg.MultiPartitionsDefinition):
        return {"kind": "multi", "dimensions": [{"name": d.name, "partitions": partitions(d.partitions_def)} for d in definition.partitions_defs]}
    if isinstance(definition, dg.DynamicPartitionsDefinition):
        return {"kind": "dynamic", "name": definition.name}
    if isinstance(definition, dg.StaticPartitionsDefinition):
        return {"kind": "static", "keys": list(definition.get_partition_keys())}
    if isinstance(definition, dg.TimeWindowPartitionsDefinition):
        # The start as a key of its format: what people write.
        return {"kind": "time_window", "cron": definition.cron_schedule, "timezone": definition.timezone, "format": definition.fmt, "start": definition.start.strftime(definition.fmt)}
    return {"kind": type(definition).__name__}


def place(assets_def, root):
    """File and lines of the function that computes it; None where Dagster keeps none."""
    try:
        node = assets_def.node_def
        if isinstance(node, dg.OpDefinition):
            function = getattr(node.compute_fn, "decorated_fn", node.compute_fn)
        else:
            function = node.composition_fn
        function = inspect.unwrap(function)
        lines, first = inspect.getsourcelines(function)
        file = relative(inspect.getsourcefile(function), root)
        # Dagster's own function stands in for observable sources.
        return None if os.path.isabs(file) else {"file": file, "lines": [first, first + len(lines) - 1]}
    except Exception:
        return None


def references(node, root):
    value = node.metadata.get("dagster/code_references")
    return [reference(r, root) for r in value.code_references] if isinstance(value, dg.CodeReferencesMetadataValue) else []


def io_manager_key(assets_def, key):
    if not assets_def.is_executable:
        return None
    name = assets_def.get_io_manager_key_for_asset_key(key)
    return None if name == "io_manager" else name


def target(jobs):
    """Job names, without those that Dagster makes of a target that is a selection."""
    return ", ".join(sorted(name for name in jobs if name and not name.startswith("__anonymous"))) or None


def asset(key, graph, root):
    node = graph.get(key)
    spec = node.assets_def.specs_by_key[key]
    kind = "materializable" if node.is_materializable else "observable" if node.is_observable else "external"
    return {
        "key": user_key(key),
        "kind": kind,
        "isStub": STUB in node.metadata,
        "group": node.group_name,
        "owners": sorted(node.owners),
        "tags": {k: v for k, v in sorted(node.tags.items()) if not k.startswith("dagster/kind/")},
        "kinds": sorted(k.removeprefix("dagster/kind/") for k in node.tags if k.startswith("dagster/kind/")),
        "description": spec.description,
        "deps": sorted(user_key(d) for d in node.parent_keys),
        "metadata": metadata(spec.metadata, root),
        "partitions": partitions(node.partitions_def),
        "codeVersion": node.code_version,
        "codeReferences": references(node, root),
        "ioManagerKey": io_manager_key(node.assets_def, key),
        "place": place(node.assets_def, root) if node.assets_def.is_executable else None,
    }


def origins(root):
    """What the project's own files name, as Dagster's commands find it."""
    if (root / "workspace.yaml").is_file():
        targets = WorkspaceFileTarget([str(root / "workspace.yaml")]).create_origins()
    else:
        targets = PyProjectFileTarget(str(root / "pyproject.toml")).create_origins() if (root / "pyproject.toml").is_file() else []
    if targets:
        return [target.loadable_target_origin for target in targets]
    for name in ("definitions.py", "repository.py"):
        if (root / name).is_file():
            return [LoadableTargetOrigin(python_file=str(root / name), working_directory=str(root))]
    raise SystemExit(f"no entry point in {root.name}")


def repositories(origin):
    return LoadedRepositories(origin, container_image=None, entry_point=["dagster"], container_context=None).definitions_by_name.values()


def dump(folder):
    root = Path(folder).resolve()
    os.chdir(root)
    result = {"assets": [], "checks": [], "jobs": [], "schedules": [], "sensors": []}
    # As if the project were installed. Dagster itself takes the first entry away while it loads.
    sys.path += [str(root / "src"), str(root)]
    for repo in [repo for origin in origins(root) for repo in repositories(origin)]:
        graph = repo.asset_graph
        first = len(result["assets"])
        result["assets"] += [asset(key, graph, root) for key in sorted(graph.get_all_asset_keys())]
        for key in sorted(graph.asset_check_keys):
            spec = graph.get_check_spec(key)
            result["checks"].append({"asset": user_key(key.asset_key), "name": key.name, "description": spec.description, "blocking": spec.blocking, "metadata": metadata(spec.metadata or {}, root)})
        jobs = [repo.get_job(name) for name in sorted(repo.job_names) if not name.startswith("__")]
        result["jobs"] += [{"name": job.name, "description": job.description, "tags": {k: v for k, v in job.tags.items() if not k.startswith("dagster/")}} for job in jobs]
        result["schedules"] += [
            {"name": s.name, "cron": s.cron_schedule if isinstance(s.cron_schedule, str) else list(s.cron_schedule), "timezone": s.execution_timezone, "target": target([s.job_name]), "description": s.description}
            for s in sorted(repo.schedule_defs, key=lambda s: s.name)
        ]
        # Dagster adds a sensor of its own for assets with an automation condition.
        result["sensors"] += [
            {"name": s.name, "sensorType": SENSORS.get(s.sensor_type.name, s.sensor_type.name.lower()), "target": target([t.job_name for t in s.targets]), "description": s.description}
            for s in sorted(repo.sensor_defs, key=lambda s: s.name) if s.name != "default_automation_condition_sensor"
        ]
        selecting = [repo.get_job(name) for name in repo.job_names if not name.startswith("__ASSET_JOB")]
        for one in result["assets"][first:]:
            one["jobs"] = sorted(job.name for job in selecting if one["key"] in {user_key(key) for key in job.asset_layer.selected_asset_keys})
    return result


def main():
    for folder in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / Path(folder).name
            shutil.copytree(folder, copy, symlinks=True)
            answer = answer_of(copy)
        print(json.dumps({"project": folder, **answer}), flush=True)


def answer_of(folder):
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        # What a project prints must not end up between our lines.
        os.dup2(2, 1)
        try:
            answer = dump(folder)
        except BaseException as error:
            answer = {"error": f"{type(error).__name__}: {innermost(error)}".replace(f"{folder}/", ""), "traceback": traceback.format_exc()}
        with os.fdopen(write_end, "w") as out:
            json.dump(answer, out, default=str)
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as source:
        text = source.read()
    os.waitpid(child, 0)
    return json.loads(text or '{"error": "the process ended"}')


def innermost(error):
    """Dagster says where it was; what went wrong is the exception behind."""
    while error.__cause__ is not None:
        error = error.__cause__
    return error


if __name__ == "__main__":
    main()

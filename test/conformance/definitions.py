"""Loads every case of test/fixtures/definitions with the real Dagster and compares what it says with expected.txt.

    python test/conformance/definitions.py [CASE ...]      prints differences; exit code 1 when there are some

Lines of expected.txt that begin with asset, check, job, schedule or sensor must be what Dagster says. A line of ours that says `?`
(cannot be known) agrees with anything. Each case runs in its own interpreter. A case with a file `unlike-dagster.txt` (the reason)
is skipped: Dagster does not load it, or not without a library that is not installed.
"""
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "definitions"
PREFIXES = ("asset ", "check ", "job ", "schedule ", "sensor ")


def fold(text):
    return " ".join(text.split())


def dump_partitions(p):
    from dagster import DynamicPartitionsDefinition, MultiPartitionsDefinition, StaticPartitionsDefinition
    if isinstance(p, StaticPartitionsDefinition):
        return "static " + json.dumps(p.get_partition_keys())
    if isinstance(p, DynamicPartitionsDefinition):
        return "dynamic " + json.dumps(p.name)
    if isinstance(p, MultiPartitionsDefinition):
        return "multi " + " ".join(sorted(f"{d.name}=({dump_partitions(d.partitions_def)})" for d in p.partitions_defs))
    return f'time_window {json.dumps(p.cron_schedule)} from {json.dumps(p.start.strftime(p.fmt))} {p.timezone} {p.fmt}'


def dump_metadata(label, value):
    from dagster import MetadataValue
    from dagster._core.definitions.metadata import normalize_metadata
    value = normalize_metadata({label: value}, allow_invalid=True)[label]
    names = {"TextMetadataValue": "text", "MarkdownMetadataValue": "md", "DagsterAssetMetadataValue": "asset", "TableColumnLineageMetadataValue": "table_column_lineage",
             "PythonArtifactMetadataValue": "python_artifact", "DagsterRunMetadataValue": "dagster_run", "DagsterJobMetadataValue": "job"}
    kind = names.get(type(value).__name__) or re.sub(r"(?<!^)([A-Z])", r"_\1", type(value).__name__.replace("MetadataValue", "")).lower()
    if kind == "table_schema":
        plain = [[c.name, c.type, c.description, c.constraints.nullable] for c in value.schema.columns]
    elif kind == "table_column_lineage":
        plain = {c: [f"{d.asset_key.to_user_string()}.{d.column_name}" for d in deps] for c, deps in value.column_lineage.deps_by_column.items()}
    elif kind == "asset":
        plain = value.asset_key.to_user_string()
    elif kind == "python_artifact":
        plain = {"module": value.module, "name": value.name}
    elif kind == "job":
        plain = {"jobName": value.job_name, "locationName": value.location_name, "repositoryName": value.repository_name}
    elif kind == "table":
        plain = {"records": [r.data for r in value.records], "schema": None if value.schema is None else {"columns": [{"name": c.name, "type": c.type, "description": c.description, "tags": dict(c.tags or {}), "constraints": {"nullable": c.constraints.nullable, "unique": c.constraints.unique, "other": list(c.constraints.other)}} for c in value.schema.columns], "constraints": {"other": []}}}
    else:
        plain = value.value
        if isinstance(plain, float) and plain.is_integer():
            plain = int(plain)
        if type(plain) is int and abs(plain) > 2**53:
            plain = str(plain)
    return f"{label} ({kind}) {json.dumps(plain, sort_keys=True)}"


def dump(project):
    warnings.simplefilter("ignore")
    src = project / "src"
    sys.path[:0] = [str(src if src.is_dir() else project), str(project)]
    os.chdir(project)
    import importlib
    from dagster import Definitions
    from dagster._core.definitions.repository_definition import RepositoryDefinition
    from dagster._core.definitions.assets.job.asset_layer import AssetLayer  # noqa: F401
    from dagster._core.workspace.autodiscovery import loadable_targets_from_loaded_module
    from dagster._core.definitions.reconstruct import repository_def_from_target_def
    module = importlib.import_module("definitions")
    repo = repository_def_from_target_def(loadable_targets_from_loaded_module(module)[0].target_definition)
    lines = []
    graph = repo.asset_graph
    for key in graph.get_all_asset_keys():
        node = graph.get(key)
        name = key.to_escaped_user_string()
        is_stub = bool(node.metadata.get("dagster/auto_created_stub_asset"))
        kind = "stub" if is_stub else "materializable" if node.is_materializable else "observable" if node.is_observable else "external"
        lines.append(f"asset {name} {kind}")
        def field(label, text):
            if text:
                lines.append(f"asset {name} {label}: {text}")
        field("group", "" if node.group_name == "default" else node.group_name)
        field("deps", ", ".join(sorted(k.to_escaped_user_string() for k in node.parent_keys)))
        field("owners", ", ".join(node.owners))
        tags = {k: v for k, v in node.tags.items() if not k.startswith("dagster/kind/")}
        field("tags", json.dumps(tags, sort_keys=True) if tags else "")
        field("kinds", ", ".join(sorted(node.kinds)))
        field("description", json.dumps(fold(node.description)) if node.description else "")
        field("code version", node.code_version)
        field("partitions", dump_partitions(node.partitions_def) if node.partitions_def else "")
        for label, value in node.metadata.items():
            if label not in ("dagster/auto_created_stub_asset", "dagster/code_references", "dagster/component_origin"):
                field("metadata", dump_metadata(label, value))
    for key in graph.asset_check_keys:
        check = graph.get(key)
        lines.append(f"check {key.asset_key.to_escaped_user_string()} {key.name}{' blocking' if check.blocking else ''}{' ' + json.dumps(fold(check.description)) if check.description else ''}")
    for job in repo.get_all_jobs():
        if job.name != "__ASSET_JOB":
            lines.append(f"job {job.name}")
    for schedule in repo.schedule_defs:
        cron = schedule.cron_schedule
        lines.append(f"schedule {schedule.name} {cron if isinstance(cron, str) else ', '.join(cron)} {json.dumps(schedule.execution_timezone).strip(chr(34))}")
    for sensor in repo.sensor_defs:
        if sensor.name != "default_automation_condition_sensor":
            lines.append(f"sensor {sensor.name}")
    return sorted(set(lines))


def agrees(ours, theirs):
    """Lines of ours that Dagster does not say, and the other way round; `?` agrees with anything of the same field."""
    missing, extra = set(theirs) - set(ours), set(ours) - set(theirs)
    for line in [l for l in extra if " ? " in l or l.endswith(" null null")]:
        head = line.split(" ? ")[0].split(": ")[0]
        extra.discard(line)
        missing -= {m for m in missing if m.startswith(head)}
    return sorted(missing), sorted(extra)


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "--dump":
        print("\n".join(dump(Path(sys.argv[2]))))
        return 0
    failed = passed = skipped = 0
    for case in sorted(FIXTURES.iterdir()):
        if not (case / "project").is_dir() or (len(sys.argv) > 1 and case.name not in sys.argv[1:]):
            continue
        if (case / "unlike-dagster.txt").exists():
            skipped += 1
            continue
        run = subprocess.run([sys.executable, __file__, "--dump", str(case / "project")], capture_output=True, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"})
        if run.returncode:
            print(f"{case.name}: Dagster does not load it\n{run.stderr[-1500:]}")
            failed += 1
            continue
        ours = [l for l in (case / "expected.txt").read_text().splitlines() if l.startswith(PREFIXES)]
        missing, extra = agrees(ours, run.stdout.splitlines())
        failed += bool(missing or extra)
        passed += not (missing or extra)
        for line in missing:
            print(f"{case.name}: only Dagster says  {line}")
        for line in extra:
            print(f"{case.name}: only we say        {line}")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

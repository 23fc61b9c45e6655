"""A repository definition -> the contract's LocationDefinitions. Each asset, check, job, schedule and sensor is described on its own:
one that cannot be is a problem, its neighbours stay."""
import ast
import inspect
import types

from . import described
from .doubts import doubt_in
from .marks import doubts_in
from .unknown_keys import is_unknown
from .values import metadata_of, partitions_of, plain, references_of

KIND_PREFIX = "dagster/kind/"
STUB_MARK = "dagster/auto_created_stub_asset"
HIDDEN_METADATA = {STUB_MARK}


class Doubtful(Exception):
    """A value that cannot be known; its text says why."""


# File -> hash of its text, and where its functions end: unchanged files are not parsed again by the next load.
parsed = {}


def end_of(code, lines):
    """Last line of a function of a module's outermost level, as its instructions tell; None where there may be more of it than they tell: a
    docstring alone has none, and neither a statement of that level nor the file's end follows them."""
    last = last_line_of(code)
    if last == code.co_firstlineno:
        return None
    for line in lines[last:]:
        if line and not line.isspace() and line[0] != "#":
            return last if line[0].isidentifier() or line[0] == "@" else None
    return last


def ends_in(text):
    """First line of each function, its decorators included -> its last line."""
    ends = {}
    try:
        nodes = [ast.parse(text)]
    except (SyntaxError, ValueError):
        return ends
    while nodes:
        for node in ast.iter_child_nodes(nodes.pop()):
            if isinstance(node, ast.expr):
                continue
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                ends[min([node.lineno, *(one.lineno for one in node.decorator_list)])] = node.end_lineno
            nodes.append(node)
    return ends


def last_line_of(code):
    positions = code.co_positions() if hasattr(code, "co_positions") else ()
    inner = [last_line_of(one) for one in code.co_consts if isinstance(one, types.CodeType)]
    return max([code.co_firstlineno, *inner, *(end for _line, end, *_columns in positions if end)])


class Describer:
    def __init__(self, report, doubts, location):
        self.report = report
        self.doubts = doubts
        self.location = location
        # File -> its lines; where its functions end, where that takes parsing.
        self.lines, self.ends = {}, {}
        # Of the repository at hand: names of its resources, and keys that nothing defines.
        self.resources = set()
        self.undefined = set()

    # ------------------------------------------------------------ places

    def span_of(self, fn):
        """First decorator to last line of a function of the project; None for others."""
        fn = inspect.unwrap(fn) if callable(fn) else fn
        fn = getattr(fn, "func", fn)
        code = getattr(fn, "__code__", None)
        file = code and self.report.relative(code.co_filename)
        if not file:
            return None
        line = code.co_firstlineno
        return {"file": file, "line": line, "endLine": self.end_line(code, line)}

    def end_line(self, code, line):
        path = code.co_filename
        if path not in self.lines:
            try:
                with open(path, encoding="utf-8", errors="replace") as source:
                    self.lines[path] = source.read().split("\n")
            except OSError:
                self.lines[path] = []
        lines = self.lines[path]
        end = end_of(code, lines)
        if end is not None:
            return end
        if path not in self.ends:
            text = "\n".join(lines)
            if path not in parsed or parsed[path][0] != hash(text):
                parsed[path] = hash(text), ends_in(text)
            self.ends[path] = parsed[path][1]
        return self.ends[path].get(line, line)

    def source_of(self, key, assets_def):
        candidates = [self.doubts.functions.get(key)]
        try:
            fn = getattr(assets_def.op.compute_fn, "decorated_fn", None) if assets_def is not None and assets_def.is_executable else None
            candidates.insert(0, fn)
        except Exception:
            pass
        # The function of a graph that was made into an asset.
        candidates.append(getattr(getattr(assets_def, "node_def", None) if assets_def is not None and assets_def.is_executable else None, "composition_fn", None))
        for fn in candidates:
            span = self.span_of(fn) if fn is not None else None
            if span:
                return span
        return self.doubts.places.get(key)

    # ------------------------------------------------------------ assets

    def asset(self, node, jobs_of):
        key = node.key.to_user_string()
        parts = described.rests_on(node, self.doubts, f"{self.report.root} {self.location}")
        said = described.recall(key, parts)
        if said is not None:
            said = {**said, "deps": self.known("deps", lambda: self.deps_of(node), {}), "jobs": sorted(jobs_of.get(key, []))}
            return said if node.partitions_def is None else {**said, "partitions": self.known("partitions", lambda: partitions_of(node.partitions_def), {})}
        said = self.asset_anew(node, jobs_of)
        described.remember(key, parts, said)
        return said

    def asset_anew(self, node, jobs_of):
        key = node.key.to_user_string()
        metadata = dict(node.metadata or {})
        is_stub = bool(metadata.get(STUB_MARK))
        assets_def = node.assets_def
        fields = {
            "group": lambda: node.group_name or "default",
            "owners": lambda: list(node.owners or []),
            "tags": lambda: {str(name): str(value) for name, value in (node.tags or {}).items() if not name.startswith(KIND_PREFIX)},
            "kinds": lambda: sorted(set(node.kinds or []) | {name[len(KIND_PREFIX):] for name in (node.tags or {}) if name.startswith(KIND_PREFIX)}),
            "description": lambda: node.description,
            "deps": lambda: self.deps_of(node),
            "partitions": lambda: partitions_of(node.partitions_def),
            "codeVersion": lambda: node.code_version,
            "metadata": lambda: [metadata_of(label, value, self.report) for label, value in metadata.items() if label not in HIDDEN_METADATA],
            "automation": lambda: label_of(node.automation_condition),
            "freshness": lambda: label_of(getattr(node, "freshness_policy", None)) or label_of(getattr(node, "legacy_freshness_policy", None)),
            "ioManagerKey": lambda: self.io_manager_key(assets_def, node.key),
        }
        out = {
            "key": key, "keyPath": list(node.key.path), "isStub": is_stub, "codeLocation": self.location, "reader": "sandbox", "origins": {},
            "kind": "observable" if node.is_observable and not node.is_materializable else "materializable" if node.is_materializable else "external",
            "source": None if is_stub else self.source_of(key, assets_def), "definedBy": None if is_stub else self.doubts.made_by.get(key, "AssetSpec" if not node.is_executable else "component or library"),
            "op": None if "op" in self.doubts.fields.get(key, {}) else self.op_name(assets_def), "jobs": sorted(jobs_of.get(key, [])), "latestMaterialization": None, "latestObservation": None, "codeReferences": [],
        }
        if key in self.doubts.wrapped:
            out["keyDoubt"] = {"unknown": self.doubts.wrapped[key]}
        doubts = self.doubts.fields.get(key, {})
        for name, read in fields.items():
            out[name] = self.known(name, read, doubts)
        references = metadata.get("dagster/code_references")
        if references is not None and hasattr(references, "code_references"):
            out["codeReferences"] = references_of(references, self.report)
        return out

    def deps_of(self, node):
        """Dependencies; parameters that turn out to be resources are none. Raises Doubtful where one may be either."""
        inputs = self.doubts.inputs.get(node.key.to_user_string(), {})
        parents = []
        for parent in node.parent_keys:
            name = parent.to_user_string()
            if is_unknown(name):
                raise Doubtful(f"depends on an asset whose key {self.doubts.unknown_keys.get(name, 'is not known')}")
            if name in inputs and name in self.undefined:
                if name not in self.resources:
                    raise Doubtful(f"parameter {name} {inputs[name]}: it may be an asset or a resource")
            else:
                parents.append(name)
        return sorted(parents)

    def known(self, name, read, doubts):
        if name in doubts:
            return {"unknown": doubts[name]}
        try:
            value = read()
        except Doubtful as doubt:
            return {"unknown": str(doubt)}
        except Exception as error:
            return {"unknown": f"could not be read: {type(error).__name__}"}
        if name in ("metadata", "partitions"):
            return value
        # Keys of parents that hold a placeholder are as stable as those of the assets that they name.
        reason = doubt_in([one for one in value if not is_variable(one)] if name == "deps" else value)
        return {"unknown": reason} if reason else plain(value)

    @staticmethod
    def io_manager_key(assets_def, key):
        if assets_def is None or not assets_def.is_executable or not hasattr(assets_def, "get_io_manager_key_for_asset_key"):
            return None
        name = assets_def.get_io_manager_key_for_asset_key(key)
        return None if name == "io_manager" else name

    @staticmethod
    def op_name(assets_def):
        try:
            return assets_def.node_def.name if assets_def is not None and assets_def.is_executable else None
        except Exception:
            return None

    # ------------------------------------------------------------ the rest

    def check(self, spec, assets_def):
        key = spec.asset_key.to_user_string()
        fn = None
        try:
            fn = getattr(assets_def.op.compute_fn, "decorated_fn", None)
        except Exception:
            pass
        return {
            "asset": key, "name": spec.name, "description": self.known("description", lambda: spec.description, {}), "blocking": bool(spec.blocking), "source": self.span_of(fn) if fn else None, "codeLocation": self.location,
            "metadata": [metadata_of(label, value, self.report) for label, value in (spec.metadata or {}).items()], "latestEvaluation": None,
        }

    def job(self, job, selections):
        fn = getattr(getattr(job, "graph", None), "_assetscope_fn", None)
        return {
            "name": job.name, "description": self.known("description", lambda: job.description, {}), "source": self.span_of(fn) if fn else None, "codeLocation": self.location, "selection": selections.get(job.name),
            "tags": self.known("tags", lambda: {str(name): str(value) for name, value in (job.tags or {}).items() if not name.startswith("dagster/")}, {}),
        }

    def schedule(self, schedule):
        cron = schedule.cron_schedule
        fn = getattr(getattr(schedule, "_execution_fn", None), "decorated_fn", None)
        return {
            "name": schedule.name, "cron": self.known("cron", lambda: cron if isinstance(cron, str) else ", ".join(cron), {}), "timezone": self.known("timezone", lambda: schedule.execution_timezone, {}), "target": self.known("target", lambda: schedule.job_name, {}),
            "description": self.known("description", lambda: schedule.description, {}), "source": self.span_of(fn) if fn else None, "codeLocation": self.location,
        }

    def sensor(self, sensor):
        fn = getattr(sensor, "_raw_fn", None)
        kind = getattr(sensor.sensor_type, "name", "STANDARD").lower()
        return {
            "name": sensor.name, "sensorType": {"standard": "sensor", "asset": "asset_sensor", "multi_asset": "multi_asset_sensor", "run_status": "run_status_sensor", "auto_materialize": "automation_condition_sensor", "automation": "automation_condition_sensor"}.get(kind, kind),
            "target": self.known("target", lambda: ", ".join(sorted(target.job_name for target in sensor.targets)) or None, {}), "description": self.known("description", lambda: sensor.description, {}),
            "source": self.span_of(fn) if fn else None, "codeLocation": self.location,
        }


def is_variable(key):
    """Is nothing of a key unknown but variables of the environment?"""
    return all(name.lower().startswith("env:") for name in doubts_in(key))


def label_of(condition):
    if condition is None:
        return None
    label = getattr(condition, "get_label", lambda: None)() or getattr(condition, "label", None)
    text = label or str(condition)
    return text if len(text) <= 300 else f"{type(condition).__name__}: {text[:280]}…"


def describe(repository, selections, describer, into):
    """Adds what one repository defines to `into`; the same key twice is kept once."""
    report = describer.report
    graph = repository.asset_graph
    seen = {asset["key"] for asset in into["assets"]}

    def each(items, make, what):
        out = []
        for item in items:
            try:
                out.append(make(item))
            except KeyboardInterrupt as error:
                report.stopped(error)
                break
            except Exception as error:
                report.failure(error, f"{what} {getattr(item, 'name', None) or getattr(item, 'key', '')} could not be described", "sandbox.describe")
        return out

    describer.resources = set(repository.get_top_level_resources())
    describer.undefined = {node.key.to_user_string() for node in graph.asset_nodes if (node.metadata or {}).get(STUB_MARK)}
    left_out = {name for inputs in describer.doubts.inputs.values() for name in inputs if name in describer.resources and name in describer.undefined}
    jobs = []
    for name in repository.job_names:
        if name.startswith("__ASSET_JOB"):
            continue
        try:
            jobs.append(repository.get_job(name))
        except Exception as error:
            report.failure(error, f"Job {name} could not be resolved", "sandbox.jobs", report.made.get(name))
            into["jobs"].append({"name": name, "description": None, "source": None, "codeLocation": describer.location, "selection": {"unknown": "the job does not resolve (see the problems)"}, "tags": {}})
    jobs_of = {}
    for job in jobs:
        try:
            for key in job.asset_layer.selected_asset_keys:
                jobs_of.setdefault(key.to_user_string(), []).append(job.name)
        except Exception:
            pass
    for node in graph.asset_nodes:
        if is_unknown(key := node.key.to_user_string()):
            report.problem("sandbox.key-unknown", f"An asset is not shown: its key {describer.doubts.unknown_keys.get(key, 'is not known')}", describer.source_of(key, node.assets_def), "warning")
            left_out.add(key)
    into["assets"] += [asset for asset in each([node for node in graph.asset_nodes if node.key.to_user_string() not in left_out], lambda node: describer.asset(node, jobs_of), "Asset") if asset["key"] not in seen]
    checks = []
    for key in graph.asset_check_keys:
        if is_unknown(key.name):
            report.problem("sandbox.key-unknown", f"A check of {key.asset_key.to_user_string()} is not shown: its name {describer.doubts.unknown_keys.get(key.name, 'is not known')}", None, "warning")
        elif not is_unknown(key.asset_key.to_user_string()):
            checks.append(key)
    into["checks"] += each([graph.get_check_spec(key) for key in checks], lambda spec: describer.check(spec, check_definition(graph, spec)), "Check")
    into["jobs"] += each(jobs, lambda job: describer.job(job, selections), "Job")
    into["schedules"] += each(repository.schedule_defs, describer.schedule, "Schedule")
    into["sensors"] += each([sensor for sensor in repository.sensor_defs if sensor.name != "default_automation_condition_sensor"], describer.sensor, "Sensor")


def check_definition(graph, spec):
    try:
        return graph.get(spec.key).assets_def
    except Exception:
        return None

"""What is changed in Dagster and Pydantic so that stand-ins do not sink what is real: they are taken out of lists of definitions and out
of arguments, and the fields that lost a value become unknown. Also records where specs were written."""
import functools

from .environment import Placeholder
from .isolate import call
from .report import OPEN, doubts_in, explain_doubt
from .stubs import Listener, Stub, StubMeta

# Arguments of asset-like decorators -> the contract's field that they decide.
FIELDS = {"deps": "deps", "ins": "deps", "group_name": "group", "owners": "owners", "tags": "tags", "kinds": "kinds", "compute_kind": "kinds", "description": "description", "metadata": "metadata", "partitions_def": "partitions", "code_version": "codeVersion",
          "automation_condition": "automation", "auto_materialize_policy": "automation", "freshness_policy": "freshness", "io_manager_key": "ioManagerKey"}


def is_stub(value):
    return isinstance(value, (Stub, StubMeta))


def stub_name(value):
    return value.__stub_name__ if isinstance(value, StubMeta) else type(value).__stub_name__


def reason_of(value):
    name = stub_name(value)
    return f"{name.split(':', 1)[1]} could not be made (see the problems)" if name.startswith("broken:") else f"comes from {name}, which is not installed in the sealed runtime"


class Doubts:
    """Asset key -> field -> reason; asset key -> where it was written, and by what."""

    def __init__(self):
        self.fields = {}
        self.places = {}
        self.functions = {}
        self.made_by = {}
        # Asset key -> its function's parameters whose annotation is a stand-in: resources or inputs, only the resources' names tell.
        self.inputs = {}
        # Parts of definitions that lost arguments, with what they lost.
        self.parts = []

    def add(self, key, field, reason):
        self.fields.setdefault(key, {}).setdefault(field, reason)


def doubt_in(value, depth=0):
    """Reason why a value cannot be trusted: it is, holds, or was made with a stand-in."""
    if is_stub(value):
        return reason_of(value)
    if isinstance(value, str):
        names = doubts_in(value) if OPEN in value else []
        return explain_doubt(names[0]) if names else None
    if depth < 4 and type(value) in (list, tuple, set, frozenset):
        return next((reason for item in value if (reason := doubt_in(item, depth + 1))), None)
    if depth < 4 and type(value) is dict:
        return next((reason for pair in value.items() for item in pair if (reason := doubt_in(item, depth + 1))), None)
    return None


# Dagster checks the letters of these, and the marks of a doubt would not pass.
CHECKED = {"tags", "owners", "group_name", "kinds", "compute_kind", "io_manager_key", "code_version", "op_tags"}


def clean_arguments(kwargs):
    """Arguments without stand-ins, and the fields that lost something."""
    lost, kept = {}, {}
    for name, value in kwargs.items():
        field = FIELDS.get(name, name)
        if is_stub(value):
            lost[field] = reason_of(value)
            continue
        if name in CHECKED and (reason := doubt_in(value)):
            lost[field] = reason
            continue
        if type(value) in (list, tuple, set) and any(is_stub(item) for item in value):
            lost[field] = reason_of(next(item for item in value if is_stub(item)))
            value = type(value)(item for item in value if not is_stub(item))
        kept[name] = value
    return kept, lost


def keys_of(definition):
    keys = getattr(definition, "keys", None)
    if keys is not None and not callable(keys):
        return list(keys)
    key = getattr(definition, "key", None)
    # A decorator that waits for its function has a key, too: as it was given.
    return [key] if hasattr(key, "to_user_string") else []


def install(report, doubts):
    import dagster
    from dagster import AssetSpec

    def wrap_decorator(module, name):
        original = getattr(module, name)

        @functools.wraps(original)
        def wrapped(*args, **kwargs):
            kept, lost = clean_arguments(kwargs)
            result = original(*args, **kept)

            def note(definition, fn):
                note_parts(definition, kept, doubts)
                inputs = stand_in_inputs(fn) if callable(fn) else {}
                for key in keys_of(definition):
                    text = key.to_user_string()
                    doubts.inputs.setdefault(text, {}).update(inputs)
                    doubts.made_by.setdefault(text, f"@{name}")
                    if fn is not None:
                        doubts.functions.setdefault(text, fn)
                    for field, reason in lost.items():
                        doubts.add(text, field, reason)
                return definition

            if keys_of(result):
                return note(result, args[0] if args and callable(args[0]) else None)
            return (lambda fn: note(result(fn), fn)) if callable(result) and (not hasattr(result, "name") or type(result).__name__.startswith("_")) else result

        for holder in (dagster, module):
            if getattr(holder, name, None) is original:
                setattr(holder, name, wrapped)

    import importlib

    for path, names in (("dagster._core.definitions.decorators.asset_decorator", ["asset", "multi_asset", "graph_asset", "graph_multi_asset"]), ("dagster._core.definitions.decorators.source_asset_decorator", ["observable_source_asset", "multi_observable_source_asset"]),
                        ("dagster._core.definitions.decorators.asset_check_decorator", ["asset_check", "multi_asset_check"]), ("dagster._core.definitions.unresolved_asset_job_definition", ["define_asset_job"])):
        module = importlib.import_module(path)
        for name in names:
            if hasattr(module, name):
                wrap_decorator(module, name)

    Listener.definitions = definition_classes(dagster)
    clean_parts(dagster, doubts)
    make_spec = AssetSpec.__new__

    def new_spec(cls, *args, **kwargs):
        kept, lost = clean_arguments(kwargs)
        spec = make_spec(cls, *args, **kept)
        key = spec.key.to_user_string()
        place = report.caller()
        if place and key not in doubts.places:
            doubts.places[key] = place
        for field, reason in lost.items():
            doubts.add(key, field, reason)
        return spec

    AssetSpec.__new__ = new_spec
    clean_definitions(report, dagster)
    show_sources(report)
    fill_settings(report)
    accept_stand_ins(report, dagster)


def stand_in_inputs(fn):
    """Parameters annotated with a class that is not there."""
    out = {}
    for name, annotation in getattr(fn, "__annotations__", {}).items():
        if isinstance(annotation, str):
            try:
                annotation = eval(annotation, getattr(fn, "__globals__", {}))
            except Exception:
                continue
        if is_stub(annotation):
            out[name] = reason_of(annotation)
    return out


def definition_classes(dagster):
    from dagster._core.definitions.asset_checks.asset_checks_definition import AssetChecksDefinition
    from dagster._core.definitions.partitions.partitioned_schedule import UnresolvedPartitionedAssetScheduleDefinition
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition
    from dagster._utils.test.definitions import LazyDefinitions

    names = ("AssetsDefinition", "AssetSpec", "SourceAsset", "JobDefinition", "GraphDefinition", "OpDefinition", "ScheduleDefinition", "SensorDefinition", "Definitions", "RepositoryDefinition", "AssetCheckSpec", "Component")
    return (*(getattr(dagster, name) for name in names), AssetChecksDefinition, UnresolvedPartitionedAssetScheduleDefinition, UnresolvedAssetJobDefinition, LazyDefinitions)


def clean_parts(dagster, doubts):
    """Parts of definitions lose the stand-ins among their arguments; the definition that they end up in has the doubt."""

    def wrap(cls, name):
        make = getattr(cls, name)

        @functools.wraps(make)
        def made(self_or_class, *args, **kwargs):
            kept, lost = clean_arguments(kwargs)
            part = make(self_or_class, *args, **kept)
            if lost:
                doubts.parts.append((part if part is not None else self_or_class, lost))
            return part

        setattr(cls, name, made)

    wrap(dagster.AssetOut, "__init__")
    for cls in (dagster.AssetIn, dagster.AssetDep, dagster.AssetCheckSpec):
        wrap(cls, "__new__")


def note_parts(definition, arguments, doubts):
    """Doubts of `outs={...}` go to the asset of that output, those of inputs to the dependencies of all."""
    lost_of = {id(part): lost for part, lost in doubts.parts}
    outs = arguments.get("outs")
    if type(outs) is dict:
        keys = getattr(definition, "keys_by_output_name", {})
        for name, out in outs.items():
            key = keys.get(name)
            for field, reason in (lost_of.get(id(out)) or {}).items():
                if key is not None:
                    doubts.add(key.to_user_string(), field, reason)
    ins = arguments.get("ins")
    for part in ins.values() if type(ins) is dict else ():
        lost = lost_of.get(id(part)) or {}
        if "key" in lost or "key_prefix" in lost:
            for key in keys_of(definition):
                doubts.add(key.to_user_string(), "deps", next(iter(lost.values())))


def clean_definitions(report, dagster):
    definitions = dagster.Definitions
    make = definitions.__init__
    lists = ("assets", "schedules", "sensors", "jobs", "asset_checks")
    stand_in = dagster.mem_io_manager
    from dagster._core.definitions.partitions.partitioned_schedule import UnresolvedPartitionedAssetScheduleDefinition
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

    kinds = {
        "assets": (dagster.AssetsDefinition, dagster.SourceAsset, dagster.AssetSpec), "asset_checks": dagster.AssetsDefinition, "schedules": (dagster.ScheduleDefinition, UnresolvedPartitionedAssetScheduleDefinition),
        "sensors": dagster.SensorDefinition, "jobs": (dagster.JobDefinition, dagster.GraphDefinition, UnresolvedAssetJobDefinition),
    }

    def label(value):
        return getattr(value, "name", None) if isinstance(getattr(value, "name", None), str) else ", ".join(sorted(key.to_user_string() for key in keys_of(value))) or type(value).__name__

    def clean_resources(resources):
        # No definition's fields depend on a resource; one that could not be made only has to be there.
        if is_stub(resources):
            return {}
        return {name: stand_in if is_stub(value) else value for name, value in resources.items()} if type(resources) is dict else resources

    def clean_rest(kwargs):
        if "resources" in kwargs:
            kwargs["resources"] = clean_resources(kwargs["resources"])
        for name in ("executor", "loggers", "metadata", "component_tree"):
            if is_stub(kwargs.get(name)):
                tell(kwargs.pop(name))

    def clean(name, values):
        if is_stub(values):
            tell(values)
            return None
        if values is None or type(values) in (str, dict):
            return values
        kept = []
        for value in values:
            if is_stub(value):
                tell(value)
            elif type(value) in (list, tuple):
                kept.extend(clean(name, value) or [])
            elif isinstance(value, Listener.definitions) and not isinstance(value, kinds.get(name, object)):
                # A stand-in hands back what it was given: a job, where a schedule was to be made of it.
                report.problem("sandbox.definition-missing", f"Left out of {name}: what was made of {label(value)} by a library that is not installed in the sealed runtime", report.caller(), "warning")
            else:
                kept.append(value)
        return kept

    def tell(value):
        report.problem("sandbox.definition-missing", f"Left out: {reason_of(value)}", report.caller(), "warning")

    def init(self, *args, **kwargs):
        args = list(args)
        clean_rest(kwargs)
        for i, name in enumerate(lists):
            if i < len(args):
                args[i] = clean(name, args[i])
            elif name in kwargs:
                kwargs[name] = clean(name, kwargs[name])
        make(self, *args, **kwargs)

    if "__init__" in definitions.__dict__:
        definitions.__init__ = init
    else:
        make_new = definitions.__new__

        def new(cls, *args, **kwargs):
            args = list(args)
            clean_rest(kwargs)
            for i, name in enumerate(lists):
                if i < len(args):
                    args[i] = clean(name, args[i])
                elif name in kwargs:
                    kwargs[name] = clean(name, kwargs[name])
            return make_new(cls, *args, **kwargs)

        definitions.__new__ = new
    merge = definitions.merge

    def merge_clean(*args):
        return merge(*[arg for arg in args if not is_stub(arg) or tell(arg)])

    definitions.merge = staticmethod(merge_clean)


def fill_settings(report):
    """Settings classes that demand secrets get placeholders for the fields that are required and not set."""
    try:
        from pydantic_settings import BaseSettings
    except Exception:
        return
    make = BaseSettings.__init__

    def init(self, *args, **kwargs):
        try:
            make(self, *args, **kwargs)
        except Exception as error:
            missing = [line for line in getattr(error, "errors", lambda: [])() if line.get("type") == "missing" and len(line.get("loc", ())) == 1]
            if not missing:
                raise
            for line in missing:
                name = str(line["loc"][0])
                report.used(report.placeholders, name)
                field = type(self).model_fields.get(name)
                kwargs[name] = placeholder_for(getattr(field, "annotation", str), name)
            make(self, *args, **kwargs)

    BaseSettings.__init__ = init


def placeholder_for(annotation, name):
    if annotation in (int, float, bool):
        return annotation(1)
    if type(None) in getattr(annotation, "__args__", ()):
        return None
    text = str(Placeholder(name))
    return text


def show_sources(report):
    """Functions of libraries have no source here (the image holds bytecode); where they are is known all the same."""
    import inspect

    find, file_of = inspect.getsourcelines, inspect.getsourcefile

    def lines(value):
        try:
            return find(value)
        except OSError:
            code = getattr(inspect.unwrap(value) if callable(value) else value, "__code__", None)
            if code is None:
                raise
            return [], code.co_firstlineno

    def file(value):
        found = file_of(value)
        if found is None:
            code = getattr(inspect.unwrap(value) if callable(value) else value, "__code__", None)
            return code.co_filename if code is not None else None
        return found

    inspect.getsourcelines, inspect.getsourcefile = lines, file


def accept_stand_ins(report, dagster):
    """Checks that a stand-in cannot pass and that no definition depends on: resources, config types, pydantic fields."""
    import pydantic

    for path in ("dagster._core.definitions.resource_requirement", "dagster._core.definitions.job_definition", "dagster._core.definitions.assets.job.asset_job", "dagster._core.definitions.repository_definition.valid_definitions",
                 "dagster._core.definitions.graph_definition", "dagster._core.definitions.definitions_class", "dagster._core.definitions.source_asset", "dagster._core.definitions.repository_definition.repository_data_builder", "dagster._core.definitions.schedule_definition", "dagster._core.definitions.sensor_definition"):
        try:
            module = __import__(path, fromlist=["_"])
        except ImportError:
            continue
        if hasattr(module, "ensure_requirements_satisfied"):
            module.ensure_requirements_satisfied = lambda *_args, **_kwargs: None
    init = pydantic.BaseModel.__init__

    def lenient(self, /, **data):
        try:
            init(self, **data)
        except pydantic.ValidationError:
            if not any(doubt_in(value) for value in data.values()):
                raise
            made = type(self).model_construct(**data)
            for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
                object.__setattr__(self, name, getattr(made, name))

    lenient.__pydantic_base_init__ = True
    pydantic.BaseModel.__init__ = lenient
    serialize_stand_ins()
    old_settings(pydantic)
    isolate_components(report)
    enum_value = dagster.EnumValue.__init__

    def enum_value_init(self, config_value, python_value=None, description=None):
        enum_value(self, str(config_value) if is_stub(config_value) else config_value, python_value, description)

    dagster.EnumValue.__init__ = enum_value_init
    field_init = dagster.Field.__init__

    def init_field(self, config, default_value=dagster._config.field_utils.FIELD_NO_DEFAULT_PROVIDED, *args, **kwargs):
        # A stand-in as default: the field is then merely optional.
        field_init(self, config, *(() if is_stub(default_value) else (default_value,)), *args, **({**kwargs, "is_required": False} if is_stub(default_value) else kwargs))

    dagster.Field.__init__ = init_field
    conversion = __import__("dagster._config.pythonic_config.conversion_utils", fromlist=["_"])
    for name in ("_config_type_for_type_on_pydantic_field",):
        original = getattr(conversion, name, None)
        if original is None:
            continue

        def convert(potential_dagster_type, *args, _original=original, **kwargs):
            if is_stub(potential_dagster_type):
                return __import__("dagster._config.config_type", fromlist=["_"]).Any()
            return _original(potential_dagster_type, *args, **kwargs)

        setattr(conversion, name, convert)


def serialize_stand_ins():
    """Defaults of configuration are written out for snapshots that nobody reads here."""
    serdes = __import__("dagster_shared.serdes.serdes", fromlist=["_"])
    transform = serdes._transform_for_serialization

    def lenient(value, *args, **kwargs):
        try:
            return transform(value, *args, **kwargs)
        except serdes.SerializationError:
            if is_stub(value):
                return str(value)
            raise

    serdes._transform_for_serialization = lenient


def old_settings(pydantic):
    """`from pydantic import BaseSettings` of projects that pin pydantic 1: a settings class that is as forgiving as that one was."""
    try:
        from pydantic_settings import BaseSettings, SettingsConfigDict
    except ImportError:
        return

    class OldSettings(BaseSettings):
        model_config = SettingsConfigDict(extra="ignore", coerce_numbers_to_str=True, arbitrary_types_allowed=True, ignored_types=(str, int, float, bool, list, dict, tuple, set, type(None)), protected_namespaces=())

    pydantic.BaseSettings = OldSettings


def isolate_components(report):
    """A component that does not load or build costs its own definitions only."""
    from dagster import Component, Definitions
    from dagster.components.core.component_tree import ComponentTree

    class Missing(Component):
        def build_defs(self, _context):
            return Definitions()

    def place_of(tree, loc):
        path = getattr(loc, "file_path", None)
        for name in ("defs.yaml", "component.yaml"):
            file = path and report.relative(str(path / name if path.is_absolute() else tree.defs_module_path / path / name))
            if file and (tree.defs_module_path / path / name).exists():
                return {"file": file, "line": 1}
        return None

    def tell(tree, loc, error, what):
        while type(error).__name__ == "ComponentTreeException" and error.__cause__ is not None:
            error = error.__cause__
        before = len(report.problems)
        report.failure(error, what, "sandbox.component-failed")
        place = place_of(tree, loc)
        if place and len(report.problems) > before and "at" not in report.problems[-1]:
            report.problems[-1]["at"] = place

    load, build = ComponentTree._load_component_at_loc, ComponentTree._build_defs_inner

    def load_or_tell(self, loc):
        try:
            call(lambda: load(self, loc), report)
        except Exception as error:
            tell(self, loc, error, "A component does not load")
            decl = self.state_tracker.get_cache_data(loc).component_decl or self._component_decl_tree().get(loc)
            self.state_tracker.set_cache_data(loc, component=Missing(), component_decl=decl)

    def build_or_tell(self, loc):
        try:
            return call(lambda: build(self, loc), report)
        except Exception as error:
            tell(self, loc, error, "A component does not build")
            return Definitions()

    ComponentTree._load_component_at_loc = load_or_tell
    ComponentTree._build_defs_inner = build_or_tell

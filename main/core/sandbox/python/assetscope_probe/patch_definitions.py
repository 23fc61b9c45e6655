"""`Definitions` takes no stand-ins: they are left out of its lists, and each that is left out is a problem with its place."""
import types

from .doubts import is_stub, reason_of
from .patch_parts import keys_of
from .stubs import Listener


def definition_classes(dagster):
    from dagster._core.definitions.asset_checks.asset_checks_definition import AssetChecksDefinition
    from dagster._core.definitions.partitions.partitioned_schedule import UnresolvedPartitionedAssetScheduleDefinition
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition
    from dagster._utils.test.definitions import LazyDefinitions

    names = ("AssetsDefinition", "AssetSpec", "SourceAsset", "JobDefinition", "GraphDefinition", "OpDefinition", "ScheduleDefinition", "SensorDefinition", "Definitions", "RepositoryDefinition", "AssetCheckSpec", "Component")
    return (*(getattr(dagster, name) for name in names), AssetChecksDefinition, UnresolvedPartitionedAssetScheduleDefinition, UnresolvedAssetJobDefinition, LazyDefinitions)


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
            elif isinstance(value, types.FunctionType):
                # A stand-in for a decorator hands back the function.
                report.problem("sandbox.definition-missing", f"Left out of {name}: {value.__name__} is a function; what decorates it could not be made (see the problems)", report.caller(), "warning")
            elif isinstance(value, Listener.definitions) and not isinstance(value, kinds.get(name, object)):
                # A stand-in hands back what it was given: a job, where a schedule was to be made of it.
                report.problem("sandbox.definition-missing", f"Left out of {name}: what was made of {label(value)} by a library that is not installed in the sealed runtime", report.caller(), "warning")
            else:
                kept.append(value)
        return kept

    def tell(value):
        report.problem("sandbox.definition-missing", f"Left out: {reason_of(value)}", report.caller(), "warning")

    def cleaned(args, kwargs):
        args = list(args)
        clean_rest(kwargs)
        for i, name in enumerate(lists):
            if i < len(args):
                args[i] = clean(name, args[i])
            elif name in kwargs:
                kwargs[name] = clean(name, kwargs[name])
        return args

    def init(self, *args, **kwargs):
        make(self, *cleaned(args, kwargs), **kwargs)

    if "__init__" in definitions.__dict__:
        definitions.__init__ = init
    else:
        make_new = definitions.__new__

        def new(cls, *args, **kwargs):
            return make_new(cls, *cleaned(args, kwargs), **kwargs)

        definitions.__new__ = new
    merge = definitions.merge

    def merge_clean(*args):
        return merge(*[arg for arg in args if not is_stub(arg) or tell(arg)])

    definitions.merge = staticmethod(merge_clean)

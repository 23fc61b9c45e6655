"""Where the Dagster of the image makes the same thing again, cut short: what comes out is what would have come out. Copies stay copies,
since Dagster tells apart a definition that is given twice from two of the same key. Not for other versions of Dagster."""
import functools
import inspect
import sys
import types
import typing
import warnings
from contextlib import contextmanager

# All that an AssetsDefinition is made of; what it has besides was computed from these.
PARTS = ("_check_specs_by_output_name", "_hook_defs", "_computation", "_resource_defs", "_specs_by_key", "_partition_mappings", "_check_specs_by_key")


def install():
    """Once a process."""
    from dagster import AssetsDefinition, AssetSpec

    keep_specs(AssetSpec)
    copy_definitions(AssetsDefinition)
    one_graph()
    everywhere({**remembered_parameters(), **known_types(), **quiet_warnings(), **known_fields()})


def start_over():
    """Forgets what was made of the project that was loaded before."""
    graphs.clear()


def everywhere(replacements):
    """Puts functions in the place of others in all modules of Dagster that hold them under their name."""
    for path, module in list(sys.modules.items()):
        if path.startswith("dagster") and type(module) is types.ModuleType:
            for original, new in replacements.items():
                if vars(module).get(original.__name__) is original:
                    setattr(module, original.__name__, new)


def keep_specs(spec_class):
    replace = spec_class.replace_attributes

    @functools.wraps(replace)
    def replace_attributes(self, **changes):
        # A spec does not change, so that none of its attributes replaced is the spec itself.
        if type(self) is spec_class and all(value is ... for value in changes.values()):
            return self
        return replace(self, **changes)

    spec_class.replace_attributes = replace_attributes


def copy_definitions(definition):
    """Copies of definitions that change nothing, or resources alone, need not be checked and normalized anew."""
    from dagster._core.definitions.resource_requirement import merge_resource_defs
    from dagster._core.execution.build_resources import wrap_resources_for_execution

    plain_map, plain_attributes, plain_resources = definition.map_asset_specs, definition.with_attributes, definition.with_resources

    def can_copy(one):
        return type(one) is definition and not one.is_subset and all(part in one.__dict__ for part in PARTS)

    def copy_of(one):
        made = object.__new__(definition)
        made.__dict__.update((part, one.__dict__[part]) for part in PARTS)
        return made

    @functools.wraps(plain_map)
    def map_asset_specs(self, fn):
        if not can_copy(self):
            return plain_map(self, fn)
        before = list(self.specs)
        after = [fn(spec) for spec in before]
        if all(one is other for one, other in zip(before, after)):
            return copy_of(self)
        mapped = iter(after)
        return plain_map(self, lambda _spec: next(mapped))

    @functools.wraps(plain_attributes)
    def with_attributes(self, **changes):
        return copy_of(self) if can_copy(self) and not any(changes.values()) else plain_attributes(self, **changes)

    @functools.wraps(plain_resources)
    def with_resources(self, resource_defs):
        if not can_copy(self):
            return plain_resources(self, resource_defs)
        made = copy_of(self)
        made._resource_defs = wrap_resources_for_execution(merge_resource_defs(old_resource_defs=self.resource_defs, resource_defs_to_merge_in=resource_defs, requires_resources=self))
        return made

    definition.map_asset_specs, definition.with_attributes, definition.with_resources = map_asset_specs, with_attributes, with_resources


# What the last graph was made of, and the graph.
graphs = []


def one_graph():
    """The graph of the same definitions is asked for twice: to check them, and of the repository that they make."""
    from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

    make = AssetGraph.from_assets.__func__

    def from_assets(cls, assets):
        assets = list(assets)
        for of, graph in graphs:
            if cls is AssetGraph and len(of) == len(assets) and all(one is other for one, other in zip(of, assets)):
                return graph
        graph = make(cls, assets)
        graphs[:] = [(assets, graph)]
        return graph

    AssetGraph.from_assets = classmethod(from_assets)


def remembered_parameters():
    """Dagster asks some fifteen times for the parameters of each decorated function, and eight times for its annotations."""
    from dagster._core import decorator_utils

    last = (None, None, None, None, ())

    def get_function_params(fn):
        nonlocal last
        # Of functions with attributes another signature may be among them.
        if type(fn) is not types.FunctionType or fn.__dict__:
            return list(inspect.signature(fn).parameters.values())
        if last[0] is not fn or last[1] is not fn.__code__ or last[2] is not fn.__defaults__ or last[3] is not fn.__kwdefaults__:
            last = (fn, fn.__code__, fn.__defaults__, fn.__kwdefaults__, tuple(inspect.signature(fn).parameters.values()))
        return list(last[4])

    plain_hints = decorator_utils.get_type_hints

    def get_type_hints(fn):
        return {} if type(fn) is types.FunctionType and not fn.__dict__ and not fn.__annotations__ else plain_hints(fn)

    return {decorator_utils.get_function_params: get_function_params, plain_hints: get_type_hints}


def known_types():
    """What these annotations mean depends on nothing else, and a type of Dagster's own is what it is."""
    from dagster import MaterializeResult, Nothing
    from dagster._core.types.dagster_type import DagsterType, resolve_dagster_type

    known = {one: resolve_dagster_type(one) for one in (typing.Any, None, Nothing, MaterializeResult, str, int, float, bool)}
    plain = {id(one): made for one, made in known.items()}

    @functools.wraps(resolve_dagster_type)
    def resolve(dagster_type):
        if isinstance(dagster_type, DagsterType):
            return dagster_type
        made = plain.get(id(dagster_type))
        return resolve_dagster_type(dagster_type) if made is None else made

    return {resolve_dagster_type: resolve}


def known_fields():
    """Dagster's own sets of metadata are read once an asset: their fields stay what they are."""
    from dagster._core.definitions.metadata.metadata_set import NamespacedMetadataSet
    from dagster_shared.dagster_model.pydantic_compat_layer import model_fields

    make = NamespacedMetadataSet.__init__
    known, checked = {}, set()

    def fields(model):
        if not model.__module__.startswith("dagster."):
            return model_fields(model)
        if model not in known:
            known[model] = model_fields(model)
        return known[model]

    @functools.wraps(make)
    def init(self, *args, **kwargs):
        if type(self) in checked:
            return super(NamespacedMetadataSet, self).__init__(*args, **kwargs)
        make(self, *args, **kwargs)
        checked.add(type(self))

    NamespacedMetadataSet.__init__ = init
    return {model_fields: fields}


def quiet_warnings():
    """Where all warnings are ignored, there is no need to ignore Dagster's."""
    from dagster_shared.utils import warnings as own

    plain, warnings_on = own.disable_dagster_warnings, own._warnings_on

    @contextmanager
    def disable_dagster_warnings():
        first = warnings.filters[0] if warnings.filters else None
        if first is None or first[0] != "ignore" or first[1] is not None or first[2] is not Warning or first[3] is not None or first[4]:
            with plain():
                yield
        elif not warnings_on.get():
            yield
        else:
            token = warnings_on.set(False)
            try:
                yield
            finally:
                warnings_on.reset(token)

    return {plain: disable_dagster_warnings}

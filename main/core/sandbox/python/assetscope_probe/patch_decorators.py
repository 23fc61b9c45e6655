"""Decorators and specs of assets: they take no stand-ins, the fields that lose one become unknown, and what each asset was made of and
where is noted."""
import functools
import importlib

from .clean_arguments import clean_arguments
from .doubts import doubt_in, is_stub, reason_of
from .patch_parts import keys_of, note_parts
from .unknown_keys import give_key, give_name


def wrap_decorators(dagster, doubts):
    """What `@asset` and its like are given and lose is noted for the assets that come of it."""

    def wrap_decorator(module, name):
        original = getattr(module, name)

        @functools.wraps(original)
        def wrapped(*args, **kwargs):
            kept, lost = clean_arguments(kwargs)
            if name in ("asset", "graph_asset", "observable_source_asset"):
                kept = give_key(kept, lost, doubts)
            elif name == "asset_check":
                kept = give_name(kept, lost, doubts)
            elif reason := lost.pop("name", None) or doubt_in(kept.get("name")):
                # Of the op: the function's own stands in, and is not told.
                kept = {one: value for one, value in kept.items() if one != "name"}
                lost["op"] = reason
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

    for path, names in (("dagster._core.definitions.decorators.asset_decorator", ["asset", "multi_asset", "graph_asset", "graph_multi_asset"]), ("dagster._core.definitions.decorators.source_asset_decorator", ["observable_source_asset", "multi_observable_source_asset"]),
                        ("dagster._core.definitions.decorators.asset_check_decorator", ["asset_check", "multi_asset_check"]), ("dagster._core.definitions.unresolved_asset_job_definition", ["define_asset_job"])):
        module = importlib.import_module(path)
        for name in names:
            if hasattr(module, name):
                wrap_decorator(module, name)


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


def note_specs(dagster, report, doubts):
    """Fields that a spec loses, and the line of the project that makes it."""
    make_spec = dagster.AssetSpec.__new__

    def new_spec(cls, *args, **kwargs):
        kept, lost = clean_arguments(kwargs)
        spec = make_spec(cls, *args, **kept)
        key = spec.key.to_user_string()
        if key not in doubts.places and (place := report.caller()):
            doubts.places[key] = place
        for field, reason in lost.items():
            doubts.add(key, field, reason)
        return spec

    dagster.AssetSpec.__new__ = new_spec

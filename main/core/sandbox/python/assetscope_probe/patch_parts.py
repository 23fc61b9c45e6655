"""Parts of definitions (`AssetOut`, `AssetIn`, `AssetDep`, checks' specs) lose the stand-ins among their arguments; the definition that they
end up in has the doubt."""
import functools

from .clean_arguments import clean_arguments
from .unknown_keys import give_key


def keys_of(definition):
    keys = getattr(definition, "keys", None)
    if keys is not None and not callable(keys):
        return list(keys)
    key = getattr(definition, "key", None)
    # A decorator that waits for its function has a key, too: as it was given.
    return [key] if hasattr(key, "to_user_string") else []


def note_wrapped(definitions, name, doubts):
    """A wrapper may change anything of what it is given, the key too (metaxy's decorator does)."""
    many = definitions if type(definitions) in (list, tuple, set) else getattr(definitions, "assets", None) or [definitions]
    for one in many:
        for key in keys_of(one):
            doubts.wrapped.setdefault(key.to_user_string(), f"goes through {name}, which is not installed in the sealed runtime and may change it")


def clean_parts(dagster, doubts):
    def wrap(cls, name):
        make = getattr(cls, name)

        @functools.wraps(make)
        def made(self_or_class, *args, **kwargs):
            kept, lost = clean_arguments(kwargs)
            if cls is dagster.AssetOut:
                kept = give_key(kept, lost, doubts)
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

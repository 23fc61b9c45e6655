"""Arguments of Dagster's own functions without the stand-ins among them, and the fields that lose their value by it."""
from .doubts import SIMPLE, doubt_in, is_stub, reason_of

# Arguments of asset-like decorators -> the contract's field that they decide.
FIELDS = {"deps": "deps", "ins": "deps", "group_name": "group", "owners": "owners", "tags": "tags", "kinds": "kinds", "compute_kind": "kinds", "description": "description", "metadata": "metadata", "partitions_def": "partitions", "code_version": "codeVersion",
          "automation_condition": "automation", "auto_materialize_policy": "automation", "freshness_policy": "freshness", "io_manager_key": "ioManagerKey"}

# Dagster checks the letters of these, and the marks of a doubt would not pass.
CHECKED = {"tags", "owners", "group_name", "kinds", "compute_kind", "io_manager_key", "code_version", "op_tags"}


def clean_arguments(kwargs):
    """Arguments without stand-ins, and the fields that lost something."""
    lost, kept = {}, {}
    for name, value in kwargs.items():
        kind = type(value)
        if kind in SIMPLE:
            kept[name] = value
            continue
        if is_stub(value):
            lost[FIELDS.get(name, name)] = reason_of(value)
            continue
        if name in CHECKED and (reason := doubt_in(value)):
            lost[FIELDS.get(name, name)] = reason
            continue
        if kind in (list, tuple, set):
            for item in value:
                if is_stub(item):
                    lost[FIELDS.get(name, name)] = reason_of(item)
                    value = kind(item for item in value if not is_stub(item))
                    break
        kept[name] = value
    return kept, lost

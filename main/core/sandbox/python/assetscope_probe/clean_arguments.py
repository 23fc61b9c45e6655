"""Arguments of Dagster's own functions without the stand-ins among them, and the fields that lose their value by it."""
from .doubts import doubt_in, is_stub, reason_of

# Arguments of asset-like decorators -> the contract's field that they decide.
FIELDS = {"deps": "deps", "ins": "deps", "group_name": "group", "owners": "owners", "tags": "tags", "kinds": "kinds", "compute_kind": "kinds", "description": "description", "metadata": "metadata", "partitions_def": "partitions", "code_version": "codeVersion",
          "automation_condition": "automation", "auto_materialize_policy": "automation", "freshness_policy": "freshness", "io_manager_key": "ioManagerKey"}

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

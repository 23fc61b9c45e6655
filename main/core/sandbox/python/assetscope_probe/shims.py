"""Small stand-ins that do the work of a compiled library which integrations import unconditionally."""
import json
import shutil
import sys
import types


def install():
    # Integrations ask whether their program is there when they are configured, not only when it is run.
    shutil.which = lambda program, *_args, **_kwargs: str(program)
    # For its web UI Dagster describes every component type of every installed integration: seconds of imports that no definition needs.
    from dagster.components.core import package_entry

    package_entry.discover_entry_point_package_objects = dict
    if "orjson" not in sys.modules:
        sys.modules["orjson"] = orjson()


def orjson():
    module = types.ModuleType("orjson")
    module.__version__ = "3.99.0"
    module.JSONDecodeError = json.JSONDecodeError
    module.JSONEncodeError = TypeError

    def loads(data):
        return json.loads(bytes(data) if isinstance(data, memoryview) else data)

    def dumps(value, default=None, option=None):
        return json.dumps(value, default=default, separators=(",", ":"), ensure_ascii=False, sort_keys=bool(option and option & module.OPT_SORT_KEYS)).encode()

    for function in (loads, dumps):
        # Generators of code (mashumaro) write a function down by its module and name.
        function.__module__, function.__qualname__ = "orjson", function.__name__
        setattr(module, function.__name__, function)
    for i, name in enumerate(["APPEND_NEWLINE", "INDENT_2", "NAIVE_UTC", "NON_STR_KEYS", "OMIT_MICROSECONDS", "PASSTHROUGH_DATACLASS", "PASSTHROUGH_DATETIME", "PASSTHROUGH_SUBCLASS", "SERIALIZE_DATACLASS", "SERIALIZE_NUMPY", "SERIALIZE_UUID", "SORT_KEYS", "STRICT_INTEGER", "UTC_Z"]):
        setattr(module, f"OPT_{name}", 1 << i)
    return module

"""dbt's parser, several times as fast with the same answer: what it works out again for every test and column is kept, and what only a
later run of dbt would read is not written."""
import contextlib
import gc
import json

from .schema_check import check_of

# Objects that are made before Python looks for circles among them: next to nothing of a manifest is ever let go of.
PATIENCE = 200_000
MOST_COMPILED = 20_000


@contextlib.contextmanager
def fast():
    import dbt.parser.manifest as manifests
    from dbt.artifacts.schemas import base as artifacts
    from dbt.clients import jinja_static
    from dbt_common.clients import jinja
    from dbt_common.dataclass_schema import dbtClassMixin

    parts = [
        (dbtClassMixin, "validate", classmethod(validate_of(dbtClassMixin.validate.__func__))),
        (jinja.MacroFuzzEnvironment, "compile", keep_compiled(jinja.MacroFuzzEnvironment.compile, "text")),
        (jinja.NativeSandboxEnvironment, "compile", keep_compiled(jinja.NativeSandboxEnvironment.compile, "native")),
        (manifests.ManifestLoader, "write_manifest_for_partial_parse", lambda _self: None),
        (manifests, "write_semantic_manifest", lambda *_args, **_kwargs: None),
        (artifacts, "write_json", write_json),
        # Its own memory of what it parsed, which it keeps for its tests.
        (jinja, "test_caching_enabled", lambda: True),
        (jinja_static, "test_caching_enabled", lambda: True),
    ]
    before = [(owner, name, vars(owner).get(name)) for owner, name, _ in parts]
    patience = gc.get_threshold()
    for owner, name, value in parts:
        setattr(owner, name, value)
    gc.set_threshold(PATIENCE, *patience[1:])
    try:
        yield
    finally:
        gc.set_threshold(*patience)
        for memory in (jinja._TESTING_PARSE_CACHE, jinja._TESTING_BLOCKS_CACHE, jinja_static._TESTING_MACRO_CACHE):
            memory.clear()
        for owner, name, value in before:
            if value is None:
                delattr(owner, name)
            else:
                setattr(owner, name, value)


def validate_of(validate):
    checks = {}

    def quick(cls, data):
        if cls not in checks:
            checks[cls] = check_of(cls.json_schema())
        check = checks[cls]
        if check is None or not check(data):
            validate(cls, data)

    return quick


# Class of environment -> what was compiled in it. The next parse of the project, or of another target of it, finds most there.
compiled_by = {}


def keep_compiled(compile, kind):
    """Many tests are the same few templates."""
    kept = compiled_by.setdefault(kind, {})

    def compiled(self, source, name=None, filename=None, raw=False, defer_init=False):
        if raw or type(source) is not str or self.extensions is None:
            return compile(self, source, name, filename, raw, defer_init)
        key = (source, name, filename, defer_init)
        if key not in kept:
            if len(kept) >= MOST_COMPILED:
                kept.clear()
            kept[key] = compile(self, source, name, filename, raw, defer_init)
        return kept[key]

    return compiled


def write_json(path, data):
    # Not in pieces: those are written by Python, the whole by C.
    from dbt_common.utils.encoding import JSONEncoder

    with open(path, "w", encoding="utf-8") as out:
        out.write(json.dumps(data, cls=JSONEncoder))

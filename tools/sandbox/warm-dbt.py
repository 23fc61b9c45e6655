"""Runs in Pyodide after warm.py, before a snapshot for projects whose dbt models must be parsed: imports dbt and parses a project of one
model, so that what dbt imports and compiles takes no time at the start. SHIMS is the text of the probe's dbt_shims.py."""
import gc
import importlib.abc
import importlib.machinery
import os
import shutil
import sys
import types

shims = types.ModuleType("shims")
exec(compile(SHIMS, "dbt_shims.py", "exec"), shims.__dict__)  # noqa: F821


class Nothing(type):
    """Anything of a library that has no part in parsing."""

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing(name, (Exception,) if name.endswith(("Error", "Exception")) else (), {"__init__": lambda self, *_args, **_kwargs: None, "__module__": cls.__module__})

    def __iter__(cls):
        return iter(())


class NothingModule(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(Nothing("nothing", (), {}), name)


class NothingFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, _path=None, _target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.split(".")[0] in shims.UNUSED else None

    def create_module(self, spec):
        module = NothingModule(spec.name)
        module.__version__ = "1.0.0"
        return module

    def exec_module(self, _module):
        pass


FILES = {
    "project/dbt_project.yml": "name: warm\nversion: '1.0'\nprofile: warm\nmodels:\n  warm:\n    +materialized: view\n",
    "project/models/one.sql": "{{ config(tags=['a']) }}\nselect * from {{ source('raw', 'orders') }}\n",
    "project/models/two.sql": "select * from {{ ref('one') }}\n",
    "project/models/all.yml": "version: 2\nsources:\n  - name: raw\n    tables: [{name: orders}]\nmodels:\n  - name: one\n    columns: [{name: id, data_tests: [unique, not_null]}]\n",
    "profiles.yml": "warm:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: warm.duckdb, schema: main}\n",
}
PLACE = "/tmp/warm"
for name, text in FILES.items():
    os.makedirs(os.path.dirname(f"{PLACE}/{name}"), exist_ok=True)
    with open(f"{PLACE}/{name}", "w") as out:
        out.write(text)

finder = NothingFinder()
sys.meta_path.append(finder)
shims.install()
from dbt.cli.main import dbtRunner  # noqa: E402

os.chdir(f"{PLACE}/project")
result = dbtRunner().invoke(["parse", "--project-dir", f"{PLACE}/project", "--profiles-dir", PLACE, "--target-path", f"{PLACE}/target", "--log-path", f"{PLACE}/logs", "--log-level", "none", "--log-level-file", "none", "--single-threaded", "--no-partial-parse", "--no-send-anonymous-usage-stats", "--no-static-parser", "--no-version-check", "--no-use-colors", "--quiet"])
if not result.success:
    raise result.exception or RuntimeError("dbt does not parse")

os.chdir("/")
shutil.rmtree(PLACE)
sys.meta_path.remove(finder)
# Whoever asks for them gets what the probe makes of a library that is not there.
for name in [name for name in sys.modules if name.split(".")[0] in shims.UNUSED]:
    del sys.modules[name]
del shims, finder, result, dbtRunner, FILES, PLACE, Nothing, NothingModule, NothingFinder, SHIMS, name, text, out
gc.collect()

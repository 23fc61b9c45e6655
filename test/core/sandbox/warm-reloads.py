"""Each case: a project, then a change. What a warm process says of it must be what one says that imports everything; printed: the case,
whether they agree, and how many modules ran again."""
import json
import os
import shutil
import sys
import tempfile

sys.path.insert(0, sys.argv[1])
from assetscope_probe import faster, incremental, main, modules  # noqa: E402

ASSETS = "import dagster as dg\n{}\n@dg.asset(group_name={})\ndef {}(): ...\n"
DEFS = "import dagster as dg\nfrom . import parts\ndefs = dg.Definitions(assets=dg.load_assets_from_package_module(parts))\n"


def project(**parts):
    return {"pkg/__init__.py": "", "pkg/definitions.py": DEFS, "pkg/parts/__init__.py": "", **{f"pkg/parts/{name}.py": text for name, text in parts.items()}}


two = {"a": ASSETS.format("", '"one"', "a"), "b": ASSETS.format("", '"two"', "b")}
def registry(text):
    made = {name: f"import dagster as dg\nfrom pkg.registry import REG\nREG.add(dg.AssetSpec('{name}'))\n" for name in ("a", "b")}
    return {"pkg/__init__.py": "", "pkg/registry.py": text, **{f"pkg/{name}.py": code for name, code in made.items()}, "pkg/definitions.py": "import dagster as dg\nfrom . import a, b\nfrom .registry import REG\ndefs = dg.Definitions(assets=REG.those())\n"}


registry_change = {"pkg/a.py": "import dagster as dg\nfrom pkg.registry import REG\nREG.add(dg.AssetSpec('c'))\n"}
RICH = """import dagster as dg
DEEP = {"x": {"y": ["c"]}}
OWNERS = ["team:c"]
@dg.asset(owners=OWNERS, metadata={"deep": DEEP, "n": 1, "schema": dg.TableSchema([dg.TableColumn("a", "int")])}, partitions_def=dg.StaticPartitionsDefinition(["one", "two"]), tags={"a": "b"}, deps=["a"])
def c(): ...
@dg.asset(metadata={"md": dg.MetadataValue.md("# c"), "dagster/column_schema": dg.TableSchema([dg.TableColumn("a", "int")])}, automation_condition=dg.AutomationCondition.eager(), kinds={"python"})
def e(): ...
outside = dg.AssetSpec("outside", group_name="g", owners=["team:o"])
"""
CASES = {
    "one module": (project(**two), {"pkg/parts/a.py": ASSETS.format("\n\n", '"other"', "a")}),
    "nothing": (project(**two), {}),
    "a constant that others import": (project(**{**two, "c": ASSETS.format("from pkg.names import GROUP", "GROUP", "c")}) | {"pkg/names.py": 'GROUP = "g"\n'}, {"pkg/names.py": 'GROUP = "h"\n'}),
    "a constant by way of a package": (project(**{**two, "c": ASSETS.format("import pkg.names", "pkg.names.deep.GROUP", "c")}) | {"pkg/names/__init__.py": "from . import deep\n", "pkg/names/deep.py": 'GROUP = "g"\n'}, {"pkg/names/deep.py": 'GROUP = "h"\n'}),
    "a constant through a module in between": (project(**{**two, "c": ASSETS.format("from pkg.between import GROUP", "GROUP", "c")}) | {"pkg/between.py": "from pkg.names import *\n", "pkg/names.py": 'GROUP = "g"\n'}, {"pkg/names.py": 'GROUP = "h"\n'}),
    "an import within a function": (project(**{**two, "c": ASSETS.format("def group():\n    from pkg.names import GROUP\n    return GROUP\n", "group()", "c")}) | {"pkg/names.py": 'GROUP = "g"\n'}, {"pkg/names.py": 'GROUP = "h"\n'}),
    "a registry that modules add to": (
        {"pkg/__init__.py": "", "pkg/registry.py": "ALL = []\n", "pkg/a.py": ASSETS.format("from pkg.registry import ALL", '"one"', "a") + "ALL.append(a)\n", "pkg/b.py": ASSETS.format("from pkg.registry import ALL", '"two"', "b") + "ALL.append(b)\n",
         "pkg/definitions.py": "import dagster as dg\nfrom . import a, b, registry\ndefs = dg.Definitions(assets=registry.ALL)\n"},
        {"pkg/a.py": ASSETS.format("from pkg.registry import ALL", '"other"', "a") + "ALL.append(a)\n"}),
    "a registry in a class": (
        {"pkg/__init__.py": "", "pkg/registry.py": "class Base:\n    known = {}\n    def __init_subclass__(cls):\n        Base.known[cls.__name__] = cls\n", "pkg/a.py": "from pkg.registry import Base\nclass A(Base):\n    name = 'a'\n", "pkg/b.py": "from pkg.registry import Base\nclass B(Base):\n    name = 'b'\n",
         "pkg/definitions.py": "import dagster as dg\nfrom . import a, b, registry\ndefs = dg.Definitions(assets=[dg.AssetSpec(one.name) for one in registry.Base.known.values()])\n"},
        {"pkg/a.py": "from pkg.registry import Base\nclass A(Base):\n    name = 'c'\n"}),
    "a registry that is an object": (registry("class Registry:\n    def __init__(self):\n        self.all = {'x': []}\n    def add(self, one):\n        self.all['x'].append(one)\n    def those(self):\n        return self.all['x']\nREG = Registry()\n"), registry_change),
    "a registry in a function's closure": (registry("def make():\n    all = []\n    return type('R', (), {'add': staticmethod(lambda one: all.append(one)), 'those': staticmethod(lambda: list(all))})\nREG = make()\n"), registry_change),
    "a registry of a function": (registry("def add(one, all=[]):\n    all.append(one)\n    return list(all)\nadd.add, add.those = add, lambda: add(None)[:-1]\nREG = add\n"), registry_change),
    "a file that a module reads": (project(**{**two, "c": ASSETS.format("import json, pathlib\nGROUP = json.loads((pathlib.Path(__file__).parent / 'c.json').read_text())", "GROUP", "c")}) | {"pkg/parts/c.json": '"g"'}, {"pkg/parts/c.json": '"h"'}),
    "a file that is looked for": (project(**{**two, "c": ASSETS.format("import pathlib\nGROUP = 'there' if pathlib.Path(__file__).with_name('flag').exists() else 'missing'", "GROUP", "c")}), {"pkg/parts/flag": ""}),
    "a module more": (project(**two), {"pkg/parts/c.py": ASSETS.format("", '"new"', "c")}),
    "a module less": (project(**two), {"pkg/parts/b.py": None}),
    "an asset less, and an owner": (project(**{**two, "c": two["a"].replace("def a", "def c") + two["a"].replace("def a", "def d")}), {"pkg/parts/c.py": two["a"].replace("def a", "def c").replace("group_name", 'owners=["team:x"], group_name')}),
    "a mistake": (project(**two), {"pkg/parts/a.py": "import dagster as dg\nraise ValueError('no')\n"}),
    "a mistake that stays in another module": (project(**{**two, "c": "import dagster as dg\nraise ValueError('no')\n"}), {"pkg/parts/a.py": ASSETS.format("\n", '"other"', "a")}),
    "a mistake in an expression, in another module": (project(**{**two, "c": "import os\nWHERE = os.environ.missing.place\n"}), {"pkg/parts/a.py": ASSETS.format("\n", '"other"', "a")}),
    "a mistake that spoils an asset of another module": (project(**{**two, "c": ASSETS.format("import os\nGROUP = os.environ.missing.place", "GROUP", "c")}), {"pkg/parts/a.py": ASSETS.format("\n", '"other"', "a")}),
    "a mistake in a function that another module calls": (project(**{**two, "c": ASSETS.format("def group():\n    import os\n    return os.environ.missing.place\nGROUP = group()", '"c"', "c")}), {"pkg/parts/a.py": ASSETS.format("\n", '"other"', "a")}),
    "one mistake for another": (project(**{**two, "a": "raise ValueError('no')\n"}), {"pkg/parts/a.py": "\n(\n"}),
    "a dependency that a mistake leaves without its asset": (project(**{**two, "c": "import dagster as dg\n@dg.asset(ins={'a': dg.AssetIn('a')})\ndef c(a): ...\n"}), {"pkg/parts/a.py": "raise ValueError('no')\n"}),
    "metadata of all kinds": (project(**{**two, "c": RICH}), {"pkg/parts/a.py": ASSETS.format("\n", '"other"', "a")}),
    "a list in metadata that another module adds to": (
        project(**{**two, "c": RICH, "d": "import dagster as dg\nfrom . import c\nc.DEEP['x']['y'].append('d')\n@dg.asset\ndef d(): ...\n"}), {"pkg/parts/d.py": "import dagster as dg\nfrom . import c\nc.DEEP['x']['y'].append('e')\n@dg.asset\ndef d(): ...\n"}),
    "a job over assets of other modules": (
        project(**two) | {"pkg/definitions.py": DEFS.replace("dg.load", "dg.load").replace("defs = dg.Definitions(", "from .jobs import job\ndefs = dg.Definitions(jobs=[job], "), "pkg/jobs.py": "import dagster as dg\njob = dg.define_asset_job('j', selection=['a'])\n"},
        {"pkg/jobs.py": "import dagster as dg\njob = dg.define_asset_job('k', selection=['a', 'b'])\n"}),
    "attributes that the entry gives to all": (project(**two) | {"pkg/definitions.py": DEFS.replace("(parts)", "(parts, key_prefix='p', automation_condition=dg.AutomationCondition.eager())")}, {"pkg/definitions.py": DEFS.replace("(parts)", "(parts, key_prefix='q', backfill_policy=dg.BackfillPolicy.single_run())")}),
    "a mistake mended": (project(**{**two, "a": "raise ValueError('no')\n"}), {"pkg/parts/a.py": two["a"]}),
    "dependencies": (project(**{**two, "c": "import dagster as dg\n@dg.asset(deps=['a'])\ndef c(): ...\n"}), {"pkg/parts/c.py": "import dagster as dg\n@dg.asset(deps=['b'])\ndef c(): ...\n"}),
}
ran = []


def said(root):
    location = {"name": "pkg", "entry": {"kind": "module", "module": "pkg.definitions", "attribute": None, "workingDirectory": "."}, "root": ".", "sourceRoots": ["."], "declaredIn": None, "declaredBy": "case"}
    answer = json.loads(main.load(json.dumps({"root": root, "bound": root, "location": location})))
    return {name: sorted(json.dumps(one, sort_keys=True) for one in answer[name]) for name in ("assets", "checks", "problems", "filesRead", "foldersListed")}


def write(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        if text is None:
            os.remove(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)


main.prepare(False)
# This Dagster is the one of the sealed runtime.
faster.install()
exec_module = modules.IsolatingLoader.exec_module
modules.IsolatingLoader.exec_module = lambda self, module: (ran.append(module.__name__), exec_module(self, module))[1]
for case, (files, change) in CASES.items():
    root = os.path.realpath(tempfile.mkdtemp(prefix="assetscope-warm-"))
    write(root, files)
    said(root)
    write(root, change)
    ran.clear()
    warm = said(root)
    again = len(set(ran))
    incremental.last = None
    cold = said(root)
    if "--details" in sys.argv and warm != cold:
        for name in warm:
            print(name, set(warm[name]) ^ set(cold[name]))
    print(json.dumps({"case": case, "isSame": warm == cold, "assets": len(cold["assets"]), "again": again, "all": len(set(ran))}), flush=True)
    incremental.last = None
    modules.forget(root)
    sys.meta_path[:] = [one for one in sys.meta_path if type(one).__name__ != "ProjectFinder"]
    sys.meta_path.insert(0, modules.ProjectFinder(main.State.proxy, tempfile.gettempdir()))
    shutil.rmtree(root)

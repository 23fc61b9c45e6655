import pkg.sub.deep
import pkg.sub.deep as deep
import pkg as p
from pkg import VALUE as V, sub
from pkg.sub import *
from pkg.sub.deep import get, from_parent
import other
from cyc import a as cyc_a
import importlib
import json
import pkgutil
import tomllib
from pathlib import Path
import yaml

pkg.sub.deep.NAME, deep.NAME, p.VALUE, V, sub.deep.NAME  # => ('deep', 'deep', 1, 1, 'deep')
public, get(), from_parent  # => ('public', 'deep!', 1)
hidden  # => unknown: uses the name hidden, which is not defined
other.WHERE, other.__name__, other.__file__  # => ('src', 'other', '<project>/src/other/__init__.py')
cyc_a.X, cyc_a.b.Y  # => (1, 2)
__name__, __doc__  # => ('main', None)
importlib.import_module("pkg.sub.deep").NAME, importlib.import_module(".deep", "pkg.sub").NAME  # => ('deep', 'deep')
sorted(m.name for m in pkgutil.iter_modules(pkg.__path__, "pkg."))  # => ['pkg.sub', 'pkg.util']
globals()["V"], "V" in globals()  # => (1, True)
if __name__ == "__main__":
    ran = True
"ran" in globals()  # => False
here = Path(__file__).parent
config = yaml.safe_load((here / "data" / "tables.yaml").read_text())
[t["name"] for t in config["tables"]], config[True], config["since"].year  # => (['orders', 'users'], True, 2024)
with open(here / "data/tables.yaml") as f:
    again = yaml.safe_load(f)
again == config  # => True
json.loads((here / "data/x.json").read_text())  # => {'a': [1, 2.5, 1.0, None, True], 'big': 12345678901234567890}
tomllib.loads((here / "data" / "x.toml").read_text())["tool"]["n"]  # => 3
sorted(p.stem for p in (here / "data").glob("*.yaml")), (here / "nope").exists()  # => (['more', 'tables'], False)
str(here / "data" / ".." / "x"), (here / "a.b.py").stem, Path("a/b").parts, Path("a") / "b" / "/c"  # => ('<project>/data/../x', 'a.b', ('a', 'b'), <pathlib.Path /c>)
from pkg.missing import thing
thing  # => unknown: imports pkg.missing, which is not in the project
from pkg import nothing
nothing  # => unknown: is imported from pkg, which does not define nothing
try:
    from pkg.missing import speed
except ImportError:
    speed = "slow"
speed  # => 'slow'
import csv
import sys

sys.path.insert(0, str(here / "more_roots"))
import found_there
found_there.HERE  # => 'found'
[row["name"] for row in csv.DictReader(open(here / "data" / "t.csv"))]  # => ['a,b', 'c']

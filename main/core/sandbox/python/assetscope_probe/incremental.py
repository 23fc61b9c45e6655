"""A change to some modules -> only they, and what imports them, are imported again. Only where the load before made no definition
doubtful; where a module that stays was changed by those that ran again (a registry), everything is imported anew: an answer is exact or
it is not given."""
import builtins
import collections
import functools
import hashlib
import itertools
import os
import sys
import types

from . import looked
from .isolate import softened
from .report import MOST_PROBLEMS

MAX_ITEMS = 5_000
MAX_DEPTH = 5


class Memory:
    """What one clean load of a code location knows of its modules."""

    def __init__(self, location):
        self.location = location
        # Module -> (file, hash of its source); module -> names that it imported; names with all that is below them.
        self.sources, self.uses, self.uses_below = {}, {}, {}
        self.said = set()
        self.report = self.doubts = self.asked = None
        self.answers = {}


running = []
current = None
last = None


def importing():
    """The project's module that is being imported."""
    return running[-1] if running else None


def tracked(exec_module):
    def run(self, module):
        if current is None:
            return exec_module(self, module)
        name = module.__name__
        if running:
            current.uses.setdefault(running[-1], set()).add(name)
        current.sources[name] = (self.path, hash_of(self.path))
        running.append(name)
        try:
            return exec_module(self, module)
        finally:
            running.pop()

    return run


def install(loader):
    """Once a process."""
    loader.exec_module = tracked(loader.exec_module)
    plain = builtins.__import__

    def imported(name, globals=None, locals=None, fromlist=(), level=0):
        result = plain(name, globals, locals, fromlist, level)
        if current is not None:
            importer = globals.get("__name__") if globals else None
            if importer in current.sources:
                note(importer, globals, name, fromlist or (), level)
            elif running:
                # A library says the same again and again, once an asset it makes.
                said = (running[-1], importer, name, level, tuple(fromlist or ()))
                if said not in current.said:
                    current.said.add(said)
                    note(running[-1], globals or {}, name, fromlist or (), level)
        return result

    builtins.__import__ = imported


def note(importer, names, name, fromlist, level):
    if level:
        package = (names.get("__package__") or importer).split(".")
        base = package[: len(package) - level + 1]
        name = ".".join([*base, name] if name else base)
    uses = current.uses.setdefault(importer, set())
    parts = name.split(".")
    uses.update(".".join(parts[: i + 1]) for i in range(len(parts)))
    below = current.uses_below.setdefault(importer, set())
    if not fromlist:
        below.add(parts[0])
    for item in fromlist:
        if f"{name}.{item}" in sys.modules:
            uses.add(f"{name}.{item}")
            below.add(f"{name}.{item}")


def recall(location, report, doubts):
    """Drops the modules that changed and those that depend on them; None where all must be imported again."""
    global current
    if last is None or last.location != location or running:
        return None
    changed = {name for name, (path, was) in last.sources.items() if hash_of(path) != was}
    files = {path for path, _ in last.sources.values()}
    if any(name not in sys.modules for name in last.sources) or any(answer(kind, path) != was for (kind, path), was in last.answers.items() if path not in files):
        return None
    dropped = set(changed)
    while True:
        more = {name for name in last.sources if name not in dropped and depends(name, dropped)}
        if not more:
            break
        dropped |= more
    if len(dropped) == len(last.sources):
        return None
    gone = {last.sources[name][0] for name in dropped}
    relative = {report.relative(path) for path in gone}
    carry_doubts(doubts, gone, relative)
    carry_report(report, relative, dropped)
    kept = Memory(location)
    kept.sources = {name: source for name, source in last.sources.items() if name not in dropped}
    kept.uses = {name: set(uses) for name, uses in last.uses.items()}
    kept.uses_below = {name: set(uses) for name, uses in last.uses_below.items()}
    kept.asked = last.asked
    kept.before = {name: contents(sys.modules[name], kept.sources) for name in kept.sources}
    for name in dropped:
        sys.modules.pop(name, None)
        # Its package holds it, too: `from package import module` would find the old one there.
        package, _, own = name.rpartition(".")
        if isinstance(vars(sys.modules.get(package, types)).get(own), types.ModuleType):
            delattr(sys.modules[package], own)
    current = kept
    return kept


def begin(location):
    """A load of everything."""
    global current, last
    last = None
    current = Memory(location)


def carry_asked(asked):
    if current.asked is not None:
        for mine, theirs in ((asked.files, current.asked.files), (asked.folders, current.asked.folders), (asked.names, current.asked.names)):
            mine |= theirs


def is_untouched():
    """Are the modules that stayed as they were before the others ran again?"""
    return all(name in sys.modules and same(before, contents(sys.modules[name], current.before)) for name, before in getattr(current, "before", {}).items())


def end(report, doubts, asked, bound, root, is_clean):
    """Keeps what the next load may build on."""
    global current, last
    memory, current = current, None
    last = None
    # A function that was given stand-ins tells the report of the load in which it was.
    if memory is None or not is_clean or softened or len(report.problems) >= MOST_PROBLEMS or any(is_doubt(value) for name, value in vars(doubts).items() if name not in ("places", "functions", "made_by")):
        return
    memory.report, memory.doubts, memory.asked = report, doubts, asked
    absolute = lambda path: os.path.normpath(os.path.join(root, path))  # noqa: E731
    for kind, paths in (("file", asked.files), ("folder", asked.folders), ("name", asked.names)):
        for path in paths:
            memory.answers[kind, absolute(path)] = answer(kind, absolute(path))
    last = memory


def is_doubt(value):
    return any(value.values()) if isinstance(value, dict) else bool(value)


def depends(name, dropped):
    if last.uses.get(name, set()) & dropped:
        return True
    return any(one == base or one.startswith(f"{base}.") for base in last.uses_below.get(name, ()) for one in dropped)


def carry_doubts(doubts, gone, relative):
    old = last.doubts
    again = {key for key, fn in old.functions.items() if getattr(getattr(fn, "__code__", None), "co_filename", None) in gone}
    again |= {key for key, place in old.places.items() if place["file"] in relative}
    for name in ("functions", "places", "made_by"):
        getattr(doubts, name).update((key, value) for key, value in getattr(old, name).items() if key not in again)


def carry_report(report, relative, dropped):
    report.files |= last.report.files
    for problem, modules in zip(last.report.problems, last.report.origins):
        # Those that arose elsewhere, or in a module that runs again, arise again where they still do.
        if stay := modules - dropped - {None}:
            report.problems.append(problem)
            report.origins.append(stay)
    for name in ("stubs", "placeholders", "refused"):
        getattr(report, name).update((key, dict(used)) for key, used in getattr(last.report, name).items() if not used["at"] or used["at"]["file"] not in relative)


def answer(kind, path):
    try:
        if kind == "file":
            return hash_of(path)
        if kind == "folder":
            return tuple(sorted(looked.plain["listdir"](path)))
        return "folder" if looked.plain["isdir"](path) else "file" if os.path.lexists(path) else "missing"
    except OSError:
        return "missing"


def hash_of(path):
    watching, looked.current = looked.current, None
    try:
        with open(path, "rb") as file:
            return hashlib.sha1(file.read()).digest()
    except OSError:
        return None
    finally:
        looked.current = watching


def contents(module, own):
    """Identities of what a module holds, and of what that holds, as far as code of the project could have changed it in its place. The objects
    are kept, so that no identity is given twice."""
    out = []
    for name, value in list(vars(module).items()):
        if name.startswith("__") or isinstance(value, types.ModuleType):
            continue
        out.append((name, value, items(value, own)))
    return out


def items(value, own):
    out = []
    rest = [(value, 0)]
    while rest and len(out) < MAX_ITEMS:
        one, depth = rest.pop()
        held = held_by(one, own)
        if held is None:
            continue
        out.append(len(held))
        out += held
        if depth < MAX_DEPTH:
            rest += [(each, depth + 1) for each in held]
    return out


def held_by(value, own):
    """What an object holds that may change; None for those that hold nothing, or nothing of the project's."""
    try:
        if isinstance(value, dict):
            return list(itertools.islice(value.values(), MAX_ITEMS))
        if isinstance(value, (list, set, frozenset, tuple, collections.deque)):
            return list(itertools.islice(value, MAX_ITEMS))
        if isinstance(value, types.FunctionType):
            return [*vars(value).values(), *(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values(), *(cell.cell_contents for cell in value.__closure__ or ())] if value.__module__ in own else None
        if isinstance(value, (staticmethod, classmethod)):
            return [value.__func__]
        if isinstance(value, types.MethodType):
            return [value.__self__]
        if isinstance(value, functools.partial):
            return [value.func, *value.args, *value.keywords.values()]
        if isinstance(value, type):
            return [one for name, one in vars(value).items() if not name.startswith("__")] if value.__module__ in own else None
        if isinstance(value, types.SimpleNamespace) or type(value).__module__ in own:
            return list(vars(value).values())
    except Exception:
        pass
    return None


def same(before, now):
    if len(before) != len(now):
        return False
    for (name, value, held), (other_name, other, other_held) in zip(before, now):
        if name != other_name or value is not other or len(held) != len(other_held):
            return False
        if any(one is not two and not (type(one) is int and one == two) for one, two in zip(held, other_held)):
            return False
    return True

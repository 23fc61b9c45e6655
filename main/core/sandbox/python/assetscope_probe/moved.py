"""Modules of older Dagster versions that have moved since: `from dagster._core.definitions.x import y` finds y where it is now, and so
does `dagster.core`, as it was called once; integrations that have another name now are found by the old one."""
import importlib
import importlib.abc
import importlib.machinery
import sys
import types


# Packages of Dagster that were public once.
ONCE_PUBLIC = ("core", "utils", "config", "serdes", "seven", "check", "legacy")
# Integrations and what they are called now.
RENAMED = {"dagster_embedded_elt.dlt": "dagster_dlt", "dagster_embedded_elt.sling": "dagster_sling"}


class MovedModule(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        top = self.__name__.split(".")[0] + "."
        last = self.__name__.rsplit(".", 1)[-1]
        holders = [module for key, module in list(sys.modules.items()) if key.startswith(top) and not isinstance(module, MovedModule)]
        # A module of the same name first, then the one that defines the thing, then any that holds it.
        holders.sort(key=lambda module: 0 if module.__name__.rsplit(".", 1)[-1] == last else 1)
        found = [module.__dict__[name] for module in holders if name in module.__dict__]
        if not found:
            raise AttributeError(f"{self.__name__}.{name} does not exist in this version of Dagster")
        value = next((one for one in found if str(getattr(one, "__module__", "")).startswith(top)), found[0])
        setattr(self, name, value)
        return value


class MovedFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Last of all finders but that of stand-ins: what is where it was is found before."""

    def __init__(self, report):
        self.report = report

    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        is_moved = parts[0] == "dagster" and len(parts) > 1 and (parts[1].startswith("_") or parts[1] in ONCE_PUBLIC)
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if is_moved else None

    def create_module(self, spec):
        return MovedModule(spec.name)

    def exec_module(self, module):
        self.report.problem("sandbox.dagster-moved", f"{module.__name__} is of another version of Dagster; its names are taken from where they are now", self.report.caller(), "info")


class RenamedFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """First of all finders: the modules of a renamed package are those of the package that it is now, not copies of them."""

    def __init__(self, report):
        self.report = report

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.split(".")[0] == "dagster_embedded_elt" else None

    def create_module(self, spec):
        return MovedModule(spec.name)

    def exec_module(self, module):
        name = module.__name__
        new = next((now + name[len(old):] for old, now in RENAMED.items() if name == old or name.startswith(old + ".")), None)
        if new:
            sys.modules[name] = importlib.import_module(new)
            self.report.problem("sandbox.dagster-moved", f"{name} is of another version of Dagster; {new} stands in for it", self.report.caller(), "info")

"""Private modules of older Dagster versions that have moved since: `from dagster._core.definitions.x import y` finds y where it is now."""
import importlib.abc
import importlib.machinery
import sys
import types


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
    def __init__(self, report):
        self.report = report

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.startswith("dagster._") else None

    def create_module(self, spec):
        return MovedModule(spec.name)

    def exec_module(self, module):
        self.report.problem("sandbox.dagster-moved", f"{module.__name__} is of another version of Dagster; its names are taken from where they are now", self.report.caller(), "info")

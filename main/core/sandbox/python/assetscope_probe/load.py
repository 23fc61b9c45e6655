"""Finds what Dagster would load from a code location and turns it into repositories. The same search as dagster's autodiscovery, but
one thing that is wrong does not sink the rest."""
import importlib
import importlib.util
import inspect
import json
import os
import re
import sys

from .isolate import call
from .made_places import place_of


def find_targets(location, report):
    """Objects that hold definitions, as (name, object)."""
    entry = location["entry"]
    if entry["kind"] == "defs_module":
        return [("defs", load_defs_folder(importlib.import_module(entry["module"]), report))]
    module = load_file(entry["file"], report) if entry["kind"] == "file" else importlib.import_module(entry["module"])
    if entry.get("attribute"):
        value = getattr(module, entry["attribute"])
        return [(entry["attribute"], call(value, report) if inspect.isfunction(value) else value)]
    return discover(module, report)


def load_file(path, report):
    from .modules import IsolatingLoader

    name = os.path.splitext(os.path.basename(path))[0]
    file = os.path.join(report.root, path)
    spec = importlib.util.spec_from_file_location(name, file, loader=IsolatingLoader(name, file, report))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def discover(module, report):
    from dagster import AssetsDefinition, Definitions, GraphDefinition, JobDefinition, load_assets_from_modules
    from dagster._core.definitions.repository_definition import RepositoryDefinition
    from dagster._utils.test.definitions import LazyDefinitions

    members = [(name, value) for name, value in inspect.getmembers(module) if not inspect.ismodule(value)]

    def of(kind):
        return [(name, value) for name, value in members if isinstance(value, kind)]

    for kind in (LazyDefinitions, Definitions, RepositoryDefinition):
        found = of(kind)
        if found:
            if len(found) > 1 and kind is Definitions:
                report.problem("sandbox.several-definitions", f"{module.__name__} has more than one Definitions object ({', '.join(name for name, _ in found)}); Dagster loads none of them without an attribute, all are shown", None, "warning")
            return found
    found = of((JobDefinition, GraphDefinition))
    if found:
        return found
    assets = load_assets_from_modules([module])
    return [(module.__name__, Definitions(assets=assets))] if assets else []


def load_defs_folder(module, report):
    """`load_defs`, part by part when the whole does not load."""
    from dagster import Definitions
    from dagster.components import load_defs

    try:
        return load_defs(module)
    except Exception as error:
        report.failure(error, "The folder of definitions does not load as a whole; its parts are tried one by one", "sandbox.defs-folder")
    parts = []
    for name in sorted(submodules(module)):
        try:
            loaded = importlib.import_module(name)
            parts += [call(value, report) if callable(value) and not isinstance(value, Definitions) else value for _, value in discover(loaded, report)]
        except Exception as error:
            report.failure(error, f"{name} does not load", "sandbox.load-failed")
    return Definitions.merge(*[part for part in parts if isinstance(part, Definitions)]) if parts else Definitions()


def submodules(module):
    import pkgutil

    for info in pkgutil.walk_packages(list(getattr(module, "__path__", [])), module.__name__ + ".", onerror=lambda _name: None):
        yield info.name


def repositories_of(target, report):
    """Repositories of one target; when it does not resolve as a whole, of its parts that do."""
    from dagster import Definitions
    from dagster._core.definitions.reconstruct import repository_def_from_target_def
    from dagster._utils.test.definitions import LazyDefinitions

    if isinstance(target, LazyDefinitions):
        made = target
        target = call(lambda: made(), report)
    try:
        repository = repository_def_from_target_def(target)
        if repository is not None:
            repository.asset_graph  # noqa: B018  resolves it
        return [repository] if repository is not None else []
    except Exception as error:
        if isinstance(target, Definitions):
            repository, target = resolve_with_missing(target, error, report)
            if repository is not None:
                return [repository]
        report.failure(error, "The definitions do not resolve as a whole; their parts are tried one by one", "sandbox.resolve")
        if not isinstance(target, Definitions):
            return []
    return salvage(target, report)


MISSING_INPUT = re.compile(r'Input asset "(\[.*?\])" is not produced')


def resolve_with_missing(definitions, error, report):
    """What failed elsewhere may leave inputs that nothing produces: they become stubs, as dependencies on assets of other locations are."""
    from dagster import AssetKey, AssetSpec, Definitions

    missing = []
    for _ in range(300):
        found = MISSING_INPUT.search(str(error))
        if not found:
            break
        key = AssetKey(json.loads(found.group(1)))
        if key in missing:
            break
        missing.append(key)
        specs = [AssetSpec(one, metadata={"dagster/auto_created_stub_asset": True}) for one in missing]
        try:
            whole = Definitions(**{name: getattr(definitions, name) for name in ("schedules", "sensors", "jobs", "resources", "executor", "loggers", "asset_checks")}, assets=[*(definitions.assets or []), *specs])
            repository = whole.get_repository_def()
            repository.asset_graph  # noqa: B018
        except Exception as next_error:
            error = next_error
            continue
        tell_missing(missing, report)
        return repository, None
    if not missing:
        return None, definitions
    tell_missing(missing, report)
    return None, Definitions(**{name: getattr(definitions, name) for name in ("schedules", "sensors", "jobs", "resources", "executor", "loggers", "asset_checks")}, assets=[*(definitions.assets or []), *specs])


def tell_missing(missing, report):
    report.problem("sandbox.input-missing", f"Nothing that loaded produces {', '.join(one.to_user_string() for one in missing[:20])}{' and others' if len(missing) > 20 else ''}; shown as stubs", None, "warning")


def salvage(definitions, report):
    from dagster import Definitions

    def resolves(**parts):
        try:
            repository = Definitions(resources=definitions.resources, **parts).get_repository_def()
            repository.asset_graph  # noqa: B018
            return repository
        except Exception as error:
            return error

    def add(name, items, error):
        """Half by half, so that one bad definition among a thousand takes twenty tries."""
        if len(items) == 1:
            report.failure(error, f"Left out: {name_of(items[0])}", "sandbox.definition-missing", place_of(items[0], report))
        if len(items) < 2:
            return
        for half in (items[: len(items) // 2], items[len(items) // 2 :]):
            result = resolves(**{**good, name: [*good[name], *half]})
            if isinstance(result, Exception):
                add(name, half, result)
            else:
                good[name] += half

    good = {"assets": [], "asset_checks": [], "jobs": [], "schedules": [], "sensors": []}
    for name in good:
        items = list(getattr(definitions, name, None) or [])
        whole = resolves(**{**good, name: items})
        if not isinstance(whole, Exception):
            good[name] = items
            continue
        add(name, items, whole)
    repository = resolves(**good)
    return [] if isinstance(repository, Exception) else [repository]


def selections_of(target):
    """Job name -> its asset selection as text."""
    out = {}
    for job in getattr(target, "jobs", None) or []:
        selection = getattr(job, "selection", None)
        if selection is not None and hasattr(job, "name"):
            try:
                out[job.name] = str(selection)[:2000]
            except Exception:
                pass
    return out


def name_of(item):
    for name in ("name", "keys", "key"):
        try:
            value = getattr(item, name)
            return ", ".join(sorted(key.to_user_string() for key in value)) if name == "keys" else value.to_user_string() if name == "key" else str(value)
        except Exception:
            continue
    return type(item).__name__

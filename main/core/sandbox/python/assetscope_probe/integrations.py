"""What is changed in Dagster's integrations once the project imports them: only where the sealed runtime has no way to give them what
they ask for."""
import importlib.machinery
import importlib.metadata
import sys

from . import dbt_shims, older_dbt, stubs


def dbt_manifest(module, report):
    from . import dbt_manifest as maker

    read = module.read_manifest_path

    def read_or_make(path):
        if not path.exists():
            maker.provide(path, report)
        return read(path)

    read_or_make.cache_clear = read.cache_clear
    module.read_manifest_path = read_or_make


def dbt_project(module, report):
    from . import dbt_manifest as maker

    make = module.DbtProject.__new__

    def new(cls, *args, **kwargs):
        project = make(cls, *args, **kwargs)
        maker.remember(project)
        return project

    module.DbtProject.__new__ = new

    def prepare(self, project):
        maker.provide(project.manifest_path, report)

    module.DagsterDbtProjectPreparer.prepare = module.DagsterDbtProjectPreparer.prepare_if_dev = prepare


def dbt_compat(module, _report):
    # Loaded without dbt-core, which takes seconds to import: it is imported where a selection or a manifest asks for it.
    module.DBT_PYTHON_VERSION = module.version.parse(importlib.metadata.version("dbt-core"))


def with_configs(manifest):
    """dbt Fusion writes down hooks without a config, which dbt's own selection asks every node for."""
    nodes = manifest["nodes"]
    if all(node.get("config") for node in nodes.values()):
        return manifest
    return {**manifest, "nodes": {name: node if node.get("config") else {**node, "config": {"enabled": True}} for name, node in nodes.items()}}


def dbt_utils(module, _report):
    select = module.select_unique_ids

    def select_unique_ids(select_text, exclude, selector, project, manifest):
        if module._is_select_all(select_text, exclude, selector):
            return set(manifest["nodes"])
        return select(select_text, exclude, selector, project, with_configs(manifest))

    # Callers name the arguments.
    module.select_unique_ids = lambda select, exclude, selector, project, manifest_json: select_unique_ids(select, exclude, selector, project, manifest_json)


CHANGES = {"dagster_dbt": older_dbt.add, "dagster_dbt.compat": dbt_compat, "dagster_dbt.utils": dbt_utils, "dagster_dbt.dbt_manifest": dbt_manifest, "dagster_dbt.dbt_project": dbt_project}


class ChangedLoader:
    """Runs a module's own loader, then its change."""

    def __init__(self, loader, change, report):
        self.loader = loader
        self.change = change
        self.report = report

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
        self.change(module, self.report)

    def __getattr__(self, name):
        return getattr(self.loader, name)


class IntegrationFinder:
    def __init__(self, report):
        self.report = report

    def find_spec(self, name, path=None, target=None):
        if name in ("dagster_dbt", "dbt", "dbt_common"):
            dbt_shims.install()
        if name in ("dbt", "dbt.version") and stubs.importer().endswith("dagster_dbt/compat.py"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        change = CHANGES.get(name)
        spec = importlib.machinery.PathFinder.find_spec(name, path, target) if change else None
        if spec is not None:
            spec.loader = ChangedLoader(spec.loader, change, self.report)
        return spec


def start_over():
    """Forgets what integrations keep of the project that was loaded before."""
    module = sys.modules.get("dagster_dbt.dbt_manifest")
    if module is not None:
        module.read_manifest_path.cache_clear()
    from . import dbt_manifest as maker

    maker.projects.clear()

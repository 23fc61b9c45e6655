"""Functions that dagster-dbt had once and that projects of that time call: they make the models as `@dbt_assets` makes them now."""
import os
import types
from pathlib import Path


def add(module, report):
    """To the package dagster_dbt, once it is imported."""

    def load_assets_from_dbt_manifest(manifest=None, *, select=None, exclude=None, key_prefix=None, source_key_prefix=None, dagster_dbt_translator=None, partitions_def=None, io_manager_key=None, op_name=None, manifest_json=None, **_others):
        report.problem("sandbox.dagster-moved", "Assets of a dbt project are loaded by a function of an older dagster-dbt; they are made as @dbt_assets makes them now", report.caller(), "info")
        translator = dagster_dbt_translator or module.DagsterDbtTranslator()
        own_key = translator.get_asset_key
        prefixes = {True: source_key_prefix, False: key_prefix}

        def prefixed_key(properties):
            prefix = prefixes[properties.get("resource_type") == "source"]
            return own_key(properties).with_prefix(prefix) if prefix else own_key(properties)

        if key_prefix or source_key_prefix:
            translator.get_asset_key = prefixed_key

        def models(context, dbt): ...

        models.__annotations__["dbt"] = module.DbtCliResource
        make = module.dbt_assets(manifest=manifest if manifest is not None else manifest_json, select=select or "fqn:*", exclude=exclude, dagster_dbt_translator=translator, partitions_def=partitions_def, io_manager_key=io_manager_key, name=op_name)
        return [make(models)]

    def load_assets_from_dbt_project(project_dir, profiles_dir=None, *, target_dir=None, **options):
        from . import dbt_manifest

        folder = os.path.abspath(project_dir)
        path = Path(folder, target_dir or "target", "manifest.json")
        dbt_manifest.remember(types.SimpleNamespace(project_dir=folder, profiles_dir=os.path.abspath(profiles_dir or folder), manifest_path=path))
        return load_assets_from_dbt_manifest(path, **options)

    for function in (load_assets_from_dbt_manifest, load_assets_from_dbt_project):
        if not hasattr(module, function.__name__):
            setattr(module, function.__name__, function)

"""dbt projects by @dbt_assets: a translator of our own, selections, tests as checks, sources, seeds, snapshots."""
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, DbtCliResource, DbtProject, build_dbt_asset_selection, build_schedule_from_dbt_selection, dbt_assets, get_asset_key_for_model, get_asset_key_for_source

warehouse = DbtProject(project_dir=Path(__file__).joinpath("..", "warehouse").resolve())
warehouse.prepare_if_dev()


class Translator(DagsterDbtTranslator):
    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        key = super().get_asset_key(dbt_resource_props)
        return key if dbt_resource_props["resource_type"] == "source" else key.with_prefix("warehouse")

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        return f"dbt_{dbt_resource_props['fqn'][1]}" if dbt_resource_props["resource_type"] == "model" else super().get_group_name(dbt_resource_props)

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        return {**super().get_tags(dbt_resource_props), "layer": dbt_resource_props["resource_type"]}

    def get_owners(self, dbt_resource_props: Mapping[str, Any]):
        return super().get_owners(dbt_resource_props) or ["team:warehouse"]


@dbt_assets(manifest=warehouse.manifest_path, project=warehouse, dagster_dbt_translator=Translator(settings=DagsterDbtTranslatorSettings(enable_source_tests_as_checks=True)), exclude="tag:people resource_type:snapshot")
def warehouse_models(context: dg.AssetExecutionContext, dbt: DbtCliResource):
    yield from dbt.cli(["build"], context=context).stream()


@dbt_assets(manifest=warehouse.manifest_path, select="tag:people resource_type:snapshot", name="others", partitions_def=dg.DailyPartitionsDefinition("2025-01-01"), dagster_dbt_translator=Translator())
def other_models(context: dg.AssetExecutionContext, dbt: DbtCliResource):
    yield from dbt.cli(["build"], context=context).stream()


@dg.asset(key=["raw", "shop_orders"], group_name="raw")
def shop_orders(): ...


@dg.asset(deps=[get_asset_key_for_model([warehouse_models], "revenue")], key=get_asset_key_for_source([other_models], "shop").with_prefix("copies") if False else ["copies", "report"])
def report(): ...


daily = build_schedule_from_dbt_selection([warehouse_models], job_name="marts_daily", cron_schedule="0 4 * * *", dbt_select="tag:daily")
staging = dg.define_asset_job("staging", selection=build_dbt_asset_selection([warehouse_models], dbt_select="tag:staging"))

defs = dg.Definitions(assets=[warehouse_models, other_models, shop_orders, report], schedules=[daily], jobs=[staging], resources={"dbt": DbtCliResource(project_dir=warehouse)})

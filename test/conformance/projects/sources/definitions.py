"""Assets that Dagster does not make: external, observable, of another code location, named only as dependencies."""
import dagster as dg
from dagster import AssetDep, AssetKey, AssetSpec, SourceAsset

table = SourceAsset(key=["db", "table"], description="Of the shop.", group_name="db", metadata={"schema": "public"}, tags={"t": "1"})
observed = SourceAsset(key="observed", observe_fn=lambda context: dg.DataVersion("1"))


@dg.observable_source_asset(name="versions", key_prefix="db", group_name="db", automation_condition=dg.AutomationCondition.on_cron("@hourly"), tags={"slow": ""}, owners=["team:db"])
def look():
    return dg.DataVersion("2")


external = AssetSpec("feed", description="A feed.", kinds={"kafka"}, owners=["feeds@example.com"], metadata={"dagster/uri": "kafka://topic", "dagster/table_name": "raw.feed"}, partitions_def=dg.HourlyPartitionsDefinition("2025-01-01-00:00"))
files = [AssetSpec(AssetKey(["files", str(year)]), group_name="files") for year in range(2023, 2026)]


@dg.asset(deps=[table, look, external, AssetDep("nobody_makes_this"), AssetKey(["files", "2024"])])
def gathered(): ...


@dg.asset(ins={"table": dg.AssetIn(key=["db", "table"])}, deps=["feed"])
def joined(table): ...


@dg.asset(key=["other", "asset"])
def elsewhere(): ...


mirror = elsewhere.to_source_asset()

defs = dg.Definitions(assets=[table, observed, look, external, *files, gathered, joined, mirror])

"""Freshness: policies on assets, applied to all, checks that watch it, and the sensor over them."""
from datetime import timedelta

import dagster as dg
from dagster import FreshnessPolicy

window = FreshnessPolicy.time_window(fail_window=timedelta(hours=24), warn_window=timedelta(hours=12))
nightly = FreshnessPolicy.cron(deadline_cron="0 6 * * *", lower_bound_delta=timedelta(hours=2), timezone="Europe/Berlin")


@dg.asset(freshness_policy=window)
def by_window(): ...


@dg.asset(freshness_policy=nightly, deps=[by_window])
def by_cron(): ...


@dg.asset
def plain(): ...


specs = [dg.AssetSpec("outside", freshness_policy=window), dg.AssetSpec("outside_too")]


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2025-01-01"))
def daily(): ...


last_update = dg.build_last_update_freshness_checks(assets=[by_window, plain], lower_bound_delta=timedelta(days=1, minutes=30), deadline_cron="0 9 * * *", timezone="America/Chicago", blocking=True)
partitioned = dg.build_time_partition_freshness_checks(assets=[daily], deadline_cron="30 9 * * *")
sensor = dg.build_sensor_for_freshness_checks(freshness_checks=[*last_update, *partitioned], minimum_interval_seconds=120)

defs = dg.Definitions(assets=[by_window, by_cron, plain, daily, *specs], asset_checks=[*last_update, *partitioned], sensors=[sensor])
defs = defs.map_asset_specs(func=lambda spec: dg.apply_freshness_policy(spec, window, overwrite_existing=False))

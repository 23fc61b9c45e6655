"""Partitions of every kind, passed directly, by name, and by the loader."""
from datetime import datetime

import dagster as dg
from dagster import DailyPartitionsDefinition as Daily

daily = Daily(start_date="2025-03-01")
daily_late = dg.DailyPartitionsDefinition(start_date=datetime(2025, 3, 1), minute_offset=15, hour_offset=2, end_offset=1, timezone="America/New_York")
hourly = dg.HourlyPartitionsDefinition("2025-03-01-05:00", minute_offset=30)
weekly = dg.WeeklyPartitionsDefinition(start_date="2025-03-02", day_offset=3)
monthly = dg.MonthlyPartitionsDefinition("2025-01-01", end_date="2026-01-01")
monthly_fmt = dg.MonthlyPartitionsDefinition(start_date="2025/01", fmt="%Y/%m")
cron = dg.TimeWindowPartitionsDefinition(cron_schedule="*/15 9-17 * * 1-5", start="2025-03-03-09:00", fmt="%Y-%m-%d-%H:%M")
static = dg.StaticPartitionsDefinition(["red", "green"] + [f"shade_{n}" for n in range(3)])
dynamic = dg.DynamicPartitionsDefinition(name="customers")
multi = dg.MultiPartitionsDefinition({"day": daily, "colour": static})

KINDS = {"daily": daily, "daily_late": daily_late, "hourly": hourly, "weekly": weekly, "monthly": monthly, "monthly_fmt": monthly_fmt, "cron": cron, "static": static, "dynamic": dynamic, "multi": multi}


def build(name, definition):
    @dg.asset(name=name, partitions_def=definition)
    def _asset(): ...

    return _asset


@dg.multi_asset(specs=[dg.AssetSpec("in_spec", partitions_def=daily), dg.AssetSpec("in_spec_too", partitions_def=daily)])
def in_specs(): ...


@dg.multi_asset(outs={"out_a": dg.AssetOut(), "out_b": dg.AssetOut()}, partitions_def=static)
def in_outs(): ...


external = dg.AssetSpec("external", partitions_def=weekly)
old = dg.SourceAsset("old", partitions_def=daily)


defs = dg.Definitions(assets=[*(build(name, value) for name, value in KINDS.items()), in_specs, in_outs, external, old])

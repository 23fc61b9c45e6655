"""What runs when."""

import dagster as dg

from .assets import finance
from .partitions import daily

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.groups("raw", "staging", "warehouse/core") | dg.AssetSelection.keys(["finance", "revenue_daily"]),
    description="Copy the operational tables and rebuild the warehouse.",
    tags={"team": "warehouse"},
)
month_end = dg.define_asset_job("month_end", selection=dg.AssetSelection.keys(["finance", "revenue_daily"], ["finance", "ledger_postings"]), description="What finance needs on the first of the month.")
sessions = dg.define_asset_job("sessions", selection=["web/sessions", "web/landing_pages", "web/bots"], partitions_def=daily)


@dg.op
def remove_old_files(context: dg.OpExecutionContext):
    context.log.info("nothing is older than a year")


@dg.job(description="Housekeeping of the lake.")
def tidy_lake():
    remove_old_files()


nightly_schedule = dg.ScheduleDefinition(name="every_night", job=nightly, cron_schedule="30 2 * * *", execution_timezone="Europe/Berlin", default_status=dg.DefaultScheduleStatus.RUNNING)
sessions_schedule = dg.build_schedule_from_partitioned_job(sessions, hour_of_day=4)


@dg.schedule(job=tidy_lake, cron_schedule="0 6 * * 0")
def every_sunday(context: dg.ScheduleEvaluationContext):
    """Housekeeping, when nobody works."""
    return dg.RunRequest(tags={"reason": "sunday"})


@dg.sensor(target=[finance.vat_report], minimum_interval_seconds=3600)
def new_tax_rates(context: dg.SensorEvaluationContext):
    """Recompute the tax report when the rates change."""
    return dg.SkipReason("the rates are the same")


@dg.asset_sensor(asset_key=dg.AssetKey(["raw", "orders"]), job=month_end)
def orders_arrived(context: dg.SensorEvaluationContext, event: dg.EventLogEntry):
    return dg.SkipReason("not the end of the month")


@dg.run_failure_sensor(monitored_jobs=[nightly])
def tell_on_call(context: dg.RunFailureSensorContext):
    context.log.info(f"{context.failure_event.message}")


reorder_sensor = dg.AutomationConditionSensorDefinition("reorder_automation", target=dg.AssetSelection.groups("inventory"))

jobs = [nightly, month_end, sessions, tidy_lake]
schedules = [nightly_schedule, sessions_schedule, every_sunday]
sensors = [new_tax_rates, orders_arrived, tell_on_call, reorder_sensor]

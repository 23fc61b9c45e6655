"""Jobs, schedules, sensors."""
import dagster as dg
from dagster import AssetSelection, DefaultScheduleStatus, ScheduleDefinition, define_asset_job

daily = dg.DailyPartitionsDefinition("2025-01-01")


@dg.asset(partitions_def=daily, group_name="g")
def a(): ...


@dg.asset(automation_condition=dg.AutomationCondition.eager())
def b(): ...


@dg.op
def work(): ...


@dg.job
def plain_job():
    """From the docstring."""
    work()


@dg.job(name="named_job", description="given")
def other_job():
    work()


@dg.graph
def graph():
    work()


from_graph = graph.to_job(name="from_graph", description="of a graph")
asset_job = define_asset_job("asset_job", selection=AssetSelection.groups("g"), partitions_def=daily)
text_job = define_asset_job(name="text_job", selection="b", description="by text")
all_job = define_asset_job("all_job", "*")

by_job = ScheduleDefinition(job=plain_job, cron_schedule="@daily")
by_name = ScheduleDefinition(name="by_name", job_name="named_job", cron_schedule="0 3 * * 1", execution_timezone="Europe/Paris", default_status=DefaultScheduleStatus.RUNNING)
by_target = ScheduleDefinition(name="by_target", target=AssetSelection.assets(b), cron_schedule=["0 1 * * *", "0 13 * * *"])
partitioned = dg.build_schedule_from_partitioned_job(asset_job)
partitioned_named = dg.build_schedule_from_partitioned_job(asset_job, name="at_night", hour_of_day=2, minute_of_hour=30)


@dg.schedule(cron_schedule="*/5 * * * *", job=text_job)
def often(context): ...


@dg.schedule(cron_schedule="0 0 1 * *", target=[b], name="monthly_b", execution_timezone="UTC")
def renamed_schedule(context): ...


@dg.sensor(job=plain_job)
def simple(context): ...


@dg.sensor(jobs=[plain_job, other_job], name="renamed_sensor")
def two_jobs(context): ...


@dg.asset_sensor(asset_key=dg.AssetKey("a"), job=plain_job)
def on_a(context, event): ...


@dg.multi_asset_sensor(monitored_assets=[dg.AssetKey("a"), dg.AssetKey("b")], job=plain_job)
def on_both(context): ...


@dg.run_status_sensor(run_status=dg.DagsterRunStatus.SUCCESS)
def on_success(context): ...


@dg.run_failure_sensor
def on_failure(context): ...


conditions = dg.AutomationConditionSensorDefinition("conditions", target=AssetSelection.all())

defs = dg.Definitions(
    assets=[a, b],
    jobs=[plain_job, other_job, from_graph, asset_job, text_job, all_job],
    schedules=[by_job, by_name, by_target, partitioned, partitioned_named, often, renamed_schedule],
    sensors=[simple, two_jobs, on_a, on_both, on_success, on_failure, conditions],
)

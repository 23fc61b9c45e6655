"""The module of this code location is below the folder that its imports start from, and a part of it needs what is not there."""
import dagster as dg
from company_library import company_asset, grouped, run_elsewhere, status
from lib.tables import TABLES

from company.resources.lake import Client  # noqa: F401


@company_asset(name="lost")
def lost(): ...


@dg.asset(required_resource_keys={"warehouse"})
def orders(): ...


# A class that is handed over is not one that is decorated.
COLUMNS = grouped.apply(list).to_dict()


@dg.op
def step(): ...


@dg.job(executor_def=run_elsewhere, resource_defs={"lake": run_elsewhere.lake})
def nightly():
    step()


@dg.sensor(job=nightly, default_status=status.RUNNING)
def watcher(): ...


@dg.graph
def steps():
    step()


defs = dg.Definitions(
    assets=[lost, orders, *(dg.AssetSpec(name) for name in TABLES)],
    jobs=[nightly, steps.to_job(name="weekly", resource_defs={"lake": run_elsewhere.lake}, executor_def=run_elsewhere)],
    sensors=[watcher],
    schedules=[dg.ScheduleDefinition(name="at_night", job=nightly, cron_schedule="0 2 * * *")],
)

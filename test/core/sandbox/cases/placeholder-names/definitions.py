import os

import dagster as dg
from company_library import naming

REGION = os.environ["REGION"]
SCHEMA = os.environ["SCHEMA"]


@dg.asset(name=f"{REGION}_orders", group_name=f"{REGION}_sales", owners=["team:sales"])
def orders(): ...


@dg.asset(key_prefix=[SCHEMA.upper(), "marts"], deps=[orders], tags={"region": REGION}, description=f"Customers of {REGION}")
def customers(): ...


@dg.asset(deps=[customers, dg.AssetKey(f"{naming.prefix('x')}source")])
def report(): ...


@dg.asset_check(asset=orders, name=f"{REGION[:5]}_full")
def full(): ...


job = dg.define_asset_job(f"{REGION}_nightly", dg.AssetSelection.assets(orders))
defs = dg.Definitions(assets=[orders, customers, report, dg.AssetSpec([f"{naming.prefix('a')}raw"])], asset_checks=[full], jobs=[job], schedules=[dg.ScheduleDefinition(job=job, cron_schedule="0 0 * * *")])

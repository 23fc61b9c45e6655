import dagster as dg
from company_library.alerts import with_alerts, nightly


@dg.asset
def orders(): ...


job = dg.define_asset_job("all_orders", "*")
defs = dg.Definitions(assets=with_alerts([orders], channel="#data"), jobs=[job], schedules=[nightly(job)])

import dagster as dg


@dg.asset(columns=["a"])
def refused(): ...


@dg.multi_asset(specs=[])
def nothing(): ...


@dg.asset(deps=[nothing])
def of_nothing(): ...


@dg.asset(deps=[refused])
def orders(): ...


defs = dg.Definitions(
    assets=[refused, of_nothing, orders],
    jobs=[dg.define_asset_job("nightly", dg.AssetSelection.assets(orders))],
    schedules=[dg.ScheduleDefinition(job_name="nightly", cron_schedule="0 0 * * *", tags={key.to_user_string(): "yes" for key in refused.keys})],
)

import dagster as dg


@dg.asset
def at_top(): ...


job = dg.define_asset_job("top_job", selection="at_top")
schedule = dg.ScheduleDefinition(job=job, cron_schedule="0 0 * * *")

from dagster import ScheduleDefinition, define_asset_job

nightly = define_asset_job("nightly", selection="*")
nightly_schedule = ScheduleDefinition(job=nightly, cron_schedule="0 2 * * *")

import dagster as dg


class Limits(dg.Config):
    rows: int


@dg.op
def export(config: Limits): ...


@dg.graph
def exports():
    export()


@dg.asset(partitions_def=dg.StaticPartitionsDefinition(["a"]))
def orders(): ...


@dg.asset(partitions_def=dg.DailyPartitionsDefinition("2024-01-01"))
def customers(): ...


needs_rows = exports.to_job(name="needs_rows", config={"ops": {"export": {"config": {"rows": "many"}}}})
at_odds = dg.define_asset_job("at_odds", "*")
fine = dg.define_asset_job("fine", [orders])


@dg.schedule(job=needs_rows, cron_schedule="0 0 * * *")
def nightly(_context): ...


defs = dg.Definitions(assets=[orders, customers], jobs=[needs_rows, at_odds, fine], schedules=[nightly])

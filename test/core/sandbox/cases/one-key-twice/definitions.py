import dagster as dg


@dg.asset(group_name="one")
def first(): ...


@dg.asset(name="first", group_name="two")
def again(): ...


@dg.asset(deps=[first])
def second(): ...


@dg.asset(ins={"first": dg.AssetIn("first")})
def third(first): ...


defs = dg.Definitions(assets=[second, first, again, third], schedules=[dg.ScheduleDefinition(name="daily", cron_schedule="0 0 * * *", target=[second])])

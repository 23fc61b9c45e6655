import dagster as dg


@dg.asset(deps=["in_first"])
def in_second(): ...


defs = dg.Definitions(assets=[in_second])

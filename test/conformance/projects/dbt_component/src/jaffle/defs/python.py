import dagster as dg


@dg.asset(deps=[["dbt", "revenue"]], group_name="python")
def report(): ...

import dagster as dg


@dg.asset
def of_the_package(): ...

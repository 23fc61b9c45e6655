import dagster as dg


@dg.asset(owners=["team:raw"])
def shared_raw(): ...


many = [dg.AssetSpec(f"listed_{i}") for i in range(3)]


@dg.asset
def second(): ...

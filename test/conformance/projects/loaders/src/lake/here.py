import dagster as dg


@dg.asset
def local_one(): ...


@dg.asset
def local_two(local_one): ...


loaded = dg.load_assets_from_current_module(group_name="current", key_prefix=["cur", "rent"])

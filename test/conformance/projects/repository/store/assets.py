from dagster import AssetKey, asset


@asset(deps=["ingredients", AssetKey(["shop", "prices"])], compute_kind="python")
def cakes(): ...


@asset
def ingredients(): ...


@asset(group_name="shop", key_prefix=["shop"])
def prices(): ...

import dagster as dg


@dg.asset(deps=["at_top"], group_name="deep")
def in_depth(): ...


@dg.asset_check(asset=in_depth)
def depth_check(): ...


spec = dg.AssetSpec(["free", "spec"])
_hidden = dg.AssetSpec("underscored")

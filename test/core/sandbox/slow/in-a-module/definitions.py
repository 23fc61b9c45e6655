import dagster as dg
from endless import later, sooner


@dg.asset
def before(): ...


defs = dg.Definitions(assets=[before, sooner, later, dg.AssetSpec("after")])

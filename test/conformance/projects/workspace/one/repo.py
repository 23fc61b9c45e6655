import dagster as dg
from other import shared


@dg.asset
def in_first(): ...


defs = dg.Definitions(assets=[in_first, shared])

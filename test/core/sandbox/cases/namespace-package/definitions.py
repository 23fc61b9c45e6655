import dagster as dg
from src.assets.tables import orders

defs = dg.Definitions(assets=[orders])

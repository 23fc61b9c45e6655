from pathlib import Path

import dagster as dg
from dagster_dbt import dbt_assets


@dbt_assets(manifest=Path(__file__).with_name("manifest.json"), select="tag:nightly")
def models(context): ...


defs = dg.Definitions(assets=[models])

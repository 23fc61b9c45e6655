import os

import dagster as dg
from company_library import Flag, catalog

ENVIRONMENT = os.environ["ENVIRONMENT"].lower()


@dg.asset
def always(): ...


def tables() -> list[dg.AssetSpec]:
    return [dg.AssetSpec(table.name) for table in catalog.tables()]


specs = tables() + tables()
if catalog.is_ready():
    specs.append(dg.AssetSpec("when_ready"))
if ENVIRONMENT == "prod":
    specs.append(dg.AssetSpec("in_production"))
match ENVIRONMENT:
    case "dev":
        specs.append(dg.AssetSpec("in_development"))
for i in range(len(catalog.shards)):
    specs.append(dg.AssetSpec(f"shard_{i}"))
if Flag("a") == Flag("b"):
    specs.append(dg.AssetSpec("same"))

# What only is handed on decides nothing.
url = f"https://{catalog.host}/{ENVIRONMENT}"
client = catalog.client(url, retries=3)


@catalog.traced
def helper():
    if catalog.is_ready():
        return 1


defs = dg.Definitions(assets=[always, *specs], resources={"client": client})

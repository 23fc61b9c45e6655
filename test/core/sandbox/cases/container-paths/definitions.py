from pathlib import Path

import dagster as dg
import yaml
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

project = DbtProject("/opt/analytics")


@dbt_assets(manifest=project.manifest_path)
def models(context, dbt: DbtCliResource): ...


with open("/srv/app/config/tables.yaml") as file:
    tables = yaml.safe_load(file)["tables"]

defs = dg.Definitions(
    assets=[models, *(dg.AssetSpec(f"raw_{name}", tags={"alone": str(Path("/etc/alone.yaml").exists())}) for name in tables)],
    resources={"dbt": DbtCliResource(project_dir=project)},
)

from pathlib import Path

import dagster as dg
from dagster_dbt import DbtCliResource, DbtProject, dbt_assets

project = DbtProject(project_dir=Path(__file__).parent / "analytics")
project.prepare_if_dev()


@dbt_assets(manifest=project.manifest_path, exclude="config.materialized:incremental")
def models(context, dbt: DbtCliResource): ...


defs = dg.Definitions(assets=[models], resources={"dbt": DbtCliResource(project_dir=project)})

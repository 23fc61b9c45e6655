import warnings

from dagster import AssetExecutionContext, AssetKey, Definitions, ExperimentalWarning, asset
from dagster.core.definitions.events import AssetKey as SameKey
from dagster_dbt import dbt_cli_resource, load_assets_from_dbt_project
from dagster_dbt.utils import generate_materializations
from dagster_embedded_elt.sling import DagsterSlingTranslator, sling_assets
from dagster_embedded_elt.sling.resources import SlingResource

warnings.filterwarnings("ignore", category=ExperimentalWarning)


@asset(deps=[SameKey(["raw", "orders"])])
def orders(context: AssetExecutionContext): ...


@sling_assets(
    replication_config={"source": "LOCAL", "target": "LAKE", "defaults": {"mode": "full-refresh", "object": "raw.{stream_table}"}, "streams": {"public.customers": {}}},
    dagster_sling_translator=DagsterSlingTranslator(),
)
def replicated(context, sling: SlingResource): ...


models = load_assets_from_dbt_project(project_dir="analytics", key_prefix="lake", source_key_prefix="raw")
gone = dbt_cli_resource.configured({"project_dir": "analytics"})

defs = Definitions(assets=[orders, replicated] + models + generate_materializations() if SameKey is AssetKey else [], resources={"sling": SlingResource(connections=[]), "dbt": gone})

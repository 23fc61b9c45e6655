"""dlt: sources of our own by @dlt_assets with a translator, and by the component."""
from collections.abc import Iterable

import dagster as dg
import dlt
from dagster_dlt import DagsterDltResource, DagsterDltTranslator, dlt_assets
from dagster_dlt.translator import DltResourceTranslatorData

TABLES = ["issues", "pulls"]


@dlt.source(name="github")
def github(tables: Iterable[str] = TABLES):
    """Tables of a repository."""

    def rows(table):
        yield {"id": 1, "table": table}

    for table in tables:
        yield dlt.resource(rows(table), name=table, primary_key="id", write_disposition="merge")

    @dlt.resource(name="labels", columns={"name": {"data_type": "text"}})
    def labels():
        """All labels."""
        yield {"name": "bug"}

    @dlt.transformer(data_from=labels, table_name="label_uses")
    def uses(label):
        """Where labels are used."""
        yield {**label, "n": 1}

    yield labels
    yield uses


class Translator(DagsterDltTranslator):
    def get_asset_spec(self, data: DltResourceTranslatorData) -> dg.AssetSpec:
        spec = super().get_asset_spec(data)
        return spec.replace_attributes(key=dg.AssetKey(["lake", data.resource.name]), deps=[dg.AssetKey("github")], group_name="github").merge_attributes(tags={"disposition": str(data.resource.write_disposition)})


def pipeline(name: str):
    return dlt.pipeline(pipeline_name=name, dataset_name="raw", destination="duckdb")


@dlt_assets(dlt_source=github(), dlt_pipeline=pipeline("plain"), name="plain", group_name="plain")
def plain(context: dg.AssetExecutionContext, dlt: DagsterDltResource):
    yield from dlt.run(context=context)


@dlt_assets(dlt_source=github(tables=["stars"]), dlt_pipeline=pipeline("translated"), name="translated", dagster_dlt_translator=Translator())
def translated(context: dg.AssetExecutionContext, dlt: DagsterDltResource):
    yield from dlt.run(context=context)


defs = dg.Definitions.merge(dg.Definitions(assets=[plain, translated, dg.AssetSpec("github", group_name="apis")], resources={"dlt": DagsterDltResource()}), dg.load_from_defs_folder(path_within_project=__import__("pathlib").Path(__file__).parent))

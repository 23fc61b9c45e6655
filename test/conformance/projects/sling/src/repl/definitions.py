"""Sling: replications in YAML and as a dict, a translator, and the component."""
from pathlib import Path

import dagster as dg
from dagster_sling import DagsterSlingTranslator, SlingConnectionResource, SlingResource, sling_assets

CONFIG = Path(__file__).parent / "replication.yaml"
INLINE = {
    "source": "FILES",
    "target": "DUCK",
    "defaults": {"mode": "full-refresh", "object": "{stream_file_folder}.{stream_file_name}"},
    "streams": {"file://tmp/one.csv": {"object": "main.one"}, "file://tmp/two.csv": {"object": "main.two", "meta": {"dagster": {"group": "files", "asset_key": "named_two", "description": "The second."}}}},
}


class Translator(DagsterSlingTranslator):
    def get_asset_spec(self, stream_definition) -> dg.AssetSpec:
        spec = super().get_asset_spec(stream_definition)
        return spec.replace_attributes(key=spec.key.with_prefix("sling"), kinds={"sling", "duckdb"}, owners=["team:files"])


@sling_assets(replication_config=CONFIG)
def replicate(context, sling: SlingResource):
    yield from sling.replicate(context=context)


@sling_assets(replication_config=INLINE, dagster_sling_translator=Translator(), name="inline", partitions_def=dg.StaticPartitionsDefinition(["a"]))
def inline(context, sling: SlingResource):
    yield from sling.replicate(context=context)


resource = SlingResource(connections=[SlingConnectionResource(name="DUCK", type="duckdb", connection_string="duckdb:///x.duckdb")])
defs = dg.Definitions.merge(dg.Definitions(assets=[replicate, inline], resources={"sling": resource}), dg.load_from_defs_folder(path_within_project=Path(__file__).parent))

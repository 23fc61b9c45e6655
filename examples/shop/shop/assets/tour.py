"""One asset with an entry of every kind of metadata that Dagster knows: what it looks like, and that nothing is lost."""

from datetime import datetime, timezone

import dagster as dg
from dagster._core.definitions.metadata.metadata_value import ObjectMetadataValue

from ..owners import DATA_SCIENCE
from ..schemas import lineage

SCHEMA = dg.TableSchema(
    columns=[
        dg.TableColumn("id", "int", "Primary key.", dg.TableColumnConstraints(nullable=False, unique=True, other=["> 0"]), {"pii": ""}),
        dg.TableColumn("label"),
    ],
    constraints=dg.TableConstraints(other=["id > 0"]),
)

FROM_THE_DEFINITION = {
    "text": "plain text, shown as it is: **not bold**",
    "url": dg.MetadataValue.url("https://example.com/handbook"),
    "path": dg.MetadataValue.path("/srv/shop/exports/latest.csv"),
    "notebook": dg.MetadataValue.notebook("notebooks/tour.ipynb"),
    "json": {"nested": [1, 2, {"deep": None}], "flag": True},
    "markdown": dg.MetadataValue.md("# Heading\n\n- one\n- two\n"),
    "float": 1.5,
    "int": 7,
    "bool": True,
    "null": None,
    "timestamp": dg.MetadataValue.timestamp(1_790_000_000.5),
    "asset": dg.AssetKey(["core", "fct_orders"]),
    "job": dg.MetadataValue.job("nightly", "shop", repository_name="__repository__"),
    "run": dg.MetadataValue.dagster_run("6f2c1f0e-2f9e-4c43-9b57-7b1d5f3e8a10"),
    "artifact": dg.MetadataValue.python_artifact(datetime),
    "pool": dg.MetadataValue.pool("training"),
    "table": dg.MetadataValue.table([dg.TableRecord({"id": 1, "label": "first"}), dg.TableRecord({"id": 2, "label": None})], schema=SCHEMA),
    "schema": SCHEMA,
}


@dg.asset(key=["quality", "metadata_tour"], group_name="quality", owners=[DATA_SCIENCE], tags={"sample": ""}, metadata=FROM_THE_DEFINITION)
def metadata_tour():
    """Every kind of metadata, once."""
    return dg.MaterializeResult(
        metadata={
            **FROM_THE_DEFINITION,
            "not_a_number": float("nan"),
            "infinite": float("inf"),
            "beyond_64_bits": 2**70,
            "timestamp": dg.MetadataValue.timestamp(datetime(2026, 10, 27, 6, 0, tzinfo=timezone.utc)),
            "lineage": lineage(id=[(dg.AssetKey(["core", "fct_orders"]), "order_id")], label=[]),
            "code": dg.CodeReferencesMetadataValue(
                code_references=[
                    dg.LocalFileCodeReference(file_path="shop/assets/tour.py", line_number=18, label="where the columns are"),
                    dg.UrlCodeReference(url="https://github.com/example/shop-warehouse/tree/main/shop/assets/tour.py#L18"),
                ]
            ),
            "reconstruction": dg.MetadataValue.code_location_reconstruction("opaque state of an integration"),
            "object": ObjectMetadataValue(SCHEMA),
            "dagster/row_count": 2,
        },
        data_version=dg.DataVersion("tour-1"),
        tags={"shop/reason": "sample"},
    )

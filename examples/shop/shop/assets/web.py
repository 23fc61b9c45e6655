"""Page views: copied hour by hour, cut into sessions day by day."""

import dagster as dg

from ..clock import today
from ..owners import MARKETING
from ..partitions import daily, hourly
from ..simulation import clicks_of

CLICKSTREAM = dg.AssetKey(["web", "clickstream"])


@dg.asset(
    key_prefix="web",
    group_name="web",
    partitions_def=hourly,
    deps=[CLICKSTREAM],
    owners=[MARKETING],
    kinds={"python", "parquet"},
    tags={"domain": "web", "tier": "bronze"},
    metadata={"dagster/uri": dg.MetadataValue.url("https://storage.example.com/shop-lake/web/clicks/"), "dagster/storage_kind": "s3"},
    backfill_policy=dg.BackfillPolicy.multi_run(max_partitions_per_run=24),
)
def clicks(context: dg.AssetExecutionContext):
    """Raw page views of an hour, deduplicated by event id."""
    rows = clicks_of(today()) // 24
    return dg.MaterializeResult(metadata={"dagster/partition_row_count": rows, "path": dg.MetadataValue.path(f"/lake/web/clicks/{context.partition_key}.parquet")})


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            ["web", "sessions"],
            deps=[["web", "clicks"]],
            description="Visits: page views of one visitor with less than half an hour between them.",
            metadata={"dagster/table_name": "warehouse.web.sessions", "gap_minutes": 30},
            kinds={"duckdb"},
        ),
        dg.AssetSpec(
            ["web", "landing_pages"],
            deps=[["web", "clicks"]],
            description="First page of each visit.",
            kinds={"duckdb"},
            skippable=True,
        ),
        dg.AssetSpec(["web", "bots"], deps=[["web", "clicks"]], description="Visits that no person made.", tags={"internal": ""}, skippable=True),
    ],
    group_name="web",
    partitions_def=daily,
    can_subset=True,
)
def cut_into_sessions(context: dg.AssetExecutionContext):
    rows = clicks_of(today())
    for key in sorted(context.selected_asset_keys):
        share = {"sessions": 6, "landing_pages": 6, "bots": 90}[key.path[-1]]
        yield dg.MaterializeResult(asset_key=key, metadata={"dagster/row_count": rows // share})

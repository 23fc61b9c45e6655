"""What the shop does not make itself: systems that others run. Dagster shows them, it does not compute them."""

import dagster as dg

from ..clock import today
from ..owners import CRM, FINANCE, MARKETING
from ..simulation import orders_of

clickstream = dg.AssetSpec(
    dg.AssetKey(["web", "clickstream"]),
    group_name="sources",
    description="Page views as the web shop's collector sends them, one JSON document each.",
    owners=[MARKETING],
    tags={"domain": "web", "streaming": ""},
    kinds={"kafka"},
    metadata={
        "topic": "shop.web.clicks.v2",
        "retention_hours": 72,
        "console": dg.MetadataValue.url("https://kafka.example.com/topics/shop.web.clicks.v2"),
    },
)

price_list = dg.AssetSpec(
    ["erp", "price_list"],
    group_name="sources",
    description="Prices as purchasing keeps them; a file on a share, replaced every Monday.",
    owners=[FINANCE, "purchasing@example.com"],
    kinds={"excel"},
    metadata={"dagster/uri": "smb://files.example.com/purchasing/prices.xlsx", "sheet": "Current"},
)

customers_2019 = dg.SourceAsset(
    key=["legacy", "customers_2019"],
    group_name="sources",
    description="Customers of the old shop, migrated once and never written again.",
    metadata={"frozen": True, "rows_at_migration": 18_212},
)


@dg.observable_source_asset(
    key=["payments", "provider_export"],
    group_name="sources",
    description="Settlement file of the payment provider. Its version is the number of lines of the latest file.",
    tags={"domain": "payments", "pii": ""},
    metadata={"format": "csv", "delimiter": ";"},
)
def provider_export(context: dg.OpExecutionContext) -> dg.DataVersion:
    lines = len(orders_of(today()))
    context.log_event(dg.AssetObservation(["payments", "provider_export"], metadata={"lines": lines, "complete": lines > 40}))
    return dg.DataVersion(f"{today()}:{lines}")


crm_segments = dg.AssetSpec(["crm", "segments"], group_name="sources", owners=[CRM], kinds={"salesforce"}, tags={"domain": "crm"})

specs = [clickstream, price_list, crm_segments]

"""Where visits come from, what they cost, and whom we write to."""

import dagster as dg

from ..clock import today
from ..owners import CRM, MARKETING
from ..partitions import campaigns, daily_by_channel
from ..schemas import lineage
from ..simulation import CHANNELS, clicks_of, orders_of, row_count

FCT_ORDERS = dg.AssetKey(["core", "fct_orders"])
SESSIONS = dg.AssetKey(["web", "sessions"])
SPEND = dg.AssetKey(["marketing", "channel_spend"])

SPEND_PER_DAY = {"search": 420.0, "social": 260.0, "newsletter": 15.0, "affiliate": 180.0}


@dg.asset(
    key_prefix=["marketing"],
    group_name="marketing",
    partitions_def=daily_by_channel,
    owners=[MARKETING],
    kinds={"python", "googleads"},
    tags={"domain": "marketing", "dagster/ui_color": "yellow"},
    metadata={"currency": "EUR", "account": 7_811_220_341},
)
def channel_spend(context: dg.AssetExecutionContext):
    """Money spent by day and channel."""
    channel = context.partition_key.keys_by_dimension["channel"]
    return dg.MaterializeResult(metadata={"spend": SPEND_PER_DAY.get(channel, 0.0)})


@dg.asset(
    key_prefix=["marketing"],
    group_name="marketing",
    deps=[FCT_ORDERS, SESSIONS, SPEND],
    owners=[MARKETING, CRM],
    kinds={"python"},
    tags={"domain": "marketing", "tier": "silver"},
    metadata={
        "model": "last touch",
        "dagster/column_schema": dg.TableSchema(
            [dg.TableColumn("channel", "varchar"), dg.TableColumn("visits", "bigint"), dg.TableColumn("orders", "bigint"), dg.TableColumn("net_amount", "decimal(14,2)"), dg.TableColumn("cost_per_order", "double")]
        ),
        "dagster/column_lineage": lineage(
            channel=[(FCT_ORDERS, "channel")],
            visits=[(SESSIONS, "session_id")],
            orders=[(FCT_ORDERS, "order_id")],
            net_amount=[(FCT_ORDERS, "net_amount")],
            cost_per_order=[(SPEND, "spend"), (FCT_ORDERS, "order_id")],
        ),
    },
)
def attribution():
    """Orders and their value by the channel of the last visit before them."""
    clicks = clicks_of(today())
    if clicks == 0:
        raise dg.Failure("No page views arrived: attribution would be wrong.", metadata={"day": str(today()), "clicks": clicks})
    orders = orders_of(today())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len(CHANNELS),
            "conversion": round(len(orders) * 6 / clicks, 4),
            "by_channel": {channel: sum(order.channel == channel for order in orders) for channel in CHANNELS},
        }
    )


@dg.asset(key_prefix=["marketing"], group_name="marketing", partitions_def=campaigns, deps=[["crm", "segments"], ["customers", "churn_scores"]], owners=[CRM], tags={"pii": ""})
def newsletter_recipients(context: dg.AssetExecutionContext):
    """Addresses that a campaign goes to. One partition a campaign, added when marketing plans it."""
    return dg.MaterializeResult(metadata={"recipients": row_count("customers", today()) * (3 + len(context.partition_key)) // 20})

"""What finance closes the books with."""

import os
from datetime import datetime, time, timedelta, timezone

import dagster as dg

from .. import schemas
from ..clock import today
from ..owners import CONTROLLER, FINANCE
from ..partitions import countries, monthly
from ..schemas import lineage
from ..simulation import COUNTRIES, orders_of, orders_until

FCT_ORDERS = dg.AssetKey(["core", "fct_orders"])
RETURNS = dg.AssetKey(["raw", "returns"])
REVENUE = dg.AssetKey(["finance", "revenue_daily"])

# Which ledger the books go to is only known on the machine that runs the project.
LEDGER = os.environ.get("SHOP_LEDGER", "test")

common = {"key_prefix": "finance", "group_name": "finance", "owners": [FINANCE, CONTROLLER]}


@dg.asset(
    **common,
    deps=[dg.AssetDep(FCT_ORDERS), RETURNS],
    kinds={"python", "duckdb"},
    tags={"tier": "gold", "audited": ""},
    freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(hours=36), warn_window=timedelta(hours=26)),
    metadata={
        "dagster/table_name": "warehouse.finance.revenue_daily",
        "dagster/column_schema": schemas.REVENUE_DAILY,
        "dagster/column_lineage": lineage(
            day=[(FCT_ORDERS, "order_date")],
            country=[(FCT_ORDERS, "country")],
            revenue=[(FCT_ORDERS, "net_amount")],
            refunds=[(RETURNS, "refund_cents")],
            orders=[(FCT_ORDERS, "order_id")],
        ),
    },
)
def revenue_daily(context: dg.AssetExecutionContext):
    """Revenue and refunds by day and country, in euro."""
    orders = orders_until(today())
    latest = sum(order.amount_cents for order in orders_of(today())) / 119
    context.log.info(f"{len(orders)} orders")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": len({(order.ordered_on, order.country) for order in orders}),
            "revenue_of_day": round(latest, 2),
            "closed_until": dg.MetadataValue.timestamp(datetime.combine(today(), time(23, 59), timezone.utc)),
            "dagster/column_lineage": lineage(
                day=[(FCT_ORDERS, "order_date")],
                country=[(FCT_ORDERS, "country")],
                revenue=[(FCT_ORDERS, "net_amount")],
                refunds=[(RETURNS, "refund_cents"), (FCT_ORDERS, "tax")],
                orders=[(FCT_ORDERS, "order_id")],
            ),
        },
        tags={"shop/ledger": LEDGER},
    )


@dg.asset(**common, deps=[REVENUE, ["staging", "stg_payments"]], tags={"ledger": LEDGER, "tier": "gold"}, description=f"Postings for the {LEDGER} ledger, one line an account and day.")
def ledger_postings():
    return dg.MaterializeResult(metadata={"dagster/row_count": len(orders_until(today())) // 9, "balanced": True})


@dg.asset(
    **common,
    partitions_def=monthly,
    deps=[RETURNS],
    metadata={"dagster/column_schema": dg.TableSchema([dg.TableColumn("month", "date"), dg.TableColumn("reason", "varchar"), dg.TableColumn("refunded", "decimal(14,2)")])},
)
def refunds_monthly(context: dg.AssetExecutionContext):
    """What came back in a month, by reason."""
    return dg.MaterializeResult(
        metadata={
            "top_reasons": dg.MetadataValue.table(
                [dg.TableRecord({"reason": "too small", "parcels": 21}), dg.TableRecord({"reason": "damaged", "parcels": 8}), dg.TableRecord({"reason": "no reason given", "parcels": 34})],
                schema=dg.TableSchema([dg.TableColumn("reason", "varchar"), dg.TableColumn("parcels", "integer")]),
            )
        }
    )


@dg.asset(**common, partitions_def=countries, deps=[REVENUE], retry_policy=dg.RetryPolicy(max_retries=2, delay=30))
def vat_report(context: dg.AssetExecutionContext):
    """Value added tax by country, as the authorities want it."""
    orders = [order for order in orders_until(today()) if order.country == context.partition_key]
    assert context.partition_key in COUNTRIES
    return dg.MaterializeResult(metadata={"orders": len(orders), "tax": round(sum(order.amount_cents for order in orders) * 19 / 11900, 2)})

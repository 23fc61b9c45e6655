"""Checks that are not written beside the assets they guard."""

from collections.abc import Iterable

import dagster as dg

from .assets import finance, raw, staging
from .clock import today
from .simulation import orders_of, orders_until


@dg.asset_check(asset=staging.stg_orders, blocking=True)
def order_id_is_unique():
    """No order may be counted twice."""
    ids = [order.order_id for order in orders_until(today())]
    return dg.AssetCheckResult(passed=len(ids) == len(set(ids)), metadata={"duplicates": len(ids) - len(set(ids))})


@dg.asset_check(asset=staging.stg_orders, description="Orders beyond 300 euro are rare. Many of them on one day are usually a price that lost its comma.")
def amounts_are_plausible() -> dg.AssetCheckResult:
    large = [order for order in orders_of(today()) if order.amount_cents > 30_000]
    return dg.AssetCheckResult(
        passed=len(large) < 18,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"large_orders": len(large), "largest": max((order.amount_cents for order in large), default=0) / 100},
    )


@dg.asset_check(asset=staging.stg_customers, metadata={"allowed_share": 0.02})
def email_is_filled():
    """At most two of a hundred customers may be without an address."""
    share = 0.011 + today().day / 2000
    return dg.AssetCheckResult(passed=share <= 0.02, severity=dg.AssetCheckSeverity.WARN, metadata={"share_without": share}, description=f"{share:.1%} of the customers have no address.")


@dg.asset_check(asset=finance.revenue_daily, additional_deps=[dg.AssetKey(["staging", "stg_payments"])])
def matches_payments():
    """Revenue and settled payments agree within one percent."""
    gap = (today().day * 7 + 8) % 11 / 1000
    return dg.AssetCheckResult(passed=gap < 0.01, severity=dg.AssetCheckSeverity.ERROR, metadata={"gap": gap, "explained": dg.MetadataValue.url("https://wiki.example.com/settlement-gaps")})


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec("no_orphans", asset=["core", "fct_order_items"], description="Every line belongs to an order."),
        dg.AssetCheckSpec("no_orphans", asset=["core", "dim_products"], description="Every product is in the catalogue."),
    ]
)
def no_orphans() -> Iterable[dg.AssetCheckResult]:
    yield dg.AssetCheckResult(check_name="no_orphans", asset_key=["core", "fct_order_items"], passed=True, metadata={"orphans": 0})
    yield dg.AssetCheckResult(check_name="no_orphans", asset_key=["core", "dim_products"], passed=True, metadata={"orphans": 0})


schema_changes = dg.build_column_schema_change_checks(assets=[table for table in raw.raw_tables if table.key == dg.AssetKey(["raw", "products"])])

checks = [order_id_is_unique, amounts_are_plausible, email_is_filled, matches_payments, no_orphans, *schema_changes, *raw.raw_checks]

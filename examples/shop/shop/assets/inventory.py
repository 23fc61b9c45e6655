"""What to buy, and what runs out."""

import dagster as dg

from ..clock import today
from ..owners import STOCK_DESK, WAREHOUSE
from ..simulation import PRODUCTS, orders_of

STOCK = dg.AssetKey(["raw", "stock_levels"])


@dg.multi_asset(
    specs=[
        dg.AssetSpec(["inventory", name], deps=[STOCK, ["core", "fct_order_items"]], description=text, owners=[STOCK_DESK], tags={"warehouse": city}, kinds={"python"})
        for name, city, text in [
            ("stock_alerts_berlin", "berlin", "Products that run out in Berlin within a week."),
            ("stock_alerts_lyon", "lyon", "Products that run out in Lyon within a week."),
        ]
    ],
    check_specs=[dg.AssetCheckSpec("alerts_are_few", asset=["inventory", "stock_alerts_berlin"], description="More than thirty alerts mean a broken count, not an empty shelf.")],
    group_name="inventory",
)
def stock_alerts():
    alerts = len(orders_of(today())) % 41
    for name in ("stock_alerts_berlin", "stock_alerts_lyon"):
        yield dg.MaterializeResult(asset_key=["inventory", name], metadata={"alerts": alerts if name.endswith("berlin") else alerts // 2})
    yield dg.AssetCheckResult(check_name="alerts_are_few", asset_key=["inventory", "stock_alerts_berlin"], passed=alerts <= 30, severity=dg.AssetCheckSeverity.WARN, metadata={"alerts": alerts})


@dg.asset(
    key_prefix="inventory",
    group_name="inventory",
    deps=[["inventory", "stock_alerts_berlin"], ["inventory", "stock_alerts_lyon"], ["erp", "price_list"]],
    owners=[STOCK_DESK, WAREHOUSE],
    kinds={"python"},
    automation_condition=dg.AutomationCondition.on_cron("0 5 * * 1"),
)
def reorder_plan():
    """What to order from whom, every Monday."""
    lines = len(orders_of(today())) % 23 + 4
    return dg.MaterializeResult(metadata={"lines": lines, "share_of_catalogue": lines / PRODUCTS, "budget_left": 2**60 + lines})

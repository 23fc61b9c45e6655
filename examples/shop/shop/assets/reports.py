"""What people see on Monday morning."""

import dagster as dg

from ..clock import today
from ..owners import FINANCE, MARKETING
from ..schemas import lineage
from ..simulation import orders_until

REVENUE = dg.AssetKey(["finance", "revenue_daily"])
ATTRIBUTION = dg.AssetKey(["marketing", "attribution"])


@dg.op
def count_orders() -> int:
    return len(orders_until(today()))


@dg.op(out=dg.Out(io_manager_key="memory"))
def draw_dashboard(context: dg.OpExecutionContext, orders: int) -> str:
    page = f"<h1>{orders} orders</h1>"
    context.add_output_metadata({"tiles": 6, "dashboard": dg.MetadataValue.url("https://bi.example.com/dashboards/shop")})
    return page


@dg.graph_asset(
    key=["reports", "kpi_dashboard"],
    group_name="reports",
    description="The numbers on the wall: revenue, orders, conversion, stock.",
    owners=[FINANCE],
    kinds={"python", "metabase"},
    tags={"audience": "everybody"},
    metadata={"dashboard": dg.MetadataValue.url("https://bi.example.com/dashboards/shop"), "refresh": "PT15M"},
)
def kpi_dashboard():
    return draw_dashboard(count_orders())


@dg.asset(
    key=["reports", "weekly_letter"],
    group_name="reports",
    deps=[REVENUE, ATTRIBUTION, kpi_dashboard, ["inventory", "reorder_plan"]],
    owners=[FINANCE, MARKETING],
    kinds={"python", "markdown"},
    metadata={
        "dagster/column_schema": dg.TableSchema([dg.TableColumn("week", "date"), dg.TableColumn("revenue", "decimal(14,2)"), dg.TableColumn("best_channel", "varchar"), dg.TableColumn("clicks", "bigint")]),
        # `clicks_total` was renamed to `visits` upstream; nobody noticed, because Dagster does not check this.
        "dagster/column_lineage": lineage(
            week=[(REVENUE, "day")],
            revenue=[(REVENUE, "revenue")],
            best_channel=[(ATTRIBUTION, "channel"), (ATTRIBUTION, "net_amount")],
            clicks=[(ATTRIBUTION, "clicks_total")],
        ),
    },
)
def weekly_letter():
    """Five lines for the whole company.

    | section | from |
    |---------|------|
    | money   | `finance/revenue_daily` |
    | visits  | `marketing/attribution` |
    """
    letter = f"# Week {today().isocalendar().week}\n\n{len(orders_until(today()))} orders so far.\n"
    return dg.MaterializeResult(metadata={"letter": dg.MetadataValue.md(letter), "words": len(letter.split())})

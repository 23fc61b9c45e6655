"""Staging: the operational tables cleaned, one SQL file each, read by DuckDB."""

from pathlib import Path

import dagster as dg

from .. import schemas
from ..clock import today
from ..owners import WAREHOUSE
from ..schemas import lineage
from ..simulation import row_count

SQL = Path(__file__).parent.parent / "sql" / "staging"

ORDERS = dg.AssetKey(["raw", "orders"])
ORDER_ITEMS = dg.AssetKey(["raw", "order_items"])
CUSTOMERS = dg.AssetKey(["raw", "customers"])
PAYMENTS = dg.AssetKey(["raw", "payments"])


def sql_model(name: str, *, deps: list[dg.AssetKey], counts_like: str, metadata: dict | None = None, tags: dict[str, str] | None = None) -> dg.AssetsDefinition:
    """One asset for one .sql file: its text is part of the definition, and the file is named as its code."""
    file = SQL / f"{name}.sql"

    @dg.asset(
        name=name,
        key_prefix="staging",
        group_name="staging",
        deps=deps,
        owners=[WAREHOUSE],
        kinds={"duckdb", "sql"},
        tags={"layer": "staging", **(tags or {})},
        description=file.read_text().splitlines()[0].removeprefix("-- ") if file.read_text().startswith("-- ") else f"The table `raw.{counts_like}`, cleaned.",
        metadata={
            "dagster/table_name": f"warehouse.staging.{name}",
            "dialect": "duckdb",
            "query": dg.MetadataValue.md(f"```sql\n{file.read_text()}```"),
            "dagster/code_references": dg.CodeReferencesMetadataValue(
                code_references=[dg.LocalFileCodeReference(file_path=str(file), line_number=1, label="query")]
            ),
            **(metadata or {}),
        },
    )
    def run_query(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        rows = row_count(counts_like, today()) * 98 // 100
        return dg.MaterializeResult(metadata={"dagster/row_count": rows})

    return run_query


stg_orders = sql_model(
    "stg_orders",
    deps=[ORDERS],
    counts_like="orders",
    tags={"tier": "gold"},
    metadata={
        "dagster/column_schema": schemas.STG_ORDERS,
        "dagster/column_lineage": lineage(
            order_id=[(ORDERS, "id")],
            customer_id=[(ORDERS, "customer_id")],
            country=[(ORDERS, "ship_to_country")],
            channel=[(ORDERS, "utm_channel")],
            amount=[(ORDERS, "amount_cents")],
            ordered_at=[(ORDERS, "created_at")],
        ),
    },
)

stg_order_items = sql_model("stg_order_items", deps=[ORDER_ITEMS, ORDERS], counts_like="order_items")

stg_customers = sql_model(
    "stg_customers",
    deps=[CUSTOMERS, dg.AssetKey(["legacy", "customers_2019"])],
    counts_like="customers",
    tags={"pii": ""},
    metadata={"dagster/column_schema": schemas.STG_CUSTOMERS, "retention": "2 years"},
)

stg_payments = sql_model("stg_payments", deps=[PAYMENTS, dg.AssetKey(["payments", "provider_export"])], counts_like="payments")

stg_products = sql_model(
    "stg_products",
    deps=[dg.AssetKey(["raw", "products"])],
    counts_like="products",
    metadata={"dagster/column_schema": schemas.STG_PRODUCTS},
)

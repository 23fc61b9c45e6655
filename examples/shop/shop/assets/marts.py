"""The core of the warehouse: customers, products, orders, as everybody means them."""

from pathlib import Path

import dagster as dg

from .. import schemas
from ..clock import today
from ..owners import CONTROLLER, WAREHOUSE
from ..partitions import daily
from ..schemas import lineage
from ..simulation import orders_of, row_count
from . import staging

SQL = Path(__file__).parents[1] / "sql" / "marts"
STG_ORDERS = dg.AssetKey(["staging", "stg_orders"])
STG_CUSTOMERS = dg.AssetKey(["staging", "stg_customers"])


def query_reference(name: str) -> dg.CodeReferencesMetadataValue:
    return dg.CodeReferencesMetadataValue(code_references=[dg.LocalFileCodeReference(file_path=str(SQL / f"{name}.sql"), line_number=1, label="query")])


@dg.asset(
    key=["core", "dim_customers"],
    group_name="warehouse/core",
    deps=[STG_CUSTOMERS, staging.stg_orders],
    owners=[WAREHOUSE, CONTROLLER],
    kinds={"duckdb", "sql"},
    tags={"layer": "mart", "pii": "", "tier": "gold"},
    metadata={
        "dagster/table_name": "warehouse.core.dim_customers",
        "dialect": "duckdb",
        "dagster/code_references": query_reference("dim_customers"),
    },
)
def dim_customers():
    """Customers with what they ordered so far.

    A customer without an order is a *visitor*; see `segment`.
    """
    rows = row_count("customers", today())
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": rows,
            "dagster/column_schema": dg.TableSchema(
                [dg.TableColumn("customer_id", "bigint"), dg.TableColumn("email", "varchar"), dg.TableColumn("name", "varchar"), dg.TableColumn("country", "varchar"),
                 dg.TableColumn("first_order_at", "timestamp"), dg.TableColumn("orders", "bigint"), dg.TableColumn("lifetime_amount", "decimal(38,2)"), dg.TableColumn("segment", "varchar")]
            ),
            "dagster/column_lineage": lineage(
                customer_id=[(STG_CUSTOMERS, "customer_id")],
                email=[(STG_CUSTOMERS, "email")],
                first_order_at=[(STG_ORDERS, "ordered_at")],
                orders=[(STG_ORDERS, "order_id")],
                lifetime_amount=[(STG_ORDERS, "amount")],
                segment=[(STG_ORDERS, "order_id")],
            ),
        }
    )


@dg.asset(
    key=["core", "dim_products"],
    group_name="warehouse/core",
    deps=[staging.stg_products, ["raw", "stock_levels"], ["erp", "price_list"]],
    owners=[WAREHOUSE],
    kinds={"duckdb", "sql"},
    tags={"layer": "mart", "tier": "silver"},
    metadata={"dagster/relation_identifier": "warehouse.core.dim_products", "dialect": "duckdb", "dagster/code_references": query_reference("dim_products")},
)
def dim_products():
    """Products with price and what can be sold today."""
    return dg.MaterializeResult(metadata={"dagster/row_count": row_count("products", today())})


@dg.asset(
    key=["core", "fct_orders"],
    group_name="warehouse/core",
    partitions_def=daily,
    deps=[STG_ORDERS, dg.AssetDep(["core", "dim_customers"], partition_mapping=dg.AllPartitionMapping())],
    owners=[WAREHOUSE, CONTROLLER],
    kinds={"python", "duckdb"},
    tags={"layer": "mart", "tier": "gold"},
    code_version="12",
    automation_condition=dg.AutomationCondition.eager(),
    metadata={
        "dagster/table_name": "warehouse.core.fct_orders",
        "dagster/column_schema": schemas.FCT_ORDERS,
        "dagster/column_lineage": lineage(
            order_id=[(STG_ORDERS, "order_id")],
            customer_id=[(STG_ORDERS, "customer_id")],
            country=[(STG_ORDERS, "country")],
            channel=[(STG_ORDERS, "channel")],
            net_amount=[(STG_ORDERS, "amount"), (STG_ORDERS, "country")],
            tax=[(STG_ORDERS, "amount"), (STG_ORDERS, "country")],
            is_first_order=[(dg.AssetKey(["core", "dim_customers"]), "first_order_at"), (STG_ORDERS, "ordered_at")],
            order_date=[(STG_ORDERS, "ordered_at")],
        ),
    },
)
def fct_orders(context: dg.AssetExecutionContext):
    """Orders of a day, net of tax."""
    day = context.partition_time_window.start.date()
    orders = orders_of(day)
    net = sum(order.amount_cents for order in orders) / 119
    return dg.MaterializeResult(metadata={"dagster/partition_row_count": len(orders), "net_amount": round(net, 2), "average_order": round(net / len(orders), 2)})


@dg.asset(
    key=["core", "fct_order_items"],
    group_name="warehouse/core",
    deps=[["staging", "stg_order_items"], STG_ORDERS, dim_products],
    owners=[WAREHOUSE],
    kinds={"duckdb", "sql"},
    tags={"layer": "mart"},
    metadata={
        "dagster/table_name": "warehouse.core.fct_order_items",
        "dialect": "duckdb",
        "query": (SQL / "fct_order_items.sql").read_text(),
        "dagster/code_references": query_reference("fct_order_items"),
    },
)
def fct_order_items():
    return dg.MaterializeResult(metadata={"dagster/row_count": row_count("order_items", today())})

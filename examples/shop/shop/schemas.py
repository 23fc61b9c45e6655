"""Columns of the tables that people depend on, written once and used by definitions and materializations alike."""

import dagster as dg

PII = {"pii": ""}


def column(name: str, kind: str, description: str | None = None, *, key: bool = False, nullable: bool = True, checks: list[str] | None = None, tags: dict[str, str] | None = None) -> dg.TableColumn:
    return dg.TableColumn(
        name,
        kind,
        description,
        constraints=dg.TableColumnConstraints(nullable=nullable and not key, unique=key, other=checks or []),
        tags=tags,
    )


def lineage(**columns: list[tuple[dg.AssetKey, str]]) -> dg.TableColumnLineage:
    """`lineage(total=[(ORDERS, "amount")])`: column -> the columns it is made from."""
    return dg.TableColumnLineage({name: [dg.TableColumnDep(key, source) for key, source in sources] for name, sources in columns.items()})


STG_ORDERS = dg.TableSchema(
    columns=[
        column("order_id", "bigint", "Number of the order, given by the web shop.", key=True),
        column("customer_id", "bigint", nullable=False),
        column("country", "varchar", "Country of delivery, ISO 3166 alpha-2.", checks=["length 2"]),
        column("channel", "varchar", "Where the visit came from: `search`, `social`, `newsletter` or `affiliate`."),
        column("amount", "decimal(12,2)", "Value of the order in euro, **with** tax.", checks=["> 0"]),
        column("ordered_at", "timestamp", nullable=False),
    ],
    constraints=dg.TableConstraints(other=["ordered_at >= '2026-09-01'"]),
)

STG_CUSTOMERS = dg.TableSchema(
    columns=[
        column("customer_id", "bigint", key=True),
        column("email", "varchar", "Lower-cased, white space removed.", tags={**PII, "retention": "2y"}),
        column("name", "varchar", tags=PII),
        column("country", "varchar"),
        column("signed_up_at", "timestamp", nullable=False),
    ]
)

STG_PRODUCTS = dg.TableSchema(
    columns=[
        column("product_id", "bigint", key=True),
        column("title", "varchar", nullable=False),
        column("category", "varchar"),
        column("unit_price", "decimal(10,2)", "List price in euro."),
        column("weight_g", "integer", "Weight with packaging, in grams."),
    ]
)

FCT_ORDERS = dg.TableSchema(
    columns=[
        column("order_id", "bigint", key=True),
        column("customer_id", "bigint", nullable=False),
        column("country", "varchar"),
        column("channel", "varchar"),
        column("net_amount", "decimal(12,2)", "Value without tax, in euro."),
        column("tax", "decimal(12,2)"),
        column("is_first_order", "boolean", "Had the customer never ordered before?"),
        column("order_date", "date", nullable=False),
    ]
)

REVENUE_DAILY = dg.TableSchema(
    columns=[
        column("day", "date", key=True),
        column("country", "varchar"),
        column("revenue", "decimal(14,2)", "Net value of the day's orders."),
        column("refunds", "decimal(14,2)", "Net value of what came back that day."),
        column("orders", "integer"),
    ],
    constraints=dg.TableConstraints(other=["unique (day, country)"]),
)

"""Copies of the operational database's tables: one asset for each entry of raw_tables.yaml.

The references to the code of each asset name its entry in the YAML file, because that is what people edit.
"""

from datetime import date
from pathlib import Path

import dagster as dg
import yaml

from ..clock import today
from ..simulation import row_count

CONFIG = Path(__file__).with_name("raw_tables.yaml")
SCHEMA_CHANGE = date(2026, 10, 15)


def line_of(name: str) -> int:
    """Line of a table's entry in the YAML file."""
    for number, line in enumerate(CONFIG.read_text().splitlines(), start=1):
        if line.strip() == f"- name: {name}":
            return number
    return 1


def loaded_columns(table: dict) -> dict[str, str]:
    """Columns that the database has today. Products got another unit and a new column in the middle of October."""
    columns = dict(table["columns"])
    if table["name"] == "products" and today() >= SCHEMA_CHANGE:
        columns["weight_g"] = "double"
        columns["eco_label"] = "varchar"
    return columns


def table_schema(columns: dict[str, str]) -> dg.TableSchema:
    return dg.TableSchema(columns=[dg.TableColumn(name, kind) for name, kind in columns.items()])


def build_raw_table(table: dict, connection: str) -> dg.AssetsDefinition:
    name = table["name"]

    @dg.asset(
        name=name,
        key_prefix=["raw"],
        group_name="raw",
        description=table["description"],
        owners=[table["owner"]],
        tags=table["tags"],
        kinds={"python", "postgres"},
        code_version="3",
        metadata={
            "dagster/table_name": f"warehouse.raw.{name}",
            "dagster/column_schema": table_schema(table["columns"]),
            "connection": connection,
            "dagster/code_references": dg.CodeReferencesMetadataValue(
                code_references=[dg.LocalFileCodeReference(file_path=str(CONFIG), line_number=line_of(name), label="configuration")]
            ),
        },
    )
    def copy_table(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        rows = row_count(name, today())
        metadata: dict = {"dagster/row_count": rows, "seconds": round(0.4 + rows / 4000, 2)}
        if name == "products":
            metadata["dagster/column_schema"] = table_schema(loaded_columns(table))
        return dg.MaterializeResult(metadata=metadata)

    return copy_table


def build_minimum_rows_check(table: dict) -> dg.AssetChecksDefinition:
    name, minimum = table["name"], table["minimum_rows"]

    @dg.asset_check(
        asset=dg.AssetKey(["raw", name]),
        name="minimum_rows",
        blocking=True,
        description=f"A copy with fewer than {minimum} rows was cut off.",
        metadata={"minimum": minimum},
    )
    def minimum_rows() -> dg.AssetCheckResult:
        rows = row_count(name, today())
        return dg.AssetCheckResult(passed=rows >= minimum, metadata={"rows": rows})

    return minimum_rows


config = yaml.safe_load(CONFIG.read_text())
raw_tables = [build_raw_table(table, config["defaults"]["connection"]) for table in config["tables"]]
raw_checks = [build_minimum_rows_check(table) for table in config["tables"] if "minimum_rows" in table]

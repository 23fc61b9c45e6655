"""Metadata of a definition: plain values and every class."""
import datetime

import dagster as dg
from dagster import MetadataValue as M

schema = dg.TableSchema(
    columns=[dg.TableColumn("id", "int", "key", dg.TableColumnConstraints(nullable=False, unique=True, other=["> 0"]), tags={"pii": ""}), dg.TableColumn(name="b", type="array<string>")],
    constraints=dg.TableConstraints(other=["id > b"]),
)


@dg.asset(
    metadata={
        "text": "t", "int": 3, "big": 2**70, "float": 1.5, "nan": float("nan"), "bool": False, "none": None, "list": [1, "a", None], "dict": {"a": {"b": 1}}, "key": dg.AssetKey(["x", "y"]),
        "m_text": M.text("t"), "url": M.url("https://example.com"), "path": M.path("/a/b"), "nb": M.notebook("n.ipynb"), "json": M.json([1, 2]), "md": M.md("# x"), "fl": M.float(2.0), "i": M.int(1), "b": M.bool(True), "null": M.null(),
        "ts": M.timestamp(1_700_000_000.25), "ts2": M.timestamp(datetime.datetime(2025, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)), "run": M.dagster_run("r"), "job": M.job("j", "loc", repository_name="r"), "asset": M.asset(dg.AssetKey("z")), "pool": M.pool("p"),
        "table": M.table([dg.TableRecord({"id": 1, "b": "x"})], schema), "guessed": M.table([dg.TableRecord({"n": 1, "s": "x", "f": 1.0, "t": True})]), "schema": M.table_schema(schema), "artifact": M.python_artifact(datetime.date),
        "dagster/column_schema": schema, "dagster/row_count": 10,
        "dagster/column_lineage": dg.TableColumnLineage({"id": [dg.TableColumnDep(dg.AssetKey(["u", "p"]), "id"), dg.TableColumnDep(asset_key="q", column_name="z")], "b": []}),
        "dagster/table_name": "db.s.t",
    },
    tags={"plain": "v", "label": "", "dagster/priority": "3"},
)
def everything(): ...


@dg.asset(metadata={"from_columns": dg.TableSchema.from_name_type_dict({"a": "int", "b": "text"})}, description=None)
def short(): ...


defs = dg.Definitions(assets=[everything, short])

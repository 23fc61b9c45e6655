"""Several assets from one function: by outs, by specs, with inner dependencies, checks, subsets."""
import dagster as dg
from dagster import AssetDep, AssetKey, AssetOut, AssetSpec

TABLES = ["users", "orders", "refunds"]


@dg.multi_asset(outs={"raw_users": AssetOut(key_prefix="lake", group_name="raw", description="Users as they come.", kinds={"s3"}), "raw_orders": AssetOut(key=["lake", "orders_raw"], owners=["team:data"], tags={"tier": "1"})})
def pull():
    """Pulled from the shop."""


@dg.multi_asset(
    outs={"a": AssetOut(code_version="1", metadata={"m": 1}), "b": AssetOut(is_required=False, io_manager_key="files"), "c": AssetOut()},
    ins={"users": dg.AssetIn(key=["lake", "raw_users"])},
    internal_asset_deps={"a": {AssetKey(["lake", "raw_users"])}, "b": {AssetKey("a")}, "c": {AssetKey("a"), AssetKey("b")}},
    can_subset=True,
    name="named_step",
    group_name="steps",
    compute_kind="python",
)
def steps(users): ...


@dg.multi_asset(specs=[AssetSpec(["mart", table], deps=[AssetDep(["lake", "orders_raw"])] if table == "orders" else [], group_name=None if table == "users" else f"mart_{table}", kinds={"table", "duckdb"}) for table in TABLES])
def mart():
    """All of the mart."""


@dg.multi_asset(
    specs=[AssetSpec("with_check", skippable=True, automation_condition=dg.AutomationCondition.eager()), AssetSpec("without", deps=["with_check"], code_version="7")],
    check_specs=[dg.AssetCheckSpec("no_nulls", asset="with_check", description="Nothing is null.", blocking=True), dg.AssetCheckSpec("fresh", asset="without", metadata={"limit": 3})],
    deps=[AssetKey(["lake", "raw_users"])] if False else None,
    retry_policy=dg.RetryPolicy(max_retries=2),
    pool="warehouse",
)
def checked(): ...


def tables_of(system: str, names: list[str], **common):
    @dg.multi_asset(name=f"load_{system}", specs=[AssetSpec(AssetKey([system, name]), metadata={"dagster/table_name": f"{system}.{name}"}, **common) for name in names])
    def _load(): ...

    return _load


@dg.multi_observable_source_asset(specs=[AssetSpec("watched_one", group_name="watched"), AssetSpec("watched_two", description="Looked at.")])
def watch(): ...


@dg.multi_asset(outs={k: AssetOut(key_prefix=["dyn", k[0]]) for k in ("xray", "yarn")}, deps=[["mart", "users"], "without"], partitions_def=dg.StaticPartitionsDefinition(["p", "q"]))
def comprehended(): ...


defs = dg.Definitions(
    assets=[pull, steps, mart, checked, tables_of("crm", ["leads", "deals"], group_name="crm", owners=["crm@example.com"]), tables_of("erp", ["items"], tags={"legal": ""}), watch, comprehended],
    resources={"files": dg.FilesystemIOManager(base_dir="files")},
)

"""Checks: every way to write one."""
import datetime

import dagster as dg


@dg.asset(check_specs=[dg.AssetCheckSpec("inside", asset="orders", blocking=True, description="inside the asset")])
def orders():
    yield dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True)])


@dg.asset(key_prefix="lake")
def items(): ...


@dg.asset_check(asset=orders)
def no_nulls():
    """From the docstring."""
    return dg.AssetCheckResult(passed=True)


@dg.asset_check(asset=items, name="other_name", description="given", blocking=True, metadata={"limit": 3})
def function_name():
    return dg.AssetCheckResult(passed=True)


@dg.asset_check(asset="orders", additional_deps=[items])
def by_text(): ...


@dg.asset_check(asset=dg.AssetKey(["lake", "items"]), additional_ins={"orders": dg.AssetIn("orders")})
def by_key(orders): ...


@dg.multi_asset_check(specs=[dg.AssetCheckSpec(f"m{n}", asset=key) for n, key in enumerate([orders, "orders", ["lake", "items"]])])
def several(): ...


def column_check(column):
    @dg.asset_check(asset=items, name=f"{column}_is_there", description=f"Column {column}.")
    def _check(): ...

    return _check


fresh = dg.build_last_update_freshness_checks(assets=[orders], lower_bound_delta=datetime.timedelta(hours=2))
changed = dg.build_column_schema_change_checks(assets=[items])
bounds = dg.build_metadata_bounds_checks(assets=[orders], severity=dg.AssetCheckSeverity.ERROR, metadata_key="dagster/row_count", min_value=1)

defs = dg.Definitions(assets=[orders, items], asset_checks=[no_nulls, function_name, by_text, by_key, several, *map(column_check, ("id", "amount")), *fresh, *changed, *bounds])

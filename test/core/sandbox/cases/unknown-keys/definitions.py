import dagster as dg
from company_library import naming, tables

name = naming("orders")


@dg.asset(name=name, group_name="sales")
def build_asset(): ...


@dg.asset(key_prefix=["lake", naming("zone")])
def customers(): ...


@dg.multi_asset(name=f"op_{naming('op')}", outs={"invoices": dg.AssetOut(), "lines": dg.AssetOut(key_prefix=naming("zone"))})
def billing(): ...


@dg.asset(deps=[build_asset])
def report(): ...


@dg.asset_check(asset=report, name=naming("check"))
def quality(): ...


# A name that the library would refuse or accept: only the library knows.
if "orders" not in tables.known:
    raise ValueError("no such table")


def checked(table):
    if table not in tables.known:
        raise ValueError("no such table")
    return table


@dg.asset(name=checked("stock"))
def make_stock(): ...


defs = dg.Definitions(assets=[build_asset, customers, billing, report, make_stock], asset_checks=[quality])

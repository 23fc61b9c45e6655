import dagster as dg
from company_library import policy, regions


@dg.multi_asset(
    outs={
        "orders": dg.AssetOut(automation_condition=policy(), group_name="sales"),
        "customers": dg.AssetOut(owners=["team:crm"]),
    },
)
def tables(): ...


@dg.asset(partitions_def=dg.StaticPartitionsDefinition(regions()))
def by_region(): ...


defs = dg.Definitions(assets=[tables, by_region])

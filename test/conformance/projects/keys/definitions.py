"""Keys: every way to write one."""
import dagster as dg
from dagster import AssetIn, AssetKey, AssetSpec, Definitions, asset, graph_asset, multi_asset, op
from dagster import AssetOut as Out

NAMESPACE = ["lake", "v2"]
TABLE = "orders"


@asset
def plain():
    "One line."


@asset(name="renamed")
def not_this_name(): ...


@asset(key_prefix="one")
def prefixed(plain): ...


@asset(key_prefix=NAMESPACE)
def prefixed_by_name(context, prefixed): ...


@asset(key=["full", "key"], deps=["plain", AssetKey("renamed"), AssetKey(["one", "prefixed"]), prefixed_by_name])
def by_list(): ...


@asset(key=AssetKey.from_user_string("user/string"), deps=[["full", "key"]])
def by_user_string(): ...


@asset(key=AssetKey([*NAMESPACE, TABLE]), ins={"upstream": AssetIn("plain"), "other": AssetIn(key=["full", "key"]), "prefixed": AssetIn(key_prefix="one")}, deps=[AssetSpec("outside")])
def with_ins(upstream, other, prefixed, prefixed_by_name): ...


@asset(deps=[dg.AssetDep("plain"), dg.AssetDep(AssetSpec(["spec", "dep"]), partition_mapping=None)])
def with_asset_deps(context: dg.AssetExecutionContext, config: dg.Config, res: dg.ResourceParam[int]): ...


@multi_asset(outs={"a": Out(), "b": Out(key=["multi", "b"]), "c": Out(key_prefix=["pre", "fix"])}, ins={"x": AssetIn(["full", "key"])})
def several(x):
    return 1, 2, 3


@multi_asset(outs={"d": Out(), "e": Out()}, internal_asset_deps={"d": {AssetKey("plain")}, "e": {AssetKey("d"), AssetKey("plain")}}, deps=["plain"])
def with_internal_deps(): ...


@multi_asset(specs=[AssetSpec("s1"), AssetSpec(["s", "2"], deps=["s1", prefixed])])
def with_specs(): ...


@op
def one(): return 1


@op
def two(x): return x


@graph_asset(key_prefix="graphs", description="A graph.")
def of_ops(plain):
    return two(plain)


@dg.graph_multi_asset(outs={"left": Out(group_name="sides"), "right": Out(key=["r"])})
def sides(plain):
    return {"left": one(), "right": two(plain)}


@asset(compute_kind="SQL", group_name="deep/er")
async def asynchronous():
    """Indented

        more than once

    and back.
    """


external = [AssetSpec(f"external_{letter}", kinds={"s3"}) for letter in "abc"]
source = dg.SourceAsset("src", group_name="sources", description="old style")

defs = Definitions(
    assets=[plain, not_this_name, prefixed, prefixed_by_name, by_list, by_user_string, with_ins, with_asset_deps, several, with_internal_deps, with_specs, of_ops, sides, asynchronous, *external, source],
    resources={"res": 1},
)

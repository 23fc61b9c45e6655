"""Assets whose work is a graph of ops."""
import dagster as dg


@dg.op
def fetch() -> int:
    return 1


@dg.op(ins={"start": dg.In(dg.Nothing)})
def fetch_after():
    return 2


@dg.op(out={"left": dg.Out(), "right": dg.Out(is_required=False)})
def split(value):
    yield dg.Output(value, "left")


@dg.op
def add(a, b):
    return a + b


@dg.graph_asset
def simple():
    """Said in the docstring."""
    return fetch()


@dg.graph_asset(key=["g", "keyed"], group_name="graphs", ins={"upstream": dg.AssetIn("simple")}, tags={"k": "v"}, kinds={"python"}, owners=["team:graphs"], metadata={"n": 3}, description="Given.", code_version="2")
def keyed(upstream):
    return add(upstream, fetch())


@dg.graph_asset(name="renamed", key_prefix="g", partitions_def=dg.DailyPartitionsDefinition("2025-01-01"))
def function_name(simple):
    return add(simple, simple)


@dg.graph_multi_asset(outs={"first": dg.AssetOut(key_prefix="many", description="The first."), "second": dg.AssetOut(key=["many", "2nd"], tags={"t": ""}, owners=["a@b.co"])}, group_name="many", ins={"x": dg.AssetIn(key=["g", "keyed"])})
def many(x):
    left, right = split(x)
    return {"first": left, "second": right}


@dg.graph
def reused(value):
    return add(value, fetch())


from_graph = dg.AssetsDefinition.from_graph(reused, keys_by_input_name={"value": dg.AssetKey("simple")}, keys_by_output_name={"result": dg.AssetKey(["made", "of_graph"])}, group_name="made")
from_op = dg.AssetsDefinition.from_op(add, keys_by_input_name={"a": dg.AssetKey("simple"), "b": dg.AssetKey(["g", "keyed"])}, keys_by_output_name={"result": dg.AssetKey("of_op")})

defs = dg.Definitions(assets=[simple, keyed, function_name, many, from_graph, from_op], jobs=[reused.to_job(name="reused_job", input_values={"value": 1})])

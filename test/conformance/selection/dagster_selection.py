"""What the real Dagster says of each selection in strings.txt over graph.json: the sorted keys, or the error. Prints JSON.

Usage: python dagster_selection.py > expected.json   (needs `pip install dagster==1.13.27`)"""
import json, pathlib, re, sys
import dagster as dg
from dagster._core.definitions.antlr_asset_selection.antlr_asset_selection import AntlrAssetSelectionParser

here = pathlib.Path(__file__).parent
PARTITIONS = {"daily": lambda: dg.DailyPartitionsDefinition("2026-01-01"), "static": lambda: dg.StaticPartitionsDefinition(["a"]), "dynamic": lambda: dg.DynamicPartitionsDefinition(name="d"),
              "multi": lambda: dg.MultiPartitionsDefinition({"a": dg.StaticPartitionsDefinition(["x"]), "b": dg.StaticPartitionsDefinition(["y"])}), None: lambda: None}

def make(row):
    path = row["key"].split("/")
    @dg.asset(key=dg.AssetKey(path), group_name=None if "/" in row["group"] else row["group"], owners=row["owners"], tags=row["tags"], kinds=set(row["kinds"]), partitions_def=PARTITIONS[row["partitions"]](),
              deps=[dg.AssetDep(dg.AssetKey(d.split("/")), partition_mapping=dg.AllPartitionMapping()) for d in row["deps"]])
    def compute(): ...
    return compute

rows = json.loads((here / "graph.json").read_text())
assets = [make(r) for r in rows]
nested = any("/" in r["group"] for r in rows)
if nested:  # group names with "/" are refused by @asset in some versions: set them on the specs
    by = {r["key"]: r["group"] for r in rows}
    assets = [a.map_asset_specs(lambda s: s.replace_attributes(group_name=by[s.key.to_user_string()])) for a in assets]
graph = dg.Definitions(assets=assets).resolve_asset_graph() if hasattr(dg.Definitions, "resolve_asset_graph") else dg.Definitions(assets=assets).get_asset_graph()
out = []
for line in (here / "strings.txt").read_text().splitlines():
    text = line.replace("\\t", "\t")
    try:
        selection = AntlrAssetSelectionParser(text, include_sources=True).asset_selection
    except Exception as error:
        out.append({"text": text, "error": str(error).split("\n")[0][:200]})
        continue
    try:
        keys = sorted(k.to_user_string() for k in selection.resolve(graph))
        out.append({"text": text, "keys": keys})
    except Exception as error:
        out.append({"text": text, "unsupported": re.sub(r" at 0x[0-9a-f]+", "", f"{type(error).__name__}: {str(error)}")[:120]})
json.dump({"dagster": dg.__version__, "answers": out}, sys.stdout, indent=0)

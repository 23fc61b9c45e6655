"""The real Dagster's own selections over the same graph: assets as JSON on stdin, times and sets as JSON on stdout."""

import json
import sys
import time

import dagster as dg
from dagster._core.definitions.asset_selection import AssetSelection


def main() -> None:
    asked = json.load(sys.stdin)
    specs = [
        dg.AssetSpec(
            key=dg.AssetKey(row["key"].split("/")),
            deps=[dg.AssetKey(dep.split("/")) for dep in row["deps"]],
            group_name=row["group"],
            owners=row["owners"],
            tags=row["tags"],
            kinds=set(row["kinds"]),
        )
        for row in asked["assets"]
    ]

    @dg.multi_asset(specs=specs, can_subset=True)
    def everything():
        yield from ()

    graph = dg.Definitions(assets=[everything]).resolve_asset_graph()
    answers = []
    for text in asked["selections"]:
        selection = AssetSelection.from_string(text)
        size = len(selection.resolve(graph))
        seconds = []
        for _ in range(asked["runs"]):
            began = time.thread_time()
            size = len(AssetSelection.from_string(text).resolve(graph))
            seconds.append(time.thread_time() - began)
        answers.append({"text": text, "ms": [one * 1000 for one in seconds], "size": size})
    json.dump({"version": dg.__version__, "answers": answers}, sys.stdout)


main()

"""Factories: assets from data, by loops, comprehensions, closures, classes, partials."""
import functools
import itertools
import json
from collections import defaultdict, namedtuple
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Optional

import dagster as dg
import yaml

HERE = Path(__file__).resolve().parent
with open(HERE / "tables.yaml") as handle:
    CONFIG = yaml.safe_load(handle)
REGIONS = json.loads((HERE / "regions.json").read_text())["regions"]


class Layer(str, Enum):
    RAW = "raw"
    CLEAN = "clean"


@dataclass(frozen=True)
class Table:
    name: str
    kind: str = "duckdb"
    owners: tuple[str, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, row: dict[str, Any]) -> "Table":
        return cls(row["name"], row.get("kind", "duckdb"), tuple(row.get("owners") or ()), row.get("tags", {}))

    @property
    def key(self) -> dg.AssetKey:
        return dg.AssetKey([Layer.RAW.value, self.name])


def raw_asset(table: Table, deps: Optional[list[str]] = None) -> dg.AssetsDefinition:
    @dg.asset(key=table.key, kinds={table.kind}, owners=list(table.owners), tags={"layer": Layer.RAW.value, **table.tags}, deps=[dg.AssetKey(d.split("/")) for d in deps or []], description=f"Copy of {table.name!r}, {len(table.tags)} tags")
    def _asset(context): ...

    return _asset


raw = [raw_asset(Table.parse(row), row.get("deps")) for row in CONFIG["tables"] if row.get("enabled", True)]

clean = []
for position, table in enumerate(sorted((Table.parse(row) for row in CONFIG["tables"]), key=lambda t: t.name), start=1):
    if table.name.startswith("c"):
        continue

    @dg.asset(name=f"{table.name}_clean", key_prefix=Layer.CLEAN.value, deps=[table.key], code_version=str(position), group_name=Layer.CLEAN.value)
    def clean_asset(): ...

    clean.append(clean_asset)


def report(prefix: str, *, currency: str, **kwargs):
    return dg.asset(name=f"{prefix}_{currency.lower()}_report", metadata={"currency": currency, **kwargs})


@report("eu", currency="EUR", decimals=2)
def eu_report(): ...


region_report = functools.partial(dg.AssetSpec, group_name="regions", kinds={"json"})
regions = [region_report(["region", code], description=f"{info['currency']}: {', '.join(info['cities']) or 'no city'}") for code, info in REGIONS.items()]
pairs = [dg.AssetSpec(f"pair_{a}_{b}".lower()) for a, b in itertools.product(REGIONS, ("X", "Y")) if (a, b) != ("us", "Y")]

by_kind = defaultdict(list)
for row in CONFIG["tables"]:
    by_kind[row.get("kind", "none")].append(row["name"])
counts = [dg.AssetSpec(["counts", kind], metadata={"tables": len(names), "names": ",".join(sorted(names))}) for kind, names in by_kind.items()]

Step = namedtuple("Step", ["name", "after"])
STEPS = (Step("extract", None), Step("transform", "extract"), Step("load", "transform"))


@dg.multi_asset(specs=[dg.AssetSpec(["steps", s.name], deps=[["steps", s.after]] if s.after else []) for s in STEPS], name="pipeline")
def pipeline(): ...


class Builder:
    registry: dict[str, dg.AssetsDefinition] = {}

    def __init__(self, prefix: str):
        self.prefix = prefix

    def add(self, name: str, **options) -> "Builder":
        @dg.asset(key=[self.prefix, name], **options)
        def built(): ...

        self.registry[name] = built
        return self

    def build(self):
        return list(self.registry.values())


built = Builder("built").add("first", owners=["team:x"]).add("second", deps=[["built", "first"]], tags=dict(a="1", b="")).build()

defs = dg.Definitions(assets=raw + clean + [eu_report] + regions + pairs + counts + [pipeline, *built])

"""Definitions rewritten where they are gathered: specs mapped, attributes merged, replaced and resolved, whole Definitions mapped."""
import dagster as dg
from dagster import AssetKey, AssetSelection, AssetSpec


@dg.asset(group_name="in", kinds={"csv"}, owners=["team:in"], tags={"a": "1"})
def incoming(): ...


@dg.asset(deps=[incoming], group_name="out", metadata={"x": 1, "y": "z"})
def outgoing(): ...


@dg.multi_asset(specs=[AssetSpec("pair_one", kinds={"parquet"}), AssetSpec("pair_two", deps=["pair_one", outgoing])])
def pair(): ...


outside = [AssetSpec(["ext", n], group_name="ext", metadata={"n": i}) for i, n in enumerate(["alpha", "beta"])]


def with_team(spec: AssetSpec) -> AssetSpec:
    if spec.group_name == "in":
        return spec.merge_attributes(owners=["team:gate"], kinds={"raw"})
    return spec.replace_attributes(owners=["team:rest"])


def moved(spec: AssetSpec) -> AssetSpec:
    key = AssetKey(["prod", *spec.key.path])
    deps = [AssetKey(["prod", *dep.asset_key.path]) for dep in spec.deps]
    return spec.replace_attributes(key=key, deps=deps, group_name=f"prod_{spec.group_name or 'none'}", tags={**spec.tags, "was": "/".join(spec.key.path)})


mapped = dg.map_asset_specs(with_team, [incoming, outgoing, pair, *outside])
prod = dg.map_asset_specs(moved, [AssetSpec("one", deps=["zero"], group_name="base"), AssetSpec("two", deps=["one"])])
attributed = pair.with_attributes(group_names_by_key={AssetKey("pair_one"): "grouped"}, asset_key_replacements={AssetKey("pair_one"): AssetKey(["re", "one"]), AssetKey("pair_two"): AssetKey(["re", "two"])})
chained = AssetSpec("c", tags={"t": "1"}).with_io_manager_key("io").merge_attributes(tags={"u": "2"}, metadata={"k": 1}).replace_attributes(description="Chained.", code_version="3")
keyed = AssetSpec("k").replace_attributes(key=AssetKey("k").with_prefix(["deep", "er"]))


def inner() -> dg.Definitions:
    found = dg.Definitions(assets=[*mapped])
    found = found.map_asset_specs(func=lambda spec: spec.merge_attributes(tags={"inner": spec.key.path[-1]}))
    found = found.map_resolved_asset_specs(func=lambda spec: spec.merge_attributes(metadata={"ext": True}), selection="group:ext")
    return found.map_resolved_asset_specs(func=lambda spec: spec.merge_attributes(tags={"picked": ""}), selection=AssetSelection.assets("outgoing", "pair_one"))


defs = dg.Definitions.merge(inner(), dg.Definitions(assets=[*prod, attributed, chained, keyed], resources={"io": dg.mem_io_manager}))

"""Specs and definitions rewritten after they were made."""
import dagster as dg
from dagster import AssetKey, AssetSpec


@dg.asset(tags={"a": "1"}, metadata={"x": 1}, owners=["team:one"])
def first(): ...


@dg.asset(deps=[first], key_prefix="p")
def second(): ...


@dg.multi_asset(specs=[AssetSpec("m1", tags={"t": ""}), AssetSpec("m2", deps=["m1", "first"])])
def both(): ...


def tagged(spec: AssetSpec) -> AssetSpec:
    return spec.merge_attributes(tags={"b": "2"}, metadata={"y": spec.key.path[-1]}, owners=["team:two"])


mapped = dg.map_asset_specs(tagged, [first, both])
regrouped = dg.map_asset_specs(lambda spec: spec.replace_attributes(group_name="g_" + spec.key.path[-1], description=f"about {spec.key.to_user_string()}"), mapped)
prefixed = second.with_attributes(asset_key_replacements={second.key: AssetKey(["new", "place"])}, group_names_by_key={second.key: "moved"})
renamed = AssetSpec("original", kinds={"s3"}).replace_attributes(key=AssetKey(["moved", "here"]), kinds={"gcs"})
with_prefix = [spec._replace(key=spec.key.with_prefix("zone")) if False else spec.replace_attributes(key=spec.key.with_prefix("zone")) for spec in (AssetSpec("z1"), AssetSpec("z2", deps=["z1"]))]
bases = [AssetSpec("base", group_name="g", tags={"k": "v"}, metadata={"m": 1})]
derived = [b.replace_attributes(key=["derived", b.key.path[0]], deps=[b.key], tags={**b.tags, "n": "w"}, metadata={**b.metadata, "o": 2.5}) for b in bases]

defs = dg.Definitions(assets=[*regrouped, prefixed, renamed, *with_prefix, *bases, *derived])
defs = defs.map_asset_specs(func=lambda spec: spec.merge_attributes(tags={"everywhere": ""}), selection=None) if hasattr(defs, "map_asset_specs") else defs

import dagster as dg
from dagster import asset

from ..raw import shared_raw

raw_source = dg.SourceAsset("raw_source")
spec_here = dg.AssetSpec("spec_here")


@asset(group_name="own_group")
def grouped(raw_source): ...


@asset(key_prefix="mine")
def own_prefix(shared_raw, of_the_package): ...


@dg.asset_check(asset=grouped)
def grouped_is_fine():
    return dg.AssetCheckResult(passed=True)

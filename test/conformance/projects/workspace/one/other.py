import dagster as dg

shared = dg.AssetSpec("shared_spec")

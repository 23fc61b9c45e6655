# told: MemoryError|larger than what is looked at|Python broke off
import dagster as dg
defs = dg.Definitions(assets=[dg.AssetSpec(f"a{i}", description="x" * 1_000_000) for i in range(2_000)])

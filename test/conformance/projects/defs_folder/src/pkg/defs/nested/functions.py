import dagster as dg


@dg.definitions
def more(context: dg.ComponentLoadContext):
    @dg.asset(name="from_function")
    def inner(): ...

    return dg.Definitions(assets=[inner, dg.AssetSpec("spec_from_function")])

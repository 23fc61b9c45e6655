import dagster as dg


@dg.template_var
def hour() -> int:
    return 4 + 1


@dg.template_var
def team(context: dg.ComponentLoadContext):
    return lambda name: f"team:{name}"

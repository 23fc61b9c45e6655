import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    while True:
        pass

import dagster as dg


def connect() -> str:
    raise ConnectionError("no network")


def build(name: str) -> dg.AssetsDefinition:
    url = connect()

    @dg.asset(name=name, metadata={"rows": 3}, description=url)
    def table(): ...

    return table


@dg.definitions
def defs() -> dg.Definitions:
    return dg.Definitions(assets=[build("customers"), build("orders")], resources={"url": dg.ResourceDefinition.hardcoded_resource(connect())})

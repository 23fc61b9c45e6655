import dagster as dg

SECRETS: dict[str, dict[str, str]] = {}


class Warehouse(dg.ConfigurableResource):
    account: str
    port: int


@dg.asset(required_resource_keys={"warehouse"}, owners=["team:data"])
def orders(): ...


defs = dg.Definitions(
    assets=[orders],
    resources={
        "warehouse": Warehouse(account=SECRETS["warehouse"]["account"], port="none"),
    },
)

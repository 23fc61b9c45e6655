import dagster as dg
from company_library import Client, Frame


@dg.asset
def sent(client: Client): ...


@dg.asset
def joined(sent: Frame, elsewhere: Frame): ...


defs = dg.Definitions(assets=[sent, joined], resources={"client": Client()})

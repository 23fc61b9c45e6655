import os

import dagster as dg

HOST = os.environ["HOST"]


def connect(host: str):
    raise ConnectionError(f"no way to {host} ({ascii(host)})")


@dg.asset
def orders(): ...


defs = dg.Definitions(assets=[orders], resources={"lake": connect(HOST)})

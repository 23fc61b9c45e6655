"""What a stand-in has to be: an exception that is also a setting, a base beside one with another metaclass, a value that is called."""
import dagster as dg
import httpx
from company_library import CompanyWarning, Table
from pydantic import BaseModel

timeout = httpx.Timeout(30.0, connect=5.0)


class Named(BaseModel):
    name: str


class Orders(Named, Table, table=True):
    size: int = 1


def size():
    try:
        raise httpx.ReadTimeout("too slow", request=None)
    except httpx.ReadTimeout:
        return issubclass(CompanyWarning, Warning) and isinstance(timeout, httpx.Timeout)


@dg.asset(name=Orders(name="orders").name, tags={"works": str(size())})
def make_orders(): ...


defs = dg.Definitions(assets=[make_orders])

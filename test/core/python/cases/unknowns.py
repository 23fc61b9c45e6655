import os
import random

import requests

ENV = os.getenv("ENV")  # => unknown: depends on the environment variable ENV
REGION = os.environ.get("REGION", "eu")  # => unknown: depends on the environment variable REGION | 'eu'
HOME = os.environ["HOME"]  # => unknown: depends on the environment variable HOME
data = requests.get("http://x").json()  # => unknown: calls requests.get, which is not part of the project
f"x_{ENV}"  # => unknown: depends on the environment variable ENV
ENV.lower().split("_")[0]  # => unknown: depends on the environment variable ENV
1 + random.random()  # => unknown: calls random.random
requests.codes.ok  # => <external requests.codes.ok>
if ENV == "prod":
    table = "orders"
    only_prod = 1
elif ENV == "dev":
    table = "orders_dev"
else:
    table = "orders_test"
both = table  # => unknown: depends on the environment variable ENV | 'orders' | 'orders_dev' | 'orders_test'
maybe = only_prod  # => unknown: depends on the environment variable ENV | 1
"a" if ENV else "b"  # => unknown: depends on the environment variable ENV | 'a' | 'b'
ENV or "default"  # => unknown: depends on the environment variable ENV | 'default'
{"a": 1, "b": 2}[ENV]  # => unknown: depends on the environment variable ENV | 1 | 2
found = []
for row in data:
    found.append(row["name"])
found  # => [unknown: calls requests.get, which is not part of the project, ...unknown: calls requests.get, which is not part of the project]
assets = ["always"]
if ENV:
    assets.append("sometimes")
assets  # => ['always', unknown: depends on the environment variable ENV | 'sometimes', ...unknown: depends on the environment variable ENV]
[x + 1 for x in data]  # => [...unknown: calls requests.get, which is not part of the project]


def choose():
    if ENV:
        return "one"
    return "two"


choose()  # => unknown: depends on the environment variable ENV | 'one' | 'two'


def checked():
    if not ENV:
        raise ValueError("set ENV")
    return "fine"


checked()  # => 'fine'


def local_list():
    out = []
    if ENV:
        out.append(1)
        inner = []
        inner.append(2)
        return inner
    return out


local_list()  # => unknown: depends on the environment variable ENV | [2] | [unknown: depends on the environment variable ENV | 1, ...unknown: depends on the environment variable ENV]


class Holder:
    def __init__(self, v):
        self.v = v


if ENV:
    holder = Holder(3)
holder.v  # => unknown: depends on the environment variable ENV | 3
same = 1
if ENV:
    same = 1
same  # => 1
while ENV:
    counted = 1
counted  # => unknown: depends on the environment variable ENV | 1
fixed = {"k": "v"}
fixed.update(requests.get("x"))
fixed  # => {'k': 'v', ...unknown: calls requests.get, which is not part of the project}
[*data, 1]  # => [1, ...unknown: calls requests.get, which is not part of the project]
eval("1 + 1")  # => unknown: calls eval, which is never run
not ENV, ENV is None  # => (unknown: depends on the environment variable ENV, unknown: depends on the environment variable ENV)


@requests.decorate(retries=3)
def seen_through():
    return 5


seen_through()  # => 5


def skip_some():
    out = []
    for name in ["a", "b"]:
        if name == ENV:
            continue
        out.append(name)
    return out


skip_some()  # => [unknown: depends on the environment variable ENV | 'a', unknown: depends on the environment variable ENV | 'b', ...unknown: depends on the environment variable ENV]
from some_library import *
from pydantic_settings import BaseSettings

make_thing  # => <external some_library.make_thing>
{"dev": 1, "prod": 2}[requests.ENVIRONMENT]  # => unknown: depends on requests.ENVIRONMENT, which is not part of the project | 1 | 2


class Settings(BaseSettings):
    bucket: str
    region: str = "eu"


Settings().bucket, Settings().region  # => (unknown: depends on the environment variable BUCKET, unknown: depends on the environment variable REGION | 'eu')


@requests.graph
def composed(): ...


composed.to_job()  # => unknown: uses to_job of composed, whose decorator is not understood


def parse(x):
    try:
        return int(x)
    except ValueError:
        return "no number"


if ENV:
    parsed = [parse("5"), parse("x")]
parsed  # => unknown: depends on the environment variable ENV | [5, 'no number']

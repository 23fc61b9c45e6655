"""dbt's parser says of a project what it says when nothing is done to make it faster. Printed: number of nodes, and where the two differ."""
import contextlib
import json
import os
import sys

sys.path.insert(0, sys.argv[1])
from assetscope_probe import dbt_manifest, dbt_speed  # noqa: E402

PASSING = {"created_at", "generated_at", "invocation_id", "invocation_started_at", "run_started_at", "user_id"}


def differences(one, other, at=""):
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted((set(one) | set(other)) - PASSING):
            yield from differences(one.get(name), other.get(name), f"{at}/{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for i, (left, right) in enumerate(zip(one, other)):
            yield from differences(left, right, f"{at}/{i}")
    elif type(one) is not type(other) or one != other:
        yield at


def parse():
    files = dbt_manifest.files_of(sys.argv[2])
    return json.loads(dbt_manifest.parse(sys.argv[2], files, {"profile": None, "target": None, "profiles_dir": sys.argv[2]})[0])


fast = [parse(), parse()]
dbt_speed.fast = contextlib.nullcontext
plain = parse()
os.write(1, (json.dumps([len(plain["nodes"]), [at for one in fast for at in differences(one, plain)]]) + "\n").encode())

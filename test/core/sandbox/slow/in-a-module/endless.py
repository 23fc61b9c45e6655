import dagster as dg


def wait() -> int:
    number = 0
    while True:
        number += 1


sooner = dg.AssetSpec("sooner")
size = wait()
later = dg.AssetSpec("later", metadata={"size": size, "rows": 3})

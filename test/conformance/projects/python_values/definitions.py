"""Values that Python computes on the way: the description holds each, so that a wrong step shows."""
import os
import re
import string
import textwrap
from datetime import date, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Final, Literal, TypedDict

import dagster as dg

NAME: Final = "alpha"
words = "The quick  brown fox".split()
first, *middle, last = words
nested = {"a": [1, 2, {"b": (3, 4)}]}
text = f"{NAME:>8}|{3.14159:.2f}|{42:05d}|{NAME!r}|{len(words)=}"
total = sum(x * y for x, y in zip(range(1, 4), [10, 20, 30]))
joined = "-".join(sorted({w.lower() for w in words if len(w) > 3}, reverse=True))
chosen = "many" if len(words) > 3 else "few"
table = {k: v for k, v in zip("abc", range(3))}
table |= {"d": 3}
table.update(e=4)
popped = table.pop("a")
sliced = words[1:][::-1]
match = "x" if (n := len(middle)) == 2 else "y"
path = (Path(__file__).parent / "sub" / "file.tar.gz").name
stem = PurePosixPath("/a/b.csv").with_suffix(".parquet").name
dedented = textwrap.dedent("""
    one
      two
""").strip()
percent = "%s has %d items (%.1f%%)" % ("list", 3, 99.5)
formatted = "{0}-{1}-{name}".format("x", "y", name="z")
cleaned = re.sub(r"[^a-z]+", "_", "Some Name! v2".lower()).strip("_")
day = (date(2025, 2, 27) + timedelta(days=3)).isoformat()
chained = 1 < 2 < 3 and not (5 in [1, 2])
bits = (7 & 3) | (1 << 4)
division = (7 // 2, -7 // 2, 7 % 3, -7 % 3, 2**10, 7 / 2)
capital = string.capwords("hello wide world")
counter: dict[str, int] = {}
for letter in "banana":
    counter[letter] = counter.get(letter, 0) + 1
while len(words) > 2:
    words.pop()
try:
    failing = nested["missing"]
except KeyError as error:
    failing = "caught"
finally:
    final = "done"


def recursive(n: int) -> int:
    return 1 if n <= 1 else n * recursive(n - 1)


def defaults(a, b=2, *args, c, d=4, **kwargs):
    return f"{a}{b}{args}{c}{d}{sorted(kwargs)}"


def generator(limit):
    for i in range(limit):
        if i == 3:
            return
        yield i * i


class Base:
    prefix = "base"

    def name(self):
        return f"{self.prefix}_{type(self).__name__.lower()}"


class Child(Base):
    prefix = "child"

    def name(self):
        return super().name() + "!"


match_result = None
match nested:
    case {"a": [one, *_]} if one == 1:
        match_result = f"matched {one}"
    case _:
        match_result = "nothing"

VALUES = {
    "name": NAME, "unpacked": f"{first} {middle} {last}", "text": text, "total": str(total), "joined": joined, "chosen": chosen,
    "table": str(table), "popped": str(popped), "sliced": str(sliced), "walrus": f"{match}{n}", "path": path, "stem": stem,
    "dedented": dedented, "percent": percent, "formatted": formatted, "cleaned": cleaned, "day": day, "chained": str(chained), "bits": str(bits),
    "division": str(division), "capital": capital, "counter": str(counter), "words": str(words), "failing": f"{failing} {final}",
    "recursive": str(recursive(10)), "defaults": defaults(1, 3, 5, c=6, z=1, y=2), "generator": str(list(generator(9))), "child": Child().name(),
    "match_result": match_result, "title": "some title here".title(), "zfill": "7".zfill(3), "partition": str("a=b=c".partition("=")), "any_of": str(any([0, "", 3])),
    "minmax": f"{min([3, 1, 2])}{max('a', 'c', 'b')}", "rounded": str(round(2.675, 2)), "big": str(2**70), "hexed": hex(255), "replaced": "aXbX".replace("X", "-", 1),
    "mapped": str(list(map(str.upper, ["a", "b"]))), "filtered": str(list(filter(None, [0, 1, 2]))), "reversed": str(list(reversed([1, 2]))), "sortkey": str(sorted(["bb", "a"], key=len)),
    "dictsort": str(sorted(table.items(), key=lambda item: -item[1])[0]), "splitlines": str("a\nb".splitlines()), "ternary": "yes" if "z" not in table else "no", "setops": str(sorted({1, 2} ^ {2, 3})),
    "boolor": "" or "fallback", "booland": str(1 and 2), "nonecoalesce": str(None or []), "identity": str(None is None), "bytes": str(b"ab".decode()), "ord": chr(ord("a") + 1), "multi": ("concat" "enated"),
}

assets = []
for key, value in VALUES.items():

    @dg.asset(name=key, description=value)
    def _(): ...

    assets.append(_)

if os.environ.get("NOT_SET_ANYWHERE"):
    assets.append(dg.AssetSpec("never_there"))

defs = dg.Definitions(assets=assets)

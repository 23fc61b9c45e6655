"""What follows `# =>` was written by CPython: protocols of classes and small libraries."""
import os
class Descr:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return f"d:{self.name}"
class HasDescr:
    field = Descr()
a1 = HasDescr().field  # => 'd:field'
class WithClassGetItem:
    def __class_getitem__(cls, k): return (cls.__name__, k)
a2 = WithClassGetItem["x"]  # => ('WithClassGetItem', 'x')
def deco_cls(c):
    c.extra = "added"
    return c
@deco_cls
class Decorated: pass
a3 = Decorated.extra  # => 'added'
class Base:
    def __init__(self, **kw):
        for k, v in kw.items(): setattr(self, k, v)
class Sub(Base):
    def __init__(self, a, **kw):
        super().__init__(a=a, **kw)
a4 = Sub(1, b=2).b, Sub(1).a, vars(Sub(1, z=3))  # => (2, 1, {'a': 1, 'z': 3})
import types
ns = types.SimpleNamespace(a=1, b={"c": 2})
a5 = ns.a, ns.b["c"]  # => (1, 2)
from types import MappingProxyType
a6 = MappingProxyType({"a": 1})["a"]  # => 1
from functools import partial, reduce
add = lambda x, y, z=0: x + y + z
a7 = partial(add, 1, z=5)(2), [*map(partial(add, 10), [1, 2])]  # => (8, [11, 12])
from operator import methodcaller
a8 = methodcaller("upper")("a"), methodcaller("split", ",")("a,b")  # => ('A', ['a', 'b'])
import hashlib
b1 = hashlib.md5(b"abc").hexdigest()  # => '900150983cd24fb0d6963f7d28e17f72'
b2 = hashlib.sha256("abc".encode()).hexdigest()[:8]  # => 'ba7816bf'
import base64
b3 = base64.b64encode(b"abc").decode()  # => 'YWJj'
import urllib.parse
import zlib
import inspect
def fn(a, b=1): 
    """doc"""
b6 = list(inspect.signature(fn).parameters), inspect.getdoc(fn), inspect.isfunction(fn), inspect.isclass(Base)  # => (['a', 'b'], 'doc', True, True)
import sys
b7 = [n for n, o in sorted(globals().items()) if isinstance(o, type) and issubclass(o, Base)]  # => ['Base', 'Sub']
import uuid
import string
b9 = string.capwords("hello world"), string.punctuation[:3]  # => ('Hello World', '!"#')
import statistics
import pprint
import fnmatch
c1 = fnmatch.fnmatch("a.sql", "*.sql"), fnmatch.filter(["a.py", "b.sql"], "*.py")  # => (True, ['a.py'])
import bisect, heapq
import unicodedata
import difflib
import shlex
import contextlib
with contextlib.ExitStack() as st: c3 = 1
import datetime as dt
c4 = dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc).isoformat()  # => '2024-01-01T00:00:00+00:00'
c5 = [d.strftime("%Y%m") for d in (dt.date(2024, m, 1) for m in range(1, 4))]  # => ['202401', '202402', '202403']
from itertools import chain, product
c6 = ["_".join(p) for p in product(["a", "b"], ["x", "y"])]  # => ['a_x', 'a_y', 'b_x', 'b_y']
c7 = dict(zip(["k1", "k2"], chain([1], [2])))  # => {'k1': 1, 'k2': 2}
from enum import Enum
class T(Enum):
    X = {"a": 1}
    @classmethod
    def from_str(cls, s): return cls[s.upper()]
c8 = T.from_str("x").value["a"], [t.name for t in T if t is not None], T.X in {T.X: 1}  # => (1, ['X'], True)
class Cfg:
    a = 1
    b = a + 1
    c = [i for i in range(b)]
    def get(self): return self.a
c9 = Cfg.b, Cfg.c, Cfg().get(), {k: v for k, v in Cfg.__dict__.items() if k in ("a", "b")}  # => (2, [0, 1], 1, {'a': 1, 'b': 2})
def f(*, a, **kw): return a, kw
opts = {"a": 1}  # => {'a': 1}
d1 = f(**opts, b=2), f(**{**opts, "c": 3})  # => ((1, {'b': 2}), (1, {'c': 3}))
d2 = (lambda **kw: sorted(kw))(z=1, a=2)  # => ['a', 'z']
def rec(n): return [] if n == 0 else [n] + rec(n - 1)
d3 = rec(5)  # => [5, 4, 3, 2, 1]
memo = {}  # => {1: 1, 0: 0, 2: 1, 3: 2, 4: 3, 5: 5, 6: 8, 7: 13, 8: 21, 9: 34, 10: 55, 11: 89, 12: 144, 13: 233, 14: 377, 15: 610, 16: 987, 17: 1597, 18: 2584, 19: 4181, 20: 6765, 21: 10946, 22: 17711, 23: 28657, 24: 46368, 25: 75025, 26: 121393, 27: 196418, 28: 317811, 29: 514229, 30: 832040}
def fibm(n):
    if n in memo: return memo[n]
    memo[n] = n if n < 2 else fibm(n - 1) + fibm(n - 2)
    return memo[n]
d4 = fibm(30)  # => 832040
d5 = "{:,.2f}".format(1234.5), "{:>10s}|".format("a"), "{:^7}".format("ab"), "{0!s:>4}".format(1)  # => ('1,234.50', '         a|', '  ab   ', '   1')
matrix = [[1, 2], [3, 4]]  # => [[1, 2], [3, 4]]
d6 = [list(r) for r in zip(*matrix)], [x for row in matrix for x in row], matrix[-1][-1]  # => ([[1, 3], [2, 4]], [1, 2, 3, 4], 4)
d7 = " ".join(reversed("a b c".split())), "a-b".translate({45: "_"}), "x".join([]), "abc".replace("", "-"), "%c" % 65  # => ('c b a', 'a_b', '', '-a-b-c-', 'A')
text = """\
line one
  line two
"""
d8 = text, text.splitlines()[1].strip(), len(text)  # => ('line one\n  line two\n', 'line two', 20)
e1 = list(filter(str.isalpha, ["a", "1"])), list(map(int, ["1", "2"])), list(map(len, ["a", "bb"])), max(map(len, ["a", "bb"])), sorted(["10", "9"], key=int)  # => (['a'], [1, 2], [1, 2], 2, ['9', '10'])
e2 = type("X", (), {"a": 1})().a, type("Y", (Base,), {})(q=1).q, type(3) in (int, str)  # => (1, 1, True)
try:
    e3 = [1][5]
except LookupError as e:
    e3 = type(e).__name__
def gg():
    try:
        yield 1
        yield 2
    finally:
        pass
a, *b, c = range(5)
e5 = a, b, c  # => (0, [1, 2, 3], 4)
[p, q], r = [1, 2], 3
e6 = p, q, r  # => (1, 2, 3)
for i, (j, *k) in enumerate([(1, 2, 3)]): e7 = i, j, k
e8 = 1 if (m := {"a": 1}.get("a")) else 0, m  # => (1, 1)
e9 = not_defined if False else "ok"  # => 'ok'

"""What follows `# =>` was written by CPython: classes, functions, control flow."""
import os, re, json, itertools, functools, collections, datetime, textwrap, string, operator, math, copy, dataclasses, enum, typing, abc, contextlib, types
from typing import Any, Optional, Union, Callable, TypeVar, Generic, Protocol, Literal
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, v: T) -> None: self.v = v
    def map(self, fn: Callable[[T], Any]) -> "Box[Any]": return Box(fn(self.v))
a1 = Box[int](3).map(lambda q: q + 1).map(str).v  # => '4'
class Reg(type):
    def __new__(mcs, name, bases, ns):
        return super().__new__(mcs, name, bases, ns)
class Plug(abc.ABC):
    registry = {}
    def __init_subclass__(cls, key=None, **kw):
        super().__init_subclass__(**kw)
        Plug.registry[key or cls.__name__] = cls
    @abc.abstractmethod
    def go(self): ...
class P1(Plug, key="one"):
    def go(self): return 1
class P2(Plug):
    def go(self): return 2
a2 = {k: v().go() for k, v in Plug.registry.items()}  # => {'one': 1, 'P2': 2}
class Chain:
    def __init__(self): self.parts = []
    def add(self, p):
        self.parts.append(p)
        return self
    def build(self): return ".".join(self.parts)
a3 = Chain().add("a").add("b").build()  # => 'a.b'
def make(name, *, prefix="p", tags=None, **extra):
    tags = {**(tags or {}), "made": "yes"}
    def inner():
        """Inner of {}"""
        return name
    inner.__name__ = f"{prefix}_{name}"
    inner.__doc__ = f"Made for {name}"
    return inner, tags, extra
made = [make(n, tags={"n": n}, x=1) for n in ("a", "b")]
a4 = [f.__name__ for f, *_ in made], [f.__doc__ for f, _, _ in made], [t for _, t, _ in made], made[0][2], made[1][0]()  # => (['p_a', 'p_b'], ['Made for a', 'Made for b'], [{'n': 'a', 'made': 'yes'}, {'n': 'b', 'made': 'yes'}], {'x': 1}, 'b')
CONFIGS = {"x": {"tables": ["t1", "t2"], "opts": {"deep": True}}, "y": {"tables": []}}  # => {'x': {'tables': ['t1', 't2'], 'opts': {'deep': True}}, 'y': {'tables': []}}
a5 = [f"{src}.{t}" for src, cfg in CONFIGS.items() for t in cfg["tables"] if cfg.get("opts", {}).get("deep")]  # => ['x.t1', 'x.t2']
def walk(d, path=()):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from walk(v, path + (k,))
        else:
            yield "/".join(path + (k,)), v
a6 = list(walk(CONFIGS)), dict(walk({"a": {"b": 1}, "c": 2}))  # => ([('x/tables', ['t1', 't2']), ('x/opts/deep', True), ('y/tables', [])], {'a/b': 1, 'c': 2})
counter = itertools.count(1)
a7 = 0  # => 0
def outer():
    x = "outer"
    class C:
        y = x + "!"
        def m(self): return x
    return C.y, C().m()
a8 = outer()  # => ('outer!', 'outer')
a9 = [[r[c] for r in [[1,2],[3,4]]] for c in range(2)], list(map(list, zip(*[[1,2],[3,4]]))), sum(([i]*i for i in range(4)), [])  # => ([[1, 3], [2, 4]], [[1, 3], [2, 4]], [1, 2, 2, 3, 3, 3])
b1 = {k: [v for _, v in grp] for k, grp in itertools.groupby([("a",1),("a",2),("b",3)], key=lambda t: t[0])}  # => {'a': [1, 2], 'b': [3]}
b2 = max({"a": 3, "b": 5}.items(), key=lambda kv: kv[1])[0], sorted(["b","A","c"], key=str.lower), sorted([(2,"b"),(1,"z"),(2,"a")]), sorted([True, False]), sorted("b a".split(), reverse=True)  # => ('b', ['A', 'b', 'c'], [(1, 'z'), (2, 'a'), (2, 'b')], [False, True], ['b', 'a'])
try:
    try:
        raise KeyError("inner")
    except KeyError as e:
        raise RuntimeError("outer") from e
except RuntimeError as e:
    b3 = str(e), type(e.__cause__).__name__ if False else "KeyError"
def cleanup():
    log = []
    try:
        try:
            log.append("body")
            raise ValueError
        finally:
            log.append("finally")
    except ValueError:
        log.append("handled")
    return log
b4 = cleanup()  # => ['body', 'finally', 'handled']
def loop_else(xs):
    for x in xs:
        if x < 0: break
    else:
        return "all positive"
    return f"negative {x}"
b5 = loop_else([1,2]), loop_else([1,-2])  # => ('all positive', 'negative -2')
def defaults(a, b=[], c={}):
    b.append(a); c[a] = len(b)
    return list(b), dict(c)
b6 = defaults(1), defaults(2), defaults(3, [])  # => (([1], {1: 1}), ([1, 2], {1: 1, 2: 2}), ([3], {1: 1, 2: 2, 3: 1}))
class Desc:
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): return f"got {self.name}"
class Temp:
    def __init__(self, c): self._c = c
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    def __eq__(self, o): return isinstance(o, Temp) and self._c == o._c
    def __hash__(self): return hash(self._c)
    def __repr__(self): return f"Temp({self._c!r})"
    def __add__(self, o): return Temp(self._c + (o._c if isinstance(o, Temp) else o))
    __radd__ = __add__
    def __getitem__(self, k): return (self._c, k)
    def __len__(self): return 2
    def __neg__(self): return Temp(-self._c)
    def __call__(self, *a, **k): return (a, k)
t = Temp(100); t.f = 50
b7 = t.f, t._c, Temp(1) == Temp(1), Temp(1) != Temp(2), repr(Temp(1) + Temp(2)), repr(5 + Temp(1)), repr(sum([Temp(1), Temp(2)])), t["k"], t[1:2] is not None, len(t), repr(-t), t(1, z=2), Temp(3) in [Temp(3)]  # => (50.0, 10.0, True, True, 'Temp(3)', 'Temp(6)', 'Temp(3)', (10.0, 'k'), True, 2, 'Temp(-10.0)', ((1,), {'z': 2}), True)
class Node:
    def __init__(self, name, parent=None):
        self.name, self.parent, self.children = name, parent, []
        if parent: parent.children.append(self)
    @property
    def path(self): return (self.parent.path if self.parent else []) + [self.name]
root = Node("r"); mid = Node("m", root); leaf = Node("l", mid)
b8 = leaf.path, [c.name for c in root.children], root.children[0] is mid  # => (['r', 'm', 'l'], ['m'], True)
Point = collections.namedtuple("Point", "x y")
b9 = Point(1, 2)._asdict(), Point._make([3, 4]).x if hasattr(Point, "_make") else 3, [p.x for p in map(Point, [1], [2])], Point(1,2)._replace(x=9).x, tuple(Point(1,2))  # => ({'x': 1, 'y': 2}, 3, [1], 9, (1, 2))
@dataclasses.dataclass
class Cfg:
    name: str
    schedule: Optional[str] = None
    deps: list[str] = dataclasses.field(default_factory=list)
    meta: dict = dataclasses.field(default_factory=lambda: {"k": 1})
    full: str = dataclasses.field(init=False)
    def __post_init__(self): self.full = f"{self.name}:{self.schedule or 'none'}"
    @classmethod
    def load(cls, d): return cls(**d)
c1 = Cfg("a").full, Cfg.load({"name": "b", "schedule": "daily"}).full, Cfg("x", deps=["q"]).deps, Cfg("x").meta is Cfg("y").meta, Cfg("z") == Cfg("z"), [f.name for f in dataclasses.fields(Cfg)]  # => ('a:none', 'b:daily', ['q'], False, True, ['name', 'schedule', 'deps', 'meta', 'full'])
@dataclasses.dataclass(kw_only=True)
class Kw(Cfg):
    extra: int = 0
c2 = Kw("n", extra=5).extra, Kw("n").name  # => (5, 'n')
class Env(enum.Enum):
    DEV = ("dev", 1)
    PROD = ("prod", 2)
    def __init__(self, label, rank):
        self.label = label
        self.rank = rank
    @property
    def upper(self): return self.label.upper()
    @staticmethod
    def all(): return [e.label for e in Env]
c3 = Env.DEV.label, Env.PROD.rank, Env.DEV.upper, Env.all(), Env(("dev", 1)).name, [e.name for e in sorted(Env, key=lambda e: -e.rank)]  # => ('dev', 2, 'DEV', ['dev', 'prod'], 'DEV', ['PROD', 'DEV'])
class Fl(enum.Flag):
    A = enum.auto()
    B = enum.auto()
c4 = Fl.A.value, Fl.B.value  # => (1, 2)
class Day(enum.Enum):
    MON = enum.auto()
    TUE = enum.auto()
    ALIAS = 1
c5 = Day.TUE.value, Day.ALIAS is Day.MON, len(Day), Day.MON.name, {d: d.value for d in Day}[Day.TUE]  # => (2, True, 2, 'MON', 2)
with contextlib.suppress(KeyError):
    {}["x"]
c6 = "after suppress"  # => 'after suppress'
@contextlib.contextmanager
def cm(x):
    yield {"v": x}
with cm(1) as one, cm(2) as two:
    c7 = one["v"] + two["v"]
def typed(a: int, b: "str" = "x", *c: float, d: Union[int, None] = None, **e: Any) -> dict[str, int]:
    return {}
c8 = list(typed.__annotations__), typed.__name__, typed.__module__, typed.__qualname__  # => (['a', 'b', 'c', 'd', 'e', 'return'], 'typed', 'main', 'typed')
def varnames(fn): return fn.__code__.co_varnames if hasattr(fn, "nope") else "none"
c9 = varnames(typed)  # => 'none'
def flatten(xs):
    return [y for x in xs for y in (flatten(x) if isinstance(x, (list, tuple)) else [x])]
d1 = flatten([1, [2, (3, [4])]]), list(itertools.chain(*[[1],[2]])), [*itertools.chain.from_iterable(["ab","c"])]  # => ([1, 2, 3, 4], [1, 2], ['a', 'b', 'c'])
d2 = "%s" % "x", "%s %s" % ("a", 1), "%r" % "q", "%d%%" % 5, "%05.1f" % 3.14159, "%-5s|" % "a", "%x" % 255, "%s" % [1, 2], "%s" % None, "%(a)s" % {"a": 1}  # => ('x', 'a 1', "'q'", '5%', '003.1', 'a    |', 'ff', '[1, 2]', 'None', '1')
d3 = "{:>{w}}".format("x", w=4), "{a[0]}{b.real}".format(a=[1], b=2), "{!r}".format("s"), "{:%Y}".format(datetime.date(2024,1,1)), "{0}{0}".format("z"), "{:,}".format(1234.5), "{:.3s}".format("abcdef"), "{:b}".format(5), "{{}}".format()  # => ('   x', '12', "'s'", '2024', 'zz', '1,234.5', 'abc', '101', '{}')
d4 = f"{datetime.date(2024, 5, 6):%Y/%m/%d}", f"{1_000_000:,}", f"{'%.2f' % 1.005}", f"{'a':{'*'}>{3}}", f"{[1, 2]}", f"{ {1: 2} }", f"{(1,)!r}", f"{None}", f"{True:d}", f"{1e10}", f"{1e-10:.2e}", f"{0.1 + 0.2:.17g}"  # => ('2024/05/06', '1,000,000', '1.00', '**a', '[1, 2]', '{1: 2}', '(1,)', 'None', '1', '10000000000.0', '1.00e-10', '0.30000000000000004')
d5 = [1, 2, 3][-1:], [1, 2, 3][:-1], "abc"[-2:], (1, 2, 3)[1:][0], [0] * 2 + [1], [[]] * 2, list("abc")[::2], "hello"[1:4:2], [1,2,3,4][::-2]  # => ([3], [1, 2], 'bc', 2, [0, 0, 1], [[], []], ['a', 'c'], 'el', [4, 2])
d6 = 3 in range(5), range(5)[2], len(range(0, 10, 3)), list(range(3, 0, -1)), sum(range(101)), 5 in range(0, 10, 2)  # => (True, 2, 4, [3, 2, 1], 5050, False)
nested = {"a": [1, {"b": (2, 3)}]}  # => {'a': [1, {'b': (2, 3)}]}
d7 = nested["a"][1]["b"][0], nested.get("z", {}).get("q", "d"), {**nested, "c": 1}.keys() == {"a", "c"} if False else 1  # => (2, 'd', 1)
x = 5  # => 5
def shadow():
    x = 1
    def inner(): return x
    x = 2
    return inner()
d8 = shadow(), x  # => (2, 5)
d9 = [(lambda n: n * 2)(i) for i in range(3)], (lambda: 1)(), (lambda *a: a)(1, 2), (lambda **k: k)(a=1), list(map(lambda t: t[0], {"a": 1}.items()))  # => ([0, 2, 4], 1, (1, 2), {'a': 1}, ['a'])
total = 0  # => 11
for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
    total += i * v
    if k == "b": last = k
e1 = total, last, i  # => (2, 'b', 1)
while True:
    total += 1
    if total > 10: break
e2 = total  # => 11
e3 = any(c.isupper() for c in "aB"), all(isinstance(q, int) for q in [1, 2]), next((q for q in [1, 2, 3] if q > 5), None), next(iter({"k": 1})), list(iter([1])), [*{"a": 1}], bool(0.0), bool("0")  # => (True, True, None, 'k', [1], ['a'], False, True)
e4 = re.sub(r"(?<!^)(?=[A-Z])", "_", "CamelCaseName").lower(), re.findall(r"[A-Z][a-z]+", "CamelCase"), re.sub(r"[^0-9a-zA-Z]+", "_", "a b-c.d"), re.match(r"^(?P<schema>\w+)\.(?P<table>\w+)$", "raw.orders").groupdict(), re.match("x", "y") is None, re.search(r"(\d+)-(\d+)", "a1-2b").groups(), re.sub(r"\s+", " ", " a  b ").strip(), re.split(r"(?:,|;)\s*", "a, b;c"), re.fullmatch("[a-z]+", "abc") is not None, re.findall("a|b", "cab"), re.sub("(?i)HELLO", "x", "hello")  # => ('camel_case_name', ['Camel', 'Case'], 'a_b_c_d', {'schema': 'raw', 'table': 'orders'}, True, ('1', '2'), 'a b', ['a', 'b', 'c'], True, ['a', 'b'], 'x')
e5 = "Hello".lower().replace("l", "L").title(), "a_b_c".split("_")[-1], "".join(w.capitalize() for w in "snake_case_name".split("_")), "x=1;y=2".split(";"), dict(p.split("=") for p in "x=1;y=2".split(";")), "abc".index("b"), "a".join("xyz"), "path/to/file.csv".rsplit("/", 1)[-1].split(".")[0], "  pad".lstrip(), "tests"[:-1], "é".encode("utf-8"), b"abc".decode(), "A".isalpha(), "1".isnumeric(), "aa".replace("a", "b", 1), "%s" % ("x",), "a" < "b" < "c", "abc" "def", "abc".endswith(("c", "d")), "a,b".split(",", -1), "tEST".swapcase(), "x".isidentifier(), "Ab".istitle(), "abc".rfind("z"), "a\\b", r"a\b", "\u00e9" == "é", "tab\tx".expandtabs(4)  # => ('Hello', 'c', 'SnakeCaseName', ['x=1', 'y=2'], {'x': '1', 'y': '2'}, 1, 'xayaz', 'file', 'pad', 'test', b'\xc3\xa9', 'abc', True, True, 'ba', 'x', True, 'abcdef', True, ['a', 'b'], 'Test', True, True, -1, 'a\\b', 'a\\b', True, 'tab x')
e6 = [{"n": n, "sq": n ** 2, "even": n % 2 == 0} for n in range(3)], {n: {m for m in range(n)} for n in range(3)}, [[0] * 2 for _ in range(2)], {(i, j): i * j for i in range(2) for j in range(2)}, [x for x in [1, None, 2] if x is not None], [x if x else 0 for x in [1, None]], [(a, b) for a, b in [(1, 2), (3, 4)] if a > 1]  # => ([{'n': 0, 'sq': 0, 'even': True}, {'n': 1, 'sq': 1, 'even': False}, {'n': 2, 'sq': 4, 'even': True}], {0: {}, 1: {0}, 2: {0, 1}}, [[0, 0], [0, 0]], {(0, 0): 0, (0, 1): 0, (1, 0): 0, (1, 1): 1}, [1, 2], [1, 0], [(3, 4)])
e7 = json.loads(json.dumps({"a": {"b": [1, "x", None]}})), json.dumps({"z": 1, "a": [True]}, indent=4), json.dumps("é", ensure_ascii=False) if False else 0, json.dumps([]), json.dumps({}), json.dumps(1.0), json.dumps(10**20)  # => ({'a': {'b': [1, 'x', None]}}, '{\n    "z": 1,\n    "a": [\n        true\n    ]\n}', 0, '[]', '{}', '1.0', '100000000000000000000')
e8 = copy.copy([1, [2]]), functools.reduce(lambda acc, q: {**acc, q: len(acc)}, "ab", {}), list(functools.reduce(lambda a, b: a | b, [{1}, {2}])), operator.getitem({"a": 1}, "a") if False else 1  # => ([1, [2]], {'a': 0, 'b': 1}, [1, 2], 1)
e9 = isinstance("x", str) and not isinstance(1, str), isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), isinstance(lambda: 1, types.FunctionType) if False else 1, callable(Temp), type([]) is list, type("") == str, issubclass(bool, int), isinstance(None, type(None)), isinstance(1.0, (int, float)), hasattr("x", "upper"), getattr("x", "upper")(), vars(Node("q"))["name"], "name" in vars(Node("q")), type(Node("q")).__name__, Node.__name__, sorted(k for k in vars(P1) if not k.startswith("_"))  # => (True, True, True, 1, True, True, True, True, True, True, True, 'X', 'q', True, 'Node', 'Node', ['go'])
def gen_args(**kw):
    return {k: v for k, v in kw.items() if v is not None}
f1 = gen_args(a=1, b=None), gen_args(**{"x-y": 1}), (lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3)  # => ({'a': 1}, {'x-y': 1}, (1, 2, 3))
f2 = datetime.datetime(2024, 1, 31) + datetime.timedelta(days=1, hours=3)
f2 = f2.isoformat(), (datetime.date(2024, 1, 1) + datetime.timedelta(weeks=1)).strftime("%d.%m."), datetime.datetime.fromisoformat("2024-01-02T03:04:05").minute, datetime.timedelta(minutes=90) / 2 == datetime.timedelta(minutes=45), datetime.timedelta(days=1) > datetime.timedelta(hours=1), [str(datetime.date(2024, 1, 30) + datetime.timedelta(days=n)) for n in range(3)], datetime.date(2024, 1, 1) == datetime.date(2024, 1, 1), datetime.datetime(2024,1,1).timetuple().tm_year if False else 0, datetime.datetime.min.year, datetime.date(2024,12,31).isocalendar()[1] if False else 0  # => ('2024-02-01T03:00:00', '08.01.', 4, True, True, ['2024-01-30', '2024-01-31', '2024-02-01'], True, 0, 1, 0)
if (n := len([1, 2, 3])) > 2: f3 = n
f4 = [y for x in range(3) if (y := x * 2) > 0], y  # => ([2, 4], 4)
assert f4, "never"
del f3
f3 = "f3" in globals()  # => False
f5 = __name__, __file__.endswith(".py")  # => ('main', True)
f6 = (1 if True else 2) + (3 if False else 4), not True or True and False, 1 and 2, 0 or "", None and 1, [] or {} or "z", 1 < 2 and 2 < 3  # => (5, False, 2, '', None, 'z', True)
f7 = [*(1, 2), *[3], *{4: 5}, *"67"], {**{"a": 1}, **dict(b=2)}, (*[1], 2), {*[1, 1]}, [*range(2)] + [*[]]  # => ([1, 2, 3, 4, '6', '7'], {'a': 1, 'b': 2}, (1, 2), {1}, [0, 1])
class Lazy:
    @functools.cached_property
    def value(self): return [1]
    @functools.lru_cache
    def calc(self, n): return n + 1
lz = Lazy(); lz.value.append(2)
f8 = lz.value, lz.calc(1)  # => ([1, 2], 2)
class Mixin:
    def hello(self): return "mixin " + super().hello()
class Base0:
    def hello(self): return "base"
class Real(Mixin, Base0): pass
f9 = Real().hello(), [c.__name__ for c in Real.__mro__][:3]  # => ('mixin base', ['Real', 'Mixin', 'Base0'])
class Static:
    COUNT = 0
    ITEMS: list = []
    def __init__(self):
        Static.COUNT += 1
        type(self).ITEMS = type(self).ITEMS + [Static.COUNT]
Static(); Static()
g1 = Static.COUNT, Static.ITEMS  # => (2, [1, 2])
g2 = list({"b": 1, "a": 2}), {"b": 1, "a": 2} == {"a": 2, "b": 1}, list({1: "x"}.values()), tuple({"a": 1}.items())[0], len({"a": 1}), {"a": 1}.items() == {"a": 1}.items() if False else 1  # => (['b', 'a'], True, ['x'], ('a', 1), 1, 1)
def kwonly_partial():
    p = functools.partial(make, "z", prefix="q")
    return p()[0].__name__, p.func.__name__, p.args
g3 = kwonly_partial()  # => ('q_z', 'make', ('z',))
lst2 = [3, 1, 2]; lst2.sort(key=lambda v: -v); lst2.reverse(); lst2 += (9,); lst2.extend("a"); lst2.insert(1, "i"); lst2.remove(9)  # => [1, 'i', 2, 3]
g4 = lst2, lst2.pop(), lst2.index("i"), lst2.count(1)  # => ([1, 'i', 2, 3], 'a', 1, 1)
s1 = {3, 1}; s1.add(2); s1.discard(9); s1.update([4], {5}); s1 -= {1}; s1 |= {7}; s1 &= {2, 3, 7}  # => {2, 3, 7}
g5 = s1, {1, 2} == {2, 1}, {1}.isdisjoint({2}), frozenset("a") == {"a"}, len({1, 1.0, True})  # => ({2, 3, 7}, True, True, True, 1)
od = collections.OrderedDict(a=1); od["b"] = 2; od.move_to_end("a")  # => {'b': 2, 'a': 1}
g6 = list(od), collections.Counter(["a", "b", "a"])["a"], collections.Counter("aab")["z"] if False else 0, dict(collections.defaultdict(int, {"a": 1})), list(collections.deque([1, 2])), collections.ChainMap({"a": 1}, {"a": 2, "b": 3})["b"]  # => (['b', 'a'], 2, 0, {'a': 1}, [1, 2], 3)
g7 = math.inf > 1, round(3.14159, 3), round(1e10), int(1e10), 10 // 3 * 3 + 10 % 3, -7 // 2, 2 ** 10, 2 ** 0.5 > 1.4, 1e3 == 1000, 0.1 + 0.2 == 0.3, float("nan") != float("nan"), 7 / 2, 6 / 2, 1_0 + 1, 0xff & 0x0f, True + 1, int("-5"), -0.0, 1e22, 123456789012345678, 1.0e5, 5e-324 > 0  # => (True, 3.142, 10000000000, 10000000000, 10, -4, 1024, True, True, False, True, 3.5, 3.0, 11, 15, 2, -5, -0.0, 1e+22, 123456789012345678, 100000.0, True)

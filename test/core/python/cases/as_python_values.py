"""What follows `# =>` was written by CPython: literals, text, containers, standard library."""
import os, re, json, itertools, functools, collections, datetime, textwrap, string, operator, math, copy, dataclasses, enum, typing
from dataclasses import dataclass, field, fields
a1 = "Hello, World"[7:]  # => 'World'
a2 = "%5.2f|%-8s|%+d|%x|%o|%e|%g|%%" % (3.14159, "ab", 5, 255, 8, 12345.678, 0.0001)  # => ' 3.14|ab      |+5|ff|10|1.234568e+04|0.0001|%'
a3 = "{0:<5}|{1:>5}|{2:^7}|{3:=+6d}|{4:,}|{5:_}|{6:e}|{7:%}".format("a","b","c",42,1234567,1234567,12345.678,0.5)  # => 'a    |    b|   c   |+   42|1,234,567|1_234_567|1.234568e+04|50.000000%'
a4 = f"{3.0} {1e20} {1e15} {123456789.123} {0.1+0.2} {1/3:.3} {2**0.5:g} {1e-7:g} {100000.0:g} {1000000.0:g}"  # => '3.0 1e+20 1000000000000000.0 123456789.123 0.30000000000000004 0.333 1.41421 1e-07 100000 1e+06'
a5 = ["abc".center(8,"*"), "x".rjust(3), "title case it's".title(), "a\tb".expandtabs(4), "ABC".casefold()]  # => ['**abc***', '  x', "Title Case It'S", 'a   b', 'abc']
a6 = "a,b;c".replace(",", ";").split(";", 1)  # => ['a', 'b;c']
a7 = " a b  c ".split(" "), " a b  c ".split(), "a b c".split(None, 1), "a b c".rsplit(None, 1), "".split(), "".split(",")  # => (['', 'a', 'b', '', 'c', ''], ['a', 'b', 'c'], ['a', 'b c'], ['a b', 'c'], [], [''])
a8 = "line1\nline2\r\nline3\n".splitlines(), "a\n\nb".splitlines(), "a\n".splitlines(True) if False else 0  # => (['line1', 'line2', 'line3'], ['a', '', 'b'], 0)
a9 = "abcabc".find("c", 3), "abcabc".rfind("a"), "abcabc".index("b"), "aaa".count("aa"), "abc".find("z")  # => (5, 3, 1, 1, -1)
b1 = [round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(7)]  # => [2, 4, -2, 2.67, 1200.0, 7]
b2 = [7//2, -7//2, 7%3, -7%3, 7.5//2, -7.5%2, divmod(17,5), divmod(-17,5), 2**-1, 0**0, abs(-3.5)]  # => [3, -4, 1, 2, 3.0, 0.5, (3, 2), (-4, 3), 0.5, 1, 3.5]
b3 = sorted([3,1,2]), sorted("hello"), sorted([("b",1),("a",2)]), sorted([1,2,3], key=lambda x:-x), sorted({"b":1,"a":2})  # => ([1, 2, 3], ['e', 'h', 'l', 'l', 'o'], [('a', 2), ('b', 1)], [3, 2, 1], ['a', 'b'])
b4 = list(zip([1,2,3],"ab")), list(zip()), list(enumerate("ab",5)), dict(zip("ab",[1,2]))  # => ([(1, 'a'), (2, 'b')], [], [(5, 'a'), (6, 'b')], {'a': 1, 'b': 2})
b5 = [*range(5)][::-2], list(range(5))[-3:-1], (1,2,3,4)[::2], [1,2,3][5:], [1,2,3][-10:2]  # => ([4, 2, 0], [2, 3], (1, 3), [], [1, 2])
b6 = max([1,5,3]), min("hello"), max(["a","bbb","cc"], key=len), min([], default=9), max(1,2,3), sum([0.1]*3), sum([1,2],10)  # => (5, 'e', 'bbb', 9, 3, 0.30000000000000004, 13)
b7 = {**{"a":1}, "b":2, **{"a":3}}, {"a":1} | {"b":2}, dict(a=1, **{"b":2}), {k:v for k,v in [("x",1)]}  # => ({'a': 3, 'b': 2}, {'a': 1, 'b': 2}, {'a': 1, 'b': 2}, {'x': 1})
b8 = {1,2,3} & {2,3,4}, {1,2} ^ {2,3}, {1,2}.union([3],[4]), {1,2,3}.difference({1}), frozenset([1,2]) | {3}, {1}.issubset({1,2}), {1,2} > {1}  # => ({2, 3}, {1, 3}, {1, 2, 3, 4}, {2, 3}, {1, 2, 3}, True, True)
b9 = any(x > 2 for x in [1,2,3]), all(x > 0 for x in []), bool([]), bool(" "), not None, 1 and 0 or 5, None or [] or "x"  # => (True, True, False, True, True, 5, 'x')
c1 = [x for x in range(10) if x % 2 if x > 3], [(x,y) for x in range(2) for y in "ab"], [[j for j in range(i)] for i in range(3)]  # => ([5, 7, 9], [(0, 'a'), (0, 'b'), (1, 'a'), (1, 'b')], [[], [0], [0, 1]])
c2 = {x % 3 for x in range(10)}, {x: x**2 for x in range(3)}, list(x for x in range(3)), [y := 5, y**2]  # => ({0, 1, 2}, {0: 0, 1: 1, 2: 4}, [0, 1, 2], [5, 25])
def f(a, b=2, /, c=3, *, d, **kw): return (a, b, c, d, kw)
c3 = f(1, d=4), f(1, 2, 5, d=1, b=9)  # => ((1, 2, 3, 4, {}), (1, 2, 5, 1, {'b': 9}))
def g(*args, **kwargs): return args, kwargs
c4 = g(*(1,2), 3, *[4], a=1, **{"b":2}), g()  # => (((1, 2, 3, 4), {'a': 1, 'b': 2}), ((), {}))
def h(x, acc=[]):
    acc.append(x)
    return list(acc)
c5 = h(1), h(2)  # => ([1], [1, 2])
def gen():
    x = 0
    while x < 3:
        yield x
        x += 1
    return 9
c6 = list(gen()), sum(gen()), [i for i in gen()], dict(enumerate(gen()))  # => ([0, 1, 2], 3, [0, 1, 2], {0: 0, 1: 1, 2: 2})
c7 = functools.reduce(operator.mul, [1,2,3,4]), list(map(lambda a,b: a+b, [1,2],[3,4])), list(filter(lambda v: v > 1, [1,2,3]))  # => (24, [4, 6], [2, 3])
c8 = list(itertools.chain("ab",[1])), list(itertools.product([1,2],repeat=2)), list(itertools.combinations("abc",2)), list(itertools.permutations([1,2,3],2)), list(itertools.accumulate([1,2,3])), list(itertools.islice(range(10),2,8,3)), list(itertools.zip_longest([1],[2,3],fillvalue=0)), list(itertools.repeat("x",2)), list(itertools.starmap(pow,[(2,3)]))  # => (['a', 'b', 1], [(1, 1), (1, 2), (2, 1), (2, 2)], [('a', 'b'), ('a', 'c'), ('b', 'c')], [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)], [1, 3, 6], [2, 5], [(1, 2), (0, 3)], ['x', 'x'], [8])
class A:
    x = 1
    def __init__(self, v=0): self.v = v
    def m(self): return self.v + self.x
    @property
    def p(self): return self.v * 2
    @p.setter
    def p(self, val): self.v = val
    @staticmethod
    def s(q): return q + 1
    @classmethod
    def c(cls, q): return cls(q).m()
    def __repr__(self): return f"A({self.v})"
    def __lt__(self, o): return self.v < o.v
    def __iter__(self): return iter([self.v, self.v+1])
    def __contains__(self, i): return i == self.v
    def __bool__(self): return self.v != 0
    def __hash__(self): return 1
o = A(3)
o.p = 10
d1 = o.m(), o.p, o.s(1), A.c(5), repr(o), str(o), f"{o!r}", list(o), 10 in o, bool(A()), [repr(i) for i in sorted([A(3), A(1)])], A.x, o.__class__.__name__, A.__name__  # => (11, 20, 2, 6, 'A(10)', 'A(10)', 'A(10)', [10, 11], True, False, ['A(1)', 'A(3)'], 1, 'A', 'A')
class B(A):
    x = 100
    def m(self): return super().m() + 1000
d2 = B(1).m(), B.c(2), isinstance(B(), A), issubclass(B, A), type(B()) is B, B.__mro__[1].__name__, B.__bases__[0].__name__  # => (1101, 1102, True, True, True, 'A', 'A')
@dataclass
class D:
    a: int
    b: str = "x"
    c: list = field(default_factory=list)
    def k(self): return f"{self.a}-{self.b}"
d3 = D(1).k(), D(1, c=[1]) == D(1, "x", [1]), repr(D(2)), dataclasses.asdict(D(1)), [f.name for f in fields(D)], dataclasses.replace(D(1), b="z").k(), dataclasses.astuple(D(3))  # => ('1-x', True, "D(a=2, b='x', c=[])", {'a': 1, 'b': 'x', 'c': []}, ['a', 'b', 'c'], '1-z', (3, 'x', []))
class Col(enum.Enum):
    R = 1
    G = "g"
    @classmethod
    def first(cls): return list(cls)[0]
d5 = Col.R.name, Col("g").name, Col["G"].value, [c.value for c in Col], Col.first().name, Col.R == Col.R, Col.R in Col, str(Col.G), repr(Col.G), len(Col), list(Col.__members__)  # => ('R', 'G', 'g', [1, 'g'], 'R', True, True, 'Col.G', "<Col.G: 'g'>", 2, ['R', 'G'])
class S(str, enum.Enum):
    A = "aa"
    B = "bb"
d6 = S.A == "aa", S.A.value, S.A.upper(), "x" + S.B, S("bb").name, {S.A: 1}["aa"], "aa" in [S.A], S.A in ("aa",), isinstance(S.A, str), S.A.startswith("a"), "-".join([S.A, S.B]), len(S.A), [x.value for x in S]  # => (True, 'aa', 'AA', 'xbb', 'B', 1, True, True, True, True, 'aa-bb', 2, ['aa', 'bb'])
class IE(enum.IntEnum):
    X = 1
    Y = enum.auto()
d7 = IE.Y + 1, IE.X < IE.Y, int(IE.Y), IE(2).name, [1,2,3][IE.X]  # => (3, True, 2, 'Y', 2)
class NT(typing.NamedTuple):
    a: int
    b: str = "q"
d8 = NT(1).b, NT(1)[0], list(NT(1,"z")), NT(1)._asdict(), NT(1)._replace(a=5).a, NT(1) == (1,"q"), [*NT(2)]  # => ('q', 1, [1, 'z'], {'a': 1, 'b': 'q'}, 5, True, [2, 'q'])
P = collections.namedtuple("P", ["x", "y"], defaults=[7])
d9 = P(1).y, P(1,2).x, P(**{"x":1,"y":2}).y, P._fields  # => (7, 1, 2, ('x', 'y'))
e1 = re.sub(r"(\w+)@(\w+)", r"\2 at \1", "me@home"), re.split(r"\s*,\s*", "a , b,c"), re.findall(r"(\w)=(\d)", "a=1 b=2"), re.match(r"(?P<y>\d{4})-(?P<m>\d\d)", "2024-05").groupdict(), re.fullmatch(r"\d+", "12a"), re.sub("[aeiou]", lambda m: m.group(0).upper(), "hello"), re.compile("b+").sub("x", "abbbc"), bool(re.match("b", "ab")), re.sub(r"\W+", "-", "Hello, World! x").strip("-").lower(), re.search(r"v(\d+)", "tablev12").group(1), re.sub("a", "b", "aaa", count=2), re.split("(-)", "a-b")  # => ('home at me', ['a', 'b', 'c'], [('a', '1'), ('b', '2')], {'y': '2024', 'm': '05'}, None, 'hEllO', 'axc', False, 'hello-world-x', '12', 'bba', ['a', '-', 'b'])
e2 = datetime.date(2024,2,28) + datetime.timedelta(days=2)
e2 = str(e2), datetime.datetime(2024,1,2,3,4,5).isoformat(), datetime.datetime(2024,1,2,3,4,5,6).isoformat(), datetime.datetime(2023,12,25).strftime("%A %d %B %Y %j %y %p %I"), (datetime.date(2024,3,1)-datetime.date(2024,2,1)).days, datetime.timedelta(hours=25).total_seconds(), str(datetime.timedelta(days=1, hours=2)), datetime.date(2024,5,5).weekday(), datetime.datetime.strptime("2024-01-31 10:20", "%Y-%m-%d %H:%M").hour, datetime.date.fromisoformat("2024-02-03").month, datetime.datetime(2024,5,6).replace(day=1).day, str(datetime.datetime(2024,1,1,tzinfo=datetime.timezone.utc)), datetime.datetime(2024,1,1).date().isoformat()  # => ('2024-03-01', '2024-01-02T03:04:05', '2024-01-02T03:04:05.000006', 'Monday 25 December 2023 359 23 AM 12', 29, 90000.0, '1 day, 2:00:00', 6, 10, 2, 1, '2024-01-01 00:00:00+00:00', '2024-01-01')
e3 = textwrap.dedent("""
    a
      b
    c
""").strip(), textwrap.indent("a\nb", "  "), string.Template("$x ${y} $$").substitute(x=1, y="b"), string.ascii_lowercase[:3]
e4 = json.dumps({"a":[1,2.0,None,True,"é\n"],"b":{"c":(1,)}}), json.dumps([1,{"a":2}], indent=2), json.loads('{"a": [1, 2.0, "x", null, true, 1e5]}'), json.dumps({1:2,None:3}) if False else 0, json.dumps({"b":1,"a":2}, sort_keys=True)  # => ('{"a": [1, 2.0, null, true, "\\u00e9\\n"], "b": {"c": [1]}}', '[\n  1,\n  {\n    "a": 2\n  }\n]', {'a': [1, 2.0, 'x', None, True, 100000.0]}, 0, '{"a": 2, "b": 1}')
e5 = os.path.join("/a","b","../c"), os.path.normpath("/a/b/../c/./d"), os.path.splitext("x.tar.gz"), os.path.splitext(".bashrc"), os.path.basename("/a/b/"), os.path.dirname("/a/b/"), os.path.join("a","/b"), os.path.split("/a/b"), os.path.relpath("/a/b/c","/a/d"), os.path.isabs("/x")  # => ('/a/b/../c', '/a/c/d', ('x.tar', '.gz'), ('.bashrc', ''), '', '/a/b', '/b', ('/a', 'b'), '../b/c', True)
e6 = collections.Counter("hello").most_common(1) if False else 0, dict(collections.Counter("aab")), collections.OrderedDict([("a",1)])["a"], dict(collections.ChainMap({"a":1},{"b":2}))  # => (0, {'a': 2, 'b': 1}, 1, {'b': 2, 'a': 1})
dd = collections.defaultdict(lambda: collections.defaultdict(int))
dd["a"]["b"] += 1
dd["a"]["b"] += 2
e7 = {k: dict(v) for k, v in dd.items()}, len(dd), "z" in dd  # => ({'a': {'b': 3}}, 1, False)
e8 = [math.floor(-1.5), math.ceil(1.2), math.sqrt(16), math.prod([2,3])]  # => [-2, 2, 4.0, 6]
e9 = copy.deepcopy({"a":[1,{"b":2}]}), list(reversed("abc")), "".join(reversed("abc")), tuple("ab"), set("aab"), list({"a":1}), list("ab") + ["c"], [1]*3, (1,)*2, "ab"*2  # => ({'a': [1, {'b': 2}]}, ['c', 'b', 'a'], 'cba', ('a', 'b'), {'a', 'b'}, ['a'], ['a', 'b', 'c'], [1, 1, 1], (1, 1), 'abab')
try:
    raise ValueError("bad", 1)
except (KeyError, ValueError) as ex:
    f1 = str(ex), ex.args, type(ex).__name__, isinstance(ex, Exception)
try:
    f2 = {}["k"]
except KeyError as ex:
    f2 = "key " + str(ex)
try:
    f3 = int("x")
except ValueError:
    f3 = "bad int"
finally:
    f4 = "fin"
def tr():
    try:
        return "try"
    finally:
        pass
f5 = tr()  # => 'try'
def nested():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    inner(); inner()
    return x
f6 = nested()  # => 3
f7 = [fn() for fn in [lambda i=i: i*10 for i in range(3)]], [fn() for fn in [lambda: i for i in range(3)]]  # => ([0, 10, 20], [2, 2, 2])
i = j = 0
for i in range(5):
    if i == 2: continue
    if i == 4: break
    j += i
else:
    j = -1
f8 = i, j  # => (4, 4)
for k in []:
    pass
else:
    f9 = "else ran"
x, (y, *z), w = 1, (2, 3, 4), 5
g1 = x, y, z, w  # => (1, 2, [3, 4], 5)
lst = [1,2,3]
lst[0], lst[-1] = lst[-1], lst[0]
lst[1:2] = [9, 9]
g2 = lst  # => [9, 9, 1]
g3 = [1,2,3].copy(), [3,1].index(1), [1,1].count(1), [1,2,3].pop(0)  # => ([1, 2, 3], 1, 2, 1)
dct = {"a":1}
dct |= {"b":2}
dct.update(c=3)
g4 = dct, dct.pop("a"), dct.setdefault("z",0), dct.get("q","d"), list(dct.items()), dct.popitem()  # => ({'c': 3}, 1, 0, 'd', [('b', 2), ('c', 3), ('z', 0)], ('z', 0))
del lst[0], dct["b"]
g5 = lst, dct  # => ([9, 9, 1], {'c': 3})
g6 = "yes" if 1 < 2 <= 2 != 3 else "no", 1 if [] else 2, (lambda *a, k=1, **kw: (a, k, kw))(1, 2, z=3)  # => ('yes', 2, ((1, 2), 1, {'z': 3}))
def deco(n):
    def outer(fn):
        @functools.wraps(fn)
        def inner(*a, **k):
            return [fn(*a, **k)] * n
        inner.extra = n
        return inner
    return outer
@deco(2)
def dfn(x):
    "doc here"
    return x
g7 = dfn(1), dfn.__name__, dfn.__doc__, dfn.extra, dfn.__wrapped__(5)  # => ([1, 1], 'dfn', 'doc here', 2, 5)
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
g8 = fib(15), functools.partial(pow, 2)(5), functools.partial(dict, a=1)(b=2)  # => (610, 32, {'a': 1, 'b': 2})
g9 = chr(65), ord("a"), hex(255), bin(5), oct(8), format(3.14159, ".2f"), format(1234, ","), repr("a'b"), ascii("x") if False else 0, isinstance(1, (int, str)), callable(len), type(1).__name__, type("").__name__, str(type(1)) if False else 0  # => ('A', 97, '0xff', '0b101', '0o10', '3.14', '1,234', '"a\'b"', 0, True, True, 'int', 'str', 0)
match ("cmd", {"k": [1, 2, 3]}):
    case ("cmd", {"k": [first, *rest]}) if first == 1:
        h1 = first, rest
    case _:
        h1 = None
h2 = str([1, "a", None, 2.5, (1,), {"k": {1}}]), repr({"a": "b\n"}), str(b"ab") if False else 0, f"{'a' 'b'}", rf"\d{1}", "\x41\u0042\t", 'a\
b'
h3 = [f"{v:>{w}}" for v, w in [("a", 3), ("b", 5)]], f"{ {'a': 1}['a'] }", f"{x!r:>4}", f"{'x':*^5}", f"{12345.678:,.1f}", f"{0.5:.0%}", f"{-5:+d} {5: d}", f"{10:#b} {255:X} {3:05d} {-3:05d}"  # => (['  a', '    b'], '1', '   1', '**x**', '12,345.7', '50%', '-5  5', '0b1010 FF 00003 -0003')
class Meta(type): pass
class WithMeta(metaclass=Meta):
    y: int = 5
    z: str
h4 = WithMeta.y, list(WithMeta.__annotations__), hasattr(WithMeta, "z"), getattr(WithMeta, "nope", "dflt")  # => (5, ['y', 'z'], False, 'dflt')
class Slots:
    __slots__ = ("a",)
    def __init__(self): self.a = 1
    def __getattr__(self, n): return "dyn_" + n
h5 = Slots().a, Slots().zzz  # => (1, 'dyn_zzz')
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
h6 = list(It()), [q for q in It()], next(It())  # => ([1, 2, 3], [1, 2, 3], 1)
class Cm:
    def __enter__(self): return "in"
    def __exit__(self, *a): return False
with Cm() as cmv: h7 = cmv
h8 = (lambda: (yield))  # generator lambda
h8 = 1  # => 1
global_list = []
def reg(name):
    def wrap(c):
        global_list.append((name, c.__name__))
        return c
    return wrap
@reg("one")
class R1: pass
@reg("two")
def r2(): pass
h9 = global_list  # => [('one', 'R1'), ('two', 'r2')]
i1 = [*map(str, range(3))], {*"ab"} == {"a","b"}, [a for a, *b in [(1,2,3)]], [b for a, *b in [(1,2,3)]]  # => (['0', '1', '2'], True, [1], [[2, 3]])
i2 = 0b101, 0xff, 0o17, 1_000, 1e3, 1.5e-3, .5, 5., 10**20, -2**2, ~0, 5 & 3 | 4 ^ 1, 1 << 3 >> 1  # => (5, 255, 15, 1000, 1000.0, 0.0015, 0.5, 5.0, 100000000000000000000, -4, -1, 5, 4)
i3 = 1 < 2 < 3, 1 == 1.0, "a" < "b", [1,2] < [1,3], (1,) < (1,2), None == 0, "1" == 1, [] == (), {} == {}, 1 != 2, True == 1  # => (True, True, True, True, True, False, False, False, True, True, True)
i4 = "abc"[1], "abc"[-1], "abc"[::-1], "abc"[5:], [[1,2],[3]][0][1], {"a":{"b":1}}["a"]["b"], "x" in {"x":1}, 1 in (1,2), "bc" in "abc"  # => ('b', 'c', 'cba', '', 2, 1, True, True, True)
i5 = str.join(",", ["a","b"]), str.upper("a"), list.copy([1]), dict.get({"a":1}, "a"), "a".__class__.__name__, [].__len__() if False else 0  # => ('a,b', 'A', [1], 1, 'str', 0)
i6 = int("0x1f", 16), int("101", 2), int(" 7 "), float("1e3"), int(-3.7), str(10**25), float("inf") > 1, bool("False"), int(True), complex(1) if False else 0  # => (31, 5, 7, 1000.0, -3, '10000000000000000000000000', True, True, 1, 0)
i7 = list(dict(a=1).keys()), sorted({"b":1,"a":0}.items(), key=lambda kv: kv[1]), dict(sorted({"b":1,"a":0}.items())), {v:k for k,v in {"a":1}.items()}, [k for k in {"a":1,"b":2} if k != "a"]  # => (['a'], [('a', 0), ('b', 1)], {'a': 0, 'b': 1}, {1: 'a'}, ['b'])
i8 = operator.itemgetter("a","b")({"a":1,"b":2}), operator.attrgetter("x")(A()), sorted([{"n":2},{"n":1}], key=operator.itemgetter("n")), operator.methodcaller("upper")("a") if False else 0  # => ((1, 2), 1, [{'n': 1}, {'n': 2}], 0)

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, StrEnum, auto
from functools import cached_property
from typing import ClassVar, NamedTuple, Optional

from pydantic import BaseModel, Field


class Base(ABC):
    kind = "base"

    def __init__(self, name):
        self.name = name

    @property
    def label(self):
        return f"{self.kind}:{self.name}"

    @classmethod
    def make(cls, name):
        return cls(name.upper())

    @staticmethod
    def plus(a, b):
        return a + b

    @abstractmethod
    def run(self): ...


class Child(Base):
    kind = "child"

    def __init__(self, name, extra=1):
        super().__init__(name)
        self.extra = extra

    def run(self):
        return super().label + "!"

    @cached_property
    def cached(self):
        return [self.extra]

    def __call__(self, x):
        return x + self.extra

    def __getitem__(self, key):
        return key * 2

    def __len__(self):
        return 3

    def __eq__(self, other):
        return self.name == other.name

    def __add__(self, other):
        return Child(self.name + other)

    def __str__(self):
        return f"<{self.name}>"


c = Child.make("a")
c.label, c.run(), c.plus(1, 2), c(4), c["k"], len(c)  # => ('child:A', 'child:A!', 3, 5, 'kk', 3)
c == Child("A"), (c + "b").name, f"{c}", c.cached is c.cached  # => (True, 'Ab', '<A>', True)
isinstance(c, Base), issubclass(Child, Base), type(c).__name__, hasattr(c, "nope")  # => (True, True, 'Child', False)
getattr(c, "extra"), getattr(c, "nope", 0)  # => (1, 0)
setattr(c, "extra", 9)
c.extra  # => 9


@dataclass(frozen=True)
class Config:
    name: str
    tables: list = field(default_factory=list)
    schema: Optional[str] = None
    VERSION: ClassVar[int] = 3

    @property
    def key(self):
        return [self.schema or "public", self.name]

    def __post_init__(self):
        self.checked = True


@dataclass
class Wide(Config):
    width: int = 0


w = Wide("w", ["t"], width=2)
w.key, w.tables, w.width, w.checked, Wide.VERSION  # => (['public', 'w'], ['t'], 2, True, 3)
Config("a") == Config("a"), replace(Config("a"), schema="s").key  # => (True, ['s', 'a'])
asdict(Config("a", ["x"]))  # => {'name': 'a', 'tables': ['x'], 'schema': None}
str(Config("a"))  # => "Config(name='a', tables=[], schema=None)"


class Color(Enum):
    RED = "r"
    BLUE = "b"

    @property
    def low(self):
        return self.name.lower()


class Level(StrEnum):
    HIGH = auto()
    LOW = auto()


Color.RED.value, Color.RED.name, Color("b").name, Color["RED"].low, [x.name for x in Color]  # => ('r', 'RED', 'BLUE', 'red', ['RED', 'BLUE'])
f"{Level.HIGH}", Level.LOW == "low", str(Color.RED), Color.RED is Color.RED, len(Color)  # => ('high', True, 'Color.RED', True, 2)
{Color.RED: 1}[Color("r")]  # => 1


class Point(NamedTuple):
    x: int
    y: int = 0


px, py = Point(1)
px + py, Point(1, 2).y, Point(3)[0]  # => (1, 2, 3)


class Model(BaseModel):
    name: str
    tags: list = Field(default_factory=list)
    size: int = Field(default=5, description="how many")

    def title(self):
        return self.name.title()


m = Model(name="abc", size=6)
m.title(), m.tags, m.size, m.model_dump()["name"]  # => ('Abc', [], 6, 'abc')


class Registry:
    items = []

    @classmethod
    def add(cls, x):
        cls.items.append(x)
        return cls


Registry.add(1).add(2)
Registry.items  # => [1, 2]


class A:
    def who(self):
        return "A"


class B(A):
    def who(self):
        return "B" + super().who()


class C(A):
    def who(self):
        return "C" + super().who()


class D(B, C):
    pass


D().who()  # => 'BCA'


class Outer:
    class Inner:
        value = 4


Outer.Inner.value  # => 4
Made = type("Made", (A,), {"extra": 1})
Made().who(), Made.extra  # => ('A', 1)


class Tier(str, Enum):
    GOLD = "gold"
    RAW = "raw"


Tier.GOLD + "_x", "_".join([Tier.RAW, "y"]), Tier.GOLD == "gold", {"gold": 1}[Tier.GOLD], f"{Tier.GOLD.value}", "old" in Tier.GOLD  # => ('gold_x', 'raw_y', True, 1, 'gold', True)
from typing import TypedDict


class Row(TypedDict, total=False):
    a: int


Row(a=1)["a"]  # => 1


class Single:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            cls._instance.made = 1
        return cls._instance


class TableName(str):
    @property
    def short(self):
        return self.split(".")[-1]


Single() is Single(1), Single().made  # => (True, 1)
TableName("raw.orders").short, f"{TableName('a.b')}", TableName("x") == "x", TableName("x") + "y"  # => ('orders', 'a.b', True, 'xy')

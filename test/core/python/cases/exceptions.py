import json

try:
    import not_installed_anywhere
    lib = "library"
except ImportError:
    lib = "fallback"
lib  # => 'library'
try:
    {}["x"]
    got = "no"
except KeyError:
    got = "caught"
got  # => 'caught'
try:
    int("abc")
except (TypeError, ValueError) as error:
    kind = type(error).__name__
kind  # => 'ValueError'


class AppError(Exception):
    def __init__(self, code):
        self.code = code


def risky(n):
    if n > 1:
        raise AppError(n)
    return n


def guarded(n):
    steps = []
    try:
        steps.append(risky(n))
    except AppError as error:
        steps.append(f"error {error.code}")
    else:
        steps.append("else")
    finally:
        steps.append("finally")
    return steps


guarded(1), guarded(2)  # => ([1, 'else', 'finally'], ['error 2', 'finally'])
try:
    json.loads("{broken")
except json.JSONDecodeError:
    parsed = None
parsed  # => None
try:
    open("missing.txt")
except FileNotFoundError:
    opened = "missing"
opened  # => 'missing'
risky(5)  # => unknown: raises AppError
after = "goes on"  # => 'goes on'
try:
    [].nope
except AttributeError:
    attribute = "none"
attribute  # => 'none'
from contextlib import contextmanager


@contextmanager
def managed(x):
    yield x + 1


with managed(1) as value, managed(2):
    inside = value
inside  # => 2


class Manager:
    def __enter__(self):
        return "entered"

    def __exit__(self, *args):
        pass


with Manager() as m:
    entered = m
entered  # => 'entered'
match {"type": "dbt", "args": [1, 2]}:
    case {"type": "sling"}:
        matched = "sling"
    case {"type": "dbt", "args": [first, *others]}:
        matched = (first, others)
    case _:
        matched = "other"
matched  # => (1, [2])


def kind_of(x):
    match x:
        case int() | float():
            return "number"
        case "a" | "b":
            return "letter"
        case [a, b] if a == b:
            return "pair"
        case None:
            return "none"
        case str(text):
            return text.upper()
    return "else"


[kind_of(v) for v in (1, "a", [2, 2], None, "zed", [1])]  # => ['number', 'letter', 'pair', 'none', 'ZED', 'else']


def sign(n):
    match n:
        case -1:
            return "minus"
        case 1:
            return "plus"


sign(-1), sign(1), sign(0)  # => ('minus', 'plus', None)

import functools


def f(a, b=2, *args, c, d=4, **kw):
    """  First line.

        Indented.
    """
    return (a, b, args, c, d, kw)


f(1, c=3)  # => (1, 2, (), 3, 4, {})
f(1, 5, 6, 7, c=8, x=9)  # => (1, 5, (6, 7), 8, 4, {'x': 9})
f(*[1, 2], **{"c": 3})  # => (1, 2, (), 3, 4, {})
f.__name__, f.__doc__  # => ('f', 'First line.\n\nIndented.')


def counter():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    add(1)
    return add


counter()(5)  # => 6
(lambda x, y=2: x * y)(4)  # => 8
[g(1) for g in [lambda v, k=k: v + k for k in range(3)]]  # => [1, 2, 3]
state = "before"


def change():
    global state
    state = "after"


change()
state  # => 'after'


def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


fact(20)  # => 2432902008176640000


def squares(n):
    for i in range(n):
        yield i * i
    yield from [100, 200]


list(squares(3))  # => [0, 1, 4, 100, 200]
sum(squares(3))  # => 305


def twice(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        return [fn(*args), fn(*args)]

    return wrapper


def tagged(tag):
    def decorate(fn):
        fn.tag = tag
        return fn

    return decorate


@tagged("t")
@twice
def shown(x):
    """Shown."""
    return x


shown(1), shown.__name__, shown.__doc__, shown.tag  # => ([1, 1], 'shown', 'Shown.', 't')
functools.partial(f, 1, c=2)(9)  # => (1, 9, (), 2, 4, {})
functools.reduce(lambda a, b: a + b, [1, 2, 3])  # => 6
missing = f(c=1)[0]  # => unknown: is called without the argument a of f


def endless(n):
    return endless(n + 1)


endless(0)  # => unknown: calls nest too deeply


def early(xs):
    for x in xs:
        if x > 1:
            return x
    else:
        return "none"


early([0, 1, 2, 3]), early([0])  # => (2, 'none')


def keyword_only(*, a, b=1):
    return a + b


keyword_only(a=1)  # => 2


def while_loop():
    n, out = 10, []
    while n > 0:
        n -= 3
        if n == 4:
            continue
        out.append(n)
        if n < 2:
            break
    return out


while_loop()  # => [7, 1]

name = "orders"
n = 7
f"{name}_{n:03d}"  # => 'orders_007'
f"{name!r:>10}|{n:<4}|{n:^5}|"  # => "  'orders'|7   |  7  |"
f"{3.14159:.2f} {1234567:,} {0.256:.1%} {255:#x} {n:+d}"  # => '3.14 1,234,567 25.6% 0xff +7'
f"{{literal}} {name.upper()}"  # => '{literal} ORDERS'
f"{n=}"  # => 'n=7'
f"{name:{'>'}{n + 3}}"  # => '    orders'
f"{'nested ' + f'{n}'}"  # => 'nested 7'
"%s has %d rows, %.1f%% %5s|%-5s|" % (name, 42, 99.5, "x", "y")  # => 'orders has 42 rows, 99.5%     x|y    |'
"%(a)s-%(b)03d" % {"a": 1, "b": 2}  # => '1-002'
"{} {1} {0}".replace("{} ", "").format("a", "b")  # => 'b a'
"{x.real} {d[k]} {:>4}".format("r", x=3, d={"k": "v"})  # => '3 v    r'
"a,b,,c".split(","), " a  b ".split(), "a.b.c".rsplit(".", 1)  # => (['a', 'b', '', 'c'], ['a', 'b'], ['a.b', 'c'])
"a-b_c".replace("-", "_").title()  # => 'A_B_C'
"  x ".strip(), "xxaxx".strip("x"), "v1.0".lstrip("v")  # => ('x', 'a', '1.0')
"prefix_x".removeprefix("prefix_"), "a.sql".removesuffix(".sql")  # => ('x', 'a')
", ".join(str(i) for i in range(3))  # => '0, 1, 2'
"abc"[::-1], "abcdef"[1:-1:2], "abc"[-1]  # => ('cba', 'bd', 'c')
"Abc".startswith(("a", "A")), "x".endswith("y")  # => (True, False)
"a=b=c".partition("="), "a=b=c".rpartition("=")  # => (('a', '=', 'b=c'), ('a=b', '=', 'c'))
"x".zfill(3), "x".ljust(3, ".") + "|", "x".center(4, "*")  # => ('00x', 'x..|', '*x**')
"ab\ncd".splitlines(), "abc".find("c"), "banana".count("an")  # => (['ab', 'cd'], 2, 2)
str(1.0) + str(None) + str([1, "a"]) + str({"k": (1,)})  # => "1.0None[1, 'a']{'k': (1,)}"
"x" * 3 + "-" * 2  # => 'xxx--'
"hello world".capitalize(), "AbC".swapcase(), "ß".upper()  # => ('Hello world', 'aBc', 'SS')
"abc".translate(str.maketrans("ab", "xy"))  # => 'xyc'
f"{unknown_name}"  # => unknown: uses the name unknown_name
"123".isdigit(), "a1".isalnum(), "a b".isidentifier()  # => (True, True, False)
int("42"), int("ff", 16), float("1.5"), int(3.9), bool("x")  # => (42, 255, 1.5, 3, True)

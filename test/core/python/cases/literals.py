1_000 + 0x1F + 0b11 + 0o17  # => 1049
2 ** 100  # => 1267650600228229401496703205376
7 // -2, 7 % -2, -7 // 2  # => (-4, -1, -4)
1 / 4  # => 0.25
1e3, .5, 1e16, 1e-5, 3.0  # => (1000.0, 0.5, 1e+16, 1e-05, 3.0)
"a" 'b' "c"  # => 'abc'
"tab\t\x41\u00e9\101\N{BULLET}"[:5]  # => 'tab\tA'
r"\d+\n"  # => '\\d+\\n'
b"ab\x00"  # => b'ab\x00'
"it's"  # => "it's"
"""two
lines"""
[1, "a", None, True, ...]  # => [1, 'a', None, True, <ellipsis>]
{1: "a", "b": [2]}  # => {1: 'a', 'b': [2]}
{"a", "b", "a"}  # => {'a', 'b'}
(1,), ()  # => ((1,), ())
{**{"a": 1, "b": 2}, "b": 3}  # => {'a': 1, 'b': 3}
[*range(3), *"ab"]  # => [0, 1, 2, 'a', 'b']
True + True  # => 2
1 == 1.0 == True  # => True
{1: "a", 1.0: "b", True: "c"}  # => {1: 'c'}
not [] and "x" or "y"  # => 'x'
1 < 2 < 3 < 3  # => False
5 if [] else 6  # => 6
-3 ** 2, ~5, +2  # => (-9, -6, 2)
10 ** 100000  # => unknown: is too large to be followed
1 / 0  # => unknown: divides by zero
"x" in "axb", 3 not in [1, 2], "k" in {"k": 1}  # => (True, True, True)
None is None, [] is None  # => (True, False)
(a := 5) + a  # => 10
0o17 | 0b1000 ^ 1, 6 & 3, 1 << 10, 1024 >> 3  # => (15, 2, 1024, 128)

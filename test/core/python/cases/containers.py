items = [3, 1, 2]
items.append(4)
items.extend([5])
items.insert(0, 0)
items.remove(1)
items  # => [0, 3, 2, 4, 5]
sorted(items, reverse=True), sorted("bca"), sorted(["bb", "a"], key=len)  # => ([5, 4, 3, 2, 0], ['a', 'b', 'c'], ['a', 'bb'])
items[1:3], items[-2:], items[::2]  # => ([3, 2], [4, 5], [0, 2, 5])
first, *rest = items
rest  # => [3, 2, 4, 5]
(a, b), c = (1, 2), 3
a, b, c  # => (1, 2, 3)
d = {"x": 1}
d["y"] = 2
d.update({"z": 3}, w=4)
d.setdefault("x", 9)
d.pop("w")
dict(d)  # => {'x': 1, 'y': 2, 'z': 3}
list(d), list(d.values()), list(d.items())[0]  # => (['x', 'y', 'z'], [1, 2, 3], ('x', 1))
d.get("q"), d.get("q", 5), d | {"x": 0}  # => (None, 5, {'x': 0, 'y': 2, 'z': 3})
d["missing"]  # => unknown: takes the key 'missing' that is not there
dict(a=1, b=2), dict([("k", "v")]), dict.fromkeys("ab", 0)  # => ({'a': 1, 'b': 2}, {'k': 'v'}, {'a': 0, 'b': 0})
{1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1} <= {1, 2}  # => ({1, 2, 3}, {2}, {1}, True)
[x * y for x in range(3) for y in range(2) if x != y]  # => [0, 0, 0, 2]
{k: v for k, v in zip("ab", [1, 2])}  # => {'a': 1, 'b': 2}
{len(w) for w in ["a", "bb", "c"]}  # => {1, 2}
list(map(str.upper, ["a"])), list(filter(None, [0, 1])), list(reversed([1, 2]))  # => (['A'], [1], [2, 1])
[(i, x) for i, x in enumerate("ab", start=1)]  # => [(1, 'a'), (2, 'b')]
sum([1, 2, 3]), max(3, 1), min([2, 1]), any([0, 1]), all([]), len("abc")  # => (6, 3, 1, True, True, 3)
sum([[1], [2]], [])  # => [1, 2]
next(x for x in [1, 2, 3] if x > 1), next(iter([]), "none")  # => (2, 'none')
[1, 2] + [3], (1,) + (2,), [0] * 3  # => ([1, 2, 3], (1, 2), [0, 0, 0])
[1, [2]] == [1, [2]], (1, 2) < (1, 3), [1].index(1)  # => (True, True, 0)
list(range(10, 0, -3)), isinstance([], (list, dict)), isinstance(True, int)  # => ([10, 7, 4, 1], True, True)
shared = [1]
alias = shared
alias += [2]
shared  # => [1, 2]
del d["x"]
d  # => {'y': 2, 'z': 3}
nested = {"a": {"b": [10, 20]}}
nested["a"]["b"][1] += 5
nested  # => {'a': {'b': [10, 25]}}
big = {i: i * i for i in range(100)}
big[50], 99 in big, 100 in big  # => (2500, True, False)

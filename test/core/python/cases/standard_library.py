import collections
import copy
import itertools
import json
import operator
import os
import re
import textwrap
from collections import ChainMap, Counter, OrderedDict, defaultdict, namedtuple
from datetime import date, datetime, timedelta, timezone
from string import Template

os.path.join("a", "b", "c.sql"), os.path.basename("a/b.sql"), os.path.splitext("a/b.tar.gz"), os.path.dirname("a/b")  # => ('a/b/c.sql', 'b.sql', ('a/b.tar', '.gz'), 'a')
os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "x")  # => '<project>/../x'
groups = defaultdict(list)
for key, value in [("a", 1), ("b", 2), ("a", 3)]:
    groups[key].append(value)
groups  # => {'a': [1, 3], 'b': [2]}
Counter("aab"), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], OrderedDict(x=1)  # => ({'a': 2, 'b': 1}, 3, {'x': 1})
Pair = namedtuple("Pair", "left right")
Pair(1, right=2).right, Pair(5, 6)[0]  # => (2, 5)
list(itertools.chain([1], [2, 3])), list(itertools.chain.from_iterable([[1], [2]]))  # => ([1, 2, 3], [1, 2])
list(itertools.product("ab", [1, 2]))  # => [('a', 1), ('a', 2), ('b', 1), ('b', 2)]
[(k, len(list(g))) for k, g in itertools.groupby([1, 1, 2])], list(itertools.islice(itertools.count(5), 2))  # => ([(1, 2), (2, 1)], [5, 6])
re.sub(r"[^a-z]+", "_", "a--B9c"), re.match(r"(\w+)-(?P<n>\d+)", "ab-12").group("n"), re.findall(r"\d", "a1b2")  # => ('a_c', '12', ['1', '2'])
re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), bool(re.search("x", "abc")), re.split(r"[,;]", "a,b;c")  # => ('1a 2b', False, ['a', 'b', 'c'])
re.match(r"(a+)+$", "a" * 50000 + "!")  # => unknown: uses a regular expression that is not followed
dedented = textwrap.dedent("""\
    two
      lines
""")
dedented  # => 'two\n  lines\n'
datetime(2024, 1, 31, 5).strftime("%Y-%m-%d %H:%M"), date(2024, 2, 29).isoformat(), (date(2024, 3, 1) - timedelta(days=1)).day  # => ('2024-01-31 05:00', '2024-02-29', 29)
str(datetime(2024, 1, 1)), timedelta(hours=36).days, datetime(2024, 1, 1) < datetime(2024, 1, 2), datetime.strptime("2024-05-06", "%Y-%m-%d").month  # => ('2024-01-01 00:00:00', 1, True, 5)
datetime.now().year  # => unknown: depends on the time at which it is loaded
Template("$a-${b}").substitute(a=1, b="x")  # => '1-x'
original = {"a": [1]}
copied = copy.deepcopy(original)
copied["a"].append(2)
original, copied  # => ({'a': [1]}, {'a': [1, 2]})
operator.itemgetter("k")({"k": 1}), operator.add(1, 2), json.dumps({"a": [1, None]})  # => (1, 3, '{"a": [1, null]}')
sorted([{"n": 2}, {"n": 1}], key=operator.itemgetter("n"))  # => [{'n': 1}, {'n': 2}]

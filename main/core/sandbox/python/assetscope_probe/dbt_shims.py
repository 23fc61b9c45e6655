"""What dbt-core's parser needs of compiled libraries and of processes, in plain Python: persistent maps (rpds), locks (multiprocessing)."""
import sys
import threading
import types

# Asked for by dbt and agate for charts, telemetry, test output and drivers: none of it has a part in parsing.
UNUSED = {"babel", "leather", "daff", "snowplow_tracker", "dbt_extractor", "duckdb", "deepdiff"}


def install():
    if "rpds" not in sys.modules:
        sys.modules["rpds"] = rpds()
    if "_multiprocessing" not in sys.modules:
        sys.modules["_multiprocessing"] = multiprocessing_core()
    import multiprocessing
    import multiprocessing.synchronize

    context = types.SimpleNamespace(Lock=threading.Lock, RLock=threading.RLock, get_start_method=lambda *_args: "spawn")
    multiprocessing.get_context = lambda *_args: context


def rpds():
    class HashTrieMap(dict):
        @classmethod
        def convert(cls, value):
            return value if isinstance(value, cls) else cls(value)

        def insert(self, key, value):
            return HashTrieMap({**self, key: value})

        def remove(self, key):
            return HashTrieMap({name: value for name, value in self.items() if name != key})

        def discard(self, key):
            return self.remove(key)

        def update(self, *others, **more):
            new = dict(self)
            for other in others:
                new.update(other)
            return HashTrieMap({**new, **more})

        def __hash__(self):
            return hash(frozenset(self))

    class HashTrieSet(frozenset):
        def insert(self, value):
            return HashTrieSet(self | {value})

        def remove(self, value):
            return HashTrieSet(self - {value})

        discard = remove

        def update(self, *others):
            return HashTrieSet(frozenset(self).union(*others))

    class List(tuple):
        def __new__(cls, *values):
            return tuple.__new__(cls, values[0] if len(values) == 1 and not isinstance(values[0], str) else values)

        def push_front(self, value):
            return List((value, *self))

        def drop_first(self):
            return List(tuple(self)[1:])

        @property
        def first(self):
            return self[0]

        rest = property(lambda self: List(tuple(self)[1:]))

    module = types.ModuleType("rpds")
    module.HashTrieMap, module.HashTrieSet, module.List = HashTrieMap, HashTrieSet, List
    module.__version__ = "0.30.0"
    return module


def multiprocessing_core():
    module = types.ModuleType("_multiprocessing")

    class SemLock:
        SEM_VALUE_MAX = 2**31 - 1

        def __init__(self, *_args, **_kwargs):
            self.lock = threading.RLock()

        def __enter__(self):
            return self.lock.__enter__()

        def __exit__(self, *error):
            return self.lock.__exit__(*error)

        def acquire(self, *args, **kwargs):
            return self.lock.acquire(*args, **kwargs)

        def release(self):
            self.lock.release()

        @classmethod
        def _rebuild(cls, *_args):
            return cls()

    module.SemLock = SemLock
    module.sem_unlink = lambda _name: None
    module.flags = {}
    return module

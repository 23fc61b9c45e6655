"""What is known of stand-ins: whether a value is, holds or was made with one, and which fields of which asset that makes unknown. Also
where assets were written, and by what."""
import itertools

from .marks import CLOSE, OPEN, doubts_in, explain_doubt, explain_stub, has_marks
from .stubs import StubMeta


SIMPLE = {type(None), bool, int, float}
LISTS = {list, tuple, set, frozenset}


def is_stub(value):
    # Asked for every argument and value: `isinstance(value, Stub)` would call Python code each time.
    kind = type(value)
    return isinstance(kind, StubMeta) or issubclass(kind, StubMeta)


def stub_name(value):
    return value.__stub_name__ if isinstance(value, StubMeta) else type(value).__stub_name__


def reason_of(value):
    return explain_stub(stub_name(value))


class Doubts:
    """Asset key -> field -> reason; asset key -> where it was written, and by what."""

    def __init__(self):
        self.fields = {}
        self.places = {}
        self.functions = {}
        self.made_by = {}
        # Asset key -> its function's parameters whose annotation is a stand-in: resources or inputs, only the resources' names tell.
        self.inputs = {}
        # Parts of definitions that lost arguments, with what they lost.
        self.parts = []
        # Key of its own -> reason, of assets (and checks) whose key is not known.
        self.unknown_keys = {}
        # Asset key -> reason why the asset itself may be another one.
        self.wrapped = {}

    def add(self, key, field, reason):
        self.fields.setdefault(key, {}).setdefault(field, reason)


def doubt_in(value, depth=0):
    """Reason why a value cannot be trusted: it is, holds, or was made with a stand-in."""
    kind = type(value)
    if kind in SIMPLE:
        return None
    if kind is not str and is_stub(value):
        return reason_of(value)
    if isinstance(value, str):
        names = doubts_in(value) if has_marks(value) else []
        return explain_doubt(names[0]) if names else None
    if depth < 4 and (kind in LISTS or kind is dict):
        for item in itertools.chain.from_iterable(value.items()) if kind is dict else value:
            # Most are plain: no call for each.
            if type(item) in SIMPLE or type(item) is str and OPEN not in item and CLOSE not in item:
                continue
            if reason := doubt_in(item, depth + 1):
                return reason
    return None

"""What is known of stand-ins: whether a value is, holds or was made with one, and which fields of which asset that makes unknown. Also
where assets were written, and by what."""
from .report import OPEN, doubts_in, explain_doubt
from .stubs import Stub, StubMeta


def is_stub(value):
    return isinstance(value, (Stub, StubMeta))


def stub_name(value):
    return value.__stub_name__ if isinstance(value, StubMeta) else type(value).__stub_name__


def reason_of(value):
    name = stub_name(value)
    return f"{name.split(':', 1)[1]} could not be made (see the problems)" if name.startswith("broken:") else f"comes from {name}, which is not installed in the sealed runtime"


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

    def add(self, key, field, reason):
        self.fields.setdefault(key, {}).setdefault(field, reason)


def doubt_in(value, depth=0):
    """Reason why a value cannot be trusted: it is, holds, or was made with a stand-in."""
    if is_stub(value):
        return reason_of(value)
    if isinstance(value, str):
        names = doubts_in(value) if OPEN in value else []
        return explain_doubt(names[0]) if names else None
    if depth < 4 and type(value) in (list, tuple, set, frozenset):
        return next((reason for item in value if (reason := doubt_in(item, depth + 1))), None)
    if depth < 4 and type(value) is dict:
        return next((reason for pair in value.items() for item in pair if (reason := doubt_in(item, depth + 1))), None)
    return None

"""Stand-ins for libraries that are not there. An import that fails, asked for by the project or by an integration that it uses, gives a
permissive module; never when Dagster or another library probes for an optional one."""
import importlib.abc
import importlib.machinery
import sys
import types

from .marks import CLOSE, OPEN

# Always stubbed: compiled libraries that Dagster imports but that definitions do not need.
ALWAYS = {"grpc", "grpc_health", "watchdog", "psutil"}
# The way to JavaScript, and modules of other platforms that libraries probe for.
NEVER = {"js", "pyodide_js", "winreg", "nt", "_winapi", "msvcrt", "usercustomize", "sitecustomize"}
ERRORS = ("Error", "Exception", "Warning", "Exists", "NotFound", "Timeout")


# Readers would go on for ever on content that never ends.
CONTENT = {"read", "readline", "readlines", "read1", "readinto", "recv"}


def content_of(cls):
    def absent(*_args, **_kwargs):
        raise OSError(f"the content of {cls.__stub_name__.removeprefix('broken:')} is not there")

    return absent


def joined(stub, other):
    """A list of definitions and what could not be made: the definitions stay, and the stand-in among them is told of."""
    return [*other, stub] if type(other) is list and any(map(is_definition, other)) else stub


class StubMeta(type):
    """Attributes and items of a stub class are stubs again; names that begin with an underscore are not answered."""

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name in CONTENT:
            return content_of(cls)
        return make_stub(f"{cls.__stub_name__}.{name}")

    def __iter__(cls):
        decided(cls, "items")
        return iter(())

    def __contains__(cls, _item):
        decided(cls, "members")
        return contains()

    def __len__(cls):
        decided(cls, "length")
        return 0

    def __bool__(cls):
        decided(cls, "truth")
        return True

    def __getitem__(cls, _item):
        return cls

    def __or__(cls, other):
        return cls if other is None or not isinstance(other, type) else other

    __ror__ = __or__

    def __subclasscheck__(cls, other):
        return type.__subclasscheck__(cls, other) or isinstance(other, StubMeta)

    def __instancecheck__(cls, value):
        return type.__instancecheck__(cls, value)

    def __str__(cls):
        return f"{OPEN}stub:{cls.__stub_name__}{CLOSE}"

    def __repr__(cls):
        return f"{OPEN}stub:{cls.__stub_name__}{CLOSE}"

    def __format__(cls, _spec):
        return str(cls)

    def __eq__(cls, other):
        decided(cls, "equality")
        return cls is other

    def __hash__(cls):
        return id(cls)

    def __lt__(cls, _other):
        decided(cls, "order")
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __call__(cls, *args, **kwargs):
        return call_stub(cls, args, kwargs, lambda: type.__call__(cls, *args, **kwargs))

    def _operate(cls, *_others):
        return cls

    __add__ = __radd__ = joined
    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __and__ = __rand__ = __xor__ = __invert__ = __neg__ = __mod__ = __rmod__ = _operate
    __enter__ = _operate

    def __exit__(cls, *_error):
        return False


class Stub(metaclass=StubMeta):
    """An object of a library that is not there."""

    __stub_name__ = "stub"

    def __init__(self, *args, **kwargs):
        object.__setattr__(self, "_stub_args", args)

    def __init_subclass__(cls, **_kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name in CONTENT:
            return content_of(type(self))
        return make_stub(f"{type(self).__stub_name__}.{name}")

    def __call__(self, *args, **kwargs):
        return call_stub(type(self), args, kwargs, lambda: self)

    def __iter__(self):
        decided(type(self), "items")
        return iter(())

    def __len__(self):
        decided(type(self), "length")
        return 0

    def __bool__(self):
        decided(type(self), "truth")
        return True

    def __eq__(self, other):
        decided(type(self), "equality")
        return self is other

    __hash__ = object.__hash__

    def __getitem__(self, _item):
        return self

    def __setitem__(self, _item, _value):
        pass

    def __contains__(self, _item):
        decided(type(self), "members")
        return contains()

    def __str__(self):
        return f"{OPEN}stub:{type(self).__stub_name__}{CLOSE}"

    __repr__ = __fspath__ = __str__

    def __format__(self, _spec):
        return str(self)

    def __int__(self):
        decided(type(self), "number")
        return 0

    def __float__(self):
        decided(type(self), "number")
        return 0.0

    def __index__(self):
        decided(type(self), "number")
        return 0

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_error):
        return False

    def __await__(self):
        return iter(())

    def __lt__(self, _other):
        decided(type(self), "order")
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def _operate(self, *_others):
        return self

    __add__ = __radd__ = joined
    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __and__ = __or__ = __rand__ = __ror__ = __xor__ = __invert__ = __neg__ = __mod__ = __pow__ = _operate

    @classmethod
    def __get_pydantic_core_schema__(cls, _source, _handler):
        from pydantic_core import core_schema

        return core_schema.any_schema()


class Listener:
    """Set by the load: told of each use of a stub."""

    report = None
    # What a stand-in contains is not known: no is tried first, then yes, where the code goes on with either.
    contains = False
    asked_contains = False
    # Told of definitions that a stand-in was given and handed back.
    wrapped = staticmethod(lambda definitions, name: None)
    # Classes of Dagster whose objects are definitions.
    definitions = ()


def decided(cls, what):
    """Where the project's own code asks a stand-in what only the real thing knows."""
    if Listener.report is not None and not cls.__stub_name__.startswith("broken:"):
        Listener.report.decided(f"stub:{cls.__stub_name__}", what, sys._getframe(2))


def is_definition(value):
    if type(value) in (list, tuple, set):
        return any(is_definition(item) for item in value) and all(is_definition(item) or isinstance(item, (Stub, StubMeta)) for item in value)
    return isinstance(value, Listener.definitions)


def call_stub(cls, args, kwargs, otherwise):
    """What a stub was called with is handed back when it is a function or class alone (a decorator) or definitions (a wrapper)."""
    report = Listener.report
    if report:
        report.used(report.stubs, cls.__stub_name__)
    if cls.__stub_name__ not in lost_definitions and len(args) == 1 and not kwargs and (isinstance(args[0], types.FunctionType) or (isinstance(args[0], type) and not isinstance(args[0], StubMeta) and args[0].__module__ != "builtins")):
        return args[0]
    first = next((value for value in [*args, *kwargs.values()] if is_definition(value)), None)
    if first is not None:
        if report:
            report.problem("sandbox.stub-wraps-definitions", f"{cls.__stub_name__} is not installed in the sealed runtime; the definitions that it was given are shown as they were before it", report.caller(), "warning")
            Listener.wrapped(first, cls.__stub_name__)
        return first
    return otherwise()


def contains():
    Listener.asked_contains = True
    return Listener.contains


def make_stub(name):
    known = made.get(name)
    if known is None:
        last = name.rsplit(".", 1)[-1]
        # What the code raises, catches or filters has to be of the right kind; it may be a setting all the same (httpx.Timeout).
        bases = (Stub, Warning) if last.endswith("Warning") else (Stub, Exception) if last.endswith(ERRORS) else (Stub,)
        known = made[name] = StubMeta(last, bases, {"__stub_name__": name, "__module__": name.rsplit(".", 1)[0], "__doc__": None})
    return known


made = {}

# Real packages and the names that they were given stand-ins for.
lent = []


def start_over():
    """Takes back what real packages were given, so that the next load asks for it anew."""
    while lent:
        package, name = lent.pop()
        package.__dict__.pop(name, None)
        sys.modules.pop(f"{package.__name__}.{name}", None)


# Names of stand-ins for what Dagster itself would have made: as decorators they leave nothing of the function that could pass for a definition.
lost_definitions = set()


class StubModule(types.ModuleType):
    __path__ = []
    __all__ = []

    def __getattr__(self, name):
        if name == "__version__":
            return "99.0.0"
        if name.startswith("__"):
            raise AttributeError(name)
        value = make_stub(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class StubFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Last of all finders: reached only by imports that failed elsewhere."""

    def __init__(self, report, may_stub):
        self.report = report
        self.may_stub = may_stub

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        parent = sys.modules.get(name.rpartition(".")[0])
        if top in ALWAYS or isinstance(parent, (StubModule, StubMeta)) or (top not in NEVER and not top.startswith("_") and self.may_stub(name, importer())):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return StubModule(spec.name)

    def exec_module(self, module):
        if self.report and module.__name__.split(".")[0] not in ALWAYS:
            self.report.used(self.report.stubs, module.__name__)
            package, _, name = module.__name__.rpartition(".")
            parent = sys.modules.get(package)
            if getattr(parent, "__file__", None) and not isinstance(parent, (StubModule, StubMeta)):
                # A name that a real package does not have is looked for as a module of it: more likely it is a function or a class.
                stub = sys.modules[module.__name__] = make_stub(module.__name__)
                stub.__path__, stub.__spec__ = [], module.__spec__
                lent.append((parent, name))
                if package.startswith("dagster"):
                    self.report.problem("sandbox.name-missing", f"{package} has no {name} in the version that the sealed runtime has; what is made with it is left out", self.report.caller(), "warning")


def importer():
    """File of the code whose import statement is being served."""
    frame = sys._getframe(1)
    while frame:
        file = frame.f_code.co_filename
        if "importlib" not in file and "/assetscope_probe/" not in file:
            return file
        frame = frame.f_back
    return ""

"""Imports of the project's own modules, a statement at a time: one that fails is reported and leaves stand-ins for the names that it
would have bound, so that it costs only what depends on it."""
import ast
import importlib.machinery
import itertools
import os
import sys
import __future__

from .isolate import Isolation, softened
from .report import is_own
from .stubs import importer, make_stub

FUTURE_FLAGS = {name: getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}
MAX_SOURCE = 5_000_000


def names_bound_by(node):
    """Names that a top-level statement binds in its module."""
    names = []

    class Visitor(ast.NodeVisitor):
        def visit_FunctionDef(self, inner):
            names.append(inner.name)

        visit_AsyncFunctionDef = visit_ClassDef = visit_FunctionDef

        def visit_Lambda(self, _inner):
            pass

        def visit_Name(self, inner):
            if isinstance(inner.ctx, ast.Store):
                names.append(inner.id)

        def visit_Import(self, inner):
            names.extend(alias.asname or alias.name.split(".")[0] for alias in inner.names)

        def visit_ImportFrom(self, inner):
            names.extend(alias.asname or alias.name for alias in inner.names if alias.name != "*")

    Visitor().visit(node)
    return names


class IsolatingLoader(importlib.machinery.SourceFileLoader):
    def __init__(self, name, path, report):
        super().__init__(name, path)
        self.report = report

    def get_code(self, fullname):
        # runpy and friends; modules themselves run by exec_module.
        return self.source_to_code(self.get_data(self.path), self.path)

    def exec_module(self, module):
        """All of the module at once; from a statement on that fails, one by one."""
        report = self.report
        report.files.add(report.relative(self.path))
        try:
            data = self.get_data(self.path)
            if len(data) > MAX_SOURCE:
                raise ImportError(f"{self.path} is larger than 5 MB")
            code = compiled(data, self.path)
            tree = ast.parse(data, self.path) if code is None else None
        except (SyntaxError, ImportError, ValueError, RecursionError, MemoryError) as error:
            report.failure(error, f"Module {module.__name__} does not parse", "sandbox.syntax")
            module.__getattr__ = lambda name: missing(module.__name__, name)
            return
        if code is None:
            module.__doc__ = ast.get_docstring(tree, clean=False)
            return self.go_on(module, tree, 0, None)
        try:
            exec(code, module.__dict__)
        except SystemExit as error:
            report.failure(error, "The module asks to exit", "sandbox.exit")
        except (Exception, KeyboardInterrupt) as error:
            tree = ast.parse(data, self.path)
            self.go_on(module, tree, statement_of(error, code, tree), error)

    def go_on(self, module, tree, at, error):
        """Runs the statements from `at` on, the first of which has failed already where there is an error."""
        report = self.report
        flags = 0
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for alias in node.names:
                    flags |= FUTURE_FLAGS.get(alias.name, 0)
        module.__dict__.setdefault("__annotations__", {})
        has_failed = False
        isolation = Isolation(report, module, self.path, flags)
        for node in tree.body[at:]:
            try:
                if isinstance(error, KeyboardInterrupt):
                    raise error
                error = isolation.run(node, error)
                if error is not None:
                    has_failed = True
                    report.failure(error, "Not run", "sandbox.statement-failed")
                    bind_missing(node, module)
            except KeyboardInterrupt as stop:
                # Its time is over: the modules around it, and its own other statements, are given theirs.
                has_failed = True
                report.stopped(stop)
                bind_missing(node, module)
            except SystemExit as exit:
                report.failure(exit, "The module asks to exit", "sandbox.exit")
                break
            error = None
        if has_failed:
            module.__getattr__ = lambda name: missing(module.__name__, name)


def compiled(data, path):
    """None where some statement is at fault that parses: it alone is left out."""
    try:
        return compile(data, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError):
        return None


def statement_of(error, code, tree):
    """Index of the module's statement in which an error arose."""
    trace = error.__traceback__
    while trace.tb_frame.f_code is not code:
        trace = trace.tb_next
    line, _end, column, _end_column = list(code.co_positions())[trace.tb_lasti // 2] if hasattr(code, "co_positions") else (None, None, None, None)
    place = (line or trace.tb_lineno, column or 0)
    starts = [min([(node.lineno, node.col_offset), *((one.lineno, one.col_offset - 1) for one in getattr(node, "decorator_list", []))]) for node in tree.body]
    return max(sum(start <= place for start in starts) - 1, 0)


def missing(module, name):
    if name.startswith("_"):
        raise AttributeError(name)
    return make_stub(f"broken:{module}.{name}")


def bind_missing(node, module):
    for name in names_bound_by(node):
        if name not in module.__dict__:
            module.__dict__[name] = make_stub(f"broken:{module.__name__}.{name}")


class ProjectFinder:
    """First of all finders: modules below the project's source roots get the isolating loader."""

    def __init__(self, report, bound):
        self.report = report
        self.bound = bound

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is None or not spec.origin or not spec.origin.endswith(".py") or not is_own(spec.origin, self.bound):
            return spec if spec is not None and spec.origin is not None else None
        spec.loader = IsolatingLoader(name, spec.origin, self.report)
        return spec


class NearbyFinder:
    """After the finders of what is there: packages of the project that lie beside the importing file or above it, where whoever runs the
    project has put a folder on the path that the project's files do not name (PYTHONPATH, a container's working directory)."""

    def __init__(self, report, bound):
        self.report = report
        self.bound = bound

    def find_spec(self, name, path=None, target=None):
        if path is not None or "." in name:
            return None
        asked_by = importer()
        folder = os.path.dirname(asked_by) if is_own(asked_by, self.bound) else os.getcwd()
        while is_own(folder + os.sep, self.bound):
            # What lies in a package is imported by the package's name; its own file may be called as the library that it is about.
            if not os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.join(folder, name) + ".py" != asked_by and is_package(os.path.join(folder, name)):
                spec = importlib.machinery.PathFinder.find_spec(name, [folder])
                if spec is not None:
                    self.report.problem("sandbox.path-guessed", f"{name} is not on the path of this code location; taken from {self.report.relative(os.path.join(folder, name))}", self.report.caller(), "info")
                    if spec.origin and spec.origin.endswith(".py"):
                        spec.loader = IsolatingLoader(name, spec.origin, self.report)
                    return spec
            folder = os.path.dirname(folder)
        return None


def is_package(path):
    """A module, or a folder with one somewhere in it."""
    return os.path.isfile(path + ".py") or any(name.endswith(".py") for _folder, _folders, names in itertools.islice(os.walk(path), 50) for name in names)


def forget(bound):
    """Drops the project's modules, so that the next load imports them anew."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        try:
            paths = list(getattr(module, "__path__", None) or []) if not file else []
        except KeyError:  # a namespace package whose parent went before it
            paths = [os.path.join(bound, "gone")]
        if is_own(file, bound) or any(is_own(str(one) + os.sep, bound) for one in paths):
            del sys.modules[name]
    softened.clear()
    importlib.invalidate_caches()

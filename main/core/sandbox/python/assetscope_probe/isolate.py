"""A statement that failed -> the same with a stand-in for each expression of it that fails, in the functions that it called too: a
missing secret in one resource costs that resource, not the definitions that stand in the same statement."""
import ast
import copy
import gc
import types

from .stubs import Listener, StubMeta, lost_definitions, make_stub

NAME = "__assetscope_try__"
BASES = "__assetscope_bases__"
# Bits of a code object's flags that say which __future__ it was compiled with.
FUTURES = 0x1FE0000
# A loop around what fails would stand in for it without end.
MOST_STAND_INS = 200


class Unsafe(ast.NodeVisitor):
    """Whether an expression cannot move into a lambda: it binds, awaits, yields, or asks for its own frame."""

    found = False

    def stop(self, _node):
        self.found = True

    visit_NamedExpr = visit_Await = visit_Yield = visit_YieldFrom = visit_Starred = stop

    def visit_Name(self, node):
        if node.id in ("super", "locals", "vars", "eval", "exec", "dir"):
            self.found = True

    def visit_comprehension(self, node):
        if node.is_async:
            self.found = True
        self.generic_visit(node)


def is_safe(node):
    visitor = Unsafe()
    for child in ast.iter_child_nodes(node) if isinstance(node, ast.Call) else [node]:
        if isinstance(child, ast.Starred):
            child = child.value
        visitor.visit(child)
    return not visitor.found


def later(expression):
    return ast.Lambda(ast.arguments([], [], None, [], [], None, []), expression)


class Wrap(ast.NodeTransformer):
    def __init__(self):
        # What the statements around catch.
        self.caught = []

    def wrapped(self, node):
        if not is_safe(node):
            return self.generic_visit(node)
        words = ast.unparse(node)
        inner = self.generic_visit(node)
        caught = [later(ast.Tuple([copy.deepcopy(one) for one in self.caught], ast.Load()))] if self.caught else []
        return ast.copy_location(ast.Call(ast.Name(NAME, ast.Load()), [later(inner), ast.Constant(words[:80]), *caught], []), node)

    def visit_Call(self, node):
        return self.wrapped(node)

    def visit_BinOp(self, node):
        return self.wrapped(node)

    def visit_Subscript(self, node):
        return self.wrapped(node) if isinstance(node.ctx, ast.Load) else self.generic_visit(node)

    visit_Attribute = visit_Subscript

    def visit_FunctionDef(self, node):
        # Its decorators run now, its body when it is called.
        node.decorator_list = [self.visit(one) for one in node.decorator_list]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        return node

    def visit_Lambda(self, node):
        return node

    def visit_AnnAssign(self, node):
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_Try(self, node):
        # What the code itself catches stays its own affair.
        types = [handler.type for handler in node.handlers]
        if None not in types:
            self.caught.extend(types)
            node.body = [self.visit(one) for one in node.body]
            del self.caught[len(self.caught) - len(types) :]
        node.orelse = [self.visit(one) for one in node.orelse]
        node.finalbody = [self.visit(one) for one in node.finalbody]
        return node

    def visit_With(self, node):
        node.body = [self.visit(one) for one in node.body]
        return node


class Isolation:
    """Runs statements of one module."""

    def __init__(self, report, module, path, flags):
        self.report = report
        self.module = module
        self.path = path
        self.flags = flags
        self.stood_in = 0

    def attempt(self, thunk, words, caught=None):
        try:
            return thunk()
        except MemoryError:
            raise
        except Exception as error:
            if is_one_of(error, caught):
                raise
            self.stood_in += 1
            if self.stood_in > MOST_STAND_INS:
                raise
            if soften(error, self.report):
                try:
                    return thunk()
                except Exception as second:
                    if is_one_of(second, caught):
                        raise
                    error = second
            if Listener.asked_contains:
                try:
                    return containing(thunk)
                except Exception:
                    pass
            self.report.failure(error, f"{words.splitlines()[0]} fails", "sandbox.expression-failed")
            name = f"broken:{self.module.__name__}.{words}"
            if is_refused_by_dagster(error, self.report):
                lost_definitions.add(name)
            return make_stub(name)

    def run(self, node, first=None):
        """Runs a statement, which has failed already where an error is given; None, or the error that even stand-ins do not get past."""
        if first is None:
            try:
                exec(self.code_of(node), self.module.__dict__)
                return None
            except Exception as error:
                first = error
        if isinstance(node, ast.ImportFrom) and isinstance(first, ImportError):
            return self.run_import(node, first)
        if isinstance(node, ast.ClassDef) and isinstance(first, TypeError) and ("metaclass conflict" in str(first) or "__init_subclass__() takes no keyword" in str(first)):
            return self.run_class(node)
        Listener.asked_contains = False
        self.stood_in = 0
        soft = ast.fix_missing_locations(Wrap().visit(copy.deepcopy(node)))
        self.module.__dict__[NAME] = self.attempt
        soften(first, self.report)
        try:
            exec(self.code_of(soft), self.module.__dict__)
            return None
        except Exception as error:
            return error

    def run_import(self, node, error):
        """A name that is not there costs itself, not those that are imported with it."""
        for alias in node.names if len(node.names) > 1 else ():
            try:
                exec(self.code_of(ast.copy_location(ast.ImportFrom(node.module, [alias], node.level), node)), self.module.__dict__)
            except ImportError as own:
                error = own
        return error

    def run_class(self, node):
        """A class whose bases do not go together because one is a stand-in is made of the others."""
        self.module.__dict__[BASES] = lambda *bases: [base for base in bases if not isinstance(base, StubMeta)]
        node = copy.deepcopy(node)
        node.bases = [ast.Starred(ast.Call(ast.Name(BASES, ast.Load()), node.bases, []), ast.Load())]
        # Keywords (table=True) may be meant for the one that is not there.
        for keywords in (node.keywords, []):
            node.keywords = keywords
            try:
                exec(self.code_of(ast.fix_missing_locations(node)), self.module.__dict__)
                return None
            except Exception as error:
                last = error
        return last

    def code_of(self, node):
        return compile(ast.Module([node], []), self.path, "exec", flags=self.flags, dont_inherit=True)


def is_one_of(error, caught):
    try:
        return caught is not None and isinstance(error, caught())
    except Exception:
        return False


def is_refused_by_dagster(error, report):
    """Was it Dagster, or an integration, that the project called and that gave up?"""
    files, trace = [], error.__traceback__
    while trace:
        file, trace = trace.tb_frame.f_code.co_filename, trace.tb_next
        files = [] if report.relative(file) else [*files, file]
    return any("/dagster" in file for file in files)


def containing(thunk):
    """Calls it where stand-ins say that they contain whatever they are asked for."""
    Listener.contains = True
    try:
        return thunk()
    finally:
        Listener.contains = False


def call(thunk, report):
    """Calls the project's code; where it fails, once more with stand-ins for what fails in it."""
    try:
        return thunk()
    except Exception as error:
        if not soften(error, report):
            raise
    return thunk()


softened = set()


def soften(error, report):
    """Gives the project's functions that an error went through stand-ins for what fails in them; whether any is new."""
    codes = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if code.co_name != "<module>" and "<" not in code.co_name and code not in softened and report.relative(code.co_filename):
            codes.append((code, trace.tb_frame.f_globals))
        trace = trace.tb_next
    return any([replace(code, names, report) for code, names in codes])


def replace(code, names, report):
    softened.add(code)
    try:
        with open(code.co_filename, "rb") as source:
            tree = ast.parse(source.read(), code.co_filename)
    except (OSError, SyntaxError, ValueError):
        return False
    node = next((one for one in ast.walk(tree) if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)) and one.name == code.co_name and min([one.lineno, *(each.lineno for each in one.decorator_list)]) == code.co_firstlineno), None)
    if node is None:
        return False
    node.body = [Wrap().visit(one) for one in node.body]
    try:
        whole = compile(ast.fix_missing_locations(tree), code.co_filename, "exec", flags=code.co_flags & FUTURES, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError):
        return False
    new = find_code(whole, code)
    if new is None or new.co_freevars != code.co_freevars:
        return False
    softened.add(new)
    name = names.get("__name__", "module")
    names[NAME] = Isolation(report, types.SimpleNamespace(__name__=name), code.co_filename, 0).attempt
    functions = [one for one in gc.get_referrers(code) if isinstance(one, types.FunctionType) and one.__code__ is code]
    for function in functions:
        function.__code__ = new
    return bool(functions)


def find_code(code, wanted):
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            if one.co_qualname == wanted.co_qualname and one.co_firstlineno == wanted.co_firstlineno:
                return one
            found = find_code(one, wanted)
            if found is not None:
                return found
    return None

"""Environment variables that are read and not set: a placeholder text that carries its doubt, so that modules which join it to
others still load. The host's environment is never seen."""
import os
import sys
from collections.abc import MutableMapping

from .marks import CLOSE, OPEN


class Placeholder(str):
    """Text of a variable that is not set. Reads as a number where one is asked for."""

    # Told where the project's code asks what only the real value knows.
    report = None

    def __new__(cls, name):
        text = super().__new__(cls, f"{OPEN}env:{name}{CLOSE}")
        text.variable = name
        return text

    def __int__(self):
        self.decided("number")
        return 1

    def __float__(self):
        self.decided("number")
        return 1.0

    def __bool__(self):
        self.decided("truth")
        return True

    def __eq__(self, other):
        if self is not other:
            self.decided("equality")
        return str.__eq__(self, other)

    def __ne__(self, other):
        if self is not other:
            self.decided("equality")
        return str.__ne__(self, other)

    __hash__ = str.__hash__

    def __contains__(self, part):
        self.decided("members")
        return str.__contains__(self, part)

    def startswith(self, *args):
        self.decided("equality")
        return str.startswith(self, *args)

    def endswith(self, *args):
        self.decided("equality")
        return str.endswith(self, *args)

    # Its letters changed, it is as unknown as before.
    lower = casefold = strip = lstrip = rstrip = upper = lambda self, *_args: self

    def decided(self, what):
        if Placeholder.report is not None:
            Placeholder.report.decided(f"env:{self.variable}", what, sys._getframe(2))


class Environment(MutableMapping):
    def __init__(self, known, report):
        self.known = dict(known)
        self.given = {}
        self.report = report
        # Second try of a load that failed: getenv without a default gives a placeholder too.
        self.is_generous = False

    def give(self, variables):
        """Variables that the user lets the project have, in the place of those given before."""
        for name in self.given:
            self.known.pop(name, None)
        self.given = dict(variables)
        self.known.update(self.given)

    def placeholder(self, name):
        self.report.used(self.report.placeholders, str(name))
        return Placeholder(str(name))

    def __getitem__(self, name):
        if name in self.known:
            return self.known[name]
        if isinstance(name, str) and name and not name.startswith(("_", "PYTHON", "PYDANTIC", "TERM", "COLUMNS", "LINES")):
            return self.placeholder(name)
        raise KeyError(name)

    def get(self, name, default=None):
        if name in self.known:
            return self.known[name]
        if default is None and self.is_generous and self.report.caller():
            return self.placeholder(name)
        return default

    def __contains__(self, name):
        return name in self.known

    def __setitem__(self, name, value):
        self.known[str(name)] = str(value)

    def __delitem__(self, name):
        self.known.pop(name, None)

    def __iter__(self):
        return iter(list(self.known))

    def __len__(self):
        return len(self.known)

    def copy(self):
        return dict(self.known)


def read_dot_env(root, location, asked):
    """Variables of `.env` in the opened folder and in the code location's own, which goes first; of files that were handed over alone."""
    from dotenv import dotenv_values

    variables = {}
    for folder in dict.fromkeys((root, os.path.normpath(os.path.join(root, location["root"])))):
        path = os.path.join(folder, ".env")
        if os.path.isfile(path):
            asked.note(asked.files, path)
            variables.update({name: value for name, value in dotenv_values(path).items() if value is not None})
    return variables


def install(known, report):
    environment = Environment(known, report)
    Placeholder.report = report
    os.environ = environment
    os.getenv = environment.get
    return environment

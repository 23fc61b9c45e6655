"""A dbt project's manifest is made the moment that somebody asks whether it is there or opens it: code that looks for it first, and parses
the project by dbt's command where it is missing, finds it like everyone else."""
import os

from .asked_paths import before_asked
from .report import unaliased

making = False


def install(report, bound):
    """Once a process, after the ways to ask are watched."""
    def make(path):
        global making
        if making or not isinstance(path, (str, os.PathLike)):
            return
        path = os.fspath(path)
        if not isinstance(path, str) or os.path.basename(path) != "manifest.json":
            return
        path = unaliased(os.path.abspath(path))
        if not path.startswith(bound + os.sep) or os.path.lexists(path) or not report.caller():
            return
        from . import dbt_manifest

        making = True
        try:
            dbt_manifest.provide(path, report)
        finally:
            making = False

    before_asked(make)

"""`prepare` once a process, `load` once a code location: JSON in, JSON out."""
import json
import os
import sys
import sysconfig
import time
import warnings

from . import asked_manifests, container_paths, dbt_shims, described, environment, faster, incremental, integrations, looked, modules, moved, seal, shims, stubs
from .doubts import Doubts
from .inexact import tell_inexact
from .report import Report


class State:
    report = None
    doubts = None
    environment = None
    finder = None
    is_prepared = False
    # Variables of the project's `.env` at the last load.
    given = {}
    base_path = None


def prepare(is_wasm):
    """Imports Dagster; what a process needs once."""
    warnings.simplefilter("ignore")
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(1000)
    State.base_path = list(sys.path)
    finder = stubs.StubFinder(None, lambda name, importer: False)
    sys.meta_path.append(finder)
    import dagster  # noqa: F401
    import dagster.components  # noqa: F401

    sys.meta_path.remove(finder)
    if is_wasm:
        # Libraries take other ways on "emscripten" (urllib3 asks JavaScript for the network); the project's code asks what it is deployed on.
        sysconfig.get_config_vars()
        sys.platform = "linux"
    State.is_prepared = True
    State.is_wasm = is_wasm


def load(request_text):
    request = json.loads(request_text)
    began = time.monotonic()
    root = request["root"]
    out = attempt(request, root, False)
    was_stopped = any(problem["code"] == "sandbox.timeout" for problem in out["problems"])
    if not out["assets"] and not was_stopped and any("environment" in problem["message"] or "NoneType" in problem["message"] for problem in out["problems"]):
        second = attempt(request, root, True)
        if len(second["assets"]) > len(out["assets"]):
            out = second
    out["elapsedMs"] = round((time.monotonic() - began) * 1000)
    return json.dumps(out, ensure_ascii=True, allow_nan=False, default=str)


def attempt(request, root, is_generous, may_keep=True):
    from .describe import Describer, describe
    from .load import find_targets, repositories_of, selections_of

    location = request["location"]
    bound = request["bound"]
    report = Report(root, bound, incremental.importing)
    report.interrupt_ms = request.get("interruptMs")
    doubts = Doubts()
    asked = looked.watch(bound, report.relative)
    given = environment.read_dot_env(root, location, asked) if State.is_wasm else {}
    is_same = given == State.given
    State.given = given
    kept = incremental.recall(location, report, doubts) if may_keep and is_same and not is_generous else None
    if kept is None:
        modules.forget(bound)
        incremental.begin(location)
    incremental.carry_asked(asked)
    start_over(report, doubts, request, bound, is_generous)
    is_clean = True
    out = {"codeLocation": location["name"], "assets": [], "checks": [], "jobs": [], "schedules": [], "sensors": [], "unloaded": []}
    try:
        describer = Describer(report, doubts, location["name"])
        for _name, target in find_targets(location, report):
            for repository in repositories_of(target, report):
                describe(repository, selections_of(target), describer, out)
    except KeyboardInterrupt as error:
        report.stopped(error)
        is_clean = False
    except BaseException as error:  # SystemExit too: the project's code may raise anything
        report.failure(error, f"{location['name']} does not load")
        is_clean = False
    if kept is not None and not incremental.is_untouched():
        return attempt(request, root, is_generous, False)
    tell_inexact(out, report)
    report.tell_more_decisions()
    incremental.end(report, doubts, asked, bound, root, is_clean and not is_generous and not report.was_stopped())
    out.update(problems=report.problems, stubs=report.stubs, placeholders=report.placeholders, refused=report.refused, filesRead=sorted({file for file in report.files if file} | asked.files), foldersListed=sorted(asked.folders), lookedFor=sorted(asked.names))
    return out


installed = False

# Asked for by libraries that hold no definitions: drivers of databases.
DRIVERS = {"psycopg2", "psycopg", "pymysql", "MySQLdb", "pyodbc", "oracledb", "cx_Oracle", "duckdb", "snowflake", "pymssql", "asyncpg", "clickhouse_driver", "pyarrow", "pandas", "numpy"}


def may_stub(name, importer, bound):
    top = name.split(".")[0]
    if top in ("dagster", "dagster_shared", "pydantic", "pydantic_core"):
        return False
    if top in dbt_shims.UNUSED and importer.startswith(("/site/dbt", "/site/agate")):
        return True
    asked_by_integration = any(mark in importer for mark in ("/site/dagster_", "site-packages/dagster_", "site-packages/dagstermill", "/site/dagstermill"))
    return importer.startswith(bound + "/") or (importer.startswith("dagster_") and importer.endswith(".py")) or asked_by_integration or (top in DRIVERS and any(mark in importer for mark in ("sqlalchemy", "/dlt/", "dlt/")))


def start_over(report, doubts, request, bound, is_generous):
    """Points what was installed once at the report of this load."""
    global installed
    from . import patches

    if not installed:
        installed = True
        looked.install()
        incremental.install(modules.IsolatingLoader)
        State.proxy = Forward()
        State.doubts_proxy = Forward()
        sys.meta_path.insert(0, modules.ProjectFinder(State.proxy, bound))
        # The project's own interpreter has what it has: nothing is stood in for there.
        if State.is_wasm:
            environment_known = request.get("environment") or {"HOME": "/home", "PATH": ""}
            State.environment = environment.install(environment_known, State.proxy)
            shims.install()
            asked_manifests.install(State.proxy, bound)
            container_paths.install(State.proxy, bound)
            sys.meta_path.insert(0, integrations.IntegrationFinder(State.proxy))
            sys.meta_path.insert(0, moved.RenamedFinder(State.proxy))
            sys.meta_path.append(moved.MovedFinder(State.proxy))
            sys.meta_path.append(modules.NearbyFinder(State.proxy, bound))
            sys.meta_path.append(stubs.StubFinder(State.proxy, lambda name, importer: may_stub(name, importer, bound)))
        # Imports of its own, which want the stand-ins of what Dagster itself imports.
        patches.install(State.proxy, State.doubts_proxy)
        if State.is_wasm:
            faster.install()
            seal.close(State.proxy, True)
    integrations.start_over()
    stubs.start_over()
    faster.start_over()
    described.start_over()
    State.proxy.target = report
    State.doubts_proxy.target = doubts
    if State.environment:
        State.environment.is_generous = is_generous
        State.environment.give(State.given)
    stubs.Listener.report = report
    working = os.path.join(request["root"], request["location"]["entry"]["workingDirectory"])
    roots = [os.path.normpath(os.path.join(request["root"], one)) for one in [request["location"]["entry"]["workingDirectory"], *request["location"]["sourceRoots"]]]
    sys.path[:] = list(dict.fromkeys(roots)) + State.base_path
    # A working directory that is not in the project (the checkout has another name) is only a place where nothing is found.
    os.chdir(os.path.normpath(working) if os.path.isdir(working) else request["root"])


class Forward:
    """Stands for an object that is another one at each load."""

    target = None

    def __getattr__(self, name):
        return getattr(object.__getattribute__(self, "target"), name)

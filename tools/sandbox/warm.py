"""Runs in Pyodide before the snapshot is taken: imports what every load needs and defines something of each common kind once, so that
what Dagster imports and builds late is there at each start. Knows nothing of the probe, which changes more often than the packages."""
import gc
import importlib
import sys

sys.dont_write_bytecode = True
sys.path.append("/site")

import ast, asyncio, csv, importlib.metadata, inspect, json, logging, multiprocessing, pathlib, runpy, shutil, socket, subprocess, tempfile, threading, traceback, types, typing, zoneinfo  # noqa: E401, F401
import dagster as dg
import dagster.components  # noqa: F401

# What Dagster, its components and its integrations import on first use. One that is not there costs a little speed, nothing else.
LATER = """jinja2.nativetypes yaml tomlkit tzdata pydantic.dataclasses pydantic.root_model pydantic_settings importlib.resources http.client urllib3 requests sqlalchemy
sqlalchemy.dialects.sqlite sqlalchemy.dialects.postgresql alembic.config alembic.command rich.console rich.table rich.traceback structlog structlog.stdlib tqdm attr
dagster.components.core.snapshot dagster._core.remote_representation.external dagster._core.storage.sqlite_storage dagster._core.storage.event_log.in_memory
dagster._core.workspace.context dagster._daemon.controller dagster._daemon.asset_daemon dagster._core.debug dagster._utils.test dagster._utils.test.definitions"""
# Not in the image, and asked for by Dagster's own storage, which its tools for tests import. The probe has its own stand-ins for those who ask later.
ABSENT = ("watchdog", "watchdog.events", "watchdog.observers")


class Absent(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


sys.modules.update((name, Absent(name)) for name in ABSENT)
for name in LATER.split():
    try:
        importlib.import_module(name)
    except Exception:
        pass
for name in ABSENT:
    del sys.modules[name]


@dg.asset(group_name="warm", owners=["team:warm"], tags={"a": "b"}, kinds={"python"}, metadata={"a": 1}, partitions_def=dg.DailyPartitionsDefinition("2024-01-01"), automation_condition=dg.AutomationCondition.eager())
def one() -> None:
    """Warm."""


@dg.multi_asset(specs=[dg.AssetSpec("two", deps=[one])])
def two(): ...


@dg.asset_check(asset=one)
def check(): ...


@dg.op
def op(): ...


@dg.job
def job():
    op()


@dg.sensor(job=job)
def sensor(): ...


definitions = dg.Definitions(
    assets=[one, two], asset_checks=[check], jobs=[job, dg.define_asset_job("all", "*")], sensors=[sensor], schedules=[dg.ScheduleDefinition(job=job, cron_schedule="0 0 * * *")],
)
repository = definitions.get_repository_def()
repository.asset_graph.get_all_asset_keys()
repository.get_all_jobs()
del one, two, check, op, job, sensor, definitions, repository
del dg, name, LATER, ABSENT, Absent
gc.collect()

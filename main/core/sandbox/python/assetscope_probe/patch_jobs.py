"""Ops, graphs and jobs take no stand-ins: an executor, a hook or a resource that is not there costs itself, not the job."""
import functools
import importlib

from .clean_arguments import clean_arguments
from .doubts import is_stub


def wrap_jobs(dagster):
    def without(kwargs):
        kept, _lost = clean_arguments(kwargs)
        resources = kept.get("resource_defs")
        if type(resources) is dict:
            kept["resource_defs"] = {name: dagster.mem_io_manager if is_stub(value) else value for name, value in resources.items()}
        return kept

    def wrapped(original):
        @functools.wraps(original)
        def made(*args, **kwargs):
            return original(*args, **without(kwargs))

        return made

    for name in ("op", "graph", "job"):
        module = importlib.import_module(f"dagster._core.definitions.decorators.{name}_decorator")
        original = getattr(module, name)
        for holder in (dagster, module):
            if getattr(holder, name, None) is original:
                setattr(holder, name, wrapped(original))
    # Whether a sensor runs at first, and how often, is no part of what is shown.
    for cls in (dagster.SensorDefinition, dagster.AutomationConditionSensorDefinition, dagster.ScheduleDefinition):
        cls.__init__ = settings_aside(cls.__init__)
    dagster.GraphDefinition.to_job = wrapped(dagster.GraphDefinition.to_job)


def settings_aside(init):
    @functools.wraps(init)
    def made(self, *args, **kwargs):
        init(self, *args, **{name: value for name, value in kwargs.items() if name not in ("default_status", "minimum_interval_seconds") or not is_stub(value)})

    return made

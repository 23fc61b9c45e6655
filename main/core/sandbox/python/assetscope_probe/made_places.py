"""Where the project made its jobs, schedules and sensors, for what has to be said of one that does not resolve long after."""
import functools


def note_places(dagster, report):
    for cls in (dagster.JobDefinition, dagster.GraphDefinition, dagster.ScheduleDefinition, dagster.SensorDefinition):
        cls.__init__ = noted(cls.__init__, report)
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition

    make = UnresolvedAssetJobDefinition.__new__

    def new(cls, *args, **kwargs):
        made = make(cls, *args, **kwargs)
        note(made, report)
        return made

    UnresolvedAssetJobDefinition.__new__ = new


def noted(init, report):
    @functools.wraps(init)
    def made(self, *args, **kwargs):
        init(self, *args, **kwargs)
        note(self, report)

    return made


def note(made, report):
    name = getattr(made, "name", None)
    if isinstance(name, str) and name not in report.made and (place := report.caller()):
        report.made[name] = place


def place_of(definition, report):
    """Of a job, schedule or sensor by its name, of assets and checks by their function."""
    try:
        code = definition.op.compute_fn.decorated_fn.__code__
        return {"file": file, "line": code.co_firstlineno} if (file := report.relative(code.co_filename)) else None
    except Exception:
        return report.made.get(getattr(definition, "name", None))

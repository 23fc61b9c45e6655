"""What is changed in Dagster and Pydantic so that stand-ins do not sink what is real: they are taken out of lists of definitions and out
of arguments, and the fields that lost a value become unknown. One file an idea; here is the order."""
from .accept_stand_ins import accept_stand_ins
from .component_env import fill_templates
from .inexact import allow_marks
from .isolate_components import isolate_components
from .made_places import note_places
from .missing_resources import do_without_resources
from .patch_decorators import note_specs, wrap_decorators
from .patch_definitions import clean_definitions, definition_classes
from .patch_jobs import wrap_jobs
from .patch_parts import clean_parts, note_wrapped
from .patch_settings import fill_settings, old_settings
from .patch_sources import show_sources
from .stubs import Listener


def install(report, doubts):
    """Once a process; `report` and `doubts` forward to those of each load."""
    import dagster

    wrap_decorators(dagster, doubts)
    wrap_jobs(dagster)
    Listener.definitions = definition_classes(dagster)
    Listener.wrapped = staticmethod(lambda definitions, name: note_wrapped(definitions, name, doubts))
    clean_parts(dagster, doubts)
    note_specs(dagster, report, doubts)
    clean_definitions(report, dagster)
    show_sources(report)
    fill_settings(report)
    fill_templates()
    accept_stand_ins(dagster)
    do_without_resources()
    old_settings()
    isolate_components(report)
    allow_marks()
    note_places(dagster, report)

"""Settings classes of Pydantic that demand what the environment does not have."""
from .environment import Placeholder


def fill_settings(report):
    """Settings classes that demand secrets get placeholders for the fields that are required and not set."""
    try:
        from pydantic_settings import BaseSettings
    except Exception:
        return
    make = BaseSettings.__init__

    def init(self, *args, **kwargs):
        try:
            make(self, *args, **kwargs)
        except Exception as error:
            missing = [line for line in getattr(error, "errors", lambda: [])() if line.get("type") == "missing" and len(line.get("loc", ())) == 1]
            if not missing:
                raise
            for line in missing:
                name = str(line["loc"][0])
                report.used(report.placeholders, name)
                field = type(self).model_fields.get(name)
                kwargs[name] = placeholder_for(getattr(field, "annotation", str), name)
            make(self, *args, **kwargs)

    BaseSettings.__init__ = init


def placeholder_for(annotation, name):
    if annotation in (int, float, bool):
        return annotation(1)
    if type(None) in getattr(annotation, "__args__", ()):
        return None
    return str(Placeholder(name))


def old_settings():
    """`from pydantic import BaseSettings` of projects that pin pydantic 1: a settings class that is as forgiving as that one was."""
    import pydantic

    try:
        from pydantic_settings import BaseSettings, SettingsConfigDict
    except ImportError:
        return

    class OldSettings(BaseSettings):
        model_config = SettingsConfigDict(extra="ignore", coerce_numbers_to_str=True, arbitrary_types_allowed=True, ignored_types=(str, int, float, bool, list, dict, tuple, set, type(None)), protected_namespaces=())

    pydantic.BaseSettings = OldSettings

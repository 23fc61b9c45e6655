"""Absolute paths of the container that a project is made for (`/app/config/tables.yaml`, `/opt/dbt_project`): where the project has what the
path ends in, its folder is put there. Two folders deep, or a dbt project: less would be a guess."""
import os

from .asked_paths import before_asked
from .report import aliases

# Of the runtime itself.
OWN = ("/site", "/probe", "/lib", "/tmp", "/dev", "/proc", "/sys", "/home")


def install(report, bound):
    """Once a process, after the ways to ask are watched."""
    seen = set()

    def look(path):
        if not isinstance(path, (str, os.PathLike)):
            return
        path = os.fspath(path)
        if not isinstance(path, str) or not path.startswith("/") or path in seen or path.startswith((bound + "/", *(f"{own}/" for own in OWN))):
            return
        seen.add(path)
        if os.path.lexists(path) or not report.caller():
            return
        parts = os.path.normpath(path).split("/")[1:]
        for base in dict.fromkeys((os.getcwd(), *parents(os.getcwd(), bound))):
            for at in range(1, len(parts)):
                rest = parts[at:]
                own = os.path.join(base, *rest)
                if os.path.lexists(own) and (len(rest) > 1 or os.path.isfile(os.path.join(own, "dbt_project.yml"))):
                    return put("/" + "/".join(parts[:at]), rest[0], base)

    def put(prefix, first, base):
        place, real = (prefix, base) if not os.path.lexists(prefix) else (os.path.join(prefix, first), os.path.join(base, first))
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
            os.symlink(real, place)
        except OSError:
            return
        aliases[place] = real
        report.problem("sandbox.path-guessed", f"{place} is not here; {report.relative(real)} of the project stands in for it", report.caller(), "info")

    before_asked(look)


def parents(folder, bound):
    while folder != bound and folder.startswith(bound):
        folder = os.path.dirname(folder)
        yield folder

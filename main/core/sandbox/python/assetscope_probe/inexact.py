"""Names with marks in them -> names that people can read and that stay the same, each told of: which part is not known, and why. An asset is
not lost for a region or a schema that nobody here knows, and is not passed off as known either."""
import re

from .marks import CLOSE, OPEN, doubts_in, explain_doubt, has_marks, readable

SHOWN = 5
KINDS = {"assets": "asset", "checks": "check", "jobs": "job", "schedules": "schedule", "sensors": "sensor"}


def allow_marks():
    """Dagster checks the letters of names, and those of marks would not pass."""
    from dagster._core.definitions import utils

    utils.VALID_NAME_REGEX = re.compile(f"^(?:[A-Za-z0-9_]|{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}?|[^{OPEN}{CLOSE}]*{CLOSE})+$")


def tell_inexact(out, report):
    """Makes the names of what a load found readable."""
    if not (report.placeholders or report.stubs or report.problems):
        return
    touched = {}
    for part, kind in KINDS.items():
        for item in out[part]:
            name = item["key"] if part == "assets" else item["name"]
            doubts = doubts_in(name)
            if doubts:
                if part == "assets":
                    item["keyDoubt"] = {"unknown": explain_doubt(doubts[0]), **place_of(doubts[0], report)}
                if not item.get("isStub"):
                    touched.setdefault(doubts[0], []).append((f"{kind} {readable(name)}", item["source"]))
        out[part] = [clean(item) for item in out[part]]
    for doubt, items in touched.items():
        names = ", ".join(name for name, _source in items[:SHOWN]) + (f" and {len(items) - SHOWN} more" if len(items) > SHOWN else "")
        source = next((source for _name, source in items if source), None)
        place = place_of(doubt, report).get("at") or (source and {"file": source["file"], "line": source["line"]})
        report.problem("sandbox.inexact-name", f"Part of the name {explain_doubt(doubt)}, and is shown in braces: {names}", place, "warning")


def place_of(doubt, report):
    """Where the project asked for it."""
    kind, _, name = doubt.partition(":")
    table = report.placeholders if kind.lower() == "env" else report.stubs
    # The project may have changed its letters.
    used = table.get(name) or next((one for known, one in table.items() if known.lower() == name.lower()), None)
    return {"at": used["at"]} if used and used["at"] else {}


def clean(value):
    if type(value) is str:
        return readable(value) if has_marks(value) else value
    if type(value) is dict:
        return {clean(name): clean(item) for name, item in value.items()}
    if type(value) is list:
        return [clean(item) for item in value]
    return value

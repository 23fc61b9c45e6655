"""Text that came through a stub or a placeholder carries marks wherever it is copied: a doubt that travels with the value. Here: what they
say, and how such a text is shown."""
import re

OPEN, CLOSE = "\ue000", "\ue001"
# A whole mark; what is left where the project cut a text within one.
MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}|^[^{OPEN}{CLOSE}]*{CLOSE}|{OPEN}[^{OPEN}{CLOSE}]*$")
WORDS = 60


def has_marks(text):
    return OPEN in text or CLOSE in text


def doubts_in(text):
    """Names of the stubs and placeholders that a text came through."""
    return [found.group(1) or "part" for found in MARK.finditer(text)]


def explain_doubt(name):
    kind, _, rest = name.partition(":")
    kind = kind.lower()
    if kind == "dbt":
        return f"depends on the dbt {rest}, which the project does not have"
    if kind == "env":
        return f"depends on the environment variable {rest}"
    if kind == "part":
        return "is cut from a text that is not known"
    return explain_stub(rest)


def explain_stub(name):
    return f"{name.split(':', 1)[1]} could not be made (see the problems)" if name.startswith("broken:") else f"comes from {name}, which is not installed in the sealed runtime"


def readable(text):
    """With names in braces where there are marks: `{REGION}_orders`. The same for each load."""
    return MARK.sub(lambda found: f"{{{short(found.group(1) or '')}}}", text) if has_marks(text) else text


def short(name):
    words = name.partition(":")[2].removeprefix("broken:")
    return re.sub(r"[^A-Za-z0-9_.]+", "_", words)[-WORDS:].strip("_.") or "?"

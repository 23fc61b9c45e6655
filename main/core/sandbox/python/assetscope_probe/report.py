"""What a load has to tell besides definitions: problems with their places, stubs and placeholders used, acts refused, files read."""
import os
import sys
import traceback

from .marks import CLOSE, OPEN

# Places where a folder of the project was put -> that folder.
aliases = {}

# The probe's own code is never the project's.
HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


MOST_PROBLEMS = 500


MOST_DECISIONS = 25
TAKEN = {
    "truth": "whether it is true matters here; taken as true", "length": "its length matters here; taken as 0", "items": "its items are gone through here; taken as none", "members": "what it holds matters here",
    "equality": "it is compared here; taken as different", "order": "it is compared here; taken as not in order", "number": "a number is made of it here",
}


def unaliased(path):
    for place, real in aliases.items():
        if path == place or path.startswith(place + "/"):
            return real + path[len(place):]
    return path


def is_own(path, bound):
    """Below the project, and not of an environment that lies in it, nor of this probe."""
    return path.startswith(bound + os.sep) and not path.startswith(HERE) and "site-packages" not in path and not (sys.prefix.startswith(bound + os.sep) and path.startswith(sys.prefix + os.sep))


class Report:
    """`root` is the opened folder, `bound` the outermost one that is the project's; `during` tells which module is being imported."""

    def __init__(self, root, bound, during=lambda: None):
        self.root = root
        self.bound = bound
        self.during = during
        # After so long the load is interrupted; None where nobody does that.
        self.interrupt_ms = None
        self.problems = []
        # Of each problem, the modules whose import it arose in; None among them: elsewhere.
        self.origins = []
        self.stubs = {}
        self.placeholders = {}
        self.refused = {}
        self.files = set()
        # Places at which a stand-in was asked what only the real thing knows.
        self.decisions = set()
        # Objects in metadata and what they say of themselves.
        self.words = {}
        # Name of a job, schedule or sensor -> where it was made.
        self.made = {}
        self.relatives = {}

    def relative(self, path):
        """Path relative to the opened folder with /, or None for files that are not the project's."""
        if path in self.relatives:
            return self.relatives[path]
        if not path or path.startswith("<"):
            return None
        relative = self.relative_of(os.path.abspath(path))
        if os.path.isabs(path):
            self.relatives[path] = relative
        return relative

    def relative_of(self, path):
        path = unaliased(path)
        if path != self.bound and not is_own(path, self.bound):
            return None
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def place(self, frame_summary):
        file = self.relative(frame_summary.filename)
        return {"file": file, "line": frame_summary.lineno or 1} if file else None

    def problem(self, code, message, at=None, severity="error", hint=None):
        entry = {"severity": severity, "code": code, "message": message[:2000], "stage": "sandbox"}
        if at:
            entry["at"] = at
        if hint:
            entry["hint"] = hint[:2000]
        if entry in self.problems:
            self.origins[self.problems.index(entry)].add(self.during())
        elif len(self.problems) < MOST_PROBLEMS:
            self.problems.append(entry)
            self.origins.append({self.during()})

    def failure(self, error, what, code="sandbox.load-failed", at=None):
        """A problem out of an exception: the innermost line of the project's own code is its place; else what is given."""
        places = [self.place(frame) for frame in traceback.extract_tb(error.__traceback__)]
        if isinstance(error, SyntaxError) and self.relative(error.filename or ""):
            places.append({"file": self.relative(error.filename), "line": error.lineno or 1})
        places = [place for place in places if place]
        text = safe_text(error)
        words = f"{what}: {type(error).__name__}: {text}" if text else f"{what}: {type(error).__name__}"
        cause, depth = error, 0
        while cause.__cause__ is not None and depth < 10:
            cause, depth = cause.__cause__, depth + 1
        if cause is not error:
            words = f"{words[:1200]} — because of {type(cause).__name__}: {safe_text(cause)[:600]}"
        self.problem(code, words, places[-1] if places else at, hint=self.traceback_of(error))

    def was_stopped(self):
        return any(problem["code"] == "sandbox.timeout" for problem in self.problems)

    def stopped(self, error):
        """A problem out of an interruption: where the project's code was when its time was over."""
        places = [place for frame in traceback.extract_tb(error.__traceback__) if (place := self.place(frame))]
        limit = f" longer than {round(self.interrupt_ms / 1000)} s" if self.interrupt_ms else " too long"
        what = "here; what was loaded until then is shown, what depends on this is missing" if places else "while its definitions were described; those that were are shown"
        self.problem("sandbox.timeout", f"Loading took{limit} and was stopped {what}", places[-1] if places else None, hint=self.traceback_of(error))

    def traceback_of(self, error):
        """The stack as Python prints it, from the project's first line on, with the project's files relative to it."""
        frames = traceback.extract_tb(error.__traceback__)
        first = next((i for i, frame in enumerate(frames) if self.place(frame)), max(0, len(frames) - 8))
        lines = [f"{self.relative(frame.filename) or frame.filename}:{frame.lineno} in {frame.name}" for frame in frames[first:]]
        if len(lines) > 24:
            lines = [*lines[:8], f"… {len(lines) - 20} more …", *lines[-12:]]
        return "\n".join(lines) or None

    def caller(self):
        """Nearest line of the project's own code on the stack."""
        frame = sys._getframe(1)
        while frame:
            file = self.relative(frame.f_code.co_filename)
            if file:
                return {"file": file, "line": frame.f_lineno}
            frame = frame.f_back
        return None

    def decided(self, name, what, frame):
        """A stand-in was asked for its truth, length or the like: by the project's own code, it may decide on what is defined."""
        file = self.relative(frame.f_code.co_filename)
        place = (file, frame.f_lineno, name)
        if not file or place in self.decisions:
            return
        self.decisions.add(place)
        if len(self.decisions) > MOST_DECISIONS:
            return
        subject = name.partition(":")[2]
        missing = "an environment variable that is not set" if name.startswith("env:") else "not installed in the sealed runtime"
        self.problem("sandbox.decided-by-stand-in", f"What is defined may depend on {subject}, which is {missing}: {TAKEN[what]}", {"file": file, "line": frame.f_lineno}, "warning")

    def tell_more_decisions(self):
        if len(self.decisions) > MOST_DECISIONS:
            self.problem("sandbox.decided-by-stand-in", f"What is defined may depend on stand-ins at {len(self.decisions) - MOST_DECISIONS} more places", None, "warning")

    def used(self, table, name):
        entry = table.setdefault(name, {"count": 0, "at": None})
        entry["count"] += 1
        if entry["at"] is None:
            entry["at"] = self.caller()


def safe_text(error):
    try:
        text = str(error)
        # Libraries write down what they were given by repr, too.
        for mark, shown in ((OPEN, "‹"), (CLOSE, "›")):
            text = text.replace(mark, shown).replace(ascii(mark)[1:-1], shown)
        return text
    except Exception:
        return ""

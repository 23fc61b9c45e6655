"""Which files and folders of the project a load asked for: opened, listed, or only looked for. An answer holds as long as they are the same."""
import os
import sys

from .report import unaliased

MAX_PATHS = 20_000


class Looked:
    def __init__(self, bound, relative):
        self.bound = bound
        self.relative = relative
        self.files, self.folders, self.names = set(), set(), set()

    def note(self, into, path):
        if len(into) >= MAX_PATHS:
            return
        try:
            path = unaliased(os.path.abspath(os.fsdecode(path)))
        except Exception:
            return
        if path == self.bound or path.startswith(self.bound + os.sep):
            relative = self.relative(path)
            if relative:
                into.add(relative)


current = None
# As they were before they were watched.
plain = {"listdir": os.listdir, "isdir": os.path.isdir}


def hook(event, args):
    if current is None:
        return
    if event == "open":
        if isinstance(args[0], (str, bytes)) and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            current.note(current.files, args[0])
    elif event in ("os.listdir", "os.scandir"):
        if args[0] is None or isinstance(args[0], (str, bytes)):
            current.note(current.folders, "." if args[0] is None else args[0])


def counted(plain):
    def asked(path, *args, **kwargs):
        if current is not None and isinstance(path, (str, bytes, os.PathLike)):
            current.note(current.names, path)
        return plain(path, *args, **kwargs)

    asked.__name__ = plain.__name__
    return asked


def install():
    """Once a process. What only stats a path leaves no audit event."""
    sys.addaudithook(hook)
    supports = {name: getattr(os, name) for name in ("supports_fd", "supports_dir_fd", "supports_follow_symlinks", "supports_effective_ids")}
    for name in ("stat", "access"):
        plain = getattr(os, name)
        wrapped = counted(plain)
        setattr(os, name, wrapped)
        for known in supports.values():
            if plain in known:
                known.add(wrapped)


def watch(bound, relative):
    global current
    current = Looked(bound, relative)
    return current

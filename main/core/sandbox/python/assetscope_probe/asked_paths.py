"""Tells of a path before anybody learns whether it is there: when it is opened, or looked for by `stat`, which leaves no audit event."""
import os
import sys


def before_asked(act):
    """Once a process for each act, after the ways to ask are watched."""
    stat = os.stat

    def asked(path, *args, **kwargs):
        act(path)
        return stat(path, *args, **kwargs)

    asked.__name__ = "stat"
    os.stat = asked
    for name in ("supports_fd", "supports_dir_fd", "supports_follow_symlinks"):
        if stat in getattr(os, name):
            getattr(os, name).add(asked)
    sys.addaudithook(lambda event, args: act(args[0]) if event == "open" else None)

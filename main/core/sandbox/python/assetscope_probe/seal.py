"""Refuses, as Python exceptions, what the runtime could not do anyway: network, processes, foreign memory, JavaScript. The real walls
are outside (WebAssembly, a process without permissions, no bridge); this makes hitting them a clear problem instead of a crash."""
import builtins
import os
import sys
import types


def refuse(report, what):
    def refused(*_args, **_kwargs):
        report.used(report.refused, what)
        raise PermissionError(f"refused by the sealed runtime: {what}")

    refused.__name__ = what.rsplit(".", 1)[-1]
    refused.__assetscope_refused__ = True
    return refused


OS_NAMES = ["system", "popen", "fork", "forkpty", "posix_spawn", "posix_spawnp", "kill", "killpg", "abort", "_exit", "execv", "execve", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe",
            "spawnl", "spawnle", "spawnlp", "spawnlpe", "spawnv", "spawnve", "spawnvp", "spawnvpe", "startfile", "chroot", "setuid", "setgid", "mknod", "mkfifo", "nice"]
SUBPROCESS_NAMES = ["Popen", "run", "call", "check_call", "check_output", "getoutput", "getstatusoutput"]
BRIDGE = ["js", "pyodide_js", "_pyodide_core", "pyodide", "pyodide.ffi", "pyodide.code", "pyodide.http", "pyodide.webloop", "_pyodide", "_pyodide._core_docs", "_pyodide._base", "_pyodide._importhook", "pyodide._core", "_ctypes", "ctypes"]


class RefusedModule(types.ModuleType):
    def __init__(self, name, report):
        super().__init__(name)
        self.__dict__["_report"] = report

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return refuse(self.__dict__["_report"], f"{self.__name__}.{name}")


def close(report, is_wasm):
    import socket
    import subprocess

    for name in OS_NAMES:
        if hasattr(os, name):
            setattr(os, name, refuse(report, f"os.{name}"))
    for module in ("posix", "nt"):
        if module in sys.modules:
            for name in OS_NAMES:
                if hasattr(sys.modules[module], name):
                    setattr(sys.modules[module], name, refuse(report, f"os.{name}"))
    for name in SUBPROCESS_NAMES[1:]:
        setattr(subprocess, name, refuse(report, f"subprocess.{name}"))

    class Popen:
        def __init__(self, *_args, **_kwargs):
            refuse(report, "subprocess.Popen")()

        def __class_getitem__(cls, _item):
            return cls

    subprocess.Popen = Popen
    network = refuse(report, "network")
    for name in ("connect", "connect_ex", "bind", "listen", "sendto", "accept"):
        try:
            setattr(socket.socket, name, network)
        except (AttributeError, TypeError):
            pass
    for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "socketpair"):
        setattr(socket, name, network)
    if is_wasm:
        for name in BRIDGE:
            sys.modules[name] = RefusedModule(name, report) if name in ("js", "pyodide_js", "_pyodide_core", "ctypes", "_ctypes", "pyodide", "pyodide.code", "pyodide.ffi", "pyodide.http") else sys.modules.get(name)
            if sys.modules[name] is None:
                del sys.modules[name]
        for finder in list(sys.meta_path):
            if type(finder).__name__ in ("JsFinder", "UnvendoredStdlibFinder", "RepodataPackagesFinder"):
                sys.meta_path.remove(finder)
    import signal
    import threading
    import time

    if is_wasm:
        def start(_self):
            report.used(report.refused, "threads")
            raise RuntimeError("refused by the sealed runtime: threads")

        threading.Thread.start = start
    time.sleep = lambda _seconds: None
    for name in ("alarm", "setitimer", "pthread_kill", "raise_signal"):
        if hasattr(signal, name):
            setattr(signal, name, refuse(report, f"signal.{name}"))
    builtins.input = refuse(report, "input")
    builtins.breakpoint = refuse(report, "breakpoint")

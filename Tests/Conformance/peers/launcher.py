"""Runs programs from a small process and tells their time and peak memory.

Linux counts the memory of the process that starts a program as the program's own peak, so whoever holds models in
memory would measure itself. `Launcher` therefore starts this file as a process of its own, which imports next to
nothing (11 MB), and talks to it in lines of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time


class Launcher:
    """A process that starts others; use it from one thread."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self,
        arguments: list[str],
        limit: float = 60,
        stdin: str = os.devnull,
        stdout: str = os.devnull,
        stderr: str = os.devnull,
        cwd: str | None = None,
    ) -> tuple[int | None, float, int]:
        """Exit status (a negative one is a signal, `None` a time-out), seconds, and peak resident bytes."""
        assert self.process.stdin and self.process.stdout
        request = {"arguments": arguments, "limit": limit, "files": [stdin, stdout, stderr], "cwd": cwd}
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        status, seconds, peak = json.loads(self.process.stdout.readline())
        return status, seconds, peak

    def close(self) -> None:
        """Ends the process."""
        self.process.communicate()


def start(arguments: list[str], files: list[str], cwd: str | None) -> int:
    """Starts a program with its three files; its process number."""
    if cwd is not None:
        os.chdir(cwd)
    flags = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    actions = [
        (os.POSIX_SPAWN_OPEN, number, path, flag, 0o644) for number, (path, flag) in enumerate(zip(files, flags))
    ]
    return os.posix_spawn(arguments[0], arguments, os.environ, file_actions=actions)


def answer(request: dict) -> tuple[int | None, float, int]:
    """Runs one program to its end, or to its limit."""
    begin = time.perf_counter()
    child = start(request["arguments"], request["files"], request["cwd"])
    late = []
    signal.signal(signal.SIGALRM, lambda *_: (late.append(True), os.kill(child, signal.SIGKILL)))
    signal.setitimer(signal.ITIMER_REAL, request["limit"])
    _, status, usage = os.wait4(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    code = None if late else os.waitstatus_to_exitcode(status)
    return code, time.perf_counter() - begin, usage.ru_maxrss * 1024


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)

"""JupyterLab's server, in a home of its own, with graven behind a tap that records what is said."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from peers.places import GRAVEN

TAP = Path(__file__).resolve().parents[1] / "Editors/tap.py"
TOKEN = "browser-test"
LIMIT = 60
# No question about news in the picture.
NOTIFICATIONS = {"fetchNews": "false", "checkForUpdates": False}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def environment(room: Path, recording: Path) -> dict[str, str]:
    """A home without anyone's settings, and a PATH on which `graven` is the recorded program."""
    home, programs = room / "home", room / "programs"
    settings = home / ".jupyter/lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NOTIFICATIONS))
    programs.mkdir()
    recorded = shlex.join([sys.executable, str(TAP), str(recording), str(GRAVEN)])
    (programs / "graven").write_text(f'#!/bin/sh\nexec {recorded} "$@"\n')
    (programs / "graven").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "XDG_"))}
    return {**kept, "HOME": str(home), "PATH": f"{programs}:{os.environ['PATH']}"}


@contextlib.contextmanager
def jupyterlab(room: Path, files: Path, recording: Path) -> Iterator[str]:
    """The address of a JupyterLab that shows a folder; what it says is written to `jupyterlab.log` in the room."""
    port = free_port()
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--allow-root", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={files}"]
    with (room / "jupyterlab.log").open("w+", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, env=environment(room, recording), cwd=room, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            wait(server, port, room / "jupyterlab.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(LIMIT)


def wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until the server takes connections."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise SystemExit(f"JupyterLab does not start:\n{log.read_text(encoding='utf-8')[-2000:]}")

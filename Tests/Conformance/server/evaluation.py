"""Values are computed in a process of their own, which may die or be killed at any time."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import numpy as np
from peers.figure import Figure

from .client import CANCELLED, REQUEST_FAILED, Client, Refusal
from .lifecycle import ended, started
from .open import Document

LARGE, MEDIUM = 40_000_000, 100_000
TEXT = f"""<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 4] x) => (float[N, 4] y) <
  int64[2] axes = {{4, -1}}
> {{
  sum = Add (axes, axes)
  medium = Constant <value = float[{MEDIUM}] @data("medium.npy")> ()
  large = Constant <value = float[{LARGE}] @data("large.npy")> ()
  y = Relu (x)
}}
"""


def workers(process: int) -> list[int]:
    """The processes that any thread of the server started."""
    found: list[int] = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        # Threads and processes end meanwhile.
        with contextlib.suppress(OSError):
            found += map(int, (thread / "children").read_text(encoding="ascii").split())
    return found


class Evaluated:
    """A document whose nodes are evaluated."""

    def __init__(self, client: Client, folder: Path) -> None:
        path = folder / "m.onnxtxt"
        path.write_text(TEXT, encoding="utf-8")
        for name, count in (("medium", MEDIUM), ("large", LARGE)):
            if not (folder / f"{name}.npy").exists():
                np.save(folder / f"{name}.npy", np.zeros(count, np.float32))
        self.client = client
        self.document = Document(client, path, TEXT)

    def params(self, needle: str) -> dict:
        at = self.document.at(needle)["position"]
        return {"command": "graven.evaluate", "arguments": [{"uri": self.document.uri, "at": at}]}

    def node(self, needle: str) -> object:
        try:
            return self.client.request("workspace/executeCommand", self.params(needle))
        except Refusal as refusal:
            return refusal

    def hints(self) -> str:
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 20, "character": 0}}
        return str([hint["label"] for hint in self.document.ask("inlayHint", range=whole)])

    def stop_worker(self) -> None:
        for process in workers(self.client.process.pid):
            os.kill(process, signal.SIGSTOP)


def values(figure: Figure, folder: Path) -> None:
    """What is evaluated is shown, and said to be old after an edit."""
    with started(folder) as client:
        case = Evaluated(client, folder)
        figure.check("[8, -2]" in str(case.node("sum =")), "a computed constant", "")
        found = str(case.node("y ="))
        figure.check("float[1, 4]" in found and "'minimum': -" not in found, "a node that needs an input", found[:200])
        hints = case.hints()
        figure.check("= [" in hints, "shown beside the node", hints[:300])
        hover = str(case.document.about("hover", "y ="))
        figure.check("Evaluated" in hover and "float[1, 4]" in hover, "shown in the hover", hover[:300])
        case.document.replace("Relu", "Neg")
        figure.check("(out of date)" in case.hints(), "out of date after an edit", case.hints()[:300])
        found = case.node("medium =")
        figure.check(f"'zeros': {MEDIUM}" in str(found), "the statistics of a constant in a file", str(found)[:200])
        ended(figure, client, "values")


def deaths(figure: Figure, folder: Path) -> None:
    """A worker that is killed, by us or by the client's wish."""
    with started(folder) as client:
        case = Evaluated(client, folder)
        case.node("y =")
        for process in workers(client.process.pid):
            os.kill(process, signal.SIGKILL)
        figure.check("float[1, 4]" in str(case.node("y =")), "a worker that was killed idle", "")
        for name in ("$/cancelRequest", "window/workDoneProgress/cancel", "an edit"):
            case.stop_worker()
            mark = client.mark
            number = client.ask("workspace/executeCommand", case.params("y ="))
            # The worker is at it then: what it has not begun with needs no killing.
            time.sleep(0.2)
            if name == "$/cancelRequest":
                client.notify(name, {"id": number})
            elif name == "an edit":
                case.document.replace("Relu (x)", "Relu ( x)")
            else:
                begun = client.notification("$/progress", lambda one: one["value"]["kind"] == "begin", start=mark)
                client.notify(name, {"token": begun["token"]})
            answer = client.answer(number).message
            figure.check(answer.get("error", {}).get("code") == CANCELLED, f"cancelled by {name}", str(answer)[:200])
            figure.check("float[1, 4]" in str(case.node("y =")), f"evaluated after {name}", "")
        # A worker that has answered before and dies is replaced once: a new one that dies is told.
        old = workers(client.process.pid)
        for process in old:
            os.kill(process, signal.SIGKILL)
        number = client.ask("workspace/executeCommand", case.params("large ="))
        crash(client, old)
        code = client.answer(number).message.get("error", {}).get("code")
        found = [one for one in case.document.pulled() if one.get("code") == "V001"]
        told = code == REQUEST_FAILED and "ended unexpectedly" in str(found)
        figure.check(told, "a crash is a diagnostic", f"{code} {found}")
        ended(figure, client, "deaths of the worker")


def crash(client: Client, old: list[int], limit: float = 5) -> None:
    """Makes a new worker fail as soon as it runs."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        for process in set(workers(client.process.pid)) - set(old):
            with contextlib.suppress(OSError):
                if b"worker" in Path(f"/proc/{process}/cmdline").read_bytes():
                    os.kill(process, signal.SIGSEGV)
                    return
        time.sleep(0.001)


def ceiling(figure: Figure, folder: Path) -> None:
    """A constant that needs more than its evaluation may take."""
    with Client(folder=folder) as client:
        client.initialize(options={"evaluation": {"memory": 256}})
        case = Evaluated(client, folder)
        found = case.node("large =")
        figure.check("more memory than its ceiling of 256 MiB" in str(found), "the memory ceiling", str(found)[:200])
        figure.check("[8, -2]" in str(case.node("sum =")), "evaluated after that", "")
        shown = str([one.message for one in client.arrivals if one.message.get("method") == "window/showMessage"])
        figure.check("sum: = [8, -2]" in shown, "told by a message where nothing can be shown", shown[:200])
        client.finish()

"""ruff's language server, timed at the same things in a Python file of as many lines."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

from server.client import Client  # noqa: E402
from server.framing import framed  # noqa: E402
from server.open import OPTIONS, PUSH  # noqa: E402
from server.texts import position  # noqa: E402

RUFF = shutil.which("ruff", path=str(Path(sys.executable).parent))
EDITS = 5
Timed = tuple[str, float]


def python_lines(count: int) -> list[str]:
    """Functions of ten lines, without a finding but one, so that findings are always sent."""
    lines = ["import os", ""]
    for number in range(count // 10):
        lines += [f"def block_{number}(first, second, alpha=0.{number % 9 + 1}):"]
        lines += [f"    value_{index} = first * alpha + second * {index}" for index in range(7)]
        lines += ["    return " + " + ".join(f"value_{index}" for index in range(7)), ""]
    return lines


def peer_times(folder: Path, count: int, capabilities: dict, names: dict[str, str]) -> Iterator[Timed]:
    """Seconds that ruff takes; `names` has the table's names of what is timed."""
    if RUFF is None:
        return
    lines = python_lines(count)
    path = folder / "peer.py"
    with Client(capabilities, folder, (RUFF, "server"), strict=False) as client:
        client.initialize()
        yield names["start"], client.arrivals[0].time - client.started
        item = {"uri": path.as_uri(), "languageId": "python", "version": 1, "text": "\n".join(lines)}
        yield names["open"], until_found(client, "textDocument/didOpen", {"textDocument": item}, 1)
        line = len(lines) // 20 * 10 + 3
        for number in range(2 * EDITS):
            version = number + 2
            change = {"range": {"start": position(line, 12), "end": position(line, 12 + number % 2)}}
            params = {
                "textDocument": {"uri": path.as_uri(), "version": version},
                "contentChanges": [{**change, "text": "" if number % 2 else "x"}],
            }
            seconds = until_found(client, "textDocument/didChange", params, version)
            yield names["names"], seconds
        for _ in range(EDITS):
            begin = time.perf_counter()
            params = {"textDocument": {"uri": path.as_uri()}, "options": OPTIONS}
            answer = client.answer(client.ask("textDocument/formatting", params), 60)
            yield names["format"], answer.time - begin
        client.finish()


def until_found(client: Client, method: str, params: dict, version: int) -> float:
    """Seconds from a notification to the findings of its version."""
    client.drain()
    data = framed({"jsonrpc": "2.0", "method": method, "params": params})
    begin = time.perf_counter()
    client.write(data)
    found = client.wait(
        lambda one: one.get("method") == PUSH and one["params"].get("version") == version, "findings", 60
    )
    return found.time - begin

#!/usr/bin/env python3
"""How fast `graven lsp` answers, from the client's side of the pipe: medians, with the 99th percentile in brackets.

Two generated models: 1,000 nodes, and 100,000 lines of 13 MB. Edits at the start, in the middle and at the end: a
character, a line break, a rename, a paste of 50 lines, a statement left broken; each is taken back. Beside it ruff's
server, in the same run, with a Python file of as many lines.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

from peers.places import GRAVEN  # noqa: E402
from server.capabilities import without  # noqa: E402
from server.client import Client, Silence  # noqa: E402
from server.documents import document, long_document, write_weights  # noqa: E402
from server.framing import framed  # noqa: E402
from server.open import OPTIONS, PUSH  # noqa: E402
from server.texts import position  # noqa: E402

from server_peer import peer_times  # noqa: E402

PUSHES = without("textDocument.diagnostic", "workspace.diagnostics")
SCREEN = 60
MEGABYTE = 1e6


@dataclass
class Times:
    """Seconds, one for each time that something was done."""

    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def high(self) -> float:
        """The 99th percentile, which is the largest of less than a hundred."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]

    @property
    def shown(self) -> str:
        if not self.seconds:
            return "-"
        return f"{1000 * self.median:,.1f} ms ({1000 * self.high:,.1f})"


@dataclass(frozen=True)
class Size:
    """A document, how often things are done with it, and what is asked: seconds, median and 99th percentile."""

    name: str
    text: Callable[[], str]
    opens: int
    edits: int
    requests: int
    asked: dict[str, tuple[float, float]]
    memory: dict[str, float]


OPEN, OPEN_SYNTAX = "open -> all diagnostics", "open -> syntax"
NAMES, TYPES = "keystroke -> syntax and names", "keystroke -> types and shapes"
COMPLETION, HOVER, DEFINITION = "completion", "hover", "definition"
TYPING = "completion right after a keystroke"
FORMAT, TOKENS, HINTS = "whole format", "tokens of the screen", "hints of the screen"
START = "process start -> initialize answered"
IDLE, LOADED = "resident, idle", "resident, document open"
# What a peer is timed at, under our names.
PEER_NAMES = {"start": START, "open": OPEN, "names": NAMES, "format": FORMAT}
SIZES = (
    Size(
        "1,000 nodes",
        lambda: document(1000),
        15,
        8,
        40,
        {
            OPEN: (0.015, 0.030),
            NAMES: (0.002, 0.008),
            TYPES: (0.005, 0.020),
            COMPLETION: (0.005, 0.020),
            HOVER: (0.002, 0.010),
            DEFINITION: (0.002, 0.010),
            FORMAT: (0.005, 0.015),
            TOKENS: (0.003, 0.010),
            HINTS: (0.003, 0.010),
            START: (0.015, 0.030),
        },
        {IDLE: 15e6, LOADED: 30e6},
    ),
    Size(
        "100,000 lines",
        lambda: long_document(100_000),
        3,
        2,
        20,
        {
            OPEN: (1.0, 1.0),
            OPEN_SYNTAX: (0.250, 0.250),
            NAMES: (0.015, 0.050),
            TYPES: (0.060, 0.100),
            COMPLETION: (0.015, 0.050),
            HOVER: (0.005, 0.020),
            DEFINITION: (0.005, 0.020),
            FORMAT: (0.400, 0.800),
            TOKENS: (0.010, 0.030),
            HINTS: (0.010, 0.030),
        },
        {LOADED: 250e6},
    ),
)


# What an edit must lead to, and its way back take away.
CAUSED = {"character": "G002", "rename": "G002", "broken": "K001"}
Expected = tuple[str, bool] | None


class Session:
    """A server with one document, and a clock."""

    def __init__(self, folder: Path, size: Size, text: str, path: Path) -> None:
        self.size = size
        self.lines = text.split("\n")
        self.uri = path.as_uri()
        self.version = 1
        self.client = Client(PUSHES, folder, (GRAVEN, "lsp"), strict=False)
        self.client.initialize()
        self.started = self.client.arrivals[0].time - self.client.started
        time.sleep(0.1)
        self.idle = self.client.resident

    @property
    def identifier(self) -> dict:
        return {"textDocument": {"uri": self.uri}}

    def open(self, text: str) -> tuple[float, float]:
        """Seconds to the first findings, and to all of them."""
        item = {"uri": self.uri, "languageId": "onnx-text", "version": 1, "text": text}
        return self.until_found({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}})

    def change(self, part: dict, new: str, expected: Expected = None) -> tuple[float, float]:
        """Seconds from an edit to the first findings of its version that hold what is expected, and to all of them."""
        self.version += 1
        params = {
            "textDocument": {"uri": self.uri, "version": self.version},
            "contentChanges": [{"range": part, "text": new}],
        }
        return self.until_found({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}, expected)

    def until_found(self, message: dict, expected: Expected = None) -> tuple[float, float]:
        """Waits for the findings of the version; an answer that needs the model tells which ones are the last."""
        self.client.drain()
        data = framed(message)
        begin = time.perf_counter()
        self.client.write(data)

        def found(one: dict) -> bool:
            return one.get("method") == PUSH and one["params"].get("version") == self.version

        def told(one: dict) -> bool:
            if not found(one) or expected is None:
                return found(one)
            code, is_there = expected
            return any(finding.get("code") == code for finding in one["params"]["diagnostics"]) == is_there

        first = self.client.wait(told, "findings", 60).time
        self.client.request("textDocument/hover", {**self.identifier, "position": position(0, 0)}, 60)
        last = max(one.time for one in self.client.drain() if found(one.message))
        return first - begin, last - begin

    def ask(self, method: str, **more: object) -> float:
        """Seconds to an answer."""
        data = {**self.identifier, **more}
        self.client.drain()
        begin = time.perf_counter()
        number = self.client.ask(f"textDocument/{method}", data)
        answer = self.client.answer(number, 60)
        if "error" in answer.message:
            raise SystemExit(f"{method}: {answer.message['error']}")
        return answer.time - begin


def node_lines(lines: list[str]) -> list[int]:
    """Lines of nodes with one operand at least, that stand alone in the main graph."""
    end = lines.index("}")
    begin = lines.index("> {")
    found = [
        number
        for number in range(begin, end)
        if lines[number].startswith("  ")
        and lines[number][2] not in " @>"
        and " = " in lines[number]
        and lines[number].endswith(")")
    ]
    return [found[1], found[len(found) // 2], found[-2]]


def edits(lines: list[str], line: int) -> Iterator[tuple[str, dict, str, dict, str]]:
    """Kind, edit, and what takes it back."""
    text = lines[line]
    end = len(text)

    def span(first: int, last: int) -> dict:
        return {"start": position(line, first), "end": position(line, last)}

    operand = text.rindex("(") + 1
    within = operand + (text[operand] == '"') + 1
    yield "character", span(within, within), "x", span(within, within + 1), ""
    below = {"start": position(line, end), "end": position(line + 1, 0)}
    yield "line break", span(end, end), "\n", {**below, "start": position(line, end)}, ""
    value = text[: text.index(" = ")].split("] ")[-1].strip()
    first = text.index(value, text.index("] ") if "] " in text[: text.index(" = ")] else 0)
    yield "rename", span(first, first + len(value)), "renamed", span(first, first + len("renamed")), value
    pasted = "".join(f"  pasted_{line}_{number} = Relu (x)\n" for number in range(50))
    start = {"start": position(line, 0), "end": position(line, 0)}
    yield "paste", start, pasted, {"start": position(line, 0), "end": position(line + 50, 0)}, ""
    yield "broken", span(end - 1, end), "", span(end - 1, end - 1), ")"


def measure(size: Size, folder: Path) -> tuple[dict[str, Times], dict[str, float]]:
    """All times and sizes of a document."""
    times: dict[str, Times] = {}
    memory: dict[str, float] = {}

    def add(name: str, seconds: float) -> None:
        times.setdefault(name, Times()).seconds.append(seconds)

    text = size.text()
    path = folder / "model.onnxtxt"
    for number in range(size.opens):
        session = Session(folder, size, text, path)
        add(START, session.started)
        first, last = session.open(text)
        add(OPEN_SYNTAX, first)
        add(OPEN, last)
        if number < size.opens - 1:
            session.client.finish()
    memory[IDLE] = session.idle
    places = node_lines(session.lines)
    for _ in range(size.edits):
        for where, line in zip(("start", "middle", "end"), places):
            for kind, part, new, back, old in edits(session.lines, line):
                code = CAUSED.get(kind)
                for change, is_there in (((part, new), True), ((back, old), False)):
                    first, last = session.change(*change, (code, is_there) if code else None)
                    for name in (NAMES, f"{NAMES}: {kind}", f"{NAMES}: {where}"):
                        add(name, first)
                    for name in (TYPES, f"{TYPES}: {kind}", f"{TYPES}: {where}"):
                        add(name, last)
    for number in range(size.requests):
        line = places[number % 3]
        column = session.lines[line].rindex("(") + 2
        here = position(line, column)
        screen = {"start": position(line, 0), "end": position(min(len(session.lines) - 1, line + SCREEN), 0)}
        add(COMPLETION, session.ask("completion", position=here))
        add(HOVER, session.ask("hover", position=here))
        add(HOVER, session.ask("hover", position=position(line, session.lines[line].index(" = ") + 4)))
        add(DEFINITION, session.ask("definition", position=here))
        add(TOKENS, session.ask("semanticTokens/range", range=screen))
        add(HINTS, session.ask("inlayHint", range=screen))
    for number in range(max(5, size.requests // 4)):
        add(FORMAT, session.ask("formatting", options=OPTIONS))
        add(TYPING, typing(session, places[number % 3]))
    memory[LOADED] = session.client.resident
    session.client.finish()
    return times, memory


def typing(session: Session, line: int) -> float:
    """A character, and completion at once, as editors ask while a name is typed."""
    column = session.lines[line].rindex("(") + 1
    span = {"start": position(line, column), "end": position(line, column)}
    session.version += 1
    item = {"uri": session.uri, "version": session.version}
    begin = time.perf_counter()
    session.client.notify(
        "textDocument/didChange", {"textDocument": item, "contentChanges": [{"range": span, "text": "s"}]}
    )
    session.ask("completion", position=position(line, column + 1))
    took = time.perf_counter() - begin
    session.change({"start": position(line, column), "end": position(line, column + 1)}, "")
    return took


def table(size: Size, times: dict[str, Times], memory: dict[str, float], peer: dict[str, Times]) -> list[list[str]]:
    """what | graven | ruff | ratio | asked | reached"""
    rows = []
    # What is asked for comes first, then its parts.
    for name, taken in sorted(times.items(), key=lambda pair: ":" in pair[0]):
        asked = size.asked.get(name)
        reached = "-" if asked is None else "yes" if taken.median <= asked[0] and taken.high <= asked[1] else "NO"
        wanted = "-" if asked is None else f"{1000 * asked[0]:g} ms ({1000 * asked[1]:g})"
        theirs = peer.get(name)
        ratio = f"{theirs.median / taken.median:.1f}x" if theirs else "-"
        rows.append([f"{size.name}: {name}", taken.shown, theirs.shown if theirs else "-", ratio, wanted, reached])
    for name, used in memory.items():
        limit = size.memory.get(name)
        reached = "-" if limit is None else "yes" if used <= limit else "NO"
        wanted = "-" if limit is None else f"{limit / MEGABYTE:g} MB"
        rows.append([f"{size.name}: {name}", f"{used / MEGABYTE:.0f} MB", "-", "-", wanted, reached])
    return rows


def server_rows(names: list[str]) -> list[list[str]]:
    """The table of all documents."""
    rows = []
    for size in SIZES:
        if names and size.name not in names:
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_weights(folder)
            try:
                times, memory = measure(size, folder)
                peer: dict[str, Times] = {}
                lines = size.text().count("\n")
                for what, seconds in peer_times(folder, lines, PUSHES, PEER_NAMES):
                    peer.setdefault(what, Times()).seconds.append(seconds)
                rows += table(size, times, memory, peer)
            except Silence as silence:
                rows.append([size.name, str(silence), "-", "-", "-", "NO"])
    return rows


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("documents", nargs="*", help="some of: " + "; ".join(size.name for size in SIZES))
    chosen = options.parse_args()
    sys.setswitchinterval(0.0002)
    rows = [["what", "graven", "ruff", "ratio", "asked", "reached"], *server_rows(chosen.documents)]
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    sys.exit(1 if any(row[-1] == "NO" for row in rows) else 0)


if __name__ == "__main__":
    main()

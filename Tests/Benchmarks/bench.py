#!/usr/bin/env python3
"""Speed and memory beside the peers, on this machine and in this run: medians of five, the contenders taking turns.

graven's time is that of the whole process less that of `graven --version`; onnx.printer's and onnx.parser's is that of
the call, in memory. Peaks are what wait4 says. Scratch files lie in --room (default: a temporary folder), 7 GB of them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Conformance"))

import onnx  # noqa: E402
import onnx.parser  # noqa: E402
import onnx.printer  # noqa: E402
from diagnosis import diagnosis_rows  # noqa: E402
from peers.launcher import Launcher  # noqa: E402
from peers.places import GRAVEN, STATIC_GRAVEN  # noqa: E402
from sized_models import many_bytes, many_nodes, many_numbers  # noqa: E402

ROUNDS = 5
Contender = Callable[[], float]


@dataclass
class Row:
    """A line of the table; `reached` is `None` where nothing is asked."""

    what: str
    peer: str
    graven: str
    ratio: str
    asked: str
    reached: bool | None


class Bench:
    """The launcher, the rows so far, and the time that starting the program takes."""

    def __init__(self) -> None:
        self.launcher = Launcher()
        self.rows: list[Row] = []
        self.peak = 0
        self.start = statistics.median(self.run("--version")[0] for _ in range(ROUNDS))

    def run(
        self, *arguments: str | Path, program: Path = GRAVEN, statuses: tuple[int, ...] = (0,)
    ) -> tuple[float, int]:
        """Seconds and peak bytes of one run, which must end with one of `statuses`."""
        with tempfile.NamedTemporaryFile() as said:
            status, seconds, peak = self.launcher.run([str(program), *map(str, arguments)], limit=600, stderr=said.name)
            if status not in statuses:
                raise SystemExit(f"graven {' '.join(map(str, arguments))} ended with {status}: {said.read()[:500]!r}")
        return seconds, peak

    def graven(self, *arguments: str | Path, statuses: tuple[int, ...] = (0,)) -> Contender:
        """The program's own time; its peak is kept in `self.peak`."""

        def once() -> float:
            seconds, peak = self.run(*arguments, statuses=statuses)
            self.peak = max(self.peak, peak)
            return max(1e-6, seconds - self.start)

        return once

    def add(self, what: str, peer: str, graven: str, ratio: str, asked: str, reached: bool | None) -> None:
        """A line of the table, shown at once as well."""
        self.rows.append(Row(what, peer, graven, ratio, asked, reached))
        print(f"... {what}: {graven} ({peer}), {ratio}", flush=True)


def medians(*contenders: Contender) -> list[float]:
    """Medians of rounds in which each contender has a turn."""
    times: list[list[float]] = [[] for _ in contenders]
    for _ in range(ROUNDS):
        for contender, taken in zip(contenders, times):
            taken.append(contender())
    return [statistics.median(taken) for taken in times]


def timed(work: Callable[[], object]) -> Contender:
    """A call in this process."""

    def once() -> float:
        begin = time.perf_counter()
        work()
        return time.perf_counter() - begin

    return once


def against_printer(
    bench: Bench,
    what: str,
    model: onnx.ModelProto,
    room: Path,
    flags: list[str],
    print_asked: float | None,
    parse_asked: float | None,
    memory: bool,
    own_text: bool,
) -> None:
    """Prints and parses a model both ways. `own_text`: the program reads its own text, else the reference's."""
    source, text, back, theirs = (room / name for name in ("m.onnx", "m.onnxtxt", "b.onnx", "peer.onnxtxt"))
    source.write_bytes(model.SerializeToString())
    peer_text = onnx.printer.to_text(model)
    theirs.write_text(peer_text, encoding="utf-8")
    bench.peak = 0
    peer, ours = medians(timed(lambda: onnx.printer.to_text(model)), bench.graven("text", source, *flags, "-o", text))
    size = text.stat().st_size

    def rate(bytes_: int, seconds: float) -> str:
        return f"{1000 * seconds:,.1f} ms, {bytes_ / 1e6 / seconds:,.0f} MB/s"

    bench.add(
        f"{what}: print",
        rate(len(peer_text), peer),
        rate(size, ours),
        f"{peer / ours:.1f}x",
        f"{print_asked:g}x" if print_asked else "-",
        peer / ours >= print_asked if print_asked else None,
    )
    memory_row(bench, f"{what}: print, peak resident", size, memory)
    read = text if own_text else theirs
    bench.peak = 0
    peer, ours = medians(timed(lambda: onnx.parser.parse_model(peer_text)), bench.graven("build", read, "-o", back))
    bench.add(
        f"{what}: parse",
        rate(len(peer_text), peer),
        rate(read.stat().st_size, ours),
        f"{peer / ours:.1f}x",
        f"{parse_asked:g}x" if parse_asked else "-",
        peer / ours >= parse_asked if parse_asked else None,
    )
    memory_row(bench, f"{what}: parse, peak resident", read.stat().st_size, memory)
    if own_text and back.read_bytes() != source.read_bytes():
        raise SystemExit(f"{what}: the model that came back differs")


def memory_row(bench: Bench, what: str, size: int, asked: bool) -> None:
    """Peak memory beside the size of the text."""
    if asked:
        bench.add(
            what,
            f"text {size / 1e6:,.0f} MB",
            f"{bench.peak / 1e6:,.0f} MB",
            f"{bench.peak / size:.2f}x",
            "<= 1.5x",
            bench.peak <= 1.5 * size,
        )


def large_model(bench: Bench, room: Path, tensors: int, size: int, smallest: int) -> None:
    """Opens a model of `size` bytes as text, and builds it back beside `cp` and `sync`."""
    source, text, back, copy = (room / name for name in ("large.onnx", "large.onnxtxt", "back.onnx", "copy.onnx"))
    many_bytes(source, size, tensors)
    subprocess.run(["cp", source, copy], check=True)
    subprocess.run(["sync", copy], check=True)
    bench.peak = 0
    (opened,) = medians(lambda: bench.graven("text", source, "-o", text)() + bench.start)
    what = f"{size / 1e9:.1f}e9 bytes in {tensors:,} tensors"
    bench.add(f"{what}: open as text", "-", f"{1000 * opened:,.1f} ms", "-", "< 100 ms", opened < 0.1)
    over = bench.peak - smallest
    bench.add(
        f"{what}: peak resident over one node's",
        f"one node {smallest / 1e6:.1f} MB",
        f"+{over / 1e6:.1f} MB",
        "-",
        "<= 30 MB",
        over <= 30e6,
    )

    def build() -> float:
        back.unlink(missing_ok=True)
        return bench.graven("build", text, "-o", back)() + bench.start

    def copied() -> float:
        copy.unlink(missing_ok=True)
        return timed(
            lambda: subprocess.run(["sh", "-c", 'cp --reflink=never "$0" "$1" && sync "$1"', source, copy], check=True)
        )()

    peer, ours = medians(copied, build)
    bench.add(
        f"{what}: build back",
        f"cp + sync {peer:.2f} s",
        f"{ours:.2f} s",
        f"{ours / peer:.2f}x",
        "<= 1.3x",
        ours <= 1.3 * peer,
    )
    if subprocess.run(["cmp", source, back], check=False).returncode:
        raise SystemExit(f"{what}: the model that came back differs")
    for path in (source, text, back, copy):
        path.unlink()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--room", type=Path, help="a folder for scratch files, on the file system to measure")
    options.add_argument(
        "--quick", action="store_true", help="a tenth of the numbers and bytes: a trial of the script itself"
    )
    chosen = options.parse_args()
    scale = 10 if chosen.quick else 1
    bench = Bench()
    with tempfile.TemporaryDirectory(dir=chosen.room) as name:
        room = Path(name)
        one = room / "one.onnx"
        one.write_bytes(many_nodes(1).SerializeToString())
        smallest = statistics.median(bench.run("text", one, "-o", room / "one.onnxtxt")[1] for _ in range(ROUNDS))
        against_printer(bench, "20,000 nodes", many_nodes(20_000), room, [], 5, 4, False, False)
        diagnosis_rows(bench, medians, timed, room / "m.onnx")
        numbers = many_numbers(25_000_000 // scale)
        what = f"{25 / scale:g} million floats"
        against_printer(
            bench, f"{what}, decimal", numbers, room, ["--inline-limit", "max", "--decimal"], 4, 4, True, True
        )
        against_printer(bench, f"{what}, base64", numbers, room, ["--inline-limit", "max"], None, None, True, True)
        del numbers
        for tensors in (30, 2000):
            large_model(bench, room, tensors, 2_000_000_000 // scale, int(smallest))
    if STATIC_GRAVEN.exists():
        start = statistics.median(bench.run("--version", program=STATIC_GRAVEN)[0] for _ in range(4 * ROUNDS))
        bench.add("graven --version, static build", "-", f"{1000 * start:.1f} ms", "-", "< 10 ms", start < 0.01)
    else:
        print("left out: the static build's start; run `make static`")
    table(bench.rows)
    sys.exit(0 if all(row.reached is not False for row in bench.rows) else 1)


def table(rows: list[Row]) -> None:
    """what | peer | graven | ratio | asked | reached"""
    cells = [["what", "peer", "graven", "ratio", "asked", "reached"]]
    cells += [
        [row.what, row.peer, row.graven, row.ratio, row.asked, {True: "yes", False: "NO", None: "-"}[row.reached]]
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells)]
    for line in cells:
        print(" | ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


if __name__ == "__main__":
    main()

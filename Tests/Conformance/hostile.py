#!/usr/bin/env python3
"""Hostile models: `graven check` and `graven infer` answer within a second, in little memory, without a crash.

Einsums on which onnx and ONNX Runtime hang, deep nesting, huge sizes and trip counts, tensors and expressions that
double, recursive functions, great numbers of everything; then the damaged binaries of the corpus. A slow run is tried
three times. Each finding that is printed may take a little more: some models have 100,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import SimpleQueue

from peers.corpus import corpus_models, label, missing_corpus
from peers.figure import Figure, finish
from peers.hostile import hostile
from peers.launcher import Launcher
from peers.places import CACHE, GRAVEN, scratch
from peers.program import require

SECONDS = 1.0
MEMORY = 200 << 20
SECONDS_OF_A_FINDING, MEMORY_OF_A_FINDING = 100e-6, 4 << 10
TRIES = 3
COMMANDS = (["check", "--no-config"], ["infer", "--format", "json"])
Case = tuple[str, bytes]


def attempt(content: bytes, command: list[str], launcher: Launcher, path: Path) -> str:
    """Why a model fails; empty where it does not."""
    why = ""
    path.write_bytes(content)
    printed = path.with_suffix(".txt")
    for _ in range(TRIES):
        arguments = [str(GRAVEN), *command, str(path)]
        status, seconds, peak = launcher.run(arguments, limit=30, stdout=str(printed))
        findings = printed.read_bytes().count(b"\n --> ")
        if status is not None and status not in (0, 1, 2):
            return f"ended with {status}"
        if peak > MEMORY + MEMORY_OF_A_FINDING * findings:
            return f"{peak >> 20} MB for {len(content):,} bytes, {findings:,} findings"
        if status is not None and seconds <= SECONDS + SECONDS_OF_A_FINDING * findings:
            # A model that can't be read is a finding of `check`, and ends `infer`.
            return "" if status != 2 or command[0] == "infer" else "ended with 2"
        why = f"{seconds:.1f} s for {len(content):,} bytes, {findings:,} findings"
    return why


def try_all(figures: dict[str, Figure], cases: Iterator[Case], room: Path) -> None:
    """Two at a time, each with both commands; a case that fails is kept in .cache/hostile."""
    launchers: SimpleQueue[Launcher] = SimpleQueue()
    started = [Launcher(), Launcher()]
    for launcher in started:
        launchers.put(launcher)

    def work(case: Case) -> tuple[Case, list[str]]:
        launcher = launchers.get()
        try:
            path = room / f"{id(launcher)}.onnx"
            return case, [attempt(case[1], command, launcher, path) for command in COMMANDS]
        finally:
            launchers.put(launcher)

    with ThreadPool(2) as pool:
        for (name, content), answers in pool.imap(work, cases):
            for command, why in zip(COMMANDS, answers):
                figures[command[0]].check(not why, name, why)
            if any(answers):
                kept = CACHE / "hostile" / ("".join(c if c.isalnum() else "-" for c in name)[:80] + ".onnx")
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(content)
    for launcher in started:
        launcher.close()


def main() -> None:
    require()
    made = {name: Figure(f"hostile models, {name}: under 1 s, 200 MB, no crash") for name in ("check", "infer")}
    damaged = {name: Figure(f"damaged binaries, {name}: under 1 s, 200 MB, no crash") for name in ("check", "infer")}
    with scratch() as name:
        try_all(made, hostile(), Path(name))
        files = corpus_models("mutated")
        for figure in damaged.values():
            missing_corpus(figure, "mutated")
        try_all(damaged, ((label(path), path.read_bytes()) for path in files), Path(name))
    finish(*made.values(), *damaged.values())


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Damaged binaries and texts: no crash, no run of over a second, a peak of at most ten times the input plus 64 MB.

--count of each are made from small models with --seed, `verify` reads the binaries (it decodes, prints, parses and
encodes), `build` the texts and `fmt --check` every fourth of them. A case that fails is kept in .cache/damaged.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path
from queue import SimpleQueue

from peers.corpus import backend_models, corpus_models, missing_corpus
from peers.figure import Figure, finish
from peers.launcher import Launcher
from peers.mutation import damaged_binary, damaged_text
from peers.places import CACHE, GRAVEN, scratch
from peers.program import graven, on_two_cores, require

SECONDS = 1.0
ROOM = 64 << 20
Case = tuple[str, str, bytes, list[str]]  # its name, its file's ending, its bytes, the command


def small_models() -> list[bytes]:
    """Seeds: models of 40 to 20,000 bytes."""
    paths = [*backend_models(), *corpus_models("suites", "producers", "foreign", "fields")]
    return [path.read_bytes() for path in paths[::3] if 40 <= path.stat().st_size <= 20_000]


def binaries(models: list[bytes], count: int, seed: int) -> Iterator[Case]:
    """Damaged models."""
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        yield f"binary {number} of seed {seed}", ".onnx", damaged_binary(rng, rng.choice(models)), ["verify"]


def texts(printed: list[bytes], count: int, seed: int) -> Iterator[Case]:
    """Damaged texts."""
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        command = ["fmt", "--check"] if number % 4 == 3 else ["build", "-o", "/dev/null"]
        yield f"text {number} of seed {seed}", ".onnxtxt", damaged_text(rng, rng.choice(printed)), command


def attempt(case: Case, launchers: SimpleQueue[Launcher], room: Path) -> str:
    """Why a case fails; empty where it does not."""
    _, ending, content, command = case
    launcher = launchers.get()
    try:
        path = room / f"{id(launcher)}{ending}"
        path.write_bytes(content)
        status, seconds, peak = launcher.run([str(GRAVEN), *command, str(path)], limit=10)
    finally:
        launchers.put(launcher)
    if status is None or seconds > SECONDS:
        return f"{seconds:.1f} s"
    if status not in (0, 1, 2):
        return f"ended with {status}"
    return f"{peak >> 20} MB for {len(content):,} bytes" if peak > 10 * len(content) + ROOM else ""


def try_all(figure: Figure, cases: Iterator[Case], room: Path) -> None:
    """Two at a time."""
    launchers: SimpleQueue[Launcher] = SimpleQueue()
    started = [Launcher(), Launcher()]
    for launcher in started:
        launchers.put(launcher)
    with ThreadPool(2) as pool:
        for case, why in pool.imap(lambda case: (case, attempt(case, launchers, room)), cases, chunksize=4):
            figure.check(not why, case[0], why)
            if why:
                kept = CACHE / "damaged" / (case[0].replace(" ", "-") + case[1])
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes(case[2])
    for launcher in started:
        launcher.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    require()
    models = small_models()
    printed = [
        run.out
        for _, run in on_two_cores(lambda model: graven("text", "-", "--weights", "inline", stdin=model), models[::4])
        if run.out
    ]
    binary, text = Figure("damaged binaries: no crash, no hang, little memory"), Figure("damaged texts: the same")
    missing_corpus(binary, "suites", "producers", "foreign", "fields")
    with scratch() as name:
        try_all(binary, binaries(models, chosen.count, chosen.seed), Path(name))
        if printed:
            try_all(text, texts(printed, chosen.count, chosen.seed), Path(name))
    finish(binary, text)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""What `graven fmt` promises: a second run changes nothing, the model stays, comments and tokens stay, and the
printer's own text needs no formatting; a text that does not parse stays as it is, with exit status 2.

Tried on printed texts of the corpus and on --count mutated ones with comments in every kind of gap (--seed names them).
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peers.corpus import backend_models, corpus_models, label, missing_corpus
from peers.figure import Figure, finish
from peers.mutation import mutated_text, relaid_text
from peers.places import scratch
from peers.program import graven, on_two_cores, require
from peers.tokens import code, comments

BATCH = 200
LAWS = ("idempotent", "model stays", "comments stay", "tokens stay")


@dataclass(frozen=True)
class Formatted:
    """A text before and after `fmt`, and what a second `fmt` made of it; `refused` where it did not parse."""

    name: str
    before: bytes
    after: bytes
    again: bytes
    refused: bool
    status_right: bool


def format_batch(room: Path, batch: list[tuple[str, bytes]]) -> list[Formatted]:
    """Formats many texts with two runs of the program; a file that a message names has been refused."""
    paths = [room / f"{number:04d}.onnxtxt" for number in range(len(batch))]
    for path, (_, text) in zip(paths, batch):
        path.write_bytes(text)
    first = graven("fmt", *paths, limit=600)
    named = set(re.findall(rb"[0-9]{4}\.onnxtxt", first.err))
    after = [path.read_bytes() for path in paths]
    graven("fmt", *[path for path in paths if path.name.encode() not in named], limit=600)
    wanted = 2 if named else 0
    return [
        Formatted(name, text, done, path.read_bytes(), path.name.encode() in named, first.status == wanted)
        for path, (name, text), done in zip(paths, batch, after)
    ]


def built(text: bytes) -> tuple[int | None, bytes]:
    """Exit status and bytes of `graven build`."""
    run = graven("build", "-", "--base", ".", stdin=text)
    return run.status, run.out if run.status == 0 else b""


def judge(case: Formatted, laws: dict[str, Figure], unparsed: Figure) -> None:
    """Counts one text under every law."""
    if case.refused:
        unparsed.check(case.after == case.before and case.status_right, case.name, "changed, or exit status is not 2")
        return
    laws["idempotent"].check(case.again == case.after and case.status_right, case.name, "a second run changes it")
    laws["model stays"].check(built(case.before) == built(case.after), case.name, "builds to something else")
    laws["comments stay"].check(comments(case.before) == comments(case.after), case.name, "comments differ")
    laws["tokens stay"].check(code(case.before) == code(case.after), case.name, "tokens differ")


def seeds(limit: int) -> list[tuple[str, bytes]]:
    """Printed texts of small models of every part, spread evenly."""
    paths = [
        path
        for path in [*backend_models(), *corpus_models("suites", "producers", "fields", "foreign")]
        if path.stat().st_size < 8000
    ]
    chosen = paths[:: max(1, len(paths) // limit)]
    return [
        (label(path), run.out)
        for path, run in on_two_cores(lambda path: graven("text", path, "--weights", "inline"), chosen)
        if run.out
    ]


def mutants(texts: list[tuple[str, bytes]], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Relaid texts with comments; two in five of them with a token changed as well."""
    for number in range(count):
        rng = random.Random(seed * 1_000_003 + number)
        name, text = rng.choice(texts)
        text = relaid_text(rng, text)
        if rng.random() < 0.4:
            text = mutated_text(rng, text, 1)
        yield f"mutant {number} of seed {seed} ({name})", text


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    require()
    printed = Figure("fmt: printed text is already formatted")
    laws = {name: Figure(f"fmt: {name}") for name in LAWS}
    unparsed = Figure("fmt: a text that does not parse stays, exit 2")
    missing_corpus(printed, "suites", "producers", "fields", "foreign")
    texts = seeds(3000)
    cases = [*texts, *mutants(texts, chosen.count, chosen.seed)]
    with scratch() as name:
        for start in range(0, len(cases), BATCH):
            batch = format_batch(Path(name), cases[start : start + BATCH])
            for case in batch[: max(0, len(texts) - start)]:
                printed.check(case.after == case.before and not case.refused, case.name, "fmt changes it")
            for _ in on_two_cores(lambda case: judge(case, laws, unparsed), batch):
                pass
    parsed = laws["tokens stay"].total - len(texts)
    share = Figure("fmt: at least half of the mutants parse")
    share.check(2 * parsed >= chosen.count, f"{parsed:,} of {chosen.count:,}")
    share.notes.append(f"{parsed:,} of {chosen.count:,} parse")
    finish(printed, *laws.values(), unparsed, share)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""A text without a pragma builds the same bytes as onnx.parser: what onnx.printer prints of the corpus, ONNX's tests.

Deliberate differences are told by what they are (peers/deliberate.py), counted and named.
--mutate N tries N mutated texts as well: those that the reference accepts.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import random
from collections.abc import Iterable, Iterator
from multiprocessing import Pool
from pathlib import Path

import onnx
import onnx.printer
from peers.corpus import PARTS, backend_models, corpus_models, label, missing_corpus, read
from peers.deliberate import explain
from peers.figure import Figure, finish
from peers.mutation import mutated_text
from peers.parser_tests import accepted, parser_test_texts
from peers.program import graven, require
from peers.ways import first_difference

SEED = 20261123
Outcome = tuple[str, str, str]  # the case, "same" / "deliberate" / "differs" / "refused there", why


def compare(where: str, text: str) -> Outcome:
    """Builds one text both ways.

    onnx.parser's Python binding hands a C string over, so that the reference never sees what stands behind a NUL byte
    outside of its quotes, or in them: both read the text up to there.
    """
    text = text.partition("\0")[0]
    expected = accepted(text)
    if expected is None:
        return where, "refused there", ""
    run = graven("build", "-", stdin=text.encode())
    wanted = expected.SerializeToString()
    if run.status == 0 and run.out == wanted:
        return where, "same", ""
    reason = explain(
        text.encode(), expected, read(run.out) if run.status == 0 else None, run.err.decode("utf-8", "replace")
    )
    if reason:
        return where, "deliberate", reason
    return where, "differs", run.said if run.status else first_difference(wanted, run.out)


def printed(path: Path) -> Outcome:
    """The reference's own text of a model."""
    model = read(path.read_bytes())
    try:
        text = onnx.printer.to_text(model)
        text.encode()
    except Exception:  # no model, or strings that are not UTF-8
        return label(path), "no text", ""
    return compare(label(path), text)


def given(case: tuple[str, str]) -> Outcome:
    """A text from elsewhere."""
    return compare(*case)


def distinct(paths: Iterable[Path]) -> list[Path]:
    """One path for each content."""
    return list({hashlib.sha256(path.read_bytes()).digest(): path for path in paths}.values())


def mutants(seeds: list[str], count: int) -> Iterator[tuple[str, str]]:
    """Texts that are nearly right, from a seed that is written down."""
    rng = random.Random(SEED)
    for number in range(count):
        yield (
            f"mutant {number} of seed {SEED}",
            mutated_text(rng, rng.choice(seeds).encode(), 3).decode("utf-8", "replace"),
        )


def count(figure: Figure, outcomes: Iterable[Outcome]) -> None:
    """Adds outcomes to a figure."""
    deliberate: collections.Counter[str] = collections.Counter()
    for where, verdict, why in outcomes:
        if verdict in ("refused there", "no text"):
            figure.leave_out(
                f"texts: {verdict}" if verdict == "refused there" else "models that onnx.printer can't print"
            )
            continue
        figure.check(verdict != "differs", where, why)
        deliberate[why] += verdict == "deliberate"
    figure.notes += [f"deliberate, {number:,} x: {why}" for why, number in deliberate.items() if number]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--mutate", type=int, default=1000)
    asked = options.parse_args().mutate
    require()
    corpus_figure = Figure("texts printed by onnx.printer: same bytes as onnx.parser")
    missing_corpus(corpus_figure, *PARTS)
    tests_figure = Figure("accepted texts of ONNX's parser tests: same bytes")
    mutant_figure = Figure("mutated texts that onnx.parser accepts: same bytes")
    texts = parser_test_texts(tests_figure)
    with Pool(2) as pool:
        count(corpus_figure, pool.imap(printed, distinct([*backend_models(), *corpus_models(*PARTS)]), chunksize=16))
        count(tests_figure, pool.imap(given, [(where, text) for text, where in texts.items()], chunksize=16))
        count(mutant_figure, pool.imap(given, mutants(list(texts), asked), chunksize=16))
    finish(corpus_figure, tests_figure, *([mutant_figure] if asked else []))


if __name__ == "__main__":
    main()

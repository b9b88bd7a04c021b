#!/usr/bin/env python3
"""binary -> text -> binary is byte-identical, for every readable model outside `mutated/`, in three ways.

By `graven verify`, and independently of it by `text`, `build` and a comparison here: weights by reference, inline, and
in a safetensors file after the source is deleted. Models with the same bytes are tried once and counted each.
"""

from __future__ import annotations

import collections
from pathlib import Path

from peers.compare import canonical
from peers.corpus import PARTS, backend_models, corpus_models, label, missing_corpus, read
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import on_two_cores, require, verdicts
from peers.ways import WAYS, first_difference, there_and_back


def readable(figure: Figure) -> dict[bytes, list[Path]]:
    """The models by their bytes; what protobuf can't read, or would not write so itself, is counted as left out."""
    found: dict[bytes, list[Path]] = collections.defaultdict(list)
    for path in [*backend_models(), *corpus_models(*PARTS)]:
        content = path.read_bytes()
        model = read(content)
        if model is None or not content:
            figure.leave_out("files that protobuf can't read")
        elif not canonical(content, model):
            figure.leave_out("files not in protobuf's order (mutated.py looks at such)")
        else:
            found[content].append(path)
    missing_corpus(figure, *PARTS)
    return found


def by_verify(models: dict[bytes, list[Path]], figure: Figure) -> None:
    """What the program says itself."""
    said = verdicts([paths[0] for paths in models.values()])
    for paths in models.values():
        verdict = said.get(paths[0], "no answer")
        for path in paths:
            figure.check(verdict == "identical", label(path), verdict)


def by_hand(models: dict[bytes, list[Path]], way: str, figure: Figure, room: Path) -> None:
    """`text`, `build`, and a comparison of bytes."""
    for content, (back, why) in on_two_cores(lambda content: there_and_back(content, way, room), models):
        for path in models[content]:
            figure.check(back == content, label(path), why or first_difference(content, back or b""))


def main() -> None:
    require()
    verify = Figure("round trip: identical, says verify")
    models = readable(verify)
    by_verify(models, verify)
    figures = [verify]
    with scratch() as name:
        for way in WAYS:
            figures.append(Figure(f"round trip: identical with --weights {way}"))
            by_hand(models, way, figures[-1], Path(name))
    finish(*figures)


if __name__ == "__main__":
    main()

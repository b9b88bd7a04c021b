#!/usr/bin/env python3
"""Nothing that real models hold needs the object notation: no statement of theirs is printed as `node {` and the like.

Asked of ONNX's backend tests of all releases and of exporters' models. For the models with every field set once and
for ONNX's own suites the statements that do need it are counted by keyword.
"""

from __future__ import annotations

import collections
from pathlib import Path

from peers.corpus import backend_models, corpus_models, label, missing_corpus
from peers.figure import Figure, finish
from peers.program import graven, on_two_cores, require
from peers.tokens import objects


def printed_objects(path: Path) -> list[str] | None:
    """The objects in a model's text; `None` when there is no text."""
    run = graven("text", path)
    return objects(run.out) if run.out else None


def main() -> None:
    require()
    figure = Figure("models printed without an object")
    missing_corpus(figure, "backend_old", "producers")
    real = [*backend_models(), *corpus_models("backend_old", "producers")]
    for path, found in on_two_cores(printed_objects, real):
        figure.check(found == [], label(path), "no text" if found is None else ", ".join(found[:3]))
    for part in ("fields", "suites"):
        statements: collections.Counter[str] = collections.Counter()
        models = 0
        for _, found in on_two_cores(printed_objects, corpus_models(part)):
            models += bool(found)
            statements.update(text.split(" at byte")[0] for text in found or [])
        listed = ", ".join(f"{count} x {what}" for what, count in statements.most_common())
        figure.notes.append(f"{part}: {models:,} models with objects: {listed or 'none'}")
    finish(figure)


if __name__ == "__main__":
    main()

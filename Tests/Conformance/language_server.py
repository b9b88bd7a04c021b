#!/usr/bin/env python3
"""Whole conversations with `graven lsp` over a pipe: life cycle, encodings, edits, every method of its table, files
beside the document, and everything malformed. Every message that the server writes is checked against lsprotocol, the
protocol's order, and what the client said it can do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import require
from server import broken, evaluation, lifecycle, methods, project, sync
from server.client import Refusal, Silence

Part = Callable[[Figure, Path], None]
PARTS: dict[str, tuple[Part, ...]] = {
    "language server: life cycle, clients, encodings": (lifecycle.life_cycle, lifecycle.clients, lifecycle.encodings),
    "language server: each method announced, asked, right": (methods.method_table,),
    "language server: edits and findings": (sync.random_edits, sync.line_ends, sync.many_findings, sync.push_order),
    "language server: files beside the document": (
        project.configuration,
        project.weights,
        project.pulled_again,
        project.settings,
        project.binary_models,
    ),
    "language server: evaluation in a process of its own": (
        evaluation.values,
        evaluation.deaths,
        evaluation.ceiling,
    ),
    "language server: malformed, cancelled, out of order": (broken.malformed, broken.documents, broken.cancellation),
}


def attempt(part: Part, figure: Figure) -> None:
    """Runs a part in a folder of its own; one that can not go on is a failure."""
    with scratch() as name:
        try:
            part(figure, Path(name))
        except (Silence, Refusal, KeyError, IndexError, TypeError, AttributeError) as problem:
            line = problem.__traceback__
            while line.tb_next is not None:
                line = line.tb_next
            where = f"{Path(line.tb_frame.f_code.co_filename).name}:{line.tb_lineno}"
            figure.check(False, part.__name__, f"{type(problem).__name__}: {problem} ({where})")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("parts", nargs="*", help="names of functions, such as life_cycle; all without one")
    chosen = options.parse_args().parts
    require()
    # The thread that takes the time of an answer must not wait for its turn.
    sys.setswitchinterval(0.0002)
    figures = []
    for name, parts in PARTS.items():
        figure = Figure(name)
        for part in parts:
            if not chosen or part.__name__ in chosen:
                attempt(part, figure)
        if figure.total:
            figures.append(figure)
    finish(*figures)


if __name__ == "__main__":
    main()

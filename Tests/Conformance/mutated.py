#!/usr/bin/env python3
"""Readable files among damaged ones: identical where they are canonical, else equal field by field, and said so."""

from __future__ import annotations

from pathlib import Path

from peers.compare import canonical, same_fields
from peers.corpus import corpus_models, label, missing_corpus, read
from peers.figure import Figure, finish
from peers.places import scratch
from peers.program import graven, on_two_cores, require, verdicts
from peers.ways import first_difference, there_and_back


def main() -> None:
    require()
    identical = Figure("mutated, in canonical order: identical")
    equal = Figure("mutated, in another order: equal field by field, said so, exit 1")
    missing_corpus(identical, "mutated")
    missing_corpus(equal, "mutated")
    paths = corpus_models("mutated")
    said = verdicts(paths)
    readable = {path: model for path in paths if (model := read(path.read_bytes())) is not None}
    identical.leave_out("files that protobuf can't read", len(paths) - len(readable))
    with scratch() as room:
        for path, (back, why) in on_two_cores(
            lambda path: there_and_back(path.read_bytes(), "reference", Path(room)), readable
        ):
            content = path.read_bytes()
            verdict = said.get(path, "no answer")
            if canonical(content, readable[path]):
                identical.check(
                    back == content and verdict == "identical",
                    label(path),
                    why or f"verify says {verdict}; {first_difference(content, back or b'')}",
                )
                continue
            again = read(back) if back is not None else None
            run = graven("text", path)
            ok = again is not None and same_fields(again, readable[path])
            equal.check(
                ok and verdict == "equal" and run.status == 1 and bool(run.out),
                label(path),
                why or f"equal here: {ok}, verify says {verdict}, text: {run.said}",
            )
    finish(identical, equal)


if __name__ == "__main__":
    main()

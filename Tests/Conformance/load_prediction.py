#!/usr/bin/env python3
"""`graven check --target onnxruntime` foretells whether ONNX Runtime loads a model: its InferenceSession's errors, not run's.

A model is foretold to be refused when an error says what ONNX Runtime would say (`peers`), other than a warning. The truth
for the backend models is ONNX Runtime itself; for the corpus's foreign models it is the manifest's.
"""

from __future__ import annotations

import collections
import json
from pathlib import Path

from peers.corpus import backend_models, corpus, label, missing_corpus
from peers.figure import Figure, finish
from peers.program import graven, on_two_cores, require


def is_foretold(path: Path) -> bool | None:
    """Whether the model is said to load; `None` when there was no answer."""
    run = graven("check", "--no-config", "--target", "onnxruntime", "--format", "json", path)
    try:
        found = json.loads(run.out)["files"][0]["diagnostics"]
    except (ValueError, LookupError):
        return None
    said = [one["peers"]["onnxruntime"] for one in found if one["severity"] == "error"]
    return not any(words and not words.startswith("warning: ") for words in said)


def loads(path: Path) -> bool:
    """ONNX Runtime's own verdict."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    try:
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception:
        return False
    return True


def foreign_models() -> list[tuple[Path, bool]]:
    """The corpus's foreign models with their verdicts."""
    place = corpus()
    if place is None:
        return []
    cases = json.loads((place / "foreign/manifest.json").read_text())["cases"]
    return [(place / "foreign" / case["file"], case["ort"] == "ok") for case in cases]


def main() -> None:
    require()
    figure = Figure("loads in ONNX Runtime, foretold by check --target onnxruntime", asked=0.99)
    missing_corpus(figure, "foreign")
    truth = [(path, loads(path)) for path in backend_models()] + foreign_models()
    matrix: collections.Counter[str] = collections.Counter()
    for (path, verdict), foretold in on_two_cores(lambda case: is_foretold(case[0]), truth):
        what = "no answer" if foretold is None else "loads" if foretold else "refused"
        matrix[f"said {what}, {'loads' if verdict else 'refused'}"] += 1
        figure.check(foretold == verdict, label(path), f"said {what}")
    figure.notes += [f"{count:,} {cell}" for cell, count in sorted(matrix.items())]
    finish(figure)


if __name__ == "__main__":
    main()
